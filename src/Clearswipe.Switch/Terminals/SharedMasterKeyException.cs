namespace Clearswipe.Switch.Terminals;

/// <summary>Two terminals came with the same master key: the switch does not open over them (PCI PIN 20-1).</summary>
public sealed class SharedMasterKeyException(string terminal, string other, string checkValue)
    : Exception($"Terminals {other} and {terminal} have the same master key (check value {checkValue}).");
