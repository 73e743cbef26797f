using Clearswipe.Counter.Keypads;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Time;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Counter.Keypads;

public sealed class SoftPadTests
{
    private static readonly Pan Card = AccountNumbers.Of("999901", 1);
    private static readonly TimeSpan Stroke = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);

    private readonly Kernel _kernel = new(1);
    private readonly KeyVault _vault;
    private readonly SealedKey _master;
    private readonly SealedKey _pinKey;
    private readonly SealedKey _macKey;
    private readonly SoftPad _pad;
    private readonly Watch _watch = new();

    public SoftPadTests()
    {
        _vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], _kernel.Chance);
        _master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        _pinKey = _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        _macKey = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);
        _pad = new SoftPad(
            _vault, _master, new Surroundings(_kernel.Time, _kernel.Chance, NullLoggerFactory.Instance));
        Load();
    }

    [Fact]
    public void What_is_typed_comes_out_as_a_block_and_stars()
    {
        var entry = Assert.IsType<PinEntry.Entered>(Enter(() => Type("1234")));

        Assert.Equal([0, 1, 2, 3, 4], _watch.Stars);
        Assert.Empty(_watch.Seen);
        Assert.Equal(_vault.Pins.Encrypt(PinBlockKey.Iso0(_pinKey), Card, "1234"u8), entry.Block.ToArray());
    }

    [Fact]
    public void A_key_struck_twice_within_the_filter_counts_once()
    {
        Enter(async () =>
        {
            await Strike(PadKey.One, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40));
            await Type("1234");
        });

        Assert.Equal([0, 1, 2, 3, 4], _watch.Stars.Distinct());
        Assert.IsType<Observation.KeyStruckTwice>(Assert.Single(_watch.Seen));
    }

    [Fact]
    public void The_same_digit_twice_in_a_PIN_is_two_digits()
    {
        Enter(() => Type("1122"));

        Assert.Equal([0, 1, 2, 3, 4], _watch.Stars);
    }

    [Fact]
    public void A_finger_that_rests_on_a_key_is_told_by_its_time()
    {
        Enter(async () =>
        {
            await Strike(PadKey.One, TimeSpan.FromSeconds(3), Between);
            await Type("234");
        });

        var held = Assert.IsType<Observation.KeyHeldDown>(Assert.Single(_watch.Seen));
        Assert.Equal(TimeSpan.FromSeconds(3), held.Held);
    }

    [Fact]
    public void A_key_that_never_comes_up_is_stuck()
    {
        var entry = Enter(async () =>
        {
            _pad.KeyDown(PadKey.Five, _kernel.Time.GetUtcNow());
            await Wait(TimeSpan.FromSeconds(15));
        });

        Assert.Equal(new PinEntry.Failed(PadState.KeyStuck), entry);
        Assert.Equal(PadState.KeyStuck, _pad.State);
        _pad.KeyUp(PadKey.Five, _kernel.Time.GetUtcNow());
        Assert.Equal(PadState.Ready, _pad.State);
    }

    [Fact]
    public void Too_few_digits_are_typed_again_from_the_start()
    {
        var entry = Enter(async () =>
        {
            await Type("123");
            await Type("1234");
        });

        Assert.IsType<PinEntry.Entered>(entry);
        Assert.Equal(3, Assert.IsType<Observation.PinTooShort>(Assert.Single(_watch.Seen)).Keys);
    }

    [Fact]
    public void Who_types_nothing_is_timed_out_with_a_count()
    {
        var entry = Enter(() => Strike(PadKey.One, Stroke, Between));

        Assert.Equal(new PinEntry.TimedOut(1), entry);
        Assert.IsType<Observation.PinEntryTimedOut>(Assert.Single(_watch.Seen));
    }

    [Fact]
    public void Cancel_and_clear_do_what_they_say()
    {
        Assert.IsType<PinEntry.Cancelled>(Enter(() => Strike(PadKey.Cancel, Stroke, Between)));
        Enter(async () =>
        {
            await Strike(PadKey.Nine, Stroke, Between);
            await Strike(PadKey.Clear, Stroke, Between);
            await Type("1234");
        });

        Assert.Equal([0, 0, 1, 0, 1, 2, 3, 4], _watch.Stars);
    }

    [Fact]
    public void The_pad_tells_the_same_PIN_from_another_and_forgets_with_the_sale()
    {
        Enter(() => Type("1234"));
        Assert.Empty(_watch.Seen);
        Enter(() => Type("1234"));
        Enter(() => Type("1235"));
        Assert.Equal([true, false], _watch.Seen.Cast<Observation.PinCompared>().Select(seen => seen.SameAsBefore));

        _pad.Forget();
        Enter(() => Type("1235"));
        Assert.Equal(2, _watch.Seen.Count);
    }

    [Fact]
    public void Another_card_is_not_compared()
    {
        Enter(() => Type("1234"));
        Enter(() => Type("1234"), AccountNumbers.Of("999901", 2));

        Assert.Empty(_watch.Seen);
    }

    [Fact]
    public void Both_keys_are_loaded_or_none()
    {
        var before = _pad.Mac("a"u8);
        var other = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);
        var bad = _vault.Keys.Wrap(_master, other) with { CheckValue = new byte[4] };

        Assert.False(_kernel.Run(async () => await _pad.LoadKeys(
            _vault.Keys.Wrap(_master, _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2)), bad,
            CancellationToken.None)));
        Assert.Equal(before, _pad.Mac("a"u8));
        var entry = Assert.IsType<PinEntry.Entered>(Enter(() => Type("1234")));
        Assert.Equal(_vault.Pins.Encrypt(PinBlockKey.Iso0(_pinKey), Card, "1234"u8), entry.Block.ToArray());
    }

    [Fact]
    public void A_tampered_pad_is_never_mended()
    {
        _pad.Sense(PadState.Tampered);
        _pad.Sense(PadState.Ready);
        Load();

        Assert.Equal(PadState.Tampered, _pad.State);
        Assert.Null(_pad.Mac("a"u8));
        Assert.Equal(new PinEntry.Failed(PadState.Tampered), Enter(() => Task.CompletedTask));
    }

    [Fact]
    public void A_cable_pulled_while_typing_ends_the_entry()
    {
        var entry = Enter(async () =>
        {
            await Strike(PadKey.One, Stroke, Between);
            _pad.Sense(PadState.Silent);
        });

        Assert.Equal(new PinEntry.Failed(PadState.Silent), entry);
    }

    [Fact]
    public void A_pad_without_keys_asks_nobody_for_a_PIN()
    {
        _pad.Sense(PadState.NoKeys);

        Assert.Equal(new PinEntry.Failed(PadState.NoKeys), Enter(() => Task.CompletedTask));
        Assert.Empty(_watch.Stars);
    }

    private void Load() => _kernel.Run(async () => await _pad.LoadKeys(
        _vault.Keys.Wrap(_master, _pinKey), _vault.Keys.Wrap(_master, _macKey), CancellationToken.None));

    private PinEntry Enter(Func<Task> fingers, Pan? card = null) => _kernel.Run(async () =>
    {
        var typing = fingers();
        var entry = await _pad.EnterPin(card ?? Card, _watch, CancellationToken.None);
        await typing;
        return entry;
    });

    private async Task Type(string digits)
    {
        foreach (var digit in digits)
            await Strike((PadKey)(digit - '0'), Stroke, Between);
        await Strike(PadKey.Enter, Stroke, Between);
    }

    private async Task Strike(PadKey key, TimeSpan held, TimeSpan after)
    {
        await Wait(TimeSpan.FromMilliseconds(1));
        _pad.KeyDown(key, _kernel.Time.GetUtcNow());
        await Wait(held);
        _pad.KeyUp(key, _kernel.Time.GetUtcNow());
        await Wait(after);
    }

    private Task Wait(TimeSpan span) => Task.Delay(span, _kernel.Time, CancellationToken.None);

    private sealed class Watch : IKeyWatch
    {
        public List<int> Stars { get; } = [];

        public List<Observation> Seen { get; } = [];

        public void KeysEntered(int count) => Stars.Add(count);

        public void Saw(Observation observation) => Seen.Add(observation);
    }
}
