using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Stories;

/// <summary>Keeps every line that is logged, with its exception and its values, as a log file would.</summary>
sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public LogBook() => Factory = LoggerFactory.Create(
        logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));

    public ILoggerFactory Factory { get; }

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Pen(this, categoryName);

    public void Dispose()
    {
        // The lines outlive what logged them.
    }

    private sealed class Pen(LogBook book, string room) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            book._lines.Enqueue(
                $"{logLevel} {room}[{eventId.Id}] {formatter(state, exception)} {values} {exception}");
        }
    }
}
