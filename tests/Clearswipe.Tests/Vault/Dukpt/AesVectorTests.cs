using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Dukpt;
using static Clearswipe.Tests.Vault.Dukpt.DukptBench;

namespace Clearswipe.Tests.Vault.Dukpt;

/// <summary>
/// The published answers of AES DUKPT: the supplement of ANSI X9.24-3:2017, read from openemv/dukpt,
/// test/dukpt_aes128_test.c and test/dukpt_aes256_test.c; V21 to V24 are among them.
/// </summary>
public sealed class AesVectorTests
{
    private const string Half = "FEDCBA9876543210F1F1F1F1F1F1F1F1";

    private static readonly AesKeySerial Device = Aes("123456789012345600000000");

    public static TheoryData<string, string, string, KeyAlgorithm, string> Published =>
    [
        .. from row in Rows("aes.tsv")
           select (row[0], row[1], row[2], Enum.Parse<KeyAlgorithm>(row[3]), row[4]),
    ];

    public static TheoryData<string, string> PinBlocks =>
        [.. from row in Rows("aes-pin-blocks.tsv") select (row[0], row[1])];

    [Theory]
    [InlineData("aes128", "1273671EA26AC29AFA4D1084127652A1")]
    [InlineData("aes256", "CE9CE0C101D1138F97FB6CAD4DF045A7083D4EAE2D35A31789D01CCF0949550F")]
    public void The_initial_key_of_a_device(string baseKey, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(InitialKey(baseKey)));

    [Theory, MemberData(nameof(Published))]
    public void A_transaction_at_the_host(
        string baseKey, string serial, string use, KeyAlgorithm type, string expected)
    {
        var usage = Enum.Parse<AesKeyUsage>(use);
        var initialKey = InitialKey(baseKey);
        var transaction = new byte[initialKey.Length];
        AesDukpt.TransactionKey(initialKey, Aes(serial), transaction);
        if (usage == AesKeyUsage.KeyDerivation)
        {
            Assert.Equal(expected, Convert.ToHexString(transaction));
            return;
        }

        var key = new byte[type.KeyLength()];
        AesDukpt.WorkingKey(transaction, Aes(serial), usage, type, key);
        Assert.Equal(expected, Convert.ToHexString(key));
    }

    // Format 4 (ISO 9564-1:2017 9.4.3) by hand: PIN 1234, card 4111111111111111, chance 2F69ADDE2E9E7ACE.
    [Theory, MemberData(nameof(PinBlocks))]
    public void A_pin_block_of_format_4_from_a_device(string serial, string expected)
    {
        using var device = DukptBench.Device(InitialKey("aes128"), Device);
        var (transaction, key) = (new byte[16], new byte[16]);
        while (Device.At(device.Counter) != Aes(serial))
            Assert.True(device.TryTake(transaction));

        AesDukpt.WorkingKey(transaction, Aes(serial), AesKeyUsage.PinEncryption, KeyAlgorithm.Aes128, key);
        var block = Encrypted(KeyAlgorithm.Aes128, key, Hex("441234AAAAAAAAAA2F69ADDE2E9E7ACE"));
        var card = Hex("44111111111111111000000000000000");
        for (var i = 0; i < block.Length; i++)
            block[i] ^= card[i];
        Assert.Equal(expected, Convert.ToHexString(Encrypted(KeyAlgorithm.Aes128, key, block)));
    }

    // The same supplement, read from openemv/dukpt, test/dukpt_aes128_update_key_test.c.
    [Theory]
    [InlineData(KeyAlgorithm.Aes128, "9A9770AEE1ACD1B13473D0463A1883B9")]
    [InlineData(KeyAlgorithm.TripleDes2, "4744A5ECBC62B5C4BB76FBEAE1E244A3")]
    [InlineData(KeyAlgorithm.TripleDes3, "AF82BE8533CFCA526DA71708667AD0BBC7A7517504C78C8A")]
    public void The_key_under_which_the_next_initial_key_travels(KeyAlgorithm type, string expected)
    {
        var key = new byte[type.KeyLength()];
        AesDukpt.UpdateKey(InitialKey("aes128"), Device, type, key);

        Assert.Equal(expected, Convert.ToHexString(key));
    }

    // Where the shared table is at hand, it must say the same.
    [Theory]
    [InlineData("V21", "1273671EA26AC29AFA4D1084127652A1")]
    [InlineData("V22", "4F21B565BAD9835E112B6465635EAE44")]
    [InlineData("V24", "A912150391AB65A67E52883D81CE2D15")]
    [InlineData("V17", "6AC292FAA1315B4D858AB3A3D7D5933A")]
    [InlineData("V18", "042666B49184CFA368DE9628D0397BC9")]
    [InlineData("V19", "1B9C1845EB993A7A")]
    public void The_shared_table_agrees(string id, string expected)
    {
        if (House.House.Shared is not { } shared)
            return;

        var row = File.ReadLines(Path.Combine(shared, "vectors", "crypto.tsv"))
            .Select(line => line.Split('\t'))
            .Single(columns => columns[0] == id);
        Assert.Equal(expected, row[3]);
    }

    private static byte[] InitialKey(string baseKey)
    {
        var bytes = Hex(baseKey == "aes128" ? Half : Half + Half);
        var key = new byte[bytes.Length];
        AesDukpt.InitialKey(bytes, Device, key);
        return key;
    }
}
