using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Emv;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault.Emv;

/// <summary>Issuer keys, cards and cryptograms for the tests, all as hexadecimal.</summary>
internal static class ChipBench
{
    public const string MasterKey = "0123456789ABCDEFFEDCBA9876543210";
    public const string IntegrityKey = "FEDCBA98765432100123456789ABCDEF";
    public const string ConfidentialityKey = "89ABCDEF0123456776543210FEDCBA98";

    /// <summary>The data of pyemv's Visa examples, but for what the card adds.</summary>
    public const string Purchase = "000000004000000000000000012480000480000124191105" // amounts to date
        + "0152BF45851800001C";    // type, chance, profile, counter

    public static byte[] Hex(string hex) => Convert.FromHexString(hex);

    public static ChipCard Card(string pan, int sequence) => new(Pan.Trusted(pan), sequence);

    public static ChipTransaction Transaction(string pan, int sequence, ushort counter, uint chance = 0) =>
        new(Card(pan, sequence), counter, chance);

    /// <summary>A test that borrows a key for one use.</summary>
    public static string With(string key, KeyAlgorithm algorithm, int length, Writing write)
    {
        using var cipher = CipherKey.Create(algorithm, Hex(key));
        var written = new byte[length];
        write(cipher, written);
        return Convert.ToHexString(written);
    }

    public static string CardKey(string issuerKey, CardKeyOption option, string pan, int sequence) =>
        With(issuerKey, KeyAlgorithm.TripleDes2, CardKeys.KeyLength, (key, written) =>
            CardKeys.Derive(key, option, Card(pan, sequence), written));

    /// <summary>Zeros under the key, as many bytes as are looked for.</summary>
    public static string CheckDigits(string key, int bytes = 2) =>
        With(key, KeyAlgorithm.TripleDes2, 8, (cipher, written) => cipher.Encrypt(written))[..(2 * bytes)];

    public static string Mac(string key, MacPadding padding, string data, int length = 8) =>
        With(key, KeyAlgorithm.TripleDes2, length, (cipher, written) =>
            ChipMac.Write(cipher, padding, Hex(data), written));

    public static string Cryptogram(ChipMethod method, string issuerKey, ChipTransaction transaction, string data) =>
        With(issuerKey, method.Algorithm, ChipMethod.CryptogramLength, (key, written) =>
            new ChipCryptograms(method, key).Write(transaction, Hex(data), written));

    public static string Response(
        ChipMethod method, string issuerKey, ChipTransaction transaction, string cryptogram, string decision) =>
        With(issuerKey, method.Algorithm, method.Response == ResponseOption.Method1 ? 8 : 4, (key, written) =>
            new ChipCryptograms(method, key).Respond(transaction, Hex(cryptogram), Hex(decision), written));

    public static string ScriptMac(
        ChipMethod method, ChipTransaction transaction, string cryptogram, string header, string data) =>
        With(IntegrityKey, method.Algorithm, ChipMac.Length, (key, written) =>
            new ChipScripts(method, key).WriteMac(transaction, Hex(cryptogram), Hex(header), Hex(data), written));

    public static string ScriptData(ChipMethod method, ChipTransaction transaction, string cryptogram, string data)
    {
        using var key = CipherKey.Create(method.Algorithm, Hex(ConfidentialityKey));
        return Convert.ToHexString(new ChipScripts(method, key).EncryptData(transaction, Hex(cryptogram), Hex(data)));
    }

    public delegate void Writing(CipherKey key, byte[] written);
}
