using System.Runtime.InteropServices;
using Clearswipe.Vault.Ciphers;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Clearswipe.Vault.Pkcs11;

/// <summary>How keys and mechanisms are described to the module.</summary>
static class Template
{
    private static readonly Net.Pkcs11Interop.HighLevelAPI.Factories.IObjectAttributeFactory Attributes =
        TokenModule.Factories.ObjectAttributeFactory;

    public static IObjectAttribute Flag(CKA attribute, bool value) => Attributes.Create(attribute, value);

    public static IObjectAttribute Number(CKA attribute, ulong value) => Attributes.Create(attribute, value);

    public static IObjectAttribute Label(string label) => Attributes.Create(CKA.CKA_LABEL, label);

    public static IMechanism Mechanism(CKM mechanism) => TokenModule.Factories.MechanismFactory.Create(mechanism);

    public static IMechanism Mechanism(CKM mechanism, byte[] initialVector) =>
        TokenModule.Factories.MechanismFactory.Create(mechanism, initialVector);

    /// <summary>
    /// A key on its way to be wrapped; the one attribute with its clear bytes is wiped by the caller.
    /// </summary>
    public static List<IObjectAttribute> Arriving(KeyAlgorithm algorithm, IObjectAttribute value) =>
    [
        .. Passing(algorithm, isSensitive: true),
        Flag(CKA.CKA_EXTRACTABLE, true),
        value,
    ];

    /// <summary>A key at work: it encrypts and decrypts, and does nothing else.</summary>
    public static List<IObjectAttribute> AtWork(KeyAlgorithm algorithm) =>
    [
        .. Passing(algorithm, isSensitive: true),
        Flag(CKA.CKA_EXTRACTABLE, false),
        Flag(CKA.CKA_ENCRYPT, true),
        Flag(CKA.CKA_DECRYPT, true),
        Flag(CKA.CKA_SIGN, false),
        Flag(CKA.CKA_VERIFY, false),
        Flag(CKA.CKA_WRAP, false),
        Flag(CKA.CKA_UNWRAP, false),
        Flag(CKA.CKA_DERIVE, false),
        Flag(CKA.CKA_MODIFIABLE, false),    // last: a module may hold to it from there on
    ];

    /// <summary>A working key that is read, to leave under a master key.</summary>
    public static List<IObjectAttribute> Leaving(KeyAlgorithm algorithm) =>
    [
        .. Passing(algorithm, isSensitive: false),
        Flag(CKA.CKA_EXTRACTABLE, true),
    ];

    public static IObjectAttribute Value(byte[] clear) => Attributes.Create(CKA.CKA_VALUE, clear);

    /// <summary>The wrapper's copy of the bytes stands outside the collector's memory, and is freed as it is.</summary>
    public static void Wipe(IObjectAttribute value)
    {
        var (at, length) = value.ToMarshalableStructure() switch
        {
            Net.Pkcs11Interop.LowLevelAPI80.CK_ATTRIBUTE it => (it.value, (int)it.valueLen),
            Net.Pkcs11Interop.LowLevelAPI81.CK_ATTRIBUTE it => (it.value, (int)it.valueLen),
            Net.Pkcs11Interop.LowLevelAPI40.CK_ATTRIBUTE it => (it.value, (int)it.valueLen),
            Net.Pkcs11Interop.LowLevelAPI41.CK_ATTRIBUTE it => (it.value, (int)it.valueLen),
            _ => (0, 0),
        };
        if (at != 0)
            Marshal.Copy(new byte[length], 0, at, length);
        value.Dispose();
    }

    /// <summary>The key as the token keeps it; the caller wipes it.</summary>
    /// <remarks>
    /// K|K under triple DES is K under DES: single DES is gone from newer modules, and AES key wrap (RFC 3394) takes
    /// two half-blocks at least.
    /// </remarks>
    public static byte[] Form(KeyAlgorithm algorithm, ReadOnlySpan<byte> clear) =>
        algorithm == KeyAlgorithm.Des ? [.. clear, .. clear] : clear.ToArray();

    /// <summary>How long the key is as the token keeps it, wrapped: RFC 3394 adds eight bytes.</summary>
    public static int WrappedLength(KeyAlgorithm algorithm) =>
        8 + (algorithm == KeyAlgorithm.Des ? 2 : 1) * algorithm.KeyLength();

    private static List<IObjectAttribute> Passing(KeyAlgorithm algorithm, bool isSensitive) =>
    [
        Number(CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY),
        Number(CKA.CKA_KEY_TYPE, (ulong)TypeOf(algorithm)),
        Flag(CKA.CKA_TOKEN, false),
        Flag(CKA.CKA_PRIVATE, true),
        Flag(CKA.CKA_SENSITIVE, isSensitive),
    ];

    private static CKK TypeOf(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des or KeyAlgorithm.TripleDes2 => CKK.CKK_DES2,
        KeyAlgorithm.TripleDes3 => CKK.CKK_DES3,
        KeyAlgorithm.Aes128 or KeyAlgorithm.Aes192 or KeyAlgorithm.Aes256 => CKK.CKK_AES,
        _ => throw new TokenException(
            "keep this key", "PKCS#11 v2.40 has no SM4; a software vault or another module has"),
    };
}
