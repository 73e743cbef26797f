using System.Globalization;
using System.Text;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Downloads;

/// <summary>
/// Downloads of public keys (60.3 = 372 list, 370 one, 371 end) and of chip parameters (382, 380, 381), in field 62. A
/// list comes in parts: the terminal says in "1nn" how many it has, and the first character of the answer is 0 for
/// none, 2 for more to come, 3 for the last. The acquirer's own parameters (362 status, 360 transfer, 361 end; 364
/// those of a terminal management system) come as they are, where there are any.
/// </summary>
sealed class DownloadDesk(TerminalParameters parameters, KeyVault vault)
{
    private const byte None = (byte)'0';
    private const byte One = (byte)'1';
    private const byte More = (byte)'2';
    private const byte Last = (byte)'3';

    /// <summary>Null when the function is no download, or there is none of it.</summary>
    public byte[]? Answer(PosRequest request)
    {
        ReadOnlyMemory<byte>? field62 = request.Function switch
        {
            "372" => List(request, [.. parameters.Keys.Select(key => key.Name)]),
            "382" => List(request, [.. parameters.Applications.Select(application => application.Name)]),
            "370" => Find(
                AuthorityKey.NameOf(Asked(request)), parameters.Keys.Select(key => (key.Name, key.Data))),
            "380" => Find(
                ApplicationParameters.NameOf(Asked(request)),
                parameters.Applications.Select(application => (application.Name, application.Data))),
            "371" or "381" => ReadOnlyMemory<byte>.Empty,
            "360" => parameters.Transfer,
            "361" or "362" when parameters.Transfer is not null => ReadOnlyMemory<byte>.Empty,
            "364" => parameters.Management,
            _ => null,
        };
        return field62 is { } found ? Answer(request, found) : null;
    }

    private byte[] Answer(PosRequest request, ReadOnlyMemory<byte> field62)
    {
        if (!request.MacIsNotWrong(vault))
            return request.Unsigned(request.Answer(ResponseCode.MacError, 11, 41, 42, 60));
        var answer = request.Answer(ResponseCode.Approved, 11, 41, 42, 60);
        return request.InKind(field62.IsEmpty ? answer : answer.With(62, field62), vault);
    }

    private static byte[] List(PosRequest request, IReadOnlyList<ReadOnlyMemory<byte>> names)
    {
        var at = Had(request);
        var part = new List<byte>();
        for (; at < names.Count && 1 + part.Count + names[at].Length <= TerminalParameters.LongestField62; at++)
            part.AddRange(names[at].Span);
        return [part.Count == 0 ? None : at < names.Count ? More : Last, .. part];
    }

    private static byte[] Find(
        ReadOnlyMemory<byte>? asked, IEnumerable<(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Data)> all)
    {
        if (asked is { } name)
            foreach (var (known, data) in all)
                if (known.Span.SequenceEqual(name.Span))
                    return [One, .. data.Span];
        return [None];
    }

    private static ReadOnlyMemory<byte> Asked(PosRequest request) => request.Message.Bytes(62) ?? default;

    private static int Had(PosRequest request)
    {
        var text = Encoding.Latin1.GetString(Asked(request).Span);
        return text is { Length: >= 3 and <= 4 } && text[0] == '1'
            && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var had)
            ? had
            : 0;
    }
}
