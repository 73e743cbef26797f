using System.Numerics;
using System.Security.Cryptography;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Dukpt;

/// <summary>One step down the tree of keys: the key whose counter has one more 1 than its parent's.</summary>
delegate void ChildKey(ReadOnlySpan<byte> parent, uint counter, Span<byte> child);

/// <summary>
/// The future key registers of a device (ANSI X9.24-1:2009 A.3, X9.24-3:2017 6.5): one for each bit of the counter,
/// which holds the key for the next number whose lowest one is that bit. A key leaves its register once, and whoever
/// opens the device afterwards finds nothing from which a past key follows.
/// </summary>
sealed class FutureKeys : IDisposable
{
    private readonly TransactionCounter _counting;
    private readonly int _keyLength;
    private readonly ChildKey _child;
    private readonly byte[] _registers;

    public FutureKeys(TransactionCounter counting, ReadOnlySpan<byte> initialKey, ChildKey child)
    {
        _counting = counting;
        _keyLength = initialKey.Length;
        _child = child;
        _registers = new byte[counting.Bits * initialKey.Length];
        for (var bit = 0; bit < counting.Bits; bit++)
            child(initialKey, 1U << bit, Register(bit));
    }

    /// <summary>The registers as they were saved.</summary>
    public FutureKeys(TransactionCounter counting, uint counter, ReadOnlySpan<byte> registers, ChildKey child)
    {
        _counting = counting;
        _keyLength = registers.Length / counting.Bits;
        _child = child;
        _registers = registers.ToArray();
        Counter = counter;
    }

    /// <summary>
    /// All of them, from the lowest bit upwards: to be sealed, for whoever has them makes every key to come.
    /// </summary>
    public ReadOnlySpan<byte> Registers => _registers;

    /// <summary>The number of the last transaction; 0 before the first.</summary>
    public uint Counter { get; private set; }

    /// <summary>Whether every key has been used. There is no way back: the device is loaded anew.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>The key of the next transaction, which is now nowhere else; false at the end of life.</summary>
    public bool TryTake(Span<byte> key)
    {
        Invariant.Holds(key.Length == _keyLength, "a transaction key has the length of its initial key");
        var counter = IsSpent ? 0 : _counting.After(Counter);
        if (counter == 0)
        {
            IsSpent = true;
            CryptographicOperations.ZeroMemory(_registers);
            return false;
        }

        var bit = BitOperations.TrailingZeroCount(counter);
        Register(bit).CopyTo(key);
        CryptographicOperations.ZeroMemory(Register(bit));
        Refill(key, counter, bit);
        Counter = counter;
        return true;
    }

    /// <summary>A register as it stands: zeros when its key is used or not yet made.</summary>
    public Span<byte> Register(int bit) => _registers.AsSpan(bit * _keyLength, _keyLength);

    public void Dispose()
    {
        IsSpent = true;
        CryptographicOperations.ZeroMemory(_registers);
    }

    // Lower bits come round again before this one does; where the number has all its ones already, they do not.
    private void Refill(ReadOnlySpan<byte> key, uint counter, int bit)
    {
        var mayGrow = BitOperations.PopCount(counter) < _counting.MostOnes;
        for (var lower = 0; lower < bit; lower++)
        {
            if (mayGrow)
                _child(key, counter | (1U << lower), Register(lower));
            else
                CryptographicOperations.ZeroMemory(Register(lower));
        }
    }
}
