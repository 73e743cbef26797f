namespace Clearswipe.Counter.Keypads;

/// <summary>The keys of a PIN pad. Which digit was struck is known inside the pad alone.</summary>
public enum PadKey
{
    Zero,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
    Clear,
    Cancel,
    Enter,
}
