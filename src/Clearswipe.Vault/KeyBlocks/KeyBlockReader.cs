using System.Buffers;
using System.Globalization;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>Reads the clear part of a key block in place. Nothing is proved before the block authenticates.</summary>
ref struct KeyBlockReader(ReadOnlySpan<char> block)
{
    private static readonly SearchValues<char> Alphanumeric =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // Small letters are refused: a block has one spelling, so that no character of it can be changed unseen.
    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789ABCDEF");

    private readonly ReadOnlySpan<char> _block = block;
    private int _offset;

    /// <summary>Where the payload begins, once the header is read.</summary>
    public readonly int Offset => _offset;

    /// <summary>The header, and where the payload begins; what is wrong with it, or null.</summary>
    public static KeyBlockFault? TryRead(ReadOnlySpan<char> block, out KeyBlockHeader? header, out int payload)
    {
        var reader = new KeyBlockReader(block);
        var fault = reader.TryReadHeader(out header) ?? reader.PayloadFault(header!.Version);
        payload = reader.Offset;
        header = fault is null ? header : null;
        return fault;
    }

    private KeyBlockFault? TryReadHeader(out KeyBlockHeader? header)
    {
        header = null;
        if (FixedFault() is { } fault)
            return fault;

        var count = int.Parse(_block[12..14], NumberStyles.None);
        var blocks = new List<OptionalBlock>();
        _offset = KeyBlockHeader.FixedLength;
        for (var i = 0; i < count; i++)
        {
            if (TryReadOptional(out var optional) is { } optionalFault)
                return optionalFault;
            if (optional.Id == OptionalBlock.Padding && i < count - 1)
                return new(_offset, "filling stands only at the end");
            if (optional.Id != OptionalBlock.Padding)
                blocks.Add(optional);
        }

        var (version, exportability) = ((KeyBlockVersion)_block[0], (Exportability)_block[11]);
        header = new(version, _block[5..7].ToString(), _block[7], _block[8], exportability)
        {
            KeyVersion = _block[9..11].ToString(),
            Context = _block[14..16].ToString(),
            Blocks = blocks,
        };
        return null;
    }

    private readonly KeyBlockFault? FixedFault()
    {
        if (_block.Length < KeyBlockHeader.FixedLength)
            return new(_block.Length, $"a header has {KeyBlockHeader.FixedLength} characters");
        if (_block[..KeyBlockHeader.FixedLength].IndexOfAnyExcept(Alphanumeric) is var at and >= 0)
            return new(at, "a header has digits and capital letters");
        if (_block[0] is not ('A' or 'B' or 'C' or 'D'))
            return new(0, "this version of key block is not read here");
        if (_block[1..5].ContainsAnyExceptInRange('0', '9')
            || int.Parse(_block[1..5], NumberStyles.None) != _block.Length)
            return new(1, $"the length does not say the {_block.Length} characters that the block has");
        if (_block[11] is not ('E' or 'N' or 'S'))
            return new(11, "exportability is E, N or S");
        return _block[12..14].ContainsAnyExceptInRange('0', '9')
            ? new(12, "the number of optional blocks is two digits")
            : null;
    }

    private KeyBlockFault? TryReadOptional(out OptionalBlock optional)
    {
        optional = default;
        var start = _offset;
        if (!TryTake(2, out var id) || id.ContainsAnyExcept(Alphanumeric))
            return new(start, "an optional block begins with two digits or capital letters");
        if (!TryTakeLength(out var length))
            return new(start + 2, "the length of an optional block is hexadecimal");
        if (length < _offset - start || length - (_offset - start) > _block.Length - _offset)
            return new(start + 2, "an optional block is shorter than its own head or runs past the end");

        TryTake(length - (_offset - start), out var data);
        if (data.ContainsAnyExceptInRange(' ', '~'))
            return new(start, "an optional block has printable characters");

        optional = new(id.ToString(), data.ToString());
        return null;
    }

    private bool TryTakeLength(out int length)
    {
        if (!TryTakeHex(2, out length))
            return false;
        if (length != 0)
            return true;

        // Lengths beyond 255 say first in how many bytes they are written; a block of 9,999 characters needs two.
        return TryTakeHex(2, out var bytes) && bytes is 1 or 2 && TryTakeHex(2 * bytes, out length);
    }

    private bool TryTakeHex(int digits, out int value)
    {
        value = 0;
        if (!TryTake(digits, out var text) || text.ContainsAnyExcept(Hexadecimal))
            return false;

        value = int.Parse(text, NumberStyles.AllowHexSpecifier);
        return true;
    }

    private bool TryTake(int length, out ReadOnlySpan<char> taken)
    {
        taken = default;
        if (length > _block.Length - _offset)
            return false;

        taken = _block.Slice(_offset, length);
        _offset += length;
        return true;
    }

    // Whole cipher blocks, at least one, then the authenticator, all of it hexadecimal.
    private readonly KeyBlockFault? PayloadFault(KeyBlockVersion version)
    {
        var cipherBlock = KeyBlockHeader.CipherBlock(version);
        if (_offset % cipherBlock != 0)
            return new(_offset, $"the header does not end on a whole block of {cipherBlock}");

        var payload = _block.Length - _offset - (2 * KeyBlockHeader.MacLength(version));
        if (payload < 2 * cipherBlock || payload % (2 * cipherBlock) != 0)
            return new(_offset, "payload and authenticator are not whole blocks");
        var wrong = _block[_offset..].IndexOfAnyExcept(Hexadecimal);
        return wrong >= 0 ? new(_offset + wrong, "payload and authenticator are hexadecimal in capital letters") : null;
    }
}
