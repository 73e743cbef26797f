using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Dukpt;
using static Clearswipe.Tests.Vault.Dukpt.DukptBench;

namespace Clearswipe.Tests.Vault.Dukpt;

/// <summary>
/// The published answers of TDES DUKPT: ANSI X9.24-1:2009 A.4, read from openemv/dukpt, test/dukpt_tdes_test.c; the
/// first rows are V17 to V19.
/// </summary>
public sealed class TdesVectorTests
{
    private const string BaseKey = "0123456789ABCDEFFEDCBA9876543210";
    private const string InitialKey = "6AC292FAA1315B4D858AB3A3D7D5933A";

    public static TheoryData<string, string, string, string, string, string> Published =>
        [.. from row in Rows("tdes.tsv") select (row[0], row[1], row[2], row[3], row[4], row[5])];

    [Fact]
    public void The_initial_key_of_a_device()
    {
        var key = new byte[TdesDukpt.KeyLength];
        TdesDukpt.InitialKey(Hex(BaseKey), Tdes("FFFF9876543210E00000"), key);

        Assert.Equal(InitialKey, Convert.ToHexString(key));
    }

    [Theory, MemberData(nameof(Published))]
    public void A_transaction_at_the_host(
        string serial, string key, string pinBlock, string request, string response, string data)
    {
        var transaction = new byte[TdesDukpt.KeyLength];
        TdesDukpt.TransactionKey(Hex(InitialKey), Tdes(serial), transaction);

        Assert.Equal(key, Convert.ToHexString(transaction));
        // PIN 1234 of card 4012345678909, as V02 has it.
        var block = Encrypted(
            KeyAlgorithm.TripleDes2, Varied(transaction, TdesVariant.PinEncryption), Hex("041274EDCBA9876F"));
        Assert.Equal(pinBlock, Convert.ToHexString(block));
        if (request.Length == 0)
            return;

        Assert.Equal(request, Mac(Varied(transaction, TdesVariant.MacRequest)));
        Assert.Equal(response, Mac(Varied(transaction, TdesVariant.MacResponse)));
        Assert.Equal(data, Data(Varied(transaction, TdesVariant.DataRequest)));
    }

    [Fact]
    public void The_device_walks_the_first_21_transactions_in_their_order()
    {
        var serial = Tdes("FFFF9876543210E00000");
        using var device = Device(Hex(InitialKey), serial);
        var key = new byte[TdesDukpt.KeyLength];
        foreach (var row in Rows("tdes.tsv").Take(21))
        {
            Assert.True(device.TryTake(key));
            Assert.Equal((row[0], row[1]), (serial.At(device.Counter).ToString(), Convert.ToHexString(key)));
        }
    }

    private static byte[] Varied(ReadOnlySpan<byte> transaction, TdesVariant variant)
    {
        var key = new byte[TdesDukpt.KeyLength];
        TdesDukpt.Vary(transaction, variant, key);
        return key;
    }

    private static byte[] Message()
    {
        var message = new byte[24];
        "4012345678909D987"u8.CopyTo(message);
        return message;
    }

    // The X9.19 MAC, by hand, of which four bytes are sent.
    private static string Mac(byte[] key)
    {
        using var cipher = CipherKey.Create(KeyAlgorithm.TripleDes2, key);
        var mac = new byte[8];
        cipher.Left.Chain(Message(), mac);
        cipher.Left.Decrypt(mac);
        cipher.Encrypt(mac);
        return Convert.ToHexString(mac, 0, 4);
    }

    private static string Data(byte[] key)
    {
        using var cipher = CipherKey.Create(KeyAlgorithm.TripleDes2, key);
        var message = Message();
        var state = new byte[8];
        for (var at = 0; at < message.Length; at += 8)
        {
            cipher.Chain(message.AsSpan(at, 8), state);
            state.CopyTo(message, at);
        }

        return Convert.ToHexString(message);
    }
}
