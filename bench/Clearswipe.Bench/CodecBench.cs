using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Bench;

/// <summary>
/// A purchase of 23 fields with PIN block, chip data and MAC is parsed and every field read, built, and both (534 bytes
/// in ASCII, 295 packed). The baseline of each is the bare probe over the same bytes: see <see cref="SpanProbe"/>.
/// </summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams, BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CodecBench
{
    private readonly byte[] _out = new byte[4096];
    private readonly int[] _starts = new int[129];
    private readonly int[] _lengths = new int[129];
    private byte[] _message = [];
    private ulong _bitmap;
    private SpanProbe _probe = new(isPacked: false);
    private Dialect _dialect = Dialect.Iso1987Ascii;

    [Params("ascii", "packed")]
    public string Form { get; set; } = "ascii";

    [GlobalSetup]
    public void SetUp()
    {
        var isPacked = Form == "packed";
        _message = isPacked ? Purchase.Packed : Purchase.Ascii;
        _dialect = isPacked ? Dialect.Iso1987Packed : Dialect.Iso1987Ascii;
        _probe = new SpanProbe(isPacked);
        _bitmap = _probe.Parse(_message, _starts, _lengths);
        foreach (var length in new[] { ProbeBuild(), OursCopied(), OursChecked() })
            if (!_out.AsSpan(0, length).SequenceEqual(_message))
                throw new InvalidOperationException("what is built is what was parsed");
    }

    [Benchmark(Baseline = true), BenchmarkCategory("parse")]
    public int ProbeParse()
    {
        var bitmap = _probe.Parse(_message, _starts, _lengths);
        return Read(bitmap);
    }

    [Benchmark, BenchmarkCategory("parse")]
    public int OursParse() => _dialect.TryView(_message, out var view) is null ? Read(view) : -1;

    [Benchmark(Baseline = true), BenchmarkCategory("build")]
    public int ProbeBuild() => _probe.Build(_message, _bitmap, _starts, _lengths, _out);

    /// <summary>From coded contents, each of which is checked.</summary>
    [Benchmark, BenchmarkCategory("build")]
    public int OursBuild()
    {
        var writer = new MessageWriter(_dialect, new MessageType(0x0200), _out);
        for (var field = 2; field <= 64; field++)
            if ((_bitmap >> (64 - field) & 1) != 0)
                writer.Raw(field, _probe.Content(_message, field, _starts, _lengths), _probe.LengthOf(field, _lengths));
        return writer.Finish().Length;
    }

    [Benchmark(Baseline = true), BenchmarkCategory("round trip")]
    public int ProbeRoundTrip() => ProbeParse() + ProbeBuild();

    /// <summary>Parsed and checked; every field read, and copied as it was found valid.</summary>
    [Benchmark, BenchmarkCategory("round trip")]
    public int OursRoundTrip()
    {
        if (_dialect.TryView(_message, out var view) is not null)
            return -1;
        return Read(view) + Copy(view);
    }

    /// <summary>The same, and every field is checked once more when it is written.</summary>
    [Benchmark, BenchmarkCategory("round trip")]
    public int OursRoundTripCheckedTwice()
    {
        if (_dialect.TryView(_message, out var view) is not null)
            return -1;
        return Read(view) + Write(view);
    }

    /// <summary>The owned message of the convenient way.</summary>
    [Benchmark, BenchmarkCategory("round trip")]
    public int OursOwned() => _dialect.TryRead(_message, out var message) is null ? _dialect.Write(message).Length : -1;

    private int OursCopied() => _dialect.TryView(_message, out var view) is null ? Copy(view) : -1;

    private int OursChecked() => _dialect.TryView(_message, out var view) is null ? Write(view) : -1;

    private int Copy(in MessageView view)
    {
        var writer = new MessageWriter(_dialect, new MessageType(0x0200), _out);
        foreach (var field in view.Fields)
            writer.Copy(field, view);
        return writer.Finish().Length;
    }

    private int Write(in MessageView view)
    {
        var writer = new MessageWriter(_dialect, new MessageType(0x0200), _out);
        foreach (var field in view.Fields)
            writer.Raw(field, view.Raw(field), view.Length(field));
        return writer.Finish().Length;
    }

    private int Read(ulong bitmap)
    {
        var sum = 0;
        for (var field = 2; field <= 64; field++)
            if ((bitmap >> (64 - field) & 1) != 0)
                sum += Read(_probe.Content(_message, field, _starts, _lengths));
        return sum;
    }

    private static int Read(in MessageView view)
    {
        var sum = 0;
        foreach (var field in view.Fields)
            sum += Read(view.Raw(field));
        return sum;
    }

    // To read a field is to look at each of its bytes: the same for both.
    private static int Read(ReadOnlySpan<byte> content)
    {
        var sum = 0;
        foreach (var value in content)
            sum += value;
        return sum;
    }
}
