using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Repeats;
using Clearswipe.Switch.Routes;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Switch;

/// <summary>The loop that sends an issuer what it must hear, over a store that is away for a while.</summary>
public sealed class RepeaterTests
{
    private static readonly IssuerId Harbour = new("harbour");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Errand _errand = new();

    [Fact]
    public async Task A_store_that_cannot_be_read_for_a_while_ends_no_reversal()
    {
        _errand.IsAway = true;
        await Run(async () =>
        {
            Assert.False(_errand.WasRun);
            _errand.IsAway = false;
            _time.Advance(Limits.FirstReversalRetry);
            Assert.True(await _errand.Ran);
        });
    }

    [Fact]
    public async Task What_was_written_and_never_announced_is_found_all_the_same()
    {
        _errand.IsOpen = false;
        await Run(async () =>
        {
            _errand.IsOpen = true;
            _time.Advance(Limits.LongestReversalRetry);
            Assert.True(await _errand.Ran);
        });
    }

    private async Task Run(Func<Task> test)
    {
        var vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());
        var surroundings = new Surroundings(_time, new CryptoChance(), NullLoggerFactory.Instance);
        var route = new Route(
            new RouteSettings(
                Harbour, ["9999"], [new ScriptedIssuer(vault, Key(vault, KeyUse.Mac))], Key(vault, KeyUse.Pin),
                Key(vault, KeyUse.Mac)),
            vault, surroundings, new Nobody(), NullLogger.Instance);
        var (link, _) = PipeLink.CreatePair();
        route.Rise(route.Links[0], link);
        using var stop = new CancellationTokenSource();
        var running = new Repeater(route, _errand, surroundings, NullLogger.Instance).Run(stop.Token);
        await test();
        await stop.CancelAsync();
        await running;
    }

    private static SealedKey Key(KeyVault vault, KeyUse use) => vault.Keys.Generate(use, KeyAlgorithm.TripleDes2);

    private sealed class Nobody : IWitness
    {
        public void Saw(Observation observation)
        {
        }
    }

    /// <summary>One attempt that is open, in a store that is there or away.</summary>
    private sealed class Errand : IErrand
    {
        private readonly TaskCompletionSource<bool> _ran = new();

        public bool IsAway { get; set; }

        public bool IsOpen { get; set; } = true;

        public bool WasRun => _ran.Task.IsCompleted;

        public Task<bool> Ran => _ran.Task.WaitAsync(SwitchBench.Patience);

        public bool HasAny(IssuerId issuer) =>
            IsAway ? throw new StoreUnreachableException(new IOException("no primary")) : IsOpen;

        public IReadOnlyList<Attempt> Due(IssuerId issuer, int atMost) => [Open];

        public Task Run(Route route, Attempt attempt)
        {
            IsOpen = false;
            _ran.TrySetResult(true);
            return Task.CompletedTask;
        }

        private static Attempt Open => new()
        {
            Number = 1,
            Id = new AttemptId(new TerminalId("10000001"), new BatchNumber(1), new TraceNumber(1)),
            Merchant = new MerchantId(SwitchBench.Merchant),
            At = DateTimeOffset.UnixEpoch,
            Issuer = Harbour,
            Card = CardFacts.Unread,
            Amount = Money.Fen(1250),
            LocalTime = "090000",
            LocalDate = "0302",
            State = AttemptState.Reversing,
        };
    }
}
