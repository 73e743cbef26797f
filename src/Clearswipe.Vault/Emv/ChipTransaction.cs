using System.Runtime.InteropServices;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>Which card it is, as its keys know it (EMV 4.3 Book 2 A1.4).</summary>
/// <param name="Pan">The card number (tag 5A).</param>
/// <param name="Sequence">The number of the card among those of one card number, 0 to 99 (tag 5F34); 0 without
/// one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChipCard(Pan Pan, int Sequence);

/// <summary>One transaction of a card, as its keys know it (EMV 4.3 Book 2 A1.3).</summary>
/// <param name="Card">The card.</param>
/// <param name="Counter">The card's own number of the transaction (tag 9F36).</param>
/// <param name="UnpredictableNumber">The terminal's chance (tag 9F37), read as a big-endian number.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChipTransaction(ChipCard Card, ushort Counter, uint UnpredictableNumber);
