using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Issuer;

/// <summary>What an issuer does with bytes that are wrong: nothing that harms anybody.</summary>
public sealed class BadMessageTests
{
    [Fact]
    public async Task Bytes_that_are_no_message_are_passed_over()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Send([]);
        await bench.Send([1, 2, 3]);
        await bench.Send(new byte[4000]);
        await bench.Send(bench.Signed(bench.Sale(1, 100, IssuerBench.RightPin))[..40]);

        Assert.Equal("00", await bench.Code(bench.Sale(2, 100, IssuerBench.RightPin)));
    }

    [Fact]
    public async Task A_wrong_mac_is_refused_and_the_first_word_stands()
    {
        await using var bench = await IssuerBench.Open();
        var sale = bench.Sale(1, 100, IssuerBench.RightPin);
        await bench.Send(Forged(bench, sale));
        Assert.Equal("A0", (await bench.Receive()).Text(39));

        // The switch took the A0 for final: the true copy that comes later must not charge the card.
        Assert.Equal("A0", await bench.Code(sale));
        Assert.Equal(100_000, bench.Fen);
    }

    [Fact]
    public async Task A_forged_copy_of_an_answered_request_hears_nothing()
    {
        await using var bench = await IssuerBench.Open();
        var sale = bench.Sale(1, 100, IssuerBench.RightPin);
        await bench.Ask(sale);
        await bench.Send(Forged(bench, sale));

        // The next answer on the link is the next sale's.
        var next = await bench.Ask(bench.Sale(2, 100, IssuerBench.RightPin));
        Assert.Equal("000002", next.Text(11));
        Assert.Equal(99_800, bench.Fen);
    }

    [Fact]
    public async Task A_reversal_with_a_wrong_mac_changes_nothing()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Sale(1, 100, IssuerBench.RightPin));
        await bench.Send(Forged(bench, bench.Reversal(1, 100)));

        Assert.Equal("A0", (await bench.Receive()).Text(39));
        Assert.Equal(99_900, bench.Fen);
    }

    [Fact]
    public async Task A_sale_without_its_amount_is_a_format_error()
    {
        await using var bench = await IssuerBench.Open();

        Assert.Equal("30", await bench.Code(bench.Sale(1, 100, IssuerBench.RightPin).Without(4)));
    }

    [Fact]
    public async Task Sign_on_and_echo_are_answered()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Send(Dialect.Iso1987Ascii.Write(
            new Message("0800").With(7, "0302090000").With(11, "000009").With(70, "301")));
        var answer = await bench.Receive();

        Assert.Equal(("0810", "000009", "301", "00"), (answer.Type, answer.Text(11), answer.Text(70), answer.Text(39)));
    }

    private static byte[] Forged(IssuerBench bench, Message message)
    {
        var other = bench.Vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        return Dialect.Iso1987Ascii.WriteSigned(
            message, (bytes, mac) => bench.Vault.Macs.Write(other, MacAlgorithm.X919, bytes, mac));
    }
}
