using System.Reflection;
using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>What a thief inside the house would try: someone who may call all that rooms may call.</summary>
public sealed class AttackTests : IDisposable
{
    private static readonly Pan Card = Bench.Pan("6222021234567890123");

    private readonly KeyVault _vault = Bench.Vault();
    private readonly PinBlockKey _pad;
    private readonly PinReferenceKey _pvk;

    public AttackTests()
    {
        _pad = PinBlockKey.Iso0(_vault.Key(KeyUse.Pin, Bench.Clear));
        _pvk = new(_vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2), 1);
    }

    public void Dispose() => _vault.Dispose();

    // All that 5 formats can become of 5: the table itself, so that no pair is added unseen.
    [Fact]
    public void A_pin_goes_by_nine_and_three_roads_of_twenty_five()
    {
        var roads = from @from in Enum.GetValues<PinFormat>()
                    from to in Enum.GetValues<PinFormat>()
                    where @from.MayBecome(to)
                    select $"{(int)@from}{(int)to}";

        Assert.Equal("00 03 04 10 13 14 30 33 34 40 43 44", string.Join(' ', roads));
    }

    [Fact]
    public void Every_other_road_throws_whatever_the_block_is()
    {
        foreach (var from in Enum.GetValues<PinFormat>())
            foreach (var to in Enum.GetValues<PinFormat>())
            {
                var (here, there) = (Keyed(from), Keyed(to));
                var block = Bench.Block(from, Bench.Clear, Card, "1234"u8);
                if (from.MayBecome(to))
                    Assert.Equal(
                        to.BlockLength(), _vault.Pins.Translate(here, there, Card, block, new byte[16]).Length);
                else
                    Assert.Throws<InvariantException>(() =>
                        _vault.Pins.Translate(here, there, Card, block, new byte[16]));
            }
    }

    // The card number is given once, for both sides: a block for another card comes out garbled or as another PIN.
    [Fact]
    public void A_pin_never_changes_its_card()
    {
        var other = Bench.Pan("6222029999990000123");
        var block = _vault.Pins.Encrypt(_pad, Card, "1234"u8);

        Assert.True(_vault.Pins.Translate(_pad, _pad, other, block, new byte[8]).IsGarbled);
    }

    // With card number zero a block is what it shows; each of these breaks the format in its own way.
    [Fact]
    public void Every_malformed_block_gives_the_very_same_answer()
    {
        string[] blocks =
        [
            "141234FFFFFFFFFF", "031234FFFFFFFFFF", "0D1234567890123F", "04123AFFFFFFFFFF", "041234FFFFFFFFF0",
            "0412345FFFFFFFFF", "0012345FFFFFFFFF", "0F12345FFFFFFFFF", "FFFFFFFFFFFFFFFF", "0000000000000000",
            "24", "", "041234FFFFFFFFFF041234FFFFFFFFFF",
        ];
        var pan = Bench.Pan("0000000000000000");
        using var key = CipherKey.Create(KeyAlgorithm.TripleDes2, Convert.FromHexString(Bench.Clear));
        var record = _vault.Pins.Enrol(pan, _pvk, "1234", 3, 3);
        foreach (var hex in blocks)
        {
            var block = Convert.FromHexString(hex);
            key.Encrypt(block.AsSpan(0, block.Length / 8 * 8));
            var translated = Enumerable.Repeat((byte)7, 8).ToArray();

            Assert.Equal(default, _vault.Pins.Translate(_pad, _pad, pan, block, translated));
            Assert.Equal(new byte[8], translated);
            Assert.Equal(
                new PinVerdict(PinCheck.Garbled, 3, record), _vault.Pins.Verify(_pad, block, pan, _pvk, record));
        }
    }

    [Fact]
    public void The_first_record_shown_again_gives_no_fourth_guess()
    {
        var first = Enrolled();
        for (var guess = 0; guess < 3; guess++)
            Assert.Equal(PinCheck.Mismatched, Guess(first, $"{9000 + guess}").Check);

        Assert.Equal(PinCheck.Locked, Guess(first, "1234").Check);
        Assert.Equal(PinCheck.Locked, Guess(Enrolled(), "1234").Check);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_three()
    {
        var first = Enrolled();
        var checks = new System.Collections.Concurrent.ConcurrentBag<PinCheck>();
        await Parallel.ForAsync(0, 50, (guess, _) =>
        {
            checks.Add(Guess(first, $"{8000 + guess}").Check);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(3, checks.Count(check => check == PinCheck.Mismatched));
        Assert.Equal(47, checks.Count(check => check == PinCheck.Locked));
    }

    [Fact]
    public void A_record_changed_in_any_byte_opens_nothing()
    {
        var record = Enrolled();
        for (var at = 0; at < record.Bytes.Length; at++)
        {
            var bytes = record.Bytes.ToArray();
            bytes[at] ^= 1;
            Assert.Throws<InvariantException>(() => Guess(new SealedPin(bytes), "1234"));
        }

        // And a room cannot open one as data, or make one out of data.
        var token = _vault.Cards.Token(Card);
        Assert.Null(_vault.Data.Unseal(record.Bytes.Span, $"pin/{token}"));
        byte[] forged = [1, (byte)KeyUse.PinVerification, 3, 3, .. "1234"u8];
        Assert.Throws<InvariantException>(() =>
            Guess(new SealedPin(_vault.Data.Seal(forged, $"pin/{token}")), "1234"));
    }

    [Fact]
    public void A_key_changed_in_any_byte_opens_nothing()
    {
        var bytes = _vault.Key(KeyUse.Mac, Bench.Clear).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            if (SealedKey.TryRead(changed) is { } key)
                Assert.Throws<InvariantException>(() => _vault.Keys.Register("thief", key));
        }
    }

    [Fact]
    public void Nobody_gives_a_sealed_key_another_label()
    {
        var mac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        SealedKey[] forged =
        [
            mac with { Label = mac.Label with { Use = KeyUse.Pin } },
            mac with { Label = mac.Label with { Algorithm = KeyAlgorithm.Sm4 } },
            mac with { Label = mac.Label with { CheckValue = "00000000" } },
        ];

        Assert.All(forged, key => Assert.Throws<InvariantException>(() => _vault.Keys.Register("thief", key)));
        Assert.Throws<InvariantException>(() => _vault.Pins.Encrypt(PinBlockKey.Iso0(forged[0]), Card, "1234"u8));
    }

    [Fact]
    public void No_caller_brings_a_table_of_digits()
    {
        var parameters = from type in typeof(KeyVault).Assembly.GetExportedTypes()
                         from method in type.GetMethods()
                         from parameter in method.GetParameters()
                         select parameter.Name!;

        Assert.DoesNotContain(parameters, name =>
            (name.Contains("table", StringComparison.OrdinalIgnoreCase) && name != "UnpredictableNumber")
            || name.Contains("decimal", StringComparison.OrdinalIgnoreCase));
    }

    // Whatever gives bytes or letters out is on this list, and each has its reason to be: ciphertext, a name, a code.
    [Fact]
    public void Nothing_public_gives_out_a_clear_key_or_pin()
    {
        string[] harmless =
        [
            "ChipMethod.Name", "KeyBlockFault.Reason", "KeyBlockOptions.KeyVersion",
            "VaultChips.EncryptScript", "VaultChips.Respond", "VaultChips.WriteCryptogram", "VaultChips.WriteScriptMac",
            "VaultKeys.Export",               // under a protection key
            "DukptDevice.Begin",              // sealed
            "DukptDevice.DecryptData", "DukptDevice.EncryptData", "DukptDevice.EncryptPin", "DukptDevice.WriteMac",
            "DukptDevice.WriteSerial",
            "VaultDukpt.DecryptData", "VaultDukpt.EncryptData", "VaultDukpt.TranslatePin", "VaultDukpt.WriteMac",
            "Pkcs11Settings.KeyLabel", "Pkcs11Settings.Library", "Pkcs11Settings.Token",
            "TokenException.Operation", "TokenException.Result",
            "KeyAuditEntry.CheckValue", "KeyAuditEntry.Who",
            "KeyCeremony.Add",                // the component is read and wiped
            "KeyCeremony.MakeComponent",      // alone it says nothing of any key
            "AlsoOf.CheckValue", "AlsoOf.Owner", "Refused.Because", "Taken.CheckValue",
            "RegisteredKey.CheckValue", "RegisteredKey.Owner",
            "SealedKey.CheckValue", "SealedKey.ToBytes",
            "SealedPin.Bytes",
            "StorageKeyFile.LoadOrCreate",    // the software vault's own way in
            "CryptoChance.Fill",
            "ClearTrack.Reveal",              // a track that was given in, for the wire
            "VaultCards.Token", "VaultCards.WriteCvv", "VaultCards.ChipServiceCode",
            "VaultData.Seal", "VaultData.Unseal",
            "VaultMacs.Of", "VaultMacs.Write",
            "VaultPins.Derive",               // a reference value of digits that the caller has
            "VaultPins.Encrypt", "VaultPins.Translate",
            "VaultPins.WriteForChip",         // the pad's own digits
            "WrappedKey.CheckValue", "WrappedKey.Cryptogram",
        ];
        var found = typeof(KeyVault).Assembly.GetExportedTypes().SelectMany(GivingOut).Distinct().Order().ToList();

        Assert.Equal(harmless.Order(), found);
    }

    [Fact]
    public void Nothing_secret_stands_in_what_is_written_about_keys_and_pins()
    {
        var key = _vault.Key(KeyUse.Pin, Bench.Clear);
        var said = new StringBuilder($"{key}{_pad}{_pvk}{Enrolled()}{Guess(Enrolled(), "1234")}");
        said.Append(new PinRecord(KeyUse.PinVerification, 3, 3, [.. "4321"u8]));
        said.Append(Assert.Throws<InvariantException>(() => _vault.Key(KeyUse.Pin, "0123456789ABCDEF")).Message);
        said.Append(Assert.Throws<InvariantException>(() => _vault.Pins.Encrypt(_pad, Card, "12x4"u8)).Message);
        var text = said.ToString();

        Assert.DoesNotContain("0123456789AB", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("4321", text, StringComparison.Ordinal);
        Assert.DoesNotContain("12x4", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Bench.Clear, Convert.ToHexString(key.ToBytes()), StringComparison.Ordinal);
        Assert.Equal("Pin key, check value 08D7B4FB", key.ToString());
    }

    [Fact]
    public void Garbled_leaves_no_digits_behind() =>
        Gen.Byte.Array[0, 20].Sample(block =>
        {
            using var key = CipherKey.Create(KeyAlgorithm.TripleDes2, Convert.FromHexString(Bench.Clear));
            var digits = new byte[Limits.LongestPin];

            return PinBlock.Of(PinFormat.Iso0).Decipher(key, Card, block, digits) > 0
                || !digits.AsSpan().ContainsAnyExcept((byte)'0');
        });

    private static IEnumerable<string> GivingOut(Type type)
    {
        const BindingFlags own =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(own)
            .Where(method => !method.IsSpecialName && method.Name is not ("ToString" or "Deconstruct"))
            .Where(method => method.GetParameters().Select(one => one.ParameterType).Append(method.ReturnType)
                .Any(of => of == typeof(Span<byte>)) || IsText(method.ReturnType))
            .Select(method => method.Name);
        var properties = type.GetProperties(own).Where(one => IsText(one.PropertyType)).Select(one => one.Name);
        var fields = type.GetFields(own).Where(one => IsText(one.FieldType)).Select(one => one.Name);
        return methods.Concat(properties).Concat(fields).Select(name => $"{type.Name}.{name}");
    }

    private static bool IsText(Type type) =>
        type == typeof(byte[]) || type == typeof(string) || type == typeof(char[])
        || type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>) || type == typeof(ReadOnlySpan<byte>);

    private PinBlockKey Keyed(PinFormat format) => new(
        _vault.Key(
            KeyUse.Pin, format == PinFormat.Iso4 ? KeyAlgorithm.Aes128 : KeyAlgorithm.TripleDes2, Bench.Clear),
        format);

    private SealedPin Enrolled() =>
        _vault.Pins.Enrol(Card, _pvk, _vault.Pins.Derive(_pvk, Card, "1234"u8), 3, 3);

    private PinVerdict Guess(SealedPin record, string pin) => _vault.Pins.Verify(
        _pad, _vault.Pins.Encrypt(_pad, Card, Encoding.ASCII.GetBytes(pin)), Card, _pvk, record);
}
