using Clearswipe.Remedy;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Remedy;

/// <summary>What codes mean, per system; and what public pages wrongly say they mean.</summary>
public sealed class CodeTests
{
    private static IReadOnlyList<CodeRow> Current => Book.Default.Codes.System("cup-pos")!.Rows;

    private static CodeMeaning Explain(string system, string code) =>
        Assert.Single(Advisor.Default.ExplainCode(system, code));

    [Fact]
    public void A_code_is_explained_with_what_to_do()
    {
        var meaning = Explain("cup-pos", "55");
        Assert.Equal(new Bilingual("密码不符", "Incorrect PIN"), meaning.Means);
        Assert.Equal("the cardholder", meaning.Acts.En);
        Assert.Contains("check pad and keys", meaning.Next.En);
    }

    [Fact]
    public void Without_a_system_a_code_is_explained_in_each_that_lists_it() =>
        Assert.Equal(
            ["cup-pos", "cup-pos-legacy", "iso-8583-1987"],
            Advisor.Default.ExplainCode(null, "05").Take(3).Select(meaning => meaning.System));

    [Theory, InlineData("cup-pos"), InlineData(null), InlineData("no-such-system")]
    public void An_unlisted_code_is_said_to_be_unknown(string? system)
    {
        var meaning = Assert.Single(Advisor.Default.ExplainCode(system, "7Q"));
        Assert.False(meaning.IsKnown);
        Assert.Equal(Advisor.Default.Phrase("code.unknown"), meaning.Means);
    }

    [Fact]
    public void An_older_list_amends_the_current_one()
    {
        Assert.NotEqual(Explain("cup-pos", "05").Means, Explain("cup-pos-legacy", "05").Means);
        Assert.Equal(Explain("cup-pos", "55").Means, Explain("cup-pos-legacy", "55").Means);
    }

    [Fact]
    public void A_small_x_in_a_status_word_is_any_digit() =>
        Assert.Equal("PIN wrong, x tries left", Explain("emv-status-word", "63C2").Means.En);

    [Fact]
    public void A_row_for_the_code_itself_is_nearer_than_a_pattern() =>
        Assert.Equal("Memory failure", Explain("emv-status-word", "6581").Means.En);

    [Fact]
    public void Every_approval_of_the_vocabulary_is_one_in_the_book()
    {
        // Offline approvals and the old numbering of A2 to A6 never answer our requests.
        Assert.All(Current.Where(row => row.Code[0] is not ('Y' or 'R')), row => Assert.Equal(
            new ResponseCode(row.Code).IsApproval, row.Class.Name.StartsWith("approved", StringComparison.Ordinal)));
    }

    [Fact]
    public void Codes_that_leave_the_outcome_unknown_are_never_called_a_refusal() =>
        Assert.All(
            Current.Where(row => new ResponseCode(row.Code).LeavesOutcomeUnknown),
            row => Assert.Equal("unknown-at-issuer", row.Class.Name));

    // One public list has these meanings, and they are wrong.
    [Theory]
    [InlineData("A0", "处理中")]
    [InlineData("12", "过期")]
    [InlineData("15", "过期")]
    [InlineData("30", "过期")]
    [InlineData("51", "密码")]
    [InlineData("54", "密码")]
    [InlineData("58", "金额")]
    [InlineData("22", "休眠")]
    public void A_wrong_public_meaning_is_not_ours(string code, string wrong)
    {
        Assert.DoesNotContain(wrong, Explain("cup-pos", code).Means.Zh);
        Assert.DoesNotContain(wrong, Explain("cup-pos", code).Next.Zh);
    }

    // ESC/POS DLE EOT n: one public program shifts the bits of n=3, another reads 04 and 08 for n=4.
    [Theory]
    [InlineData("n=3 bit3", "Cutter error")]
    [InlineData("n=3 bit5", "Unrecoverable error")]
    [InlineData("n=4 bits5,6", "Paper out")]
    public void Printer_bits_stand_where_the_printer_has_them(string bit, string meaning) =>
        Assert.Equal(meaning, Explain("escpos-status", bit).Means.En);

    [Fact]
    public void A_bit_that_a_wrong_program_reads_is_unknown() =>
        Assert.False(Explain("escpos-status", "n=3 bit2").IsKnown);

    [Fact]
    public void No_code_promises_when_a_card_unlocks() =>
        Assert.All(
            Book.Default.Codes.Systems.SelectMany(system => Advisor.Default.ExplainCode(system.Name, "75")
                .Concat(Advisor.Default.ExplainCode(system.Name, "38"))),
            meaning => Assert.DoesNotContain("24", meaning.Next.Zh + meaning.Next.En));

    [Fact]
    public void A_tampered_pad_is_never_mended_by_a_restart() =>
        Assert.Contains("do not open or restart", Explain("device-basewin", "0xFEC0").Next.En);
}
