using Clearswipe.Host.Commands;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Clearswipe.Host.Settings;

/// <summary>A configuration file of a person's own: read strictly, and a slip is named by its line.</summary>
static class YamlFile
{
    private static readonly IDeserializer Reader =
        new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance)
            .WithEnforceRequiredMembers().Build();

    private static readonly IDeserializer PartReader =
        new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance)
            .WithEnforceRequiredMembers().IgnoreUnmatchedProperties().Build();

    public static T Read<T>(string file) => Read<T>(file, Reader);

    /// <summary>Some lines of a file whose others are for somebody else.</summary>
    public static T ReadPart<T>(string file) => Read<T>(file, PartReader);

    private static T Read<T>(string file, IDeserializer reader)
    {
        try
        {
            return Parse<T>(file, ReadAll(file), reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"{file} cannot be read: {e.Message}", "Give a configuration file; samples/ shows one of each kind.");
        }
    }

    internal static T Parse<T>(string file, string text) => Parse<T>(file, text, Reader);

    private static T Parse<T>(string file, string text, IDeserializer reader)
    {
        try
        {
            return reader.Deserialize<T?>(text)
                ?? throw Trouble.Use($"{file} is empty.", "samples/ shows a filled one.");
        }
        catch (YamlException e)
        {
            throw Trouble.Use(
                $"{file}, line {e.Start.Line}, column {e.Start.Column}: {(e.InnerException ?? e).Message}",
                "Compare it with the file of the same kind in samples/.");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet ends so at an unclosed bracket, without a place.
            throw Trouble.Use(
                $"{file}: a bracket or brace is not closed.", "Compare it with the file of the same kind in samples/.");
        }
    }

#pragma warning disable RS0030 // The configuration is a file of the person at the command line.
    private static string ReadAll(string file) => File.ReadAllText(file);
#pragma warning restore RS0030
}
