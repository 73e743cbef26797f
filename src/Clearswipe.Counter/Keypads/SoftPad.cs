using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

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

/// <summary>A PIN pad in software, over a software vault: for the demo page, the Lab and the tests.</summary>
public sealed class SoftPad : IKeypad
{
    public SoftPad(SoftwareVault vault, SealedKey master, Surroundings surroundings) =>
        throw new NotImplementedException();

    public PadState State => throw new NotImplementedException();

    public void KeyDown(PadKey key, DateTimeOffset at) => throw new NotImplementedException();

    public void KeyUp(PadKey key, DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>What the pad's own sensors say: silent, tampered (which erases its keys for good), or ready again.</summary>
    public void Sense(PadState state) => throw new NotImplementedException();

    public ValueTask<bool> LoadKeys(WrappedKey pinKey, WrappedKey macKey, CancellationToken cancellation) =>
        throw new NotImplementedException();

    public ValueTask<PinEntry> EnterPin(Pan pan, IKeyWatch watch, CancellationToken cancellation) =>
        throw new NotImplementedException();

    public byte[]? Mac(ReadOnlySpan<byte> message) => throw new NotImplementedException();

    public void Forget() => throw new NotImplementedException();
}
