using BenchmarkDotNet.Attributes;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Bench;

/// <summary>A wrong PIN is diagnosed and the next step chosen. The baseline looks the code up in its table.</summary>
[MemoryDiagnoser]
public class AdviceBench
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    private readonly Situation _wrongPin = new()
    {
        Now = Now,
        Seen =
        [
            new Observation.ChipWasRead(Now, "reader", ChipRead.Good, 0x9000, "card"),
            new Observation.Answered(Now, ResponseCode.WrongPin, new IssuerId("harbour"), TimeSpan.FromSeconds(1)),
        ],
        OutcomeUnknown = false,
        Possible = Enum.GetValues<StepKind>().ToHashSet(),
    };

    [GlobalSetup]
    public void Load() => Advisor.Default.Advise(_wrongPin);

    [Benchmark(Baseline = true)]
    public object? LookUpTheCode() => Advisor.Default.ExplainCode("CUP-POS", "55");

    [Benchmark]
    public Counsel Advise() => Advisor.Default.Advise(_wrongPin);
}
