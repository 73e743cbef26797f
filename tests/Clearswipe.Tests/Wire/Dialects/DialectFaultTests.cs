using System.Text;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Dialects;

/// <summary>What is wrong with a dialect's file is told at once: where, what, and what to do.</summary>
public sealed class DialectFaultTests
{
    private const string Whole = "dialect: Own\nversion: 1987\nform: ascii\nfields:\n";
    private const string Overlay = "dialect: Own\nextends: UnionPay POS\nfields:\n";

    [Theory]
    // The file.
    [InlineData("", "line 1, column 1: the file is empty")]
    [InlineData("# nothing\n", "line 1, column 1: the file is empty")]
    [InlineData("- a", "line 1, column 1: a dialect is a mapping of keys")]
    [InlineData("dialect: [a\n", "this is no YAML")]
    [InlineData("dialect: \"a\n", "this is no YAML")]
    [InlineData("dialect: A\nextends: UnionPay POS\n---\ndialect: B\n", "line 4, column 1: a second document starts")]
    [InlineData("dialect: &x A\nextends: *x\n", "line 1, column 10: anchors (&) and aliases (*) are not read here")]
    [InlineData("dialect: !!binary A\nextends: UnionPay POS\n", "line 1, column 10: tags (!) are not read here")]
    [InlineData("dialect: A\nextends: UnionPay POS\n? [a]\n: b\n", "line 3, column 3: a key is one word")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", "line 1, column 17: lists and mappings stand more than 16")]
    // Its keys.
    [InlineData("extends: UnionPay POS\n", "line 1, column 1: \"dialect\" is missing: it is the dialect's name")]
    [InlineData("dialect: A\nextnds: x\n",
        "line 2, column 1: nobody knows the key \"extnds\"; \"extends\" is near; here")]
    [InlineData("dialect: A\ndialect: B\nextends: UnionPay POS\n", "line 2, column 1: \"dialect\" stands here twice")]
    [InlineData("dialect: A\nextends: UnionPay PSO\n",
        "line 2, column 10: there is no dialect \"UnionPay PSO\" to extend; "
        + "\"UnionPay POS\" is near; here stand UnionPay POS, ISO 8583:1987 ASCII, ")]
    [InlineData("dialect: A\nextends: UnionPay POS\nversion: 1987\n",
        "line 3, column 10: a dialect that extends another")]
    [InlineData("dialect: A\nextends: UnionPay POS\nform: ascii\n", "line 3, column 7: a dialect that extends another")]
    [InlineData("dialect: A\nform: ascii\nfields: {2: n6}\n",
        "line 1, column 1: \"version\" is missing: write it, or extend")]
    [InlineData("dialect: A\nversion: 1987\nfields: {2: n6}\n", "line 1, column 1: \"form\" is missing")]
    [InlineData("dialect: A\nversion: 1987\nform: ascii\n", "line 1, column 1: \"fields\" is missing")]
    [InlineData("dialect: A\nversion: 1987\nform: ascii\nfields: {}\n",
        "line 4, column 9: a dialect that extends no other")]
    [InlineData("dialect: A\nversion: 1988\nform: ascii\nfields: {2: n6}\n",
        "line 2, column 10: \"version\" is not \"1988\"; "
        + "\"1987\" is near; here stand 1987, 1993, 2003")]
    [InlineData("dialect: \"\\x1b[2J\"\nextends: UnionPay POS\n", "line 1, column 10: a name is text of 1 to 80")]
    // Its form.
    [InlineData("dialect: A\nversion: 1987\nform: asci\nfields: {2: n6}\n",
        "line 3, column 7: \"form\" is one of ascii, packed")]
    [InlineData("dialect: A\nversion: 1987\nform: {like: packed, text: bcd}\nfields: {2: n6}\n",
        "line 3, column 28: form: text is written in ASCII or EBCDIC")]
    [InlineData("dialect: A\nversion: 1987\nform: {like: packed, lengths: hex}\nfields: {2: n6}\n",
        "line 3, column 31: form: lengths are written in")]
    [InlineData("dialect: A\nversion: 1987\nform: {type: bcd}\nfields: {2: n6}\n",
        "line 3, column 7: form: \"bitmap\" is missing")]
    [InlineData("dialect: A\nversion: 1987\nform: {like: packed, digits: bdc}\nfields: {2: n6}\n",
        "line 3, column 30: form: \"digits\" is not \"bdc\"; \"bcd\" is near; here stand ascii, ebcdic, bcd")]
    // Its fields.
    [InlineData(Whole + "  1: n6\n", "line 5, column 3: \"1\" is no field: fields are numbered 2 to 192")]
    [InlineData(Whole + "  193: n6\n", "line 5, column 3: \"193\" is no field")]
    [InlineData(Whole + "  x: n6\n", "line 5, column 3: \"x\" is no field")]
    [InlineData(Whole + "  48: n6\n  48: n7\n",
        "line 6, column 3: DE 48 stands here twice, first in line 5; leave one")]
    [InlineData(Whole + "  65: n6\n  130: n6\n", "line 5, column 3: DE 65 cannot be a field")]
    [InlineData(Whole + "  3: q6\n",
        "line 5, column 6: DE 3: \"q6\": \"q\" is no content of ISO 8583; one of n, a, an")]
    [InlineData(Whole + "  3: n.6\n", "line 5, column 6: DE 3: \"n.6\": a variable length has two, three or four dots")]
    [InlineData(Whole + "  3: n\n", "line 5, column 6: DE 3: \"n\": behind the content and its dots stands the length")]
    [InlineData(Whole + "  3: n..100\n", "line 5, column 6: DE 3: \"n..100\": a length of 100 does not fit 2 digits")]
    [InlineData(Whole + "  3: x+n2147483647\n", "DE 3: \"x+n2147483647\": a field has at most 9999 digits")]
    [InlineData(Whole + "  3:\n", "DE 3: \"\" is no notation; write its notation, such as n6")]
    [InlineData(Whole + "  3: [n6]\n", "line 5, column 3: DE 3: a field is no list")]
    [InlineData(Whole + "  3: none\n", "line 5, column 6: DE 3: there is nothing to take out where no dialect")]
    [InlineData(Overlay + "  5: none\n", "line 4, column 6: DE 5: UnionPay POS has no such field to take out")]
    [InlineData(Whole + "  3: {name: kind}\n", "line 5, column 6: DE 3: \"is\" is missing: write its notation")]
    [InlineData(Whole + "  3: {is: n6, nmae: kind}\n",
        "line 5, column 15: DE 3: nobody knows the key \"nmae\"; \"name\" is near")]
    [InlineData(Whole + "  3: {is: n6, name: {zh: 类型}}\n", "line 5, column 21: DE 3: \"en\" is missing: a name is")]
    [InlineData(Whole + "  41: {is: ans8, coding: bcd}\n",
        "DE 41: \"ans8\": only digits and tracks are packed two to a byte")]
    [InlineData(Whole + "  41: {is: ans8, length: bcd}\n", "line 5, column 26: DE 41: ans8 has no length in front")]
    [InlineData(Whole + "  41: {is: ans8, closed: false}\n", "line 5, column 26: DE 41: a file can close a field")]
    // Their parts.
    [InlineData(Whole + "  3: {is: n6, parts: [], tlv: true}\n", "line 5, column 31: DE 3: a field has parts or tlv")]
    [InlineData(Whole + "  3: {is: n6, parts: x}\n", "line 5, column 22: DE 3: \"parts\" is a list")]
    [InlineData(Whole + "  3: {is: n6, parts: [x]}\n", "line 5, column 23: DE 3: each part is a mapping")]
    [InlineData(Whole + "  3: {is: n6, parts: [{length: 4, name: a}, {length: 4, name: b}]}\n",
        "line 5, column 22: DE 3: the parts take 8 where the field holds at most 6: make them shorter")]
    [InlineData(Whole + "  3: {is: n6, parts: [{length: 9, name: a}]}\n", "DE 3.1: \"length\" is a number from 1 to 6")]
    [InlineData(Whole + "  3: {is: n6, parts: [{name: a}]}\n", "DE 3.1: \"length\" is missing")]
    [InlineData(Whole + "  3: {is: n6, parts: [{length: 2}]}\n", "DE 3.1: \"name\" is missing")]
    [InlineData(Whole + "  3: {is: n6, parts: [{length: rest, name: a}, {length: 2, name: b}]}\n",
        "line 5, column 32: DE 3.1: only the last part takes the rest")]
    [InlineData(Whole + "  3: {is: n6, parts: [{length: 2, name: a, words: {\"1\": b}}]}\n",
        "DE 3.1: \"1\" is never met: the part has 2, and this 1")]
    [InlineData(Whole + "  48: {is: ans..9, elements: {tag: 2}}\n", "DE 48: \"length\" is missing")]
    [InlineData(Whole + "  48: {is: ans..9, elements: {tag: 9, length: 2}}\n",
        "DE 48: \"tag\" is a number from 1 to 8")]
    [InlineData(Whole + "  48: {is: ans3, elements: {tag: 2, length: 2}}\n", "DE 48: a tag and its length take 4")]
    [InlineData(Whole + "  48: {is: ans..9, elements: {tag: 2, length: 2, names: {A: b}}}\n",
        "DE 48: \"A\" is no tag here")]
    [InlineData(Whole + "  48: {is: ans..9, tlv: true}\n",
        "line 5, column 25: DE 48: BER-TLV is bytes, and ans..9 is not")]
    public void A_fault_says_where_what_and_what_to_do(string yaml, string said)
    {
        var faults = DialectFile.TryRead(yaml, out var dialect);

        Assert.Null(dialect);
        Assert.Contains(faults, fault => fault.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void All_faults_of_a_file_are_told_in_the_order_of_its_lines()
    {
        var faults = DialectFile.TryRead(
            Overlay + "  3: q6\n  4: {is: n12, parts: [{length: 13, name: a}]}\n  300: n6\n  48: {nam: x}\n", out _);

        Assert.Equal([4, 5, 6, 7], faults.Select(fault => fault.Line));
    }

    [Fact]
    public void After_a_hundred_faults_it_is_enough()
    {
        var faults = DialectFile.TryRead(
            Whole + string.Concat(Enumerable.Range(200, 500).Select(number => $"  {number}: n6\n")), out _);

        Assert.Equal(101, faults.Count);
        Assert.Equal("there is more; mend these first", faults[^1].Message);
    }

    [Fact]
    public void A_file_that_is_too_large_or_too_deep_is_refused_at_once()
    {
        Assert.Contains("262145 characters", Said(new string('a', 256 * 1024 + 1)), StringComparison.Ordinal);
        foreach (var bracket in new[] { "[", "{a: ", "- ", "? " })
            Assert.NotEqual("", Said(string.Concat(Enumerable.Repeat(bracket, 60_000))));
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.OneOf(Gen.String[0, 200], Gen.String[Gen.Char["[]{}:,-?#&*!|>'\"%@` \n\tab0"], 0, 60])
            .Sample(Holds, iter: 30_000);

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Holds(Encoding.UTF8.GetString(bytes)), iter: 10_000);

    [Fact]
    public void No_damage_to_a_good_file_makes_it_throw()
    {
        string[] good =
        [
            .. Directory.EnumerateFiles(Path.Combine(House.House.Root, "samples", "dialects")).Select(File.ReadAllText),
            DialectFile.Write(Dialect.UnionPayPos),
        ];
        Gen.Select(
                Gen.Int[0, good.Length - 1],
                Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 4], Gen.Char[' ', '~']).Array[1, 6])
            .Sample((which, damages) => Holds(damages.Aggregate(good[which], Damaged)), iter: 5_000);
    }

    private static string Damaged(string text, (int At, int Kind, char Letter) damage)
    {
        if (text.Length == 0)
            return text;
        var at = damage.At % text.Length;
        var end = Math.Min(text.Length, at + damage.Letter);
        return damage.Kind switch
        {
            0 => text[..at] + damage.Letter + text[(at + 1)..],
            1 => text.Insert(at, damage.Letter.ToString()),
            2 => text[..at] + text[end..],
            3 => text.Insert(at, text[at..end]),
            _ => text[..at] + "\n" + text[at..],
        };
    }

    // What is read is whole: it can be written, and is then the same.
    private static bool Holds(string text)
    {
        var faults = DialectFile.TryRead(text, out var dialect);
        if (faults.Count > 0)
            return dialect is null
                && faults.All(fault => fault is { Line: > 0, Column: > 0 } && !fault.Message.Any(char.IsControl));
        return DialectFile.TryRead(DialectFile.Write(dialect!), out var back).Count == 0
            && dialect!.Fields.Select(DialectFileTests.Layout)
                .SequenceEqual(back!.Fields.Select(DialectFileTests.Layout));
    }

    private static string Said(string yaml) => string.Join('\n', DialectFile.TryRead(yaml, out _));
}
