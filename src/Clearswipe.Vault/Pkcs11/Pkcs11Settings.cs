namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// Which token of which module holds the storage keys. The user PIN is no part of it: it is handed over apart, and
/// wiped.
/// </summary>
public sealed record Pkcs11Settings
{
    /// <summary>The path of the module's library, such as /usr/lib/softhsm/libsofthsm2.so.</summary>
    public required string Library { get; init; }

    /// <summary>The label of the token (PKCS#11 v2.40, CK_TOKEN_INFO), by which its slot is found.</summary>
    public required string Token { get; init; }

    /// <summary>The label that the storage keys have in the token; each has a suffix of its own.</summary>
    public string KeyLabel { get; init; } = "clearswipe";
}
