using System.Text;
using BenchmarkDotNet.Attributes;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Bench;

/// <summary>A purchase is read, and written back. The baseline is a bare copy of its bytes.</summary>
[MemoryDiagnoser]
public class ParseBench
{
    private readonly byte[] _ascii = Encoding.ASCII.GetBytes(
        "0200723C46C028C09A111662220212345678900000000000000128001122183001000124183001112230125411051001"
        + "0006366222021234567890D3012201000001234567632618000124TERM00018984403501100011560412AC89ABCDEF67"
        + "26000000000000002909F2608A1B2C3D4E5F607189F2701809F101307010103A0A802010A010000000000123456789F3"
        + "7045C3A1F909F36020123950500800480009A032611229C01009F02060000000128005F2A02015682027C009F1A02015"
        + "69F03060000000000009F3303E0E9C89F34030203009F3501229F1E0831323334353637388408A0000003330101019F0"
        + "90200309F41040000012301422000001000500A1B2C3D4E5F60718");

    private Message _message = new("0200");
    private byte[] _copy = [];

    [GlobalSetup]
    public void Read()
    {
        _copy = new byte[_ascii.Length];
        if (Dialect.Iso1987Ascii.TryRead(_ascii, out _message) is { } fault)
            throw new InvalidOperationException(fault.ToString());
    }

    [Benchmark(Baseline = true)]
    public void Copy() => _ascii.CopyTo(_copy, 0);

    [Benchmark]
    public bool Parse() => Dialect.Iso1987Ascii.TryRead(_ascii, out _) is null;

    [Benchmark]
    public byte[] Write() => Dialect.Iso1987Ascii.Write(_message);
}
