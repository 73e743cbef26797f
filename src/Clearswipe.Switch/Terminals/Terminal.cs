using Clearswipe.Store;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>The working keys that a terminal and we share since its last sign-on.</summary>
sealed record WorkingKeys(SealedKey Pin, SealedKey Mac);

/// <summary>Where a terminal stands since its last sign-on.</summary>
sealed record SignOn(WorkingKeys Keys, BatchNumber Batch, DateTimeOffset At)
{
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

    public SignOn? SignOn
    {
        get
        {
            lock (_gate)
                return _signOn;
        }
    }

    public BatchNumber Batch => SignOn?.Batch ?? FirstBatch;

    public TerminalView View
    {
        get
        {
            lock (_gate)
                return new TerminalView(
                    settings.Terminal, settings.Merchant, settings.MerchantName, _signOn?.Batch ?? FirstBatch,
                    _signOn?.At, _lastHeard, _software);
        }
    }

    public void Heard(DateTimeOffset at, string software)
    {
        lock (_gate)
            (_lastHeard, _software) = (at, software);
    }

    /// <summary>The sign-on as it is stored: it may have been another node that the terminal signed on to.</summary>
    public SignOn? Renew()
    {
        var stored = Stored(settings, database);
        lock (_gate)
            return _signOn = stored is null || IsSame(stored, _signOn) ? _signOn : stored;
    }

    public void SignedOn(SignOn signOn)
    {
        lock (_gate)
            _signOn = signOn;
    }

    // The table keeps milliseconds.
    private static bool IsSame(SignOn stored, SignOn? known) =>
        stored.At.ToUnixTimeMilliseconds() == known?.At.ToUnixTimeMilliseconds();

    private static SignOn? Stored(TerminalSettings settings, Database database) =>
        database.Read(session => TerminalTable.Find(session, settings.Terminal));
}
