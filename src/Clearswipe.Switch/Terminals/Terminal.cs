using Clearswipe.Store;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>The working keys that a terminal and we share since its last sign-on.</summary>
sealed record WorkingKeys(SealedKey Pin, SealedKey Mac, SealedKey? Track)
{
    /// <summary>What the terminal and we sign with: the cipher of the key decides.</summary>
    public MacAlgorithm MacAlgorithm =>
        Mac.Algorithm == KeyAlgorithm.Sm4 ? MacAlgorithm.UnionPaySm4 : MacAlgorithm.UnionPayEcb;
}

/// <summary>Where a terminal stands since its last sign-on.</summary>
sealed record SignOn(WorkingKeys Keys, BatchNumber Batch, DateTimeOffset At)
{
    /// <summary>The terminal has signed off since: its keys serve no more, its batch is still the open one.</summary>
    public bool IsOff { get; init; }

    /// <summary>The sign-on's own trace number and its answer's field 62; null after a restart of the switch.</summary>
    public (string Trace, ReadOnlyMemory<byte> Delivery)? Told { get; init; }
}

/// <summary>A terminal that may speak to us, with what is known of it now.</summary>
sealed class Terminal(TerminalSettings settings, Database database)
{
    public static readonly BatchNumber FirstBatch = new(1);

    private readonly Lock _gate = new();
    private SignOn? _signOn = Stored(settings, database);
    private DateTimeOffset? _lastHeard;
    private string? _software;

    public TerminalSettings Settings => settings;

    /// <summary>Null before its first sign-on, and after a sign-off.</summary>
    public SignOn? SignOn => Last is { IsOff: false } signOn ? signOn : null;

    public BatchNumber Batch => Last?.Batch ?? FirstBatch;

    private SignOn? Last
    {
        get
        {
            lock (_gate)
                return _signOn;
        }
    }

    public TerminalView View
    {
        get
        {
            lock (_gate)
                return new TerminalView(
                    settings.Terminal, settings.Merchant, settings.MerchantName, _signOn?.Batch ?? FirstBatch,
                    _signOn is { IsOff: false } signOn ? signOn.At : null, _lastHeard, _software);
        }
    }

    public void Heard(DateTimeOffset at, string software)
    {
        lock (_gate)
            (_lastHeard, _software) = (at, software);
    }

    public void SignedOff()
    {
        lock (_gate)
            _signOn = _signOn is null ? null : _signOn with { IsOff = true, Told = null };
    }

    /// <summary>The sign-on as it is stored: it may have been another node that the terminal signed on to.</summary>
    public SignOn? Renew()
    {
        var stored = Stored(settings, database);
        lock (_gate)
            _signOn = stored is null || IsSame(stored, _signOn) ? _signOn : stored;
        return SignOn;
    }

    public void SignedOn(SignOn signOn)
    {
        lock (_gate)
            _signOn = signOn;
    }

    // The table keeps milliseconds.
    private static bool IsSame(SignOn stored, SignOn? known) =>
        stored.At.ToUnixTimeMilliseconds() == known?.At.ToUnixTimeMilliseconds() && stored.IsOff == known?.IsOff;

    private static SignOn? Stored(TerminalSettings settings, Database database) =>
        database.Read(session => TerminalTable.Find(session, settings.Terminal));
}
