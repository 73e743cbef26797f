using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// How a message authentication code is made; the acquirer or the link decides. Lengths are of the whole MAC as it is
/// sent; whoever sends less of it cuts it.
/// </summary>
public enum MacAlgorithm
{
    /// <summary>UnionPay POS "ECB": exclusive-or of the blocks, DES over its hex; 8 ASCII characters.</summary>
    UnionPayEcb,
    /// <summary>UnionPay POS with SM4 in CBC mode, zero padding; its first 4 bytes as 8 ASCII characters.</summary>
    UnionPaySm4,
    /// <summary>ANSI X9.9, FIPS 113: DES in CBC mode, zero padding; 8 bytes.</summary>
    X99,
    /// <summary>ANSI X9.19, ISO/IEC 9797-1 algorithm 3: the retail MAC, zero padding; 8 bytes.</summary>
    X919,
    /// <summary>The retail MAC with padding method 2 of ISO/IEC 9797-1: 80, then zeros; 8 bytes.</summary>
    X919Padded,
    /// <summary>ISO/IEC 9797-1 algorithm 1 with triple DES, zero padding; 8 bytes.</summary>
    TripleDesCbc,
    /// <summary>AES-CMAC (NIST SP 800-38B), the first 8 of its bytes.</summary>
    AesCmac8,
    /// <summary>AES-CMAC (NIST SP 800-38B), all 16 bytes.</summary>
    AesCmac,
    /// <summary>SM4 in CBC mode, zero padding, the first 8 of its bytes.</summary>
    Sm4Cbc,
}

/// <summary>What is fixed about each way to make a MAC.</summary>
public static class MacAlgorithms
{
    /// <summary>The longest of them all, in bytes: room on the stack for one.</summary>
    public const int LongestMac = 16;

    /// <summary>How long the MAC is, in bytes.</summary>
    public static int Length(this MacAlgorithm algorithm) => algorithm == MacAlgorithm.AesCmac ? LongestMac : 8;

    /// <summary>Which keys it is made with; any other is a contradiction.</summary>
    public static bool Takes(this MacAlgorithm algorithm, KeyAlgorithm key) => algorithm switch
    {
        MacAlgorithm.UnionPayEcb => key.IsDes(),
        MacAlgorithm.X99 => key == KeyAlgorithm.Des,
        // With a single-length key it is X9.9.
        MacAlgorithm.X919 or MacAlgorithm.X919Padded => key is KeyAlgorithm.Des or KeyAlgorithm.TripleDes2,
        MacAlgorithm.TripleDesCbc => key is KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3,
        MacAlgorithm.AesCmac8 or MacAlgorithm.AesCmac => key.IsAes(),
        MacAlgorithm.UnionPaySm4 or MacAlgorithm.Sm4Cbc => key == KeyAlgorithm.Sm4,
        _ => throw new InvariantException("a MAC is made by a known algorithm"),
    };
}
