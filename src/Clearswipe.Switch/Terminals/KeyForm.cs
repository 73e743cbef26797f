using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Switch.Terminals;

/// <summary>
/// How a sign-on delivers working keys: 60.3 names the ciphers of the PIN key, the MAC key and the track key. Single
/// DES for PINs (001) is not among them: no PIN is safe under it (PCI PIN 4).
/// </summary>
sealed record KeyForm(string Function, KeyAlgorithm Pin, KeyAlgorithm Mac, KeyAlgorithm? Track)
{
    private static readonly KeyForm[] All =
    [
        new("003", KeyAlgorithm.TripleDes2, KeyAlgorithm.Des, null),
        new("004", KeyAlgorithm.TripleDes2, KeyAlgorithm.Des, KeyAlgorithm.TripleDes2),
        new("005", KeyAlgorithm.Sm4, KeyAlgorithm.Sm4, KeyAlgorithm.Sm4),
    ];

    /// <summary>Null when no such delivery is made, or not under a master key of that cipher.</summary>
    public static KeyForm? Of(string? function, KeyAlgorithm master) =>
        Array.Find(All, form => form.Function == function
            && (form.Pin == KeyAlgorithm.Sm4) == (master == KeyAlgorithm.Sm4));
}
