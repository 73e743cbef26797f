using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Clearswipe.Host.Checks;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Spectre.Console;

namespace Clearswipe.Host.Commands;

/// <summary>`doctor`: tests this counter and says the mending step for what is not well.</summary>
static class DoctorCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "the data folder to test" };
    private static readonly Option<int> Port =
        new("--port") { Description = "the port of the pages", DefaultValueFactory = _ => UpCommand.UsualPort };
    private static readonly Option<string?> Config =
        new("--config") { Description = "a till.yaml: tests its lines hop by hop, and its key" };
    private static readonly Option<bool> Json = new("--json") { Description = "the report for machines" };

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static Command Create(Shell shell)
    {
        var command = new Command("doctor", "Test this counter: disk, clock, keys, port, lines; say what to mend")
        {
            Data, Port, Config, Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var checks = await Examine(shell, parsed, cancellation);
            if (parsed.GetValue(Json))
                WriteJson(shell, checks);
            else
                WriteTable(shell, checks);
            return checks.Exists(check => check.Health == Health.Bad) ? ExitCode.Problem : ExitCode.Good;
        });
        return command;
    }

    private static async Task<List<Check>> Examine(Shell shell, ParseResult parsed, CancellationToken cancellation)
    {
        var folder = DataFolder.Open(parsed.GetValue(Data), "demo");
        var version = typeof(DoctorCommand).Assembly.GetName().Version!.ToString(3);
        List<Check> checks =
        [
            Check.Good("version", new(
                $"畅刷 {version}，.NET {Environment.Version}", $"Clearswipe {version}, .NET {Environment.Version}")),
            ClockCheck.Run(shell.Time.GetLocalNow(), Built()),
            Check.Good("data", new(folder.Root, folder.Root)),
            .. DiskCheck.Run(folder.Root, shell.Time),
            .. KeyCheck.Run(folder, new CryptoChance()),
            PortCheck.Run(parsed.GetValue(Port)),
            Check.Good("devices", new("读卡器、密码键盘、打印机均为模拟", "Reader, keypad and printer are simulated")),
        ];
        if (parsed.GetValue(Config) is { } config)
            checks.AddRange(await Lines(config, shell.Time, cancellation));
        return checks;
    }

    private static async Task<List<Check>> Lines(string config, TimeProvider time, CancellationToken cancellation)
    {
        var till = YamlFile.Read<TillFile>(config);
        var checks = new List<Check>();
        foreach (var way in till.Lines)
        {
            var line = Wiring.Lines.To(way.Name, way.Host, way.TlsName, time);
            checks.AddRange(await LineCheck.Run(
                line, new TerminalId(till.Terminal), new MerchantId(till.Merchant), time, cancellation));
        }

        return checks;
    }

#pragma warning disable RS0030 // When the program was made is written on its own file.
    private static DateTimeOffset Built() =>
        new(File.GetLastWriteTimeUtc(Path.Combine(AppContext.BaseDirectory, "clearswipe.dll")));
#pragma warning restore RS0030

    private static void WriteTable(Shell shell, IReadOnlyList<Check> checks)
    {
        foreach (var check in checks)
        {
            shell.Screen.MarkupLine(
                $"{Mark(check.Health)} [bold]{check.Name.EscapeMarkup(),-13}[/] {Both(check.Found)}");
            if (check.Mend != Bilingual.Nothing)
                shell.Screen.MarkupLine($"{"",19} [bold]→ {Both(check.Mend)}[/]");
        }

        var bad = checks.Count(check => check.Health == Health.Bad);
        shell.Out.WriteLine(bad == 0 ? "All well. · 一切正常。" : $"{bad} to mend. · {bad} 处需要处理。");
    }

    private static string Both(Bilingual text) =>
        (text.En == text.Zh ? text.En : $"{text.En} · {text.Zh}").EscapeMarkup();

    private static string Mark(Health health) => health switch
    {
        Health.Good => "[green]ok   [/]",
        Health.Watch => "[yellow]watch[/]",
        Health.Bad => "[red]BAD  [/]",
        _ => throw new InvariantException("every health has a mark"),
    };

    private static void WriteJson(Shell shell, IReadOnlyList<Check> checks) =>
        shell.Out.WriteLine(JsonSerializer.Serialize(
            checks.Select(check => new
            {
                name = check.Name,
                health = check.Health.ToString().ToLowerInvariant(),
                found = new { zh = check.Found.Zh, en = check.Found.En },
                mend = check.Mend == Bilingual.Nothing ? null : new { zh = check.Mend.Zh, en = check.Mend.En },
            }),
            Readable));
}
