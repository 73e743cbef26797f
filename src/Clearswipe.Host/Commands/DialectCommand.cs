using System.CommandLine;
using Clearswipe.Host.Settings;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Commands;

/// <summary>`dialect`: checks a dialect's file, and shows layouts, as a table or as a file to start from.</summary>
static class DialectCommand
{
    private static readonly Argument<string> Which = new("FILE") { Description = "a dialect file of your own" };

    private static readonly Argument<string> Named = new("NAME|FILE")
    {
        Description = "a dialect that comes with the program (see `dialect list`), or a file of your own",
    };

    private static readonly Option<bool> Yaml =
        new("--yaml") { Description = "the whole dialect as a file to start from, instead of a table" };

    public static Command Create(Shell shell)
    {
        var check = new Command("check", "Read a dialect file and say all that is wrong with it") { Which };
        check.SetAction(parsed => Check(shell, parsed.GetRequiredValue(Which)));
        var show = new Command("show", "The fields of a dialect") { Named, Yaml };
        show.SetAction(parsed => Show(shell, Find(parsed.GetRequiredValue(Named)), parsed.GetValue(Yaml)));
        var list = new Command("list", "The dialects that come with the program");
        list.SetAction(_ => List(shell));
        return new Command("dialect", "How a host writes ISO 8583: check a file of your own, show the layouts")
        {
            check, show, list,
        };
    }

    private static int Check(Shell shell, string file)
    {
        var dialect = OwnDialect.Read(file);
        shell.Out.WriteLine($"{file}: {dialect} is good: {dialect.Fields.Count()} fields, "
            + $"{dialect.Fields.Count(field => field.Shape is not FieldShape.One)} of them with parts.");
        return ExitCode.Good;
    }

    private static int List(Shell shell)
    {
        foreach (var dialect in Dialect.All)
            shell.Out.WriteLine(dialect.Name);
        return ExitCode.Good;
    }

    private static int Show(Shell shell, Dialect dialect, bool isYaml)
    {
        if (isYaml)
        {
            shell.Out.Write(DialectFile.Write(dialect));
            return ExitCode.Good;
        }

        foreach (var field in dialect.Fields)
        {
            var name = field.Name is { } own ? $"{own.En} · {own.Zh}" : "";
            shell.Out.WriteLine(
                $"{field.Number,4}  {field.Notation,-15} {field.Coding,-9} {Shape(field.Shape),-9} {name}".TrimEnd());
        }

        return ExitCode.Good;
    }

    private static Dialect Find(string named) =>
        Dialect.All.FirstOrDefault(known => known.Name.Equals(named, StringComparison.OrdinalIgnoreCase))
        ?? (Path.Exists(named)
            ? OwnDialect.Read(named)
            : throw Trouble.Use(
                $"\"{named}\" is no dialect that comes with the program, and no file that exists.",
                $"Name one of: {string.Join(", ", Dialect.All.Select(known => known.Name))}; or a file."));

    private static string Shape(FieldShape shape) => shape switch
    {
        FieldShape.Positions(var parts) => $"{parts.Count} parts",
        FieldShape.Elements => "elements",
        FieldShape.BerTlv => "BER-TLV",
        _ => "",
    };
}
