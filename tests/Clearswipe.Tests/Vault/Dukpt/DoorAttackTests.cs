using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Dukpt;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using CsCheck;
using static Clearswipe.Tests.Vault.Dukpt.DukptBench;

namespace Clearswipe.Tests.Vault.Dukpt;

/// <summary>What is tried at the door of DUKPT: old messages, bad ones, old states, wrong keys.</summary>
public sealed class DoorAttackTests : IDisposable
{
    private static readonly Pan Card = Bench.Pan("4012345678909");
    private static readonly byte[] Start = Hex("FFFF9876543210E00000");

    private readonly KeyVault _vault = Bench.Vault();
    private readonly SealedKey _base;
    private readonly DukptDevice _device;
    private readonly PinBlockKey _zone;
    private readonly PinReferenceKey _pvk;
    private readonly byte[] _block = new byte[8];
    private readonly byte[] _mac = new byte[8];

    public DoorAttackTests()
    {
        _base = _vault.Key(KeyUse.Derivation, Bench.Clear);
        _device = _vault.Dukpt.Device(_vault.Dukpt.InitialKey(_base, Start), Start)!;
        _zone = _vault.PinBlockKey(PinFormat.Iso0);
        _pvk = new(_vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2), 1);
    }

    public void Dispose()
    {
        _device.Dispose();
        _vault.Dispose();
    }

    [Fact]
    public void A_message_that_is_shown_again_is_refused()
    {
        var first = Sale();
        var (block, mac) = (_block.ToArray(), _mac.ToArray());

        Assert.True(Fits(first, mac));
        Assert.False(Translated(first, block).IsGarbled);
        Assert.False(Fits(first, mac));
        Assert.Equal(default, Translated(first, block));

        var second = Sale();
        Assert.True(Fits(second, _mac));
        Assert.False(Fits(first, mac));
    }

    [Fact]
    public void A_pin_that_is_shown_again_is_neither_right_nor_wrong()
    {
        var record = _vault.Pins.Enrol(Card, _pvk, _vault.Pins.Derive(_pvk, Card, "9999"u8), 3, 3);
        var serial = Sale();

        Assert.Equal((PinCheck.Mismatched, 2), Verified(serial, record));
        Assert.Equal((PinCheck.Garbled, 2), Verified(serial, record));
        Assert.Equal(default, Translated(serial, _block));
    }

    // A forged message must not shut a device out by a counter far ahead.
    [Fact]
    public void What_did_not_fit_leaves_the_counter_where_it_was()
    {
        var far = Hex("FFFF9876543210E003FF");
        Assert.False(Fits(far, _mac));
        Assert.Equal(default, Translated(far, new byte[8]));
        var serial = Sale();

        Assert.True(Fits(serial, _mac));
        Assert.False(Translated(serial, _block).IsGarbled);
    }

    [Fact]
    public void Devices_and_base_keys_are_counted_apart()
    {
        var other = Hex("FFFF9876543211E00000");
        using var device = _vault.Dukpt.Device(_vault.Dukpt.InitialKey(_base, other), other)!;
        var first = Sale();
        Assert.True(Fits(first, _mac));

        device.Begin();
        device.WriteSerial(other);
        device.WriteMac(MacAlgorithm.X919, "sale"u8, _mac);
        Assert.True(Fits(other, _mac));
    }

    [Fact]
    public void Every_bad_request_gives_the_very_same_answer()
    {
        var serial = Sale();
        var record = _vault.Pins.Enrol(Card, _pvk, "1234", 3, 3);
        string[] serials =
        [
            "", "FF", "FFFF9876543210E00000", "FFFF9876543210E007FF", "FFFF9876543210E0000100",
            "FFFF9876543210E00002", "FFFF9876543211E00001", "123456789012345600000001",
        ];
        foreach (var bad in serials)
        {
            var translated = Enumerable.Repeat((byte)7, 8).ToArray();
            Assert.Equal(default, Translated(Hex(bad), _block, translated));
            Assert.Equal(new byte[8], translated);
            Assert.Equal((PinCheck.Garbled, 3), Verified(Hex(bad), record));
            Assert.False(Fits(Hex(bad), _mac));
        }

        Gen.Byte.Array[0, 20].Sample(block => Translated(serial, block) == default, iter: 300);
    }

    [Fact]
    public void No_serial_number_makes_anything_throw() => Gen.Byte.Array[0, 14].Sample(serial =>
    {
        var (data, mac) = (new byte[8], new byte[8]);
        Translated(serial, _block);
        Fits(serial, _mac);
        var writes = _vault.Dukpt.WriteMac(_base, serial, MacAlgorithm.X919, "paid"u8, mac) == 8;
        return writes == _vault.Dukpt.DecryptData(_base, serial, data)
            && writes == _vault.Dukpt.EncryptData(_base, serial, data)
            && !_vault.Dukpt.DecryptData(_base, serial, new byte[7]);
    }, iter: 300);

    // A power cut after the state was stored skips a key; an old state, or the initial key again, would repeat one.
    [Fact]
    public void A_device_goes_on_after_a_power_cut_and_never_back()
    {
        var initial = _vault.Dukpt.InitialKey(_base, Start);
        var old = _device.Begin()!;
        var state = _device.Begin()!;
        using var restored = _vault.Dukpt.Restore(state)!;
        var serial = Serial(restored);
        Assert.Equal("FFFF9876543210E00002", Convert.ToHexString(serial));
        Assert.Throws<InvariantException>(() => restored.WriteMac(MacAlgorithm.X919, "sale"u8, _mac));

        Assert.NotNull(restored.Begin());
        restored.WriteMac(MacAlgorithm.X919, "sale"u8, _mac);
        Assert.True(Fits(Serial(restored), _mac));
        Assert.Null(_vault.Dukpt.Restore(state));
        Assert.Null(_vault.Dukpt.Restore(old));
        Assert.Null(_vault.Dukpt.Device(initial, Start));
    }

    [Fact]
    public void A_state_that_was_changed_or_is_another_vaults_is_none()
    {
        var state = _device.Begin()!;
        using var other = Bench.OtherVault();
        Assert.Null(other.Dukpt.Restore(state));
        Assert.Null(_vault.Dukpt.Restore([]));
        Assert.Null(_vault.Dukpt.Restore(_vault.Data.Seal(new byte[400], "dukpt/device")));
        for (var at = 0; at < state.Length; at += 7)
        {
            var changed = state.ToArray();
            changed[at] ^= 1;
            Assert.Null(_vault.Dukpt.Restore(changed));
        }
    }

    [Fact]
    public void A_device_at_its_end_says_so()
    {
        var counting = new TransactionCounter(21, 10);
        var serial = new DukptSerial(IsAes: false, Device: 7, Counter: 0x1FF400);
        Assert.Equal(0x1FF800U, counting.After(serial.Counter));
        var registers = Enumerable.Range(0, 21 * 16).Select(i => (byte)(i & 0xFF)).ToArray();
        using var future = new FutureKeys(counting, serial.Counter, registers, DukptKeys.Child(serial));
        var key = new byte[16];

        Assert.True(future.TryTake(key));
        Assert.False(future.TryTake(key));
        Assert.True(future.IsSpent);
        Assert.False(future.Registers.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_transaction_has_one_pin_and_nothing_is_made_outside_one()
    {
        Assert.Throws<InvariantException>(() => _device.EncryptPin(PinFormat.Iso0, Card, "1234"u8, _block));
        Sale();
        Assert.Throws<InvariantException>(() => _device.EncryptPin(PinFormat.Iso0, Card, "1234"u8, _block));
        _device.Dispose();
        Assert.Throws<InvariantException>(() => _device.WriteMac(MacAlgorithm.X919, "sale"u8, _mac));
        Assert.Null(_device.Begin());
        Assert.True(_device.IsSpent);
    }

    [Fact]
    public void A_key_for_something_else_derives_nothing()
    {
        var pin = _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        var three = _vault.Keys.Generate(KeyUse.Derivation, KeyAlgorithm.TripleDes3);
        foreach (var wrong in new[] { pin, three, _vault.Dukpt.InitialKey(_base, Start) })
        {
            Assert.Throws<InvariantException>(() => _vault.Dukpt.InitialKey(wrong, Start));
            Assert.Throws<InvariantException>(() =>
                _vault.Dukpt.MacFits(wrong, Start, MacAlgorithm.X919, "sale"u8, _mac));
        }

        Assert.Throws<InvariantException>(() => _vault.Dukpt.Device(_base, Start));
        Assert.Throws<InvariantException>(() => _vault.Dukpt.InitialKey(_base, Start.AsSpan(1)));
        Assert.Throws<InvariantException>(() => _vault.Keys.BeginCeremony(
            KeyUse.InitialDukpt, KeyAlgorithm.TripleDes2));
    }

    // The table of roads holds here as everywhere, and format 4 is no business of DES.
    [Theory]
    [InlineData(PinFormat.Iso0, PinFormat.Iso1)]
    [InlineData(PinFormat.Iso2, PinFormat.Iso0)]
    [InlineData(PinFormat.Iso4, PinFormat.Iso0)]
    public void A_pin_goes_by_the_roads_of_the_table_alone(PinFormat from, PinFormat to) =>
        Assert.Throws<InvariantException>(() => _vault.Dukpt.TranslatePin(
            _base, Start, from, new PinBlockKey(_zone.Key, to), Card, new byte[16], new byte[16]));

    [Fact]
    public void The_register_forgets_the_oldest_and_never_goes_back()
    {
        var counters = new DukptCounters(mostDevices: 2);
        DukptCounterName Name(ulong device) => new("00", device, DukptPurpose.Pin);
        counters.Remember(Name(1), 9);
        counters.Remember(Name(1), 5);
        Assert.Equal(9U, counters.LastOf(Name(1)));
        for (var device = 2UL; device < 5; device++)
            counters.Remember(Name(device), 1);

        Assert.Equal(9U, counters.LastOf(Name(1)));
        counters.Remember(Name(5), 1);
        Assert.Equal(0U, counters.LastOf(Name(1)));
        Assert.Equal(1U, counters.LastOf(Name(4)));
    }

    private byte[] Sale()
    {
        _device.Begin();
        _device.EncryptPin(PinFormat.Iso0, Card, "1234"u8, _block);
        _device.WriteMac(MacAlgorithm.X919, "sale"u8, _mac);
        return Serial(_device);
    }

    private static byte[] Serial(DukptDevice device)
    {
        var serial = new byte[device.SerialLength];
        device.WriteSerial(serial);
        return serial;
    }

    private bool Fits(byte[] serial, byte[] mac) =>
        _vault.Dukpt.MacFits(_base, serial, MacAlgorithm.X919, "sale"u8, mac);

    private PinTranslation Translated(byte[] serial, byte[] block, byte[]? translated = null) =>
        _vault.Dukpt.TranslatePin(_base, serial, PinFormat.Iso0, _zone, Card, block, translated ?? new byte[8]);

    private (PinCheck Check, int Left) Verified(byte[] serial, SealedPin record)
    {
        var verdict = _vault.Dukpt.VerifyPin(_base, serial, PinFormat.Iso0, _block, Card, _pvk, record);
        return (verdict.Check, verdict.TriesLeft);
    }
}
