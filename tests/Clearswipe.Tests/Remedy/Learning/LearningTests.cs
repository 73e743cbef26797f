using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Learning;

namespace Clearswipe.Tests.Remedy.Learning;

/// <summary>Resolved cases teach what they show, and what cannot be read is refused with its line.</summary>
public sealed class LearningTests
{
    private const string Header = "cause,share,answer,pin-compared";

    [Fact]
    public void Cases_of_another_world_make_the_diagnosis_better_on_those_held_back()
    {
        var lesson = Lesson.From("cases.csv", World(3000), []);
        Assert.True(lesson.After.LogLoss < lesson.Before.LogLoss, $"{lesson.Before} → {lesson.After}");
        Assert.True(lesson.After.First >= lesson.Before.First - 0.01, $"{lesson.Before} → {lesson.After}");
        Assert.Contains(lesson.Changes, change =>
            change.StartsWith("pin-misremembered: pin-compared=same", StringComparison.Ordinal));
    }

    [Fact]
    public void The_files_of_a_lesson_are_a_whole_catalogue_that_diagnoses_so()
    {
        var lesson = Lesson.From("cases.csv", World(500), []);
        var adopted = Lesson.From("cases.csv", World(500), lesson.Files);
        Assert.Equal(lesson.After.LogLoss, adopted.Before.LogLoss, 1e-4);
    }

    [Fact]
    public void An_experts_row_is_worth_ten_cases()
    {
        var cause = Book.Default.CauseOf(new("pin-misremembered"))!;
        var cases = Enumerable.Repeat(Read("pin-misremembered,,wrong-pin,different").Single(), 10).ToList();
        var learnt = Counts.Learn(Book.Default, cases).Single(known => known.Id == cause.Id);
        Assert.Equal(0.5 * (0.2 + 1), learnt.Shows[new("pin-compared")].Listed["different"], 1e-6);
    }

    [Fact]
    public void What_was_not_seen_changes_no_row()
    {
        var before = Book.Default.CauseOf(new("funds"))!.Shows;
        var learnt = Counts.Learn(Book.Default, Read("pin-mistyped,,wrong-pin,"))
            .Single(known => known.Id.Value == "funds");
        Assert.Equal(before.Values.Select(row => row.Listed), learnt.Shows.Values.Select(row => row.Listed));
    }

    [Fact]
    public void Evidence_that_repeats_itself_is_believed_less()
    {
        // Both findings say the same, each time: counted twice they make the diagnosis too sure.
        var chance = new Random(5);
        var lines = Enumerable.Range(0, 1000).Select(_ =>
        {
            var mistyped = chance.NextDouble() < 0.6;
            var seen = chance.NextDouble() < 0.75 ? mistyped : !mistyped;
            var cause = mistyped ? "pin-mistyped" : "pin-misremembered";
            return $"{cause},,wrong-pin,{(seen ? "different,sure" : "same,unsure")}";
        });
        var tempers = Tempering.Fit(Book.Default, ResolvedCase.Read(
            "cases.csv", "cause,share,answer,pin-compared,pin-known\n" + string.Join('\n', lines), Book.Default));
        Assert.True(tempers[Family.Keypad] + tempers[Family.People] < 1.6);
        Assert.Equal(1, tempers[Family.Printer]);
    }

    [Theory]
    [InlineData("cause,answer", 1, "cause,share")]
    [InlineData("cause,share,mood", 1, "no finding is called \"mood\"")]
    [InlineData(Header + "\ngremlin,,,", 2, "no cause is called \"gremlin\"")]
    [InlineData(Header + "\nfunds,,purple,", 2, "\"answer\" is never \"purple\"")]
    [InlineData(Header + "\nfunds,2,funds,", 2, "above 0 and at most 1")]
    [InlineData(Header + "\nfunds,,funds,\nfunds,1", 3, "2 cells where the header has 4")]
    [InlineData(Header + "\nfunds,,funds,", 2, "1 cases teach nothing")]
    public void What_cannot_be_read_is_refused_with_its_line(string text, int line, string complaint)
    {
        var fault = Assert.Throws<CatalogueFault>(() => Lesson.From("cases.csv", text, []));
        Assert.Equal(("cases.csv", line), (fault.File, fault.Line));
        Assert.Contains(complaint, fault.Message);
    }

    private static IReadOnlyList<ResolvedCase> Read(string line) =>
        ResolvedCase.Read("cases.csv", $"{Header}\n{line}", Book.Default);

    // Cases drawn from the rows, except that here a PIN remembered wrongly is often typed differently each time.
    private static string World(int count)
    {
        var chance = new Random(11);
        var findings = Book.Default.Findings
            .Where(finding => finding.Id.Value is "answer" or "pin-compared" or "pad").ToList();
        var lines = Enumerable.Range(0, count).Select(_ =>
        {
            var cause = Draw(Book.Default.Causes, cause => cause.Weight, chance);
            return $"{cause.Id},," + string.Join(',', findings.Select(finding => Value(cause, finding, chance)));
        });
        return $"cause,share,{string.Join(',', findings.Select(finding => finding.Id))}\n{string.Join('\n', lines)}\n";
    }

    private static string Value(Cause cause, Finding finding, Random chance) =>
        cause.Id.Value == "pin-misremembered" && finding.Id.Value == "pin-compared"
            ? chance.NextDouble() < 0.25 ? "same" : "different"
            : Draw(finding.Values, value => Model.Likelihood(cause, finding, value), chance).Name;

    private static T Draw<T>(IReadOnlyList<T> things, Func<T, double> weight, Random chance)
    {
        var left = chance.NextDouble() * things.Sum(weight);
        return things.First(thing => (left -= weight(thing)) <= 0 || thing!.Equals(things[^1]));
    }
}
