using System.Security.Cryptography;
using Clearswipe.Stories;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>A sale whose track comes under the terminal's track key: position 3 of field 53 is 1.</summary>
public sealed class TrackTests
{
    private const string Track = "9999010000000016D30122011234567890123";
    private const string OtherTrack = "9999010000000024D30122011234567890123";

    private byte[] _trackKey = [];

    [Fact]
    public async Task It_is_opened_and_goes_on_clear_as_any_other()
    {
        await using var bench = await Open();
        var terminal = await SignedOn(bench);
        await terminal.Send(Sale(terminal, 1, Under(Track)));
        var asked = await bench.Issuer.Hears("0200");

        Assert.Equal((Track, Track[..16], false), (asked.Text(35), asked.Text(2), asked.Has(53)));
        await bench.Issuer.Say(ScriptedIssuer.Answer(asked, "00"));
        Assert.Equal("00", (await terminal.Receive()).Text(39));
    }

    [Fact]
    public async Task It_names_the_card_where_field_2_does_not()
    {
        await using var bench = await Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var terminal = await SignedOn(bench);

        Assert.Equal("00", await terminal.Code(Sale(terminal, 1, Under(Track)).Without(2)));
        Assert.Equal("999901******0016", bench.Attempt.CardMasked);
    }

    [Fact]
    public async Task One_that_is_garbled_or_under_another_key_is_refused_and_no_byte_goes_on()
    {
        await using var bench = await Open();
        var terminal = await SignedOn(bench);
        var garbled = Under(Track);
        var last = garbled[30] == '0' ? '1' : '0';
        garbled = $"{garbled[..30]}{last}{garbled[31..]}";
        Assert.Equal("30", await terminal.Code(Sale(terminal, 1, garbled)));
        Assert.Equal("30", await terminal.Code(Sale(terminal, 2, Track[..16])));
        _trackKey = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
        Assert.Equal("30", await terminal.Code(Sale(terminal, 3, Under(Track))));
        Assert.True(bench.Issuer.HasHeardNothing);

        Assert.Equal(3, bench.Log.Lines.Count(line => line.Contains("is garbled", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task One_of_another_card_than_field_2_is_refused()
    {
        await using var bench = await Open();
        var terminal = await SignedOn(bench);

        Assert.Equal("30", await terminal.Code(Sale(terminal, 1, Under(OtherTrack))));
        Assert.Contains(bench.Log.Lines, line => line.Contains("are of two cards", StringComparison.Ordinal));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task A_terminal_that_was_given_no_track_key_is_told_to_sign_on_for_one()
    {
        await using var bench = await Open();
        var terminal = await bench.SignedOnTerminal();
        _trackKey = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");

        Assert.Equal("30", await terminal.Code(Sale(terminal, 1, Under(Track))));
        Assert.Equal("30", await terminal.Code(Sale(terminal, 2, Under(Track)).Without(35)));
        Assert.Equal(2, bench.Log.Lines.Count(line => line.Contains("none was given", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_track_key_of_sm4_opens_nothing()
    {
        await using var bench = await SwitchBench.Open(KeyAlgorithm.Sm4);
        var terminal = bench.Terminal();
        var keys = (await terminal.AskPlain(terminal.SignOnMessage(1, "005"))).Bytes(62)!.Value;
        terminal.MacKey = bench.Vault.Keys.Unwrap(
            bench.Master, KeyUse.Mac, KeyAlgorithm.Sm4, new(keys[20..36], keys[36..40]));

        Assert.Equal("30", await terminal.Code(Sale(terminal, 2, Track)));
        Assert.Contains(bench.Log.Lines, line => line.Contains("SM4 is not public", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_track_that_is_said_to_be_clear_has_digits_and_separators_alone()
    {
        await using var bench = await Open();
        var terminal = await SignedOn(bench);

        Assert.Equal("30", await terminal.Code(
            Sale(terminal, 1, "9999010000000016D301ABCDEF0000000000F").Without(53)));
        Assert.Equal("30", await terminal.Code(
            Sale(terminal, 2, "9999010000000016D301ABCDEF0000000000F").With(53, "2600000000000000")));
        Assert.Contains(bench.Log.Lines, line => line.Contains("no clear track", StringComparison.Ordinal));
        Assert.True(bench.Issuer.HasHeardNothing);
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_mac_fits()
    {
        await using var bench = await Open();
        var terminal = await SignedOn(bench);
        var forged = Sale(terminal, 1, Under(OtherTrack)).Without(2).With(64, "00000000"u8.ToArray());
        await terminal.Send(terminal.Plain(forged));

        Assert.Equal("A0", (await terminal.Receive()).Text(39));
        Assert.Equal("", bench.Attempt.CardMasked);
    }

    [Fact]
    public async Task No_track_stands_in_any_file_or_log_sealed_or_open()
    {
        await using var bench = await Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        var terminal = await SignedOn(bench);
        var under = Under(Track);
        Message[] sales =
        [
            Sale(terminal, 1, under), Sale(terminal, 2, under).Without(2), Sale(terminal, 3, Under(OtherTrack)),
            Sale(terminal, 4, $"{under[..36]}A"), Sale(terminal, 5, Track).Without(53),
            Sale(terminal, 6, under).Without(53),
        ];
        foreach (var sale in sales)
        {
            await terminal.Ask(sale);
            Assert.Null(Dialect.UnionPayPos.TryRead(Dialect.UnionPayPos.Write(sale), out var read));
            Assert.Contains("35=[37 bytes]", $"{read}", StringComparison.Ordinal);
        }

        var scan = new SecrecyScan([
            new Secret("the card number", Track[..16]), new Secret("the track", Track[12..]),
            new Secret("the track's end", Track[17..]), new Secret("the sealed track", under[20..]),
        ]);
        Assert.Equal(
            ["00", "00", "30", "30", "00", "30"], bench.Node.Attempts(9).Reverse().Select(one => one.Code?.Value));
        Assert.NotEmpty(scan.FindIn("what a scan must find", $"{Track}"));
        Assert.Empty(bench.Log.Lines.SelectMany(line => scan.FindIn("the log", line)));
        Assert.Empty(scan.FindIn("the files", bench.WrittenBytes()));
    }

    private static Task<SwitchBench> Open() => SwitchBench.Open();

    // Only a test opens the key: the bench's vault has a storage key that is known.
    private async Task<TestTerminal> SignedOn(SwitchBench bench)
    {
        var terminal = bench.Terminal();
        var answer = await terminal.AskPlain(terminal.SignOnMessage(900, "004"));
        terminal.LoadKeys(answer);
        var keys = answer.Bytes(62)!.Value;
        using var holder = new SoftwareHolder(new byte[KeyVault.StorageKeyLength], new CryptoChance());
        _trackKey = holder.UnsealKey(bench.Vault.Keys.Unwrap(
            bench.Master, KeyUse.Data, KeyAlgorithm.TripleDes2, new(keys[40..56], keys[56..60]))!);
        return terminal;
    }

    private static Message Sale(TestTerminal terminal, int trace, string track) =>
        terminal.Of(Service.Sale, trace, 100).With(22, "021").With(35, track).With(53, "0610000000000000");

    /// <summary>The eight bytes before the last of a track of 37 digits, under the track key.</summary>
    private string Under(string track)
    {
        using var cipher = TripleDES.Create();
        cipher.Key = [.. _trackKey, .. _trackKey[..8]];
        var block = Convert.FromHexString(track[20..36]);
        return $"{track[..20]}{Convert.ToHexString(cipher.EncryptEcb(block, PaddingMode.None))}{track[36..]}";
    }
}
