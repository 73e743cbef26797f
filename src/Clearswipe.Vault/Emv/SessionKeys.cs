using System.Buffers.Binary;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// Keys of one transaction, from a card's key (EMV 4.3 Book 2 A1.3, VIS 1.5, JR/T 0025). Keys are 16 clear bytes, and
/// the caller's to wipe.
/// </summary>
static class SessionKeys
{
    private const int Half = CardKeys.KeyLength / 2;

    /// <summary>The key of a transaction's cryptogram.</summary>
    public static void Derive(
        ChipMethod method, ReadOnlySpan<byte> cardKey, ChipTransaction transaction, Span<byte> key)
    {
        Span<byte> value = stackalloc byte[Half];
        value.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(value, transaction.Counter);
        switch (method.SessionKey)
        {
            case SessionKeyOption.None:
                cardKey.CopyTo(key);
                break;
            case SessionKeyOption.Common:
                Common(method.Algorithm, cardKey, value, key);
                break;
            case SessionKeyOption.WithUnpredictableNumber:
                BinaryPrimitives.WriteUInt32BigEndian(value[4..], transaction.UnpredictableNumber);
                Common(method.Algorithm, cardKey, value, key);
                break;
            case SessionKeyOption.CounterAndComplement:
                FromCounter(method.Algorithm, cardKey, transaction.Counter, key);
                break;
            default:
                throw new InvariantException("every session key option has its derivation");
        }
    }

    /// <summary>The key of the scripts that answer a transaction, for the purpose of the card key.</summary>
    public static void DeriveForScript(
        ChipMethod method, ReadOnlySpan<byte> cardKey, ushort counter, ReadOnlySpan<byte> cryptogram, Span<byte> key)
    {
        Invariant.Holds(method.Script is not null, "scripts are protected by a method that has them");
        switch (method.Script.Key)
        {
            case ScriptKeyOption.Cryptogram:
                Common(method.Algorithm, cardKey, cryptogram, key);
                break;
            case ScriptKeyOption.JoinedCounter:
                CounterBlocks(counter, key);
                for (var i = 0; i < CardKeys.KeyLength; i++)
                    key[i] ^= cardKey[i];
                break;
            case ScriptKeyOption.CounterAndComplement:
                FromCounter(method.Algorithm, cardKey, counter, key);
                break;
            default:
                throw new InvariantException("every script key option has its derivation");
        }
    }

    /// <summary>
    /// The common derivation: eight bytes that are this transaction's, whose third is F0 for the left half of the key
    /// and 0F for the right.
    /// </summary>
    public static void Common(
        KeyAlgorithm algorithm, ReadOnlySpan<byte> cardKey, ReadOnlySpan<byte> value, Span<byte> key)
    {
        Invariant.Holds(value.Length == Half, "a session key is derived from eight bytes");
        value.CopyTo(key);
        value.CopyTo(key[Half..]);
        key[2] = 0xF0;
        key[Half + 2] = 0x0F;
        Under(algorithm, cardKey, key);
    }

    private static void FromCounter(KeyAlgorithm algorithm, ReadOnlySpan<byte> cardKey, ushort counter, Span<byte> key)
    {
        CounterBlocks(counter, key);
        Under(algorithm, cardKey, key);
    }

    private static void CounterBlocks(ushort counter, Span<byte> blocks)
    {
        blocks[..CardKeys.KeyLength].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(blocks[(Half - 2)..], counter);
        BinaryPrimitives.WriteUInt16BigEndian(blocks[(2 * Half - 2)..], (ushort)(counter ^ 0xFFFF));
    }

    private static void Under(KeyAlgorithm algorithm, ReadOnlySpan<byte> cardKey, Span<byte> blocks) =>
        PassingKey.Encrypt(algorithm, cardKey[..CardKeys.KeyLength], blocks[..CardKeys.KeyLength]);
}
