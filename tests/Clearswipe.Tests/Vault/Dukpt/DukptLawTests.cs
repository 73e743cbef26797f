using System.Numerics;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Dukpt;
using Clearswipe.Vocabulary;
using CsCheck;
using static Clearswipe.Tests.Vault.Dukpt.DukptBench;

namespace Clearswipe.Tests.Vault.Dukpt;

/// <summary>What DUKPT promises: both sides agree, no key comes twice, and a used key is nowhere.</summary>
public sealed class DukptLawTests
{
    private static readonly byte[] Initial = Hex("6AC292FAA1315B4D858AB3A3D7D5933A");
    private static readonly TdesKeySerial Tdes = Tdes("FFFF9876543210E00000");
    private static readonly AesKeySerial Aes = Aes("123456789012345600000000");

    [Fact]
    public void The_tdes_device_and_the_host_agree_and_no_key_comes_twice()
    {
        using var device = Device(Initial, Tdes);
        var (key, host) = (new byte[16], new byte[16]);
        var seen = new HashSet<string>();
        var before = 0U;
        for (var i = 0; i < 3_000; i++)
        {
            Assert.True(device.TryTake(key));
            var serial = Tdes.At(device.Counter);
            TdesDukpt.TransactionKey(Initial, serial, host);

            Assert.Equal(host, key);
            Assert.True(seen.Add(Convert.ToHexString(key)), "a key came twice");
            Assert.True(serial.Counter > before, "the counter went back");
            AssertGone(device, 21, key);
            before = serial.Counter;
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void The_aes_device_and_the_host_agree_and_no_key_comes_twice(int length)
    {
        var initial = new byte[length];
        AesDukpt.InitialKey(new byte[length], Aes, initial);
        using var device = Device(initial, Aes);
        var (key, host) = (new byte[length], new byte[length]);
        var seen = new HashSet<string>();
        for (var i = 0; i < 2_000; i++)
        {
            Assert.True(device.TryTake(key));
            AesDukpt.TransactionKey(initial, Aes.At(device.Counter), host);

            Assert.Equal(host, key);
            Assert.True(seen.Add(Convert.ToHexString(key)), "a key came twice");
            AssertGone(device, 32, key);
        }
    }

    // A small tree of the same kind is walked to its very end, where the two real ones would take too long.
    [Fact]
    public void A_device_gives_every_number_with_few_ones_and_then_no_more()
    {
        var counting = new TransactionCounter(8, 4);
        using var future = new FutureKeys(counting, [1, 0, 0, 0], Name);
        var key = new byte[4];
        var numbers = new List<uint>();
        while (future.TryTake(key))
        {
            Assert.Equal(future.Counter, BitConverter.ToUInt32(key) >> 8);
            numbers.Add(future.Counter);
        }

        Assert.Equal(
            from number in Enumerable.Range(1, 255)
            where BitOperations.PopCount((uint)number) <= 4
            select (uint)number,
            numbers);
        Assert.True(future.IsSpent);
        Assert.False(future.TryTake(key));
        Assert.All(Enumerable.Range(0, 8), bit => Assert.Equal(new byte[4], future.Register(bit).ToArray()));
    }

    [Fact]
    public void The_last_numbers_have_all_their_ones_on_top()
    {
        Assert.Equal(0U, TransactionCounter.Tdes.After(0x1FF800));
        Assert.Equal(0x1FF800U, TransactionCounter.Tdes.After(0x1FF400));
        Assert.Equal(0U, TransactionCounter.Aes.After(0xFFFF0000));
        Assert.Equal(0x20000U, TransactionCounter.Aes.After(0x1FFFE));
    }

    [Fact]
    public void A_host_derives_no_key_for_a_number_that_no_device_sends()
    {
        Assert.NotNull(Tdes.Refusal);
        Assert.NotNull(Tdes.At(0x7FF).Refusal);
        Assert.Null(Tdes.At(0x3FF).Refusal);
        Assert.NotNull(Aes.At(0x1FFFF).Refusal);
        Assert.Throws<InvariantException>(() => TdesDukpt.TransactionKey(Initial, Tdes, new byte[16]));
        Assert.Throws<InvariantException>(() => AesDukpt.TransactionKey(Initial, Aes, new byte[16]));
    }

    [Fact]
    public void A_working_key_is_never_stronger_than_its_parent() =>
        Assert.Throws<InvariantException>(() => AesDukpt.WorkingKey(
            Initial, Aes.At(1), AesKeyUsage.PinEncryption, KeyAlgorithm.Aes256, new byte[32]));

    [Fact]
    public void Keys_of_different_usages_and_types_differ()
    {
        var keys =
            from usage in Enum.GetValues<AesKeyUsage>()
            from type in new[] { KeyAlgorithm.TripleDes2, KeyAlgorithm.Aes128 }
            select WorkingKey(usage, type);

        Assert.Equal(20, keys.Distinct().Count());
    }

    [Fact]
    public void A_tdes_serial_number_is_read_as_it_was_written() =>
        Gen.Byte.Array[10].Sample(bytes =>
        {
            var text = Convert.ToHexString(bytes);
            var again = new byte[10];
            Assert.Null(TdesKeySerial.TryRead(bytes, out var serial));
            serial.Write(again);
            return bytes.AsSpan().SequenceEqual(again) && serial.ToString() == text && serial == Tdes(text);
        });

    [Fact]
    public void An_aes_serial_number_is_read_as_it_was_written() =>
        Gen.Byte.Array[12].Sample(bytes =>
        {
            var text = Convert.ToHexString(bytes);
            var again = new byte[12];
            Assert.Null(AesKeySerial.TryRead(bytes, out var serial));
            serial.Write(again);
            return bytes.AsSpan().SequenceEqual(again) && serial.ToString() == text && serial == Aes(text)
                && (((ulong)serial.BaseKeyId << 32) | serial.DerivationId) == serial.InitialKeyId;
        });

    [Fact]
    public void A_serial_number_may_come_without_its_leading_fs() =>
        Assert.Equal(Tdes("FFFF9876543210E00001"), Tdes("9876543210E00001"));

    [Fact]
    public void No_text_makes_reading_throw() =>
        Gen.Select(Gen.String, Gen.Byte.Array[0, 14]).Sample((text, bytes) =>
        {
            _ = TdesKeySerial.TryRead(text, out _);
            _ = AesKeySerial.TryRead(text, out _);
            _ = TdesKeySerial.TryRead(bytes, out _);
            _ = AesKeySerial.TryRead(bytes, out _);
        });

    // A key that says of itself whose it is: a tag and its counter.
    private static void Name(ReadOnlySpan<byte> parent, uint counter, Span<byte> child) =>
        BitConverter.TryWriteBytes(child, (counter << 8) | 1);

    private static string WorkingKey(AesKeyUsage usage, KeyAlgorithm type)
    {
        var key = new byte[16];
        AesDukpt.WorkingKey(Initial, Aes.At(1), usage, type, key);
        return Convert.ToHexString(key);
    }

    private static void AssertGone(FutureKeys future, int bits, byte[] key)
    {
        for (var bit = 0; bit < bits; bit++)
            Assert.False(future.Register(bit).SequenceEqual(key), "a used key stayed in its register");
    }
}
