namespace Clearswipe.Vault.KeyBlocks;

/// <summary>What is wrong with a key block from outside, and where: the character, counted from 0.</summary>
sealed record KeyBlockFault(int Offset, string Reason)
{
    /// <summary>
    /// The one word for every block that does not authenticate: another key, a changed header and a changed payload
    /// look alike from outside.
    /// </summary>
    public static readonly KeyBlockFault NotAuthentic = new(0, "the block does not authenticate under this key");

    public override string ToString() => $"character {Offset}: {Reason}";
}
