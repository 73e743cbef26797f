namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// What is wrong with a key block from outside, and where. What anyone can read in its header is told; behind the
/// header there is one answer for all, which is no oracle.
/// </summary>
/// <param name="Offset">The character, counted from 0.</param>
/// <param name="Reason">For people; never a character of the payload.</param>
public sealed record KeyBlockFault(int Offset, string Reason)
{
    /// <summary>
    /// The one word for every block that does not authenticate: another key, a changed header and a changed payload
    /// look alike from outside.
    /// </summary>
    internal static readonly KeyBlockFault NotAuthentic = new(0, "the block does not authenticate under this key");

    /// <summary>What a caller of the vault hears of all that is wrong behind the header.</summary>
    internal static readonly KeyBlockFault Refused = new(0, "the block is refused");

    /// <summary>Where and what.</summary>
    public override string ToString() => $"character {Offset}: {Reason}";
}
