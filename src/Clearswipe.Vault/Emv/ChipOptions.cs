namespace Clearswipe.Vault.Emv;

/// <summary>How a card's own key comes from the issuer's (EMV 4.3 Book 2 A1.4).</summary>
enum CardKeyOption
{
    /// <summary>From the last sixteen digits of card number and sequence number.</summary>
    A,
    /// <summary>As A up to sixteen digits of card number; from a hash of all digits beyond.</summary>
    B,
}

/// <summary>How the key of one transaction's cryptogram comes from the card's key.</summary>
enum SessionKeyOption
{
    /// <summary>It does not: the card's key serves all of them.</summary>
    None,
    /// <summary>From the transaction counter (EMV 4.3 Book 2 A1.3).</summary>
    Common,
    /// <summary>From transaction counter and unpredictable number, in the same shape (M/Chip, Interac).</summary>
    WithUnpredictableNumber,
    /// <summary>From the transaction counter and its complement (JR/T 0025).</summary>
    CounterAndComplement,
}

/// <summary>How the keys of issuer scripts come from the card's.</summary>
enum ScriptKeyOption
{
    /// <summary>From the application cryptogram (EMV 4.3 Book 2 A1.3).</summary>
    Cryptogram,
    /// <summary>The card's key joined with the counter and its complement (VIS 1.5).</summary>
    JoinedCounter,
    /// <summary>As the cryptogram's own session key (JR/T 0025).</summary>
    CounterAndComplement,
}

/// <summary>How script data are filled up and encrypted.</summary>
enum ScriptDataOption
{
    /// <summary>A byte of length before them, filled up where needed, block by block (VIS 1.5, JR/T 0025).</summary>
    LengthThenBlocks,
    /// <summary>Filled up where needed, chained from zeros (M/Chip).</summary>
    ChainedAsNeeded,
    /// <summary>Always filled up, chained from zeros (EMV 4.3 Book 2 9.3).</summary>
    Chained,
}

/// <summary>How the issuer answers (EMV 4.3 Book 2 8.2).</summary>
enum ResponseOption
{
    /// <summary>The request cryptogram joined with the response code, encrypted: 8 bytes.</summary>
    Method1,
    /// <summary>A MAC over cryptogram, card status update and proprietary data: 4 bytes.</summary>
    Method2,
}

/// <summary>How issuer scripts are protected.</summary>
sealed record ScriptMethod(ScriptKeyOption Key, ScriptDataOption Data)
{
    /// <summary>
    /// Whether the MAC runs over counter and cryptogram too. Where the key comes from the cryptogram, it need not.
    /// </summary>
    public bool BindsTransaction { get; init; }
}
