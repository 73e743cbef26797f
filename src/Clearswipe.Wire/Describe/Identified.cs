using System.Text;
using Clearswipe.Wire.Alphabets;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>
/// What some bytes turn out to be: a whole message in one of our dialects, one that is broken at a byte, or nothing
/// that we know. A length prefix and the POS envelope are found by themselves.
/// </summary>
public abstract record Identified
{
    private Identified()
    {
    }

    /// <summary>
    /// A message that is whole to its last byte. The envelope is there for UnionPay POS messages that wear one.
    /// </summary>
    public sealed record Whole(
        Dialect Dialect, PosEnvelope? Envelope, Message Message, Description Description) : Identified;

    /// <summary>
    /// Very likely a message in this dialect, and broken: the fault's byte counts from the start of what was given.
    /// </summary>
    public sealed record Broken(Dialect Dialect, WireFault Fault) : Identified;

    /// <summary>No message that we know.</summary>
    public sealed record Nothing : Identified;

    /// <summary>Identifies bytes as they came from a line.</summary>
    public static Identified InBytes(ReadOnlyMemory<byte> bytes) => InBytes(bytes, []);

    /// <summary>The same, and dialects of one's own are tried before ours, bare and in the POS envelope.</summary>
    public static Identified InBytes(ReadOnlyMemory<byte> bytes, IReadOnlyList<Dialect> own) =>
        Best(Guess.All(bytes, own));

    /// <summary>
    /// Identifies pasted text: hexadecimal, with or without blanks between, or the characters of a message.
    /// </summary>
    public static Identified InText(string text) => InText(text, []);

    /// <summary>The same, and dialects of one's own are tried before ours, bare and in the POS envelope.</summary>
    public static Identified InText(string text, IReadOnlyList<Dialect> own)
    {
        var trimmed = text.Trim();
        var characters = Alphabet.IsLatin1(trimmed) ? Encoding.Latin1.GetBytes(trimmed) : [];
        return Best([.. Guess.All(HexText.Read(trimmed), own), .. Guess.All(characters, own)]);
    }

    // Whole messages are never chance: each byte has its place. Of broken ones, that which was read furthest is meant.
    private static Identified Best(IReadOnlyList<Guess> guesses) =>
        guesses.Select(guess => guess.Result).FirstOrDefault(result => result is Whole)
        ?? guesses.Where(guess => guess.Result is Broken).MaxBy(guess => guess.ReadBytes)?.Result
        ?? new Nothing();
}
