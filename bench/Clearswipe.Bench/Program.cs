using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Clearswipe.Bench;

// Claims are ratios within one run: each class names its baseline.
BenchmarkSwitcher
    .FromAssembly(typeof(CodecBench).Assembly)
    .Run(args.Length == 0 ? ["--filter", "*", "--job", "short"] : args, DefaultConfig.Instance);
