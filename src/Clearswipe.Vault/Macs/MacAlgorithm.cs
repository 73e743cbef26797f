namespace Clearswipe.Vault.Macs;

/// <summary>How a message authentication code is made; the acquirer or the link decides.</summary>
public enum MacAlgorithm
{
    /// <summary>UnionPay POS "ECB": exclusive-or of the blocks, DES over its hex; 8 ASCII characters.</summary>
    UnionPayEcb,
    /// <summary>ANSI X9.19 retail MAC, zero padding; 8 bytes.</summary>
    X919,
}
