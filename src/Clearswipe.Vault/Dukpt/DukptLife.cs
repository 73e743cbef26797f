using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Pins;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// How a device's life is sealed, taken up again and kept from being lived twice: version, cipher, device, counter,
/// check value of the initial key, future keys.
/// </summary>
sealed class DukptLife(
    IKeyHolder holder, VaultPins pins, DukptCounters counters, Lock turn, KeyAlgorithm algorithm, string checkValue)
{
    private const byte Version = 1;
    private const int DeviceAt = 2;
    private const int CounterAt = 10;
    private const int LengthAt = 14;
    private const int CheckAt = 15;
    private const string Purpose = "dukpt/device";    // no room reaches it: theirs begin otherwise

    public KeyAlgorithm Algorithm => algorithm;

    public VaultPins Pins => pins;

    /// <summary>Whether no later transaction of the device is known.</summary>
    public bool MayGoOn(DukptSerial serial)
    {
        lock (turn)
            return serial.Counter >= counters.LastOf(Name(serial));
    }

    public DukptDevice Begun(DukptSerial serial, ReadOnlySpan<byte> initialKey) =>
        new(this, serial, new FutureKeys(serial.Counting, initialKey, DukptKeys.Child(serial)));

    /// <summary>Seals the device as it is now, and remembers how far it has come.</summary>
    public byte[] Seal(DukptSerial serial, FutureKeys future)
    {
        lock (turn)
            counters.Remember(Name(serial), serial.Counter);

        var registers = CheckAt + checkValue.Length;
        var state = new byte[registers + future.Registers.Length];
        (state[0], state[1], state[LengthAt]) = (Version, (byte)algorithm, (byte)checkValue.Length);
        BinaryPrimitives.WriteUInt64BigEndian(state.AsSpan(DeviceAt), serial.Device);
        BinaryPrimitives.WriteUInt32BigEndian(state.AsSpan(CounterAt), serial.Counter);
        Encoding.ASCII.GetBytes(checkValue, state.AsSpan(CheckAt));
        future.Registers.CopyTo(state.AsSpan(registers));
        var sealedState = holder.SealData(state, Purpose);
        CryptographicOperations.ZeroMemory(state);
        return sealedState;
    }

    /// <summary>Null when it is no device that this holder sealed, or one that has gone further since.</summary>
    public static DukptDevice? Restored(
        IKeyHolder holder, VaultPins pins, DukptCounters counters, Lock turn, ReadOnlySpan<byte> sealedState)
    {
        if (holder.UnsealData(sealedState, Purpose) is not { Length: > CheckAt } state || state[0] != Version)
            return null;

        var algorithm = (KeyAlgorithm)state[1];
        var serial = new DukptSerial(
            algorithm.IsAes(),
            BinaryPrimitives.ReadUInt64BigEndian(state.AsSpan(DeviceAt)),
            BinaryPrimitives.ReadUInt32BigEndian(state.AsSpan(CounterAt)));
        var check = Encoding.ASCII.GetString(state.AsSpan(CheckAt, state[LengthAt]));
        var life = new DukptLife(holder, pins, counters, turn, algorithm, check);
        var device = life.MayGoOn(serial)
            ? new DukptDevice(life, serial, new FutureKeys(
                serial.Counting, serial.Counter, state.AsSpan(CheckAt + check.Length), DukptKeys.Child(serial)))
            : null;
        CryptographicOperations.ZeroMemory(state);
        return device;
    }

    private DukptCounterName Name(DukptSerial serial) => new(checkValue, serial.Device, DukptPurpose.Life);
}
