using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Tracks;

/// <summary>
/// Tracks as terminals of the UnionPay POS family send them under their track key (TDK), by public descriptions: of the
/// packed track, two digits to a byte, the eight bytes before the last one are encrypted for themselves (triple DES,
/// ECB), and the rest is clear.
/// </summary>
public sealed class VaultTracks
{
    // ISO/IEC 7813: 37 digits and separators between the sentinels.
    private const int LongestTrack = 37;
    private const int Block = 8;

    private readonly KeyRing _keys;

    internal VaultTracks(KeyRing keys) => _keys = keys;

    /// <summary>
    /// Whether tracks come under keys of this cipher: triple DES alone. How they come under SM4 is not public.
    /// </summary>
    public static bool Takes(KeyAlgorithm algorithm) =>
        algorithm is KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3;

    /// <summary>
    /// The track of field 35, given as its half bytes in 17 to 37 upper-case hexadecimal characters. Null when it is no
    /// such text, or what comes out is no track: why is not told. A key of another cipher or use throws. Sixteen half
    /// bytes say nothing of the key, so under a wrong one a track comes out in about one of 400 cases.
    /// </summary>
    public ClearTrack? Open(SealedKey trackKey, ReadOnlySpan<char> sealedTrack)
    {
        Invariant.Holds(Takes(trackKey.Algorithm), "a track is under a key of triple DES");
        var key = _keys.Open(trackKey, KeyUse.Data);
        if (sealedTrack.Length is <= 2 * Block or > LongestTrack)
            return null;

        Span<char> halves = stackalloc char[LongestTrack + 1];
        Span<byte> packed = stackalloc byte[(LongestTrack + 1) / 2];
        // An odd last half byte is filled up by a zero; the last byte is clear, so that the filling does not matter.
        halves.Fill('0');
        sealedTrack.CopyTo(halves);
        packed = packed[..((sealedTrack.Length + 1) / 2)];
        if (Convert.FromHexString(halves[..(2 * packed.Length)], packed, out _, out _) != OperationStatus.Done)
            return null;

        key.Decrypt(packed[^(Block + 1)..^1]);
        Convert.TryToHexString(packed, halves, out _);
        var track = ClearTrack.Read(halves[..sealedTrack.Length]);
        CryptographicOperations.ZeroMemory(packed);
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(halves));
        return track;
    }
}
