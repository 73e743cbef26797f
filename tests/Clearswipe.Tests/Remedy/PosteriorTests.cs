using System.Globalization;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Evidence;
using CsCheck;

namespace Clearswipe.Tests.Remedy;

/// <summary>The posterior is Bayes' rule and nothing else: small random models are worked out by hand.</summary>
public sealed class PosteriorTests
{
    private const int Causes = 4;
    private const int Findings = 3;

    private static readonly Gen<(int[] Weights, int[][] Rows, int[] Seen)> AnyModel = Gen.Select(
        Gen.Int[1, 100].Array[Causes],
        Gen.Int[1, 99].Array[Findings].Array[Causes],
        Gen.Int[0, 2].Array[Findings]);

    [Fact]
    public void It_agrees_with_the_product_worked_out_by_hand() => AnyModel.Sample(model =>
    {
        var facts = model.Seen.Select((value, finding) => (value, finding)).Where(seen => seen.value < 2)
            .Select(seen => Fact.Of($"f{seen.finding}", seen.value == 0 ? "yes" : "no", null!))
            .ToList();

        var probabilities = Posterior.Of(new Model(Write(model.Weights, model.Rows)), facts, []).Probabilities;

        var products = ByHand(model.Weights, model.Rows, model.Seen);
        return probabilities.Zip(products).All(pair => Math.Abs(pair.First - (pair.Second / products.Sum())) < 1e-9);
    }, iter: 30);

    private static double[] ByHand(int[] weights, int[][] rows, int[] seen) =>
        [.. weights.Select((weight, cause) =>
            weight * rows[cause].Zip(seen, Share).Aggregate((all, one) => all * one))];

    private static double Share(int yes, int seen) => seen switch
    {
        0 => yes / 100.0,
        1 => (100 - yes) / 100.0,
        _ => 1,
    };

    // A whole catalogue with our causes and findings in place of the shop's; the other files stay as they are.
    private static Book Write(int[] weights, int[][] rows) => Book.Read(
    [
        .. Shelf.All.Where(leaf => leaf.Path.StartsWith("codes/", StringComparison.Ordinal)
            || leaf.Path == "findings/answer.yaml"),
        .. Enumerable.Range(0, Findings).Select(finding => new Leaf(
            $"findings/f{finding}.yaml",
            $$"""
            finding: f{{finding}}
            values:
              yes: { usual: 0.5, zh: 有, en: seen }
              no: { usual: 0.5, zh: 无, en: unseen }
            """)),
        .. weights.Select((weight, cause) => new Leaf($"causes/c{cause}.yaml", Cause(cause, weight, rows[cause]))),
    ]);

    private static string Cause(int cause, int weight, int[] row) =>
        $$"""
        cause: c{{cause}}
        name: { zh: 因, en: cause }
        owner: unknown
        weight: {{weight}}
        shows:
        {{string.Join('\n', row.Select(Row))}}
        cashier: { zh: 因, en: cause }
        customer: { zh: 因, en: cause }
        contact: none
        sources: [chance]
        """;

    private static string Row(int yes, int finding) => $"  f{finding}: {{ yes: {Text(yes)}, no: {Text(100 - yes)} }}";

    private static string Text(int hundredths) => (hundredths / 100m).ToString(CultureInfo.InvariantCulture);
}
