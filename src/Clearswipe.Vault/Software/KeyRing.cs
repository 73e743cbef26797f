using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

/// <summary>Seals keys, and opens them for their one use. An opened key lives while its sealed one is held.</summary>
sealed class KeyRing(Sealer sealer)
{
    private const int CheckBytes = 4;

    private readonly ConditionalWeakTable<SealedKey, DesKey> _opened = [];

    /// <summary>Seals the key and wipes the clear bytes. They have passed <see cref="KeyLaw"/>.</summary>
    public SealedKey Seal(KeyUse use, Span<byte> clear)
    {
        KeyLaw.MakeParityOdd(clear);
        using var key = new DesKey(clear);
        var checkValue = Convert.ToHexString(CheckValue(key));
        var sealedKey = new SealedKey(use, sealer.Seal(clear, Purpose(use, checkValue)), checkValue);
        CryptographicOperations.ZeroMemory(clear);
        return sealedKey;
    }

    public DesKey Open(SealedKey key, KeyUse use)
    {
        Invariant.Holds(key.Use == use, "a key is used only for what it was sealed for");
        return _opened.GetValue(key, OpenFirst);
    }

    /// <summary>The clear bytes of a key, for wrapping alone; the caller wipes them.</summary>
    public byte[] Unseal(SealedKey key) =>
        sealer.Unseal(key.Sealed.Span, Purpose(key.Use, key.CheckValue))
            ?? throw new InvariantException("a key is opened only by the vault that sealed it, as what it was sealed");

    /// <summary>Zeros encrypted under the key, cut short: two parties compare keys by it unseen.</summary>
    public static byte[] CheckValue(DesKey key)
    {
        var zeros = new byte[DesKey.Block];
        key.Encrypt(zeros);
        return zeros[..CheckBytes];
    }

    private DesKey OpenFirst(SealedKey key)
    {
        var clear = Unseal(key);
        try
        {
            return new DesKey(clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private static string Purpose(KeyUse use, string checkValue) => $"key/{use}/{checkValue}";
}
