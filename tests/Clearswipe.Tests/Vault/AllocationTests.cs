using Clearswipe.Vault;
using Clearswipe.Vault.Cards;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;

namespace Clearswipe.Tests.Vault;

/// <summary>Once a key is open, nothing on the way of a sale allocates.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Calls = 200;

    private readonly KeyVault _vault = Bench.Vault();

    public void Dispose() => _vault.Dispose();

    [Theory, MemberData(nameof(MacTests.Kinds), MemberType = typeof(MacTests))]
    public void A_mac_is_made_and_compared(MacAlgorithm algorithm, KeyAlgorithm of)
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, of);
        byte[] message = new byte[534], mac = new byte[16];

        Nothing(() => _vault.Macs.Write(key, algorithm, message, mac));
        Nothing(() => _vault.Macs.Fits(key, algorithm, message, mac));
    }

    [Theory, MemberData(nameof(PinTests.Pairs), MemberType = typeof(PinTests))]
    public void A_pin_is_translated(PinFormat from, PinFormat to)
    {
        var (pad, zone, pan) = (_vault.PinBlockKey(from), _vault.PinBlockKey(to), Bench.Pan("6222021234567890123"));
        byte[] block = _vault.Pins.Encrypt(pad, pan, "135790"u8), garbled = new byte[16], translated = new byte[16];

        Nothing(() => _vault.Pins.Translate(pad, zone, pan, block, translated));
        Nothing(() => _vault.Pins.Translate(pad, zone, pan, garbled, translated));
    }

    [Fact]
    public void A_card_verification_value_is_compared()
    {
        var key = _vault.Keys.Generate(KeyUse.CardVerification, KeyAlgorithm.TripleDes2);
        var (pan, cvv) = (Bench.Pan("6222021234567890123"), new byte[3]);

        Nothing(() => _vault.Cards.CvvFits(key, pan, "3012", VaultCards.ChipServiceCode, cvv));
    }

    private static void Nothing(Action call)
    {
        for (var i = 0; i < Calls; i++)
            call();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
            call();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
