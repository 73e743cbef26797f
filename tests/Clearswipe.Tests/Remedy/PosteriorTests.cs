using System.Globalization;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Remedy;

/// <summary>
/// The posterior is Bayes' rule over causes and pairs and nothing else: small models are worked out by hand.
/// </summary>
public sealed class PosteriorTests
{
    private const int Causes = 6;
    private const int Findings = 4;
    private const int Unlisted = 0;

    // Each cause lists a finding with so many hundredths of "yes", or does not speak through it at all.
    private static readonly Gen<(int[] Weights, int[][] Rows, int[] Seen, int[] Mends)> AnyModel = Gen.Select(
        Gen.Int[1, 100].Array[Causes],
        Gen.OneOf(Gen.Const(Unlisted), Gen.Int[1, 99]).Array[Findings].Array[Causes],
        Gen.Int[0, 2].Array[Findings],
        Gen.Int[0, 97].Array[Causes]);

    [Fact]
    public void It_agrees_with_every_hypothesis_worked_out_by_hand() => AnyModel.Sample(model =>
    {
        var book = Write(model.Weights, model.Rows, model.Mends);
        var facts = model.Seen.Select((value, finding) => (value, finding)).Where(seen => seen.value < 2)
            .Select(seen => Fact.Of($"f{seen.finding}", seen.value == 0 ? "yes" : "no", null!))
            .ToList();

        var belief = Posterior.Of(new Model(book), facts, book.Steps);

        var byHand = Marginals(model.Weights, model.Rows, model.Seen, model.Mends);
        return belief.Probabilities.Zip(byHand).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12)
            && Math.Abs(belief.Shares.Sum() - 1) < 1e-12;
    }, iter: 100);

    [Fact]
    public void A_finding_and_a_posterior_allocate_nothing()
    {
        var model = new Model(Book.Default);
        var belief = new Belief(model);
        var signs = Book.Default.Findings.SelectMany(finding => finding.Values
            .Select(value => model.SignOf(finding.Id, value.Name))).ToList();
        Weigh();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Weigh();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Weigh()
        {
            belief.Clear();
            for (var i = 0; i < signs.Count; i++)
                belief.See(signs[i]);
            belief.Weigh();
        }
    }

    [Fact]
    public void Two_faults_at_once_are_both_named()
    {
        var counsel = Sale.Where(Sale.Pad(PadState.Silent), Sale.Line(Hop.Radio)).Counsel();
        var named = counsel.Suspects.Where(suspect => suspect.Probability > 0.3).Select(suspect => suspect.Cause.Value);
        Assert.Equal(["keypad-dead", "line-radio-down"], named.Order());
    }

    private static double[] Marginals(int[] weights, int[][] rows, int[] seen, int[] mends)
    {
        var marginals = new double[Causes];
        var all = 0.0;
        for (var a = 0; a < Causes; a++)
        {
            for (var b = a; b < Causes; b++)
            {
                // The last cause is of unknown kind: it makes no pairs.
                if (a != b && b == Causes - 1)
                    continue;
                var weight = Hypothesis(a, b);
                all += weight;
                marginals[a] += weight;
                marginals[b] += a == b ? 0 : weight;
            }
        }

        return [.. marginals.Select(marginal => marginal / all)];

        double Hypothesis(int a, int b)
        {
            double Share(int cause) => (double)weights[cause] / weights.Sum();
            var prior = a == b ? Share(a) : Share(a) * Share(b) * Model.BlockedShare;
            var mended = a == b ? mends[a] / 100.0 : mends[a] * mends[b] / 10000.0;
            return Enumerable.Range(0, Findings).Aggregate(
                prior * (1 - mended), (product, finding) => product * Seen(a, b, finding));
        }

        double Seen(int a, int b, int finding)
        {
            if (seen[finding] == 2)
                return 1;
            var yes = Yes(rows[a][finding], a == b ? Unlisted : rows[b][finding]);
            return seen[finding] == 0 ? yes : 1 - yes;
        }
    }

    // "no" is usual, at 0.9: a noisy-OR of what each of the two shows.
    private static double Yes(int one, int other) => (one, other) switch
    {
        (Unlisted, Unlisted) => 0.1,
        (_, Unlisted) => one / 100.0,
        (Unlisted, _) => other / 100.0,
        _ => 1 - ((1 - (one / 100.0)) * (1 - (other / 100.0))),
    };

    // A whole catalogue with our causes and findings in place of the shop's; the other files stay as they are.
    private static Book Write(int[] weights, int[][] rows, int[] mends) => Book.Read(
    [
        .. Shelf.All.Where(leaf => leaf.Path.StartsWith("codes/", StringComparison.Ordinal)
            || leaf.Path == "findings/answer.yaml"),
        .. Enumerable.Range(0, Findings).Select(finding => new Leaf(
            $"findings/f{finding}.yaml",
            $$"""
            finding: f{{finding}}
            family: host
            values:
              yes: { usual: 0.1, zh: 有, en: seen }
              no: { usual: 0.9, zh: 无, en: unseen }
            """)),
        .. weights.Select((weight, cause) => new Leaf($"causes/c{cause}.yaml", Cause(cause, weight, rows[cause]))),
        new Leaf(
            "steps/try.yaml",
            $$"""
            step: try
            does: SendAgain
            label: { zh: 试, en: try }
            cashier: { zh: 试, en: try }
            customer: { zh: 试, en: try }
            seconds: 1
            mends: { {{string.Join(", ", mends.Select((mend, cause) => $"c{cause}: {Text(mend)}"))}} }
            """),
    ]);

    private static string Cause(int cause, int weight, int[] row) =>
        $$"""
        cause: c{{cause}}
        name: { zh: 因, en: cause }
        owner: {{(cause == Causes - 1 ? "unknown" : "till")}}
        weight: {{weight}}
        {{Shows(row)}}
        cashier: { zh: 因, en: cause }
        customer: { zh: 因, en: cause }
        contact: none
        sources: [chance]
        """;

    private static string Shows(int[] row) => row.Any(yes => yes != Unlisted)
        ? "shows:\n" + string.Join('\n', row.Select(Row).Where(line => line.Length > 0))
        : "tell: { zh: 因, en: cause }";

    private static string Row(int yes, int finding) => yes == Unlisted
        ? ""
        : $"  f{finding}: {{ yes: {Text(yes)}, no: {Text(100 - yes)} }}";

    private static string Text(int hundredths) => (hundredths / 100m).ToString(CultureInfo.InvariantCulture);
}
