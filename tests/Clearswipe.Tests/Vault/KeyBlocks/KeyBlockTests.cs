using Clearswipe.Lab.Time;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vocabulary;
using CsCheck;
using static Clearswipe.Tests.Vault.KeyBlocks.KeyBlockBench;

namespace Clearswipe.Tests.Vault.KeyBlocks;

/// <summary>What a key block promises: the key comes out as it went in, or a fault and nothing else.</summary>
public sealed class KeyBlockTests
{
    private static readonly OptionalBlock Time = new(OptionalBlock.TimeStamp, "2026-11-25T04:00:00Z");

    private static readonly (KeyBlockVersion, KeyAlgorithm)[] Kinds =
    [
        (KeyBlockVersion.B, KeyAlgorithm.Des),
        (KeyBlockVersion.B, KeyAlgorithm.TripleDes2),
        (KeyBlockVersion.D, KeyAlgorithm.Des),
        (KeyBlockVersion.D, KeyAlgorithm.TripleDes2),
        (KeyBlockVersion.D, KeyAlgorithm.TripleDes3),
        (KeyBlockVersion.D, KeyAlgorithm.Aes128),
        (KeyBlockVersion.D, KeyAlgorithm.Aes192),
        (KeyBlockVersion.D, KeyAlgorithm.Aes256),
    ];

    public static TheoryData<KeyAlgorithm, int> Lengths => new()
    {
        // The longest key of the cipher, two bytes of length, whole blocks, and the authenticator, in hexadecimal.
        { KeyAlgorithm.Des, 16 + 64 + 16 },
        { KeyAlgorithm.TripleDes2, 16 + 64 + 16 },
        { KeyAlgorithm.Aes128, 16 + 96 + 32 },
        { KeyAlgorithm.Aes192, 16 + 96 + 32 },
        { KeyAlgorithm.Aes256, 16 + 96 + 32 },
    };

