using BenchmarkDotNet.Attributes;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pins;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Bench;

/// <summary>What one sale asks of the switch's vault: its three parts, and all of them as one.</summary>
[MemoryDiagnoser]
public class VaultBench
{
    private const int PurchaseBody = 295;
    private const int ToTheIssuer = 534;

    private readonly KeyVault _vault =
        KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());

    private readonly Pan _pan = Pan.Trusted("6222021234567890123");
    private readonly byte[] _purchase = new byte[PurchaseBody];
    private readonly byte[] _request = new byte[ToTheIssuer];
    private readonly byte[] _inZone = new byte[8];
    private readonly byte[] _made = new byte[8];
    private PinBlockKey _terminalPin;
    private PinBlockKey _zonePin;
    private SealedKey _terminalMac = null!;
    private SealedKey _zoneMac = null!;
    private byte[] _block = [];
    private byte[] _mac = [];

    [GlobalSetup]
    public void MakeKeys()
    {
        _terminalPin = PinBlockKey.Iso0(_vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2));
        _zonePin = PinBlockKey.Iso0(_vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2));
        _terminalMac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);
        _zoneMac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        new CryptoChance().Fill(_purchase);
        new CryptoChance().Fill(_request);
        _block = _vault.Pins.Encrypt(_terminalPin, _pan, "135790"u8);
        _mac = _vault.Macs.Of(_terminalMac, MacAlgorithm.UnionPayEcb, _purchase);
    }

    [GlobalCleanup]
    public void Close() => _vault.Dispose();

    [Benchmark(Baseline = true)]
    public bool OneSale() => !TranslatePin().IsGarbled & FitMac() & WriteMac() > 0;

    [Benchmark]
    public PinTranslation TranslatePin() => _vault.Pins.Translate(_terminalPin, _zonePin, _pan, _block, _inZone);

    [Benchmark]
    public bool FitMac() => _vault.Macs.Fits(_terminalMac, MacAlgorithm.UnionPayEcb, _purchase, _mac);

    [Benchmark]
    public int WriteMac() => _vault.Macs.Write(_zoneMac, MacAlgorithm.X919, _request, _made);
}
