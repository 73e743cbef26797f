using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

/// <summary>
/// Holds keys in this process, for development and simulation: they stand in ordinary memory while they are open, and
/// rest under AES-256-GCM.
/// </summary>
sealed class SoftwareHolder : IKeyHolder
{
    private readonly IChance _chance;
    private readonly Sealer _sealer;
    private readonly byte[] _hashKey;

    public SoftwareHolder(ReadOnlySpan<byte> storageKey, IChance chance)
    {
        Invariant.Holds(storageKey.Length == KeyVault.StorageKeyLength, "a storage key has 32 bytes");
        _chance = chance;
        // A table of tokens and a table of sealed card numbers must not fall to one leaked key.
        _hashKey = Derive(storageKey, "clearswipe token");
        var sealKey = Derive(storageKey, "clearswipe seal");
        _sealer = new Sealer(sealKey, chance);
        CryptographicOperations.ZeroMemory(sealKey);
    }

    public bool IsForDevelopment => true;

    public void Fill(Span<byte> bytes) => _chance.Fill(bytes);

    public SealedKey SealKey(KeyLabel label, ReadOnlySpan<byte> clear) =>
        new(label, _sealer.Seal(clear, Purpose(label)));

    public CipherKey OpenKey(SealedKey key)
    {
        var clear = UnsealKey(key);
        try
        {
            return CipherKey.Create(key.Algorithm, clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    public byte[] UnsealKey(SealedKey key) =>
        _sealer.Unseal(key.Sealed.Span, Purpose(key.Label))
            ?? throw new InvariantException("a key is opened only by the vault that sealed it, as what it was sealed");

    public byte[] SealData(ReadOnlySpan<byte> clear, string purpose) => _sealer.Seal(clear, "data/" + purpose);

    public byte[]? UnsealData(ReadOnlySpan<byte> sealedData, string purpose) =>
        _sealer.Unseal(sealedData, "data/" + purpose);

    public void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash) => HMACSHA256.HashData(_hashKey, bytes, hash);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_hashKey);
        _sealer.Dispose();
    }

    private static string Purpose(KeyLabel label) => $"key/{label.Use}/{label.Algorithm}/{label.CheckValue}";

    private static byte[] Derive(ReadOnlySpan<byte> storageKey, string scope)
    {
        var key = new byte[KeyVault.StorageKeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, storageKey, key, salt: default, Encoding.ASCII.GetBytes(scope));
        return key;
    }
}