    // Its variant for encryption is all zeros, a weak key.
    [Fact]
    public void A_protection_key_with_a_weak_variant_reads_no_old_blocks()
    {
        using var protection = Protection('B', string.Concat(Enumerable.Repeat("45", 16)));

        Assert.NotNull(KeyBlock.TryUnwrap(
            protection, "C0056M3TC00E000001235EC22408B6CE866746FF992B8707FD7A26D2", new byte[32], out _));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void The_length_of_a_block_does_not_tell_that_of_its_key(KeyAlgorithm algorithm, int expected)
    {
        var version = algorithm.IsDes() ? KeyBlockVersion.B : KeyBlockVersion.D;

        Assert.Equal(expected, Wrapped(version, algorithm, Key(algorithm)).Length);
    }

    [Fact]
    public void A_key_comes_out_as_it_went_in() =>
        Gen.Select(
            Gen.Int[0, Kinds.Length - 1].Select(at => Kinds[at]),
            Gen.Byte.Array[32],
            Gen.String[Gen.Char[' ', '~'], 0, 300]).Sample((kind, bytes, data) =>
        {
            var (version, algorithm) = kind;
            var key = bytes[..algorithm.KeyLength()];
            var block = Wrapped(version, algorithm, key, new OptionalBlock("KS", data), Time);
            var fault = Unwrap(block, out var unwrapped, out var again);

            return fault is null && unwrapped!.Algorithm == algorithm && again.AsSpan().StartsWith(key)
                && unwrapped.Header["KS"] == data && unwrapped.Header["TS"] == Time.Data
                && unwrapped.Header.Blocks.Count == 2;
        });

    [Theory]
    [InlineData('B', KeyAlgorithm.TripleDes2)]
    [InlineData('D', KeyAlgorithm.Aes128)]
    public void A_block_with_any_one_character_changed_is_refused(char version, KeyAlgorithm algorithm) =>
        AssertRefusedWhenChanged(Wrapped((KeyBlockVersion)version, algorithm, Key(algorithm), Time), Unwrap);

    [Fact]
    public void So_is_an_old_block_of_variants()
    {
        var row = Published().Single(row => row[0].EndsWith("A.7.3.1", StringComparison.Ordinal));
        using var protection = Protection('C', row[1]);

        AssertRefusedWhenChanged(
            row[3], (string text, out UnwrappedKey? unwrapped, out byte[] key) =>
                KeyBlock.TryUnwrap(protection, text, key = new byte[32], out unwrapped));
    }

    [Fact]
    public void No_text_makes_unwrapping_throw()
    {
        var blocks = Published().Select(row => row[3]).ToArray();
        using var tripleDes = Protection('B', TripleDes);
        using var aes = Protection('D', Aes);
        var key = new byte[KeyBlock.LongestKey];
        var published = Gen.Int[0, blocks.Length - 1].Select(at => blocks[at]);
        Gen.Select(published, Gen.Int[0, 200], Gen.String[0, 40], Gen.Bool).Sample((block, at, text, over) =>
        {
            at = Math.Min(at, block.Length);
            var rest = over ? block[Math.Min(block.Length, at + text.Length)..] : block[at..];
            var mutated = Relength(block[..at] + text + rest);

            Assert.NotNull(KeyBlock.TryUnwrap(tripleDes, text, key, out _));
            _ = KeyBlock.TryUnwrap(tripleDes, mutated, key, out _);
            _ = KeyBlock.TryUnwrap(aes, mutated, key, out _);
        });
    }

    // The optional-block headers that psec's tests (MIT) refuse.
    [Theory]
    [InlineData("K")]
    [InlineData("KS")]
    [InlineData("KS1")]
    [InlineData("KS1Y")]
    [InlineData("KS02")]
    [InlineData("KS071")]
    [InlineData("KS00")]
    [InlineData("KS001S")]
    [InlineData("KS0000")]
    [InlineData("KS0001")]
    [InlineData("KS00010H")]
    [InlineData("KS000101")]
    [InlineData("KS0001FF")]
    [InlineData("**04")]
    [InlineData("KS05\u0003")]
    [InlineData("PB04KS04")]
    public void A_garbled_optional_block_is_said_to_be_one(string blocks)
    {
        var count = blocks.StartsWith("PB", StringComparison.Ordinal) ? "02" : "01";
        var fault = KeyBlock.TryRead($"B{16 + blocks.Length:D4}P0TE00N{count}00{blocks}", out var header);

        Assert.Null(header);
        Assert.True(fault!.Offset >= KeyBlockHeader.FixedLength, fault.ToString());
        Assert.DoesNotContain("authentic", fault.Reason, StringComparison.Ordinal);
    }

    // psec's tests: authentic under sixteen bytes of "E", with a length of 0 bits, and of 128 where there are 64.
    [Theory]
    [InlineData("B0064M3TC00E000013F1B06566ECAE897A6DF8C7AA651FCEF9480447EEEC9933")]
    [InlineData("B0064M3TC00E00000398DC96A5DDB0EF61E26F8935173BD478DF9484050A672A")]
    public void An_authentic_block_with_a_length_that_no_key_has_is_refused(string block)
    {
        using var protection = Protection('B', string.Concat(Enumerable.Repeat("45", 16)));
        var fault = KeyBlock.TryUnwrap(protection, block, new byte[32], out var unwrapped);

        Assert.Null(unwrapped);
        Assert.Equal("character 7: the key in the block has a length that its cipher has not", fault!.ToString());
    }

    [Theory]
    [InlineData("00D5D44F", true)]
    [InlineData("00D5D44E", false)]
    [InlineData("02D5D44F", false)]
    [InlineData("", false)]
    public void A_check_value_in_the_block_must_be_that_of_the_key(string data, bool fits)
    {
        // FIPS 81's key; zeros under it are D5D44FF720683D0D in every DES table.
        var block = Wrapped(
            KeyBlockVersion.B,
            KeyAlgorithm.Des,
            Convert.FromHexString("0123456789ABCDEF"),
            new OptionalBlock("KC", data));

        Assert.Equal(fits, Unwrap(block, out _, out _) is null);
    }

    [Fact]
    public void A_weak_key_with_a_check_value_is_refused_and_nothing_throws()
    {
        var block = Wrapped(
            KeyBlockVersion.B,
            KeyAlgorithm.Des,
            Convert.FromHexString("0101010101010101"),
            new OptionalBlock("KC", "008CA64D"));

        Assert.NotNull(Unwrap(block, out _, out _));
    }

    [Fact]
    public void Another_key_and_a_changed_block_are_told_apart_by_nobody()
    {
        var block = Wrapped(KeyBlockVersion.D, KeyAlgorithm.Aes128, Key(KeyAlgorithm.Aes128));
        using var other = Protection('D', string.Concat(Enumerable.Repeat("42", 32)));

        Assert.Same(KeyBlockFault.NotAuthentic, KeyBlock.TryUnwrap(other, block, new byte[32], out _));
        Assert.Same(KeyBlockFault.NotAuthentic, Unwrap(block.Replace("P0AE", "P0AN"), out _, out _));
    }

    [Fact]
    public void A_key_is_never_wrapped_under_a_weaker_one_nor_into_an_old_block()
    {
        using var tripleDes = Protection('B', TripleDes);
        using var aes = Protection('D', string.Concat(Enumerable.Repeat("42", 16)));

        AssertThrows(tripleDes, KeyBlockVersion.B, 'A', KeyAlgorithm.Aes128);
        AssertThrows(tripleDes, KeyBlockVersion.B, 'T', KeyAlgorithm.TripleDes3);
        AssertThrows(tripleDes, KeyBlockVersion.A, 'T', KeyAlgorithm.TripleDes2);
        AssertThrows(tripleDes, KeyBlockVersion.D, 'T', KeyAlgorithm.TripleDes2);
        AssertThrows(aes, KeyBlockVersion.D, 'A', KeyAlgorithm.Aes256);
        AssertThrows(aes, KeyBlockVersion.D, 'T', KeyAlgorithm.Aes128);
    }

    private delegate KeyBlockFault? Unwrapping(string block, out UnwrappedKey? unwrapped, out byte[] key);

    private static KeyBlockFault? Unwrap(string block, out UnwrappedKey? unwrapped, out byte[] key)
    {
        using var protection = Protection(block[0], block[0] == 'D' ? Aes : TripleDes);
        key = new byte[KeyBlock.LongestKey];
        return KeyBlock.TryUnwrap(protection, block, key, out unwrapped);
    }

    private static void AssertRefusedWhenChanged(string block, Unwrapping unwrap)
    {
        Assert.Null(unwrap(block, out _, out _));
        for (var at = 0; at < block.Length; at++)
        {
            foreach (var letter in "0123456789ABCDEFXabf Z~\u00e9\0".Where(letter => letter != block[at]))
            {
                var changed = block[..at] + letter + block[(at + 1)..];
                Assert.NotNull(unwrap(changed, out var unwrapped, out var key));
                Assert.Null(unwrapped);
                Assert.All(key, value => Assert.Equal(0, value));
            }
        }
    }

    private static void AssertThrows(
        ProtectionKey protection, KeyBlockVersion version, char letter, KeyAlgorithm algorithm) =>
        Assert.Throws<InvariantException>(() =>
            KeyBlock.Wrap(protection, Header(version, letter), algorithm, Key(algorithm), new SeededChance(1)));

    private static string Relength(string block) =>
        block.Length < 5 ? block : $"{block[0]}{block.Length:D4}{block[5..]}";

    private static byte[] Key(KeyAlgorithm algorithm) =>
        [.. Enumerable.Range(1, algorithm.KeyLength()).Select(value => (byte)(3 * value))];
}
