using Microsoft.Extensions.Logging;

namespace Clearswipe.Tests.Counter;

/// <summary>A log that keeps what a till logged, so that a test can say what went wrong inside.</summary>
sealed class Troubles : ILoggerFactory, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
