using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// Holds keys in a security module (PKCS#11 v2.40): they rest wrapped under a key that never leaves it, and work in it.
/// </summary>
/// <remarks>
/// The module wraps a key and binds nothing to it, so label and wrapped bytes stand under an HMAC of the module's.
/// Where a
/// key is sealed, or leaves under another, its clear bytes stand in this process for that one call: a plain module has
/// no operation for it.
/// </remarks>
sealed class Pkcs11Holder(Sessions sessions) : IKeyHolder
{
    private const int TagLength = HMACSHA256.HashSizeInBytes;
    private const int BlockLength = 16;

    public bool IsForDevelopment => false;

    public void Fill(Span<byte> bytes)
    {
        var length = bytes.Length;
        var random = sessions.Do("make random bytes", (session, _) => session.GenerateRandom(length));
        random.CopyTo(bytes);
        CryptographicOperations.ZeroMemory(random);
    }

    public SealedKey SealKey(KeyLabel label, ReadOnlySpan<byte> clear)
    {
        byte[] wrapped = label.Algorithm == KeyAlgorithm.TripleDes2
            ? [.. Wrap(label.Algorithm, clear), .. Wrap(KeyAlgorithm.Des, clear[..8])]
            : Wrap(label.Algorithm, clear);
        return new SealedKey(label, (byte[])[.. wrapped, .. Tag(Purpose(label), wrapped)]);
    }

    public CipherKey OpenKey(SealedKey key)
    {
        var wrapped = Proved(key);
        var whole = Template.WrappedLength(key.Algorithm);
        var left = key.Algorithm == KeyAlgorithm.TripleDes2
            ? new Pkcs11Key(sessions, KeyAlgorithm.Des, wrapped[whole..], left: null)
            : null;
        return new Pkcs11Key(sessions, key.Algorithm, wrapped[..whole], left);
    }

    public byte[] UnsealKey(SealedKey key)
    {
        var wrapped = Proved(key)[..Template.WrappedLength(key.Algorithm)];
        var form = sessions.Do("read a key that leaves", (session, tenure) =>
        {
            var handle = session.UnwrapKey(
                Template.Mechanism(CKM.CKM_AES_KEY_WRAP), tenure.Keys.Wrapping, wrapped,
                Template.Leaving(key.Algorithm));
            try
            {
                return session.GetAttributeValue(handle, [CKA.CKA_VALUE])[0].GetValueAsByteArray();
            }
            finally
            {
                session.DestroyObject(handle);
            }
        });
        var clear = form[..key.Algorithm.KeyLength()];
        CryptographicOperations.ZeroMemory(form);
        return clear;
    }

    public byte[] SealData(ReadOnlySpan<byte> clear, string purpose)
    {
        var bytes = clear.ToArray();
        var vector = new byte[BlockLength];
        Fill(vector);
        var encrypted = sessions.Do("encrypt data", (session, tenure) =>
            session.Encrypt(Template.Mechanism(CKM.CKM_AES_CBC_PAD, vector), tenure.Keys.Sealing, bytes));
        CryptographicOperations.ZeroMemory(bytes);
        byte[] body = [.. vector, .. encrypted];
        return [.. body, .. Tag($"data/{purpose}", body)];
    }

    public byte[]? UnsealData(ReadOnlySpan<byte> sealedData, string purpose)
    {
        if (sealedData.Length < 2 * BlockLength + TagLength)
            return null;
        var body = sealedData[..^TagLength].ToArray();
        return !CryptographicOperations.FixedTimeEquals(Tag($"data/{purpose}", body), sealedData[^TagLength..])
            ? null
            : sessions.Do("decrypt data", (session, tenure) => session.Decrypt(
                Template.Mechanism(CKM.CKM_AES_CBC_PAD, body[..BlockLength]), tenure.Keys.Sealing,
                body[BlockLength..]));
    }

    public void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        var message = bytes.ToArray();
        sessions.Do("hash", (session, tenure) =>
            session.Sign(Template.Mechanism(CKM.CKM_SHA256_HMAC), tenure.Keys.Hashing, message)).CopyTo(hash);
        CryptographicOperations.ZeroMemory(message);
    }

    public void Dispose() => sessions.Dispose();

    private static string Purpose(KeyLabel label) => $"key/{label.Use}/{label.Algorithm}/{label.CheckValue}";

    private byte[] Wrap(KeyAlgorithm algorithm, ReadOnlySpan<byte> clear)
    {
        var form = Template.Form(algorithm, clear);
        try
        {
            return sessions.Do("wrap a key", (session, tenure) => Wrap(session, tenure.Keys.Wrapping, algorithm, form));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(form);
        }
    }

    private static byte[] Wrap(ISession session, IObjectHandle wrapping, KeyAlgorithm algorithm, byte[] form)
    {
        var value = Template.Value(form);
        try
        {
            var arrived = session.CreateObject(Template.Arriving(algorithm, value));
            try
            {
                return session.WrapKey(Template.Mechanism(CKM.CKM_AES_KEY_WRAP), wrapping, arrived);
            }
            finally
            {
                session.DestroyObject(arrived);
            }
        }
        finally
        {
            Template.Wipe(value);
        }
    }

    /// <summary>What was wrapped, when this vault wrapped it under this label.</summary>
    private byte[] Proved(SealedKey key)
    {
        var expected = Template.WrappedLength(key.Algorithm) + TagLength
            + (key.Algorithm == KeyAlgorithm.TripleDes2 ? Template.WrappedLength(KeyAlgorithm.Des) : 0);
        var isOurs = key.Sealed.Length == expected;
        var wrapped = isOurs ? key.Sealed[..^TagLength].ToArray() : [];
        isOurs = isOurs && CryptographicOperations.FixedTimeEquals(
            Tag(Purpose(key.Label), wrapped), key.Sealed.Span[^TagLength..]);
        Invariant.Holds(isOurs, "a key is opened only by the vault that sealed it, as what it was sealed");
        return wrapped;
    }

    private byte[] Tag(string purpose, byte[] bytes)
    {
        byte[] bound = [.. Encoding.UTF8.GetBytes(purpose), 0, .. bytes];
        return sessions.Do("bind", (session, tenure) =>
            session.Sign(Template.Mechanism(CKM.CKM_SHA256_HMAC), tenure.Keys.Binding, bound));
    }
}
