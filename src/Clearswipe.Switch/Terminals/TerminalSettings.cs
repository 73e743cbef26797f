using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>A terminal that may speak to us, whose it is, and the master key that it shares with us alone.</summary>
public sealed record TerminalSettings(TerminalId Terminal, MerchantId Merchant, string MerchantName, SealedKey Master);

/// <summary>A terminal as the desk shows it.</summary>
public sealed record TerminalView(
    TerminalId Terminal, MerchantId Merchant, string MerchantName, BatchNumber Batch,
    DateTimeOffset? SignedOn, DateTimeOffset? LastHeard, string? Software);
