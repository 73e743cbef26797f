using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Dukpt;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Vault.Dukpt.DukptBench;

namespace Clearswipe.Tests.Vault.Dukpt;

/// <summary>Host and device over sealed keys: they agree with the published answers and with each other.</summary>
public sealed class DoorTests : IDisposable
{
    private static readonly Pan Card = Bench.Pan("4012345678909");

    private readonly KeyVault _vault = Bench.Vault();
    private readonly PinBlockKey _zone;
    private readonly PinReferenceKey _pvk;

    public DoorTests()
    {
        _zone = _vault.PinBlockKey(PinFormat.Iso0);
        _pvk = new(_vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2), 1);
    }

    public void Dispose() => _vault.Dispose();

    public static TheoryData<bool> Kinds => [false, true];

    // ANSI X9.24-1:2009 A.4, V17 to V19 among them: PIN 1234, its MAC of four bytes, and data.
    [Fact]
    public void The_published_transactions_of_triple_des_come_out_of_the_door()
    {
        var baseKey = Base(isAes: false);
        using var device = Device(baseKey, isAes: false);
        var (block, translated, mac) = (new byte[8], new byte[8], new byte[8]);
        foreach (var row in Rows("tdes.tsv").Take(21))
        {
            device.Begin();
            device.EncryptPin(PinFormat.Iso0, Card, "1234"u8, block);
            Assert.Equal(row[0], SerialOf(device));
            Assert.Equal(row[2], Convert.ToHexString(block));
            Assert.Equal(8, _vault.Dukpt.TranslatePin(
                baseKey, Hex(row[0]), PinFormat.Iso0, _zone, Card, block, translated).Length);
            Assert.Equal(_vault.Pins.Encrypt(_zone, Card, "1234"u8), translated);
            if (row[3].Length == 0)
                continue;

            var data = Message();
            device.WriteMac(MacAlgorithm.X919, Message(), mac);
            Assert.Equal(row[3], Convert.ToHexString(mac, 0, 4));
            Assert.Equal(8, _vault.Dukpt.WriteMac(baseKey, Hex(row[0]), MacAlgorithm.X919, Message(), mac));
            Assert.Equal(row[4], Convert.ToHexString(mac, 0, 4));
            Assert.True(device.EncryptData(data));
            Assert.Equal(row[5], Convert.ToHexString(data));
            Assert.True(_vault.Dukpt.DecryptData(baseKey, Hex(row[0]), data));
            Assert.Equal(Message(), data);
        }
    }

    // The supplement of ANSI X9.24-3:2017; the first is V24, over V21.
    [Fact]
    public void The_published_pin_blocks_of_aes_are_read_at_the_door()
    {
        var pan = Bench.Pan("4111111111111111");
        var baseKey = Base(isAes: true);
        Vectors.Agree("V24", "A912150391AB65A67E52883D81CE2D15", Rows("aes-pin-blocks.tsv").First()[1]);
        foreach (var row in Rows("aes-pin-blocks.tsv"))
        {
            var translated = new byte[8];

            Assert.Equal(8, _vault.Dukpt.TranslatePin(
                baseKey, Hex(row[0]), PinFormat.Iso4, _zone, pan, Hex(row[1]), translated).Length);
            Assert.Equal(_vault.Pins.Encrypt(_zone, pan, "1234"u8), translated);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Device_and_host_talk_both_ways(bool isAes)
    {
        var baseKey = Base(isAes);
        using var device = Device(baseKey, isAes);
        var algorithm = isAes ? MacAlgorithm.AesCmac8 : MacAlgorithm.X919;
        var (block, mac) = (new byte[16], new byte[8]);
        var record = _vault.Pins.Enrol(Card, _pvk, _vault.Pins.Derive(_pvk, Card, "1234"u8), 3, 3);
        for (var i = 0; i < 5; i++)
        {
            device.Begin();
            var serial = Hex(SerialOf(device));
            var length = device.EncryptPin(Format(isAes), Card, "1234"u8, block);
            device.WriteMac(algorithm, "sale"u8, mac);

            Assert.True(_vault.Dukpt.MacFits(baseKey, serial, algorithm, "sale"u8, mac));
            Assert.Equal(PinCheck.Matched, _vault.Dukpt.VerifyPin(
                baseKey, serial, Format(isAes), block.AsSpan(0, length), Card, _pvk, record).Check);
            _vault.Dukpt.WriteMac(baseKey, serial, algorithm, "paid"u8, mac);
            Assert.True(device.MacFits(algorithm, "paid"u8, mac));
            Assert.False(device.MacFits(algorithm, "sale"u8, mac));
            var data = "a track or more.a track or more."u8.ToArray();
            Assert.True(_vault.Dukpt.EncryptData(baseKey, serial, data));
            Assert.True(device.DecryptData(data));
            Assert.Equal("a track or more.a track or more."u8, data);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_initial_key_goes_to_its_device_in_a_key_block_bit_for_bit(bool isAes)
    {
        var protection = _vault.Keys.Generate(KeyUse.KeyBlock, KeyAlgorithm.Aes256);
        var initial = _vault.Dukpt.InitialKey(Base(isAes), Start(isAes));
        var block = _vault.Keys.Export(protection, initial);
        var taken = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(protection, block)).Key;
        var (here, there) = (new byte[16], new byte[16]);
        using var one = _vault.Dukpt.Device(initial, Start(isAes))!;
        using var other = _vault.Dukpt.Device(taken, Start(isAes))!;
        one.Begin();
        other.Begin();
        one.EncryptData(here);
        other.EncryptData(there);

        Assert.Equal("B1", block[5..7]);
        Assert.Equal(here, there);
    }

    [Fact]
    public void A_working_key_is_of_what_its_format_or_mac_takes()
    {
        var baseKey = Base(isAes: true);
        using var device = Device(baseKey, isAes: true);
        var (block, mac) = (new byte[8], new byte[8]);
        device.Begin();
        var serial = Hex(SerialOf(device));
        device.EncryptPin(PinFormat.Iso0, Card, "1234"u8, block);
        device.WriteMac(MacAlgorithm.X919, "sale"u8, mac);

        Assert.True(_vault.Dukpt.MacFits(baseKey, serial, MacAlgorithm.X919, "sale"u8, mac));
        Assert.False(_vault.Dukpt.TranslatePin(
            baseKey, serial, PinFormat.Iso0, _zone, Card, block, new byte[8]).IsGarbled);
    }

    private SealedKey Base(bool isAes) => isAes
        ? _vault.Key(KeyUse.Derivation, KeyAlgorithm.Aes128, "FEDCBA9876543210F1F1F1F1F1F1F1F1")
        : _vault.Key(KeyUse.Derivation, Bench.Clear);

    private DukptDevice Device(SealedKey baseKey, bool isAes) =>
        _vault.Dukpt.Device(_vault.Dukpt.InitialKey(baseKey, Start(isAes)), Start(isAes))!;

    private static byte[] Start(bool isAes) => Hex(isAes ? "123456789012345600000000" : "FFFF9876543210E00000");

    private static PinFormat Format(bool isAes) => isAes ? PinFormat.Iso4 : PinFormat.Iso0;

    private static string SerialOf(DukptDevice device)
    {
        var serial = new byte[device.SerialLength];
        device.WriteSerial(serial);
        return Convert.ToHexString(serial);
    }

    private static byte[] Message()
    {
        var message = new byte[24];
        "4012345678909D987"u8.CopyTo(message);
        return message;
    }
}
