using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

/// <summary>AES-256-GCM over data at rest: nonce, ciphertext, tag. The purpose is bound to it and not stored.</summary>
sealed class Sealer(ReadOnlySpan<byte> key, IChance chance) : IDisposable
{
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly AesGcm _cipher = new(key, Tag);
    private readonly Lock _turn = new();    // one cipher context: one caller at a time

    public byte[] Seal(ReadOnlySpan<byte> clear, string purpose)
    {
        var sealedData = new byte[Nonce + clear.Length + Tag];
        var nonce = sealedData.AsSpan(0, Nonce);
        lock (_turn)
        {
            chance.Fill(nonce);
            _cipher.Encrypt(
                nonce, clear, sealedData.AsSpan(Nonce, clear.Length), sealedData.AsSpan(Nonce + clear.Length),
                Encoding.UTF8.GetBytes(purpose));
        }

        return sealedData;
    }

    public byte[]? Unseal(ReadOnlySpan<byte> sealedData, string purpose)
    {
        var length = sealedData.Length - Nonce - Tag;
        if (length < 0)
            return null;

        var clear = new byte[length];
        return Opens(sealedData, purpose, clear) ? clear : null;
    }

    public void Dispose() => _cipher.Dispose();

    private bool Opens(ReadOnlySpan<byte> sealedData, string purpose, Span<byte> clear)
    {
        var bound = Encoding.UTF8.GetBytes(purpose);
        try
        {
            lock (_turn)
                _cipher.Decrypt(sealedData[..Nonce], sealedData[Nonce..^Tag], sealedData[^Tag..], clear, bound);

            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
