using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// A key at work in a security module: sensitive, not extractable, there to encrypt and decrypt. It is unwrapped when
/// it
/// is first used, and again when the session that owned it was lost.
/// </summary>
sealed class Pkcs11Key(Sessions sessions, KeyAlgorithm algorithm, byte[] wrapped, Pkcs11Key? left) : CipherKey
{
    private readonly Lock _turn = new();
    private OpenedObject? _opened;

    ~Pkcs11Key() => Forget();

    public override KeyAlgorithm Algorithm => algorithm;

    public override CipherKey Left => left ?? this;

    public override void Encrypt(Span<byte> blocks) =>
        Work("encrypt", blocks, (session, key, bytes) => session.Encrypt(Template.Mechanism(Ecb), key, bytes));

    public override void Decrypt(Span<byte> blocks) =>
        Work("decrypt", blocks, (session, key, bytes) => session.Decrypt(Template.Mechanism(Ecb), key, bytes));

    public override void Chain(ReadOnlySpan<byte> blocks, Span<byte> state)
    {
        if (blocks.IsEmpty)
            return;
        var vector = state.ToArray();
        var bytes = blocks.ToArray();
        var chained = Work("encrypt", bytes, (session, key, all) =>
            session.Encrypt(Template.Mechanism(Cbc, vector), key, all));
        chained.AsSpan(^state.Length..).CopyTo(state);
        CryptographicOperations.ZeroMemory(bytes);
        CryptographicOperations.ZeroMemory(chained);
    }

    public override void Dispose()
    {
        left?.Dispose();
        Forget();
        GC.SuppressFinalize(this);
    }

    private CKM Ecb => algorithm.IsDes() ? CKM.CKM_DES3_ECB : CKM.CKM_AES_ECB;

    private CKM Cbc => algorithm.IsDes() ? CKM.CKM_DES3_CBC : CKM.CKM_AES_CBC;

    private void Work(string operation, Span<byte> blocks, Func<ISession, IObjectHandle, byte[], byte[]> work)
    {
        if (blocks.IsEmpty)
            return;
        var bytes = blocks.ToArray();
        var done = Work(operation, bytes, work);
        done.CopyTo(blocks);
        CryptographicOperations.ZeroMemory(bytes);
        CryptographicOperations.ZeroMemory(done);
    }

    private byte[] Work(string operation, byte[] bytes, Func<ISession, IObjectHandle, byte[], byte[]> work) =>
        sessions.Do(operation, (session, tenure) => work(session, HandleIn(tenure), bytes));

    private IObjectHandle HandleIn(Tenure tenure)
    {
        lock (_turn)
        {
            if (_opened?.Number != tenure.Number)
                _opened = sessions.Open("open a key", tenure, (owner, keys) => owner.UnwrapKey(
                    Template.Mechanism(CKM.CKM_AES_KEY_WRAP), keys.Wrapping, wrapped, Template.AtWork(algorithm)));
            return _opened.Handle;
        }
    }

    private void Forget()
    {
        if (Interlocked.Exchange(ref _opened, null) is { } opened)
            sessions.Forget(opened);
    }
}
