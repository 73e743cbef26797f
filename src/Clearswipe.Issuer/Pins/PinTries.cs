using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Pins;

/// <summary>How many wrong PINs a card has left before it is locked.</summary>
readonly record struct PinTries(int Left)
{
    public static readonly PinTries Fresh = new(Limits.PinTriesAllowed);

    public bool IsLocked => Left == 0;

    public PinTries After(PinCheck check) => check switch
    {
        // A right PIN does not open a locked card: the officer's unlock does (invariant M7).
        PinCheck.Matched => IsLocked ? this : Fresh,
        PinCheck.Mismatched => new(Math.Max(0, Left - 1)),
        // A garbled block is the keypad's or the line's fault; it never costs the customer a try.
        PinCheck.Garbled or PinCheck.Locked => this,
        _ => throw new InvariantException("a PIN check matched, mismatched, was garbled or met a lock"),
    };
}
