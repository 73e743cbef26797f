using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Holders;

/// <summary>Seals keys, and opens them for their one use. An opened key lives while its sealed one is held.</summary>
sealed class KeyRing : IDisposable
{
    private readonly IKeyHolder _holder;
    private readonly ConditionalWeakTable<SealedKey, CipherKey> _opened = [];
    private readonly ConditionalWeakTable<SealedKey, CipherKey>.CreateValueCallback _open;

    public KeyRing(IKeyHolder holder)
    {
        _holder = holder;
        _open = holder.OpenKey;
    }

    /// <summary>A new random key that the law accepts.</summary>
    public SealedKey Generate(KeyUse use, KeyAlgorithm algorithm)
    {
        Span<byte> clear = stackalloc byte[algorithm.KeyLength()];
        _holder.Fill(clear);
        // Only by chance (a weak key, equal halves) is a random key refused: where it would be again, the law throws.
        for (var i = 0; i < 3 && KeyLaw.Refusal(use, algorithm, clear) is not null; i++)
            _holder.Fill(clear);

        return Seal(use, algorithm, clear);
    }

    /// <summary>Seals the key and wipes the clear bytes. What the law refuses is a contradiction.</summary>
    public SealedKey Seal(KeyUse use, KeyAlgorithm algorithm, Span<byte> clear)
    {
        try
        {
            if (KeyLaw.Refusal(use, algorithm, clear) is { } refusal)
                throw new InvariantException(refusal);

            KeyLaw.MakeParityOdd(algorithm, clear);
            return _holder.SealKey(new KeyLabel(use, algorithm, CheckValues.Text(algorithm, clear)), clear);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    public CipherKey Open(SealedKey key, KeyUse use)
    {
        Invariant.Holds(key.Use == use, "a key is used only for what it was sealed for");
        return _opened.TryGetValue(key, out var opened) ? opened : _opened.GetValue(key, _open);
    }

    /// <summary>The clear bytes of a key, for wrapping alone; the caller wipes them.</summary>
    public byte[] Unseal(SealedKey key) => _holder.UnsealKey(key);

    public void Dispose()
    {
        foreach (var (_, opened) in _opened)
            opened.Dispose();

        _opened.Clear();
    }
}
