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

    /// <summary>
    /// The same for the bench: its host door at any free port, since whoever measures may have a switch running, and
    /// the tables of each part in the database that its connection string names, where one is given.
    /// </summary>
    public static string WriteTo(string folder, Func<string, string>? databases)
    {
        var config = WriteTo(folder);
        Change(config, text => text.Replace(":9583", ":0", StringComparison.Ordinal));
        if (databases is null)
            return config;
        Change(config, text => $"{text}{StoreAt(databases("switch"))}node: bench\n");
        Change(Path.Combine(folder, "issuer.yaml"), text => text + StoreAt(databases("issuer")));
        return config;
    }

    private static string StoreAt(string connection) =>
        $"\nstore:\n  postgres: '{connection.Replace("'", "''", StringComparison.Ordinal)}'\n";

#pragma warning disable RS0030 // The program's own sample, in a folder of the caller's.
    private static void Change(string file, Func<string, string> change) =>
        File.WriteAllText(file, change(File.ReadAllText(file)));
#pragma warning restore RS0030
}
