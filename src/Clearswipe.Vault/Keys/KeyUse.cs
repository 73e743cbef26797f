namespace Clearswipe.Vault.Keys;

/// <summary>
/// What a key may be used for; the vault refuses every other use. The numbers are stored and never change.
/// </summary>
public enum KeyUse
{
    /// <summary>Wraps the working keys of one terminal (TMK), or of one link between hosts (ZMK).</summary>
    Master = 1,
    /// <summary>Encrypts PIN blocks (TPK, ZPK).</summary>
    Pin = 2,
    /// <summary>Authenticates messages (TAK, ZAK).</summary>
    Mac = 3,
    /// <summary>Makes and checks Visa PIN verification values (PVK pair).</summary>
    PinVerification = 4,
    /// <summary>Makes and checks IBM 3624 PIN offsets.</summary>
    PinOffset = 5,
    /// <summary>Makes and checks card verification values (CVK pair).</summary>
    CardVerification = 6,
    /// <summary>Encrypts tracks and other card data on the way (TDK).</summary>
    Data = 7,
    /// <summary>Derives the first keys of terminals (BDK of ANSI X9.24).</summary>
    Derivation = 8,
    /// <summary>The first key of one terminal, from which it derives one a transaction (IK of ANSI X9.24).</summary>
    InitialDukpt = 9,
    /// <summary>An issuer's master key for application cryptograms (EMV book 2, annex A1.4).</summary>
    ChipCryptogram = 10,
    /// <summary>An issuer's master key for the MAC of scripts (SMI).</summary>
    ChipMac = 11,
    /// <summary>An issuer's master key for the confidentiality of scripts (SMC).</summary>
    ChipEncryption = 12,
    /// <summary>Protects keys in key blocks (KBPK of ANSI X9.143).</summary>
    KeyBlock = 13,
}
