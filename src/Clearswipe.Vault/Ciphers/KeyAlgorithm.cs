namespace Clearswipe.Vault.Ciphers;

/// <summary>Which cipher a key is for, and how long it is. The numbers are stored and never change.</summary>
public enum KeyAlgorithm
{
    /// <summary>DES, 8 bytes (FIPS 46-3): for message authentication in old acquirers alone.</summary>
    Des = 0,
    /// <summary>Triple DES with two keys, 16 bytes (ISO/IEC 18033-3).</summary>
    TripleDes2 = 1,
    /// <summary>Triple DES with three keys, 24 bytes (ISO/IEC 18033-3).</summary>
    TripleDes3 = 2,
    /// <summary>AES, 16 bytes (FIPS 197).</summary>
    Aes128 = 3,
    /// <summary>AES, 24 bytes (FIPS 197).</summary>
    Aes192 = 4,
    /// <summary>AES, 32 bytes (FIPS 197).</summary>
    Aes256 = 5,
    /// <summary>SM4, 16 bytes (GB/T 32907).</summary>
    Sm4 = 6,
}

/// <summary>The sizes that a cipher has.</summary>
public static class KeyAlgorithms
{
    /// <summary>The length of a key, in bytes.</summary>
    public static int KeyLength(this KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des => 8,
        KeyAlgorithm.TripleDes2 or KeyAlgorithm.Aes128 or KeyAlgorithm.Sm4 => 16,
        KeyAlgorithm.TripleDes3 or KeyAlgorithm.Aes192 => 24,
        KeyAlgorithm.Aes256 => 32,
        _ => throw new Vocabulary.InvariantException("every cipher has a key length"),
    };

    /// <summary>The length of a block, in bytes: 8 for DES and triple DES, 16 for AES and SM4.</summary>
    public static int BlockLength(this KeyAlgorithm algorithm) => algorithm.IsDes() ? 8 : 16;

    /// <summary>Whether the key is of AES.</summary>
    public static bool IsAes(this KeyAlgorithm algorithm) =>
        algorithm is KeyAlgorithm.Aes128 or KeyAlgorithm.Aes192 or KeyAlgorithm.Aes256;

    /// <summary>Whether the key is of the DES family, whose bytes carry parity.</summary>
    public static bool IsDes(this KeyAlgorithm algorithm) =>
        algorithm is KeyAlgorithm.Des or KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3;
}
