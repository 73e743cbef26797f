using BenchmarkDotNet.Attributes;
using Clearswipe.Remedy;

namespace Clearswipe.Bench;

/// <summary>
/// A finding, the posterior over the catalogue's causes and all their pairs after 80 findings, and the next step of
/// random problems of 60 causes: 20 steps of which 5 are questions, and 50 with 20 questions beside. Ratios are to the
/// posterior.
/// </summary>
[MemoryDiagnoser]
public class DiagnosisBench
{
    private readonly Yardstick _few = new(causes: 60, acts: 15, asks: 5, seed: 7);
    private readonly Yardstick _many = new(causes: 60, acts: 50, asks: 20, seed: 7);

    [Benchmark]
    public void Finding() => _few.Finding();

    [Benchmark(Baseline = true)]
    public double Posterior() => _few.Posterior(findings: 80);

    [Benchmark]
    public double FirstOf20Steps() => _few.FirstStep();

    [Benchmark]
    public double RefinedOf20Steps() => _few.RefinedStep();

    [Benchmark]
    public double FirstOf70Steps() => _many.FirstStep();

    [Benchmark]
    public double RefinedOf70Steps() => _many.RefinedStep();
}
