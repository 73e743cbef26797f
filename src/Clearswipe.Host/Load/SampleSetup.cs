namespace Clearswipe.Host.Load;

/// <summary>The set-up of samples/bench, which comes with the program.</summary>
static class SampleSetup
{
    private const string Prefix = "bench/";

    /// <summary>A purchase of 23 fields, ISO 8583:1987 ASCII, 534 bytes; all invented.</summary>
    public static byte[] Purchase()
    {
        using var stream = typeof(SampleSetup).Assembly.GetManifestResourceStream(Prefix + "purchase.ascii")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes configuration, keys and card into a folder; the switch's configuration.</summary>
    public static string WriteTo(string folder)
    {
        var assembly = typeof(SampleSetup).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            var file = Path.Combine(folder, name[Prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var from = assembly.GetManifestResourceStream(name)!;
            using var to = new FileStream(file, FileMode.Create);
            from.CopyTo(to);
        }

        return Path.Combine(folder, "switch.yaml");
    }
}
