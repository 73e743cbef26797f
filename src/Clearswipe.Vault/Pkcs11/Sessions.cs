using System.Collections.Concurrent;
using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// The sessions with one token: one that owns what is opened, and a few that do the work, since a session serves one
/// caller at a time. What was lost is opened anew, once for each call; a token that wants its PIN again stays closed,
/// because nobody here remembers it.
/// </summary>
sealed class Sessions : IDisposable
{
    private const int Most = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly ISlot _slot;
    private readonly string _label;
    private readonly SemaphoreSlim _free = new(Most);
    private readonly ConcurrentBag<(ISession Session, int Number)> _idle = [];
    private readonly ConcurrentQueue<OpenedObject> _forgotten = [];
    private readonly Lock _turn = new();    // the owner serves one caller at a time too
    private Tenure _tenure;

    /// <summary>Logs in; the PIN is the caller's to wipe.</summary>
    public static Sessions Open(Pkcs11Settings settings, ReadOnlySpan<byte> pin)
    {
        var copy = pin.ToArray();
        try
        {
            return new Sessions(settings, copy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    /// <summary>Makes the storage keys of a vault, once.</summary>
    public static void Provision(Pkcs11Settings settings, ReadOnlySpan<byte> pin)
    {
        var copy = pin.ToArray();
        try
        {
            var session = LogIn(TokenModule.Find(settings), copy);
            try
            {
                Ask("make storage keys", () =>
                {
                    StorageKeys.Make(session, settings.KeyLabel);
                    return 0;
                });
            }
            finally
            {
                End(session);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }

    private Sessions(Pkcs11Settings settings, byte[] pin)
    {
        (_slot, _label) = (TokenModule.Find(settings), settings.KeyLabel);
        var owner = LogIn(_slot, pin);
        try
        {
            _tenure = new Tenure(0, owner, Ask("find its storage keys", () => StorageKeys.Find(owner, _label)));
        }
        catch
        {
            End(owner);
            throw;
        }
    }

    /// <summary>Does one thing in a session of its own, and once more with new ones if they were lost.</summary>
    public T Do<T>(string operation, Func<ISession, Tenure, T> act)
    {
        var tenure = Volatile.Read(ref _tenure);
        try
        {
            return Once(operation, tenure, act);
        }
        catch (TokenException lost) when (IsLoss(lost.Result))
        {
            return Once(operation, Renew(tenure), act);
        }
    }

    /// <summary>As <see cref="Do"/>, in the session that owns what is made, and lives as long as the vault.</summary>
    public OpenedObject Open(string operation, Tenure tenure, Func<ISession, StorageKeys, IObjectHandle> make)
    {
        lock (_turn)
        {
            while (_forgotten.TryDequeue(out var one))
                Destroy(one);

            return new OpenedObject(Ask(operation, () => make(tenure.Owner, tenure.Keys)), tenure.Number);
        }
    }

    /// <summary>What nobody uses any more: it goes when the next one comes, since a finaliser must not wait.</summary>
    public void Forget(OpenedObject one) => _forgotten.Enqueue(one);

    public void Dispose()
    {
        lock (_turn)
        {
            while (_idle.TryTake(out var one))
                End(one.Session);
            End(_tenure.Owner);    // with the last session the log-in ends, and all that was opened is destroyed
        }
    }

    private static ISession LogIn(ISlot slot, byte[] pin)
    {
        var session = Ask("open a session", () => slot.OpenSession(SessionType.ReadWrite));
        try
        {
            Ask("log in", () =>
            {
                try
                {
                    session.Login(CKU.CKU_USER, pin);
                }
                catch (Pkcs11Exception already) when (already.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
                {
                    // A log-in is the whole process's (PKCS#11 v2.40, section 5.6): another vault here has it.
                }

                return 0;
            });
            return session;
        }
        catch
        {
            End(session);
            throw;
        }
    }

    public static T Ask<T>(string operation, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Pkcs11Exception refused)
        {
            throw new TokenException(operation, refused.RV.ToString());
        }
    }

    public static void End(ISession session)
    {
        try
        {
            session.Dispose();
        }
        catch (Pkcs11Exception)
        {
            // It was lost, so there is nothing left to close.
        }
    }

    private static bool IsLoss(string result) => result is
        nameof(CKR.CKR_SESSION_HANDLE_INVALID) or nameof(CKR.CKR_SESSION_CLOSED) or nameof(CKR.CKR_DEVICE_REMOVED)
        or nameof(CKR.CKR_KEY_HANDLE_INVALID) or nameof(CKR.CKR_OBJECT_HANDLE_INVALID)
        or nameof(CKR.CKR_WRAPPING_KEY_HANDLE_INVALID) or nameof(CKR.CKR_UNWRAPPING_KEY_HANDLE_INVALID);

    private T Once<T>(string operation, Tenure tenure, Func<ISession, Tenure, T> act)
    {
        if (!_free.Wait(Longest))
            throw new TokenException(operation, $"all {Most} sessions were busy for {Longest.TotalSeconds} seconds");

        try
        {
            var session = Take(tenure.Number);
            var done = Ask(operation, () => act(session, tenure));
            _idle.Add((session, tenure.Number));
            return done;
        }
        finally
        {
            _free.Release();
        }
    }

    // A session that failed is closed by its next finaliser, or with the token: it never comes back here.
    private ISession Take(int number)
    {
        while (_idle.TryTake(out var one))
        {
            if (one.Number == number)
                return one.Session;
            End(one.Session);
        }

        return Ask("open a session", () => _slot.OpenSession(SessionType.ReadWrite));
    }

    // The new owner is opened before the old one ends: with the last session the log-in would end too.
    private Tenure Renew(Tenure lost)
    {
        lock (_turn)
        {
            if (_tenure.Number != lost.Number)
                return _tenure;

            var owner = Ask("open a session", () => _slot.OpenSession(SessionType.ReadWrite));
            try
            {
                var keys = Ask("find its storage keys", () => StorageKeys.Find(owner, _label));
                End(_tenure.Owner);
                return _tenure = new Tenure(lost.Number + 1, owner, keys);
            }
            catch
            {
                End(owner);
                throw;
            }
        }
    }

    private void Destroy(OpenedObject one)
    {
        if (one.Number != _tenure.Number)
            return;    // it ended with the session that owned it

        try
        {
            _tenure.Owner.DestroyObject(one.Handle);
        }
        catch (Pkcs11Exception)
        {
            // Lost with its session.
        }
    }
}

/// <summary>The session that owns what is opened, until it is lost; the number tells it from the next.</summary>
sealed record Tenure(int Number, ISession Owner, StorageKeys Keys);

/// <summary>A key in the token that lives as long as the session that owns it.</summary>
sealed record OpenedObject(IObjectHandle Handle, int Number);
