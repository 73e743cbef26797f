using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// The keys that stay in the token and keep all others: sensitive, not extractable, made there. One job each, so that
/// no function of the module can be turned against another's.
/// </summary>
/// <param name="Wrapping">AES-256; wraps and unwraps keys (RFC 3394).</param>
/// <param name="Binding">HMAC; binds label or purpose to what was wrapped or encrypted.</param>
/// <param name="Hashing">HMAC; names of cards.</param>
/// <param name="Sealing">AES-256; encrypts data at rest.</param>
sealed record StorageKeys(
    IObjectHandle Wrapping, IObjectHandle Binding, IObjectHandle Hashing, IObjectHandle Sealing)
{
    private const ulong Length = 32;

    private static readonly string[] Names = ["wrapping", "binding", "hashing", "sealing"];

    public static StorageKeys Find(ISession session, string label)
    {
        IObjectHandle[] found = [.. Names.Select(name => One(session, $"{label}/{name}"))];
        return new StorageKeys(found[0], found[1], found[2], found[3]);
    }

    /// <summary>Makes them all, in a token that has none of them.</summary>
    public static void Make(ISession session, string label)
    {
        if (Names.Any(name => Search(session, $"{label}/{name}").Count > 0))
            throw new TokenException("make storage keys", $"the token has keys with the label '{label}' already");

        Make(session, CKM.CKM_AES_KEY_GEN, $"{label}/wrapping", CKA.CKA_WRAP, CKA.CKA_UNWRAP);
        Make(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, $"{label}/binding", CKA.CKA_SIGN);
        Make(session, CKM.CKM_GENERIC_SECRET_KEY_GEN, $"{label}/hashing", CKA.CKA_SIGN);
        Make(session, CKM.CKM_AES_KEY_GEN, $"{label}/sealing", CKA.CKA_ENCRYPT, CKA.CKA_DECRYPT);
    }

    private static void Make(ISession session, CKM mechanism, string label, params CKA[] may)
    {
        CKA[] all = [CKA.CKA_WRAP, CKA.CKA_UNWRAP, CKA.CKA_ENCRYPT, CKA.CKA_DECRYPT, CKA.CKA_SIGN];
        session.GenerateKey(Template.Mechanism(mechanism), [
            Template.Flag(CKA.CKA_TOKEN, true),
            Template.Flag(CKA.CKA_PRIVATE, true),
            Template.Flag(CKA.CKA_SENSITIVE, true),
            Template.Flag(CKA.CKA_EXTRACTABLE, false),
            Template.Flag(CKA.CKA_MODIFIABLE, false),
            Template.Number(CKA.CKA_VALUE_LEN, Length),
            Template.Label(label),
            .. all.Select(use => Template.Flag(use, may.Contains(use))),
        ]);
    }

    private static IObjectHandle One(ISession session, string label) =>
        Search(session, label) is [var key]
            ? key
            : throw new TokenException(
                "find its storage keys", $"the token has not exactly one key '{label}'; provisioning makes it");

    private static List<IObjectHandle> Search(ISession session, string label) =>
        session.FindAllObjects([
            Template.Number(CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), Template.Flag(CKA.CKA_TOKEN, true),
            Template.Label(label)]);
}
