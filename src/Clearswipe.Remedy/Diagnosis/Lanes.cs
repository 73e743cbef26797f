using System.Numerics;
using System.Runtime.InteropServices;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>
/// Arithmetic over whole rows, as many numbers at once as the processor has lanes. Nothing is allocated.
/// </summary>
static class Lanes
{
    private static readonly int Width = Vector<double>.Count;

    /// <summary>Adds a row to another of the same length.</summary>
    public static void Add(ReadOnlySpan<double> row, Span<double> to)
    {
        var rows = Wide(row);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (var i = 0; i < sums.Length; i++)
            sums[i] += rows[i];
        for (var i = sums.Length * Width; i < to.Length; i++)
            to[i] += row[i];
    }

    public static double Largest(ReadOnlySpan<double> row)
    {
        var wide = new Vector<double>(double.NegativeInfinity);
        foreach (var lane in Wide(row))
            wide = Vector.Max(wide, lane);
        var largest = double.NegativeInfinity;
        for (var i = 0; i < Width; i++)
            largest = Math.Max(largest, wide[i]);
        foreach (var rest in row[(row.Length / Width * Width)..])
            largest = Math.Max(largest, rest);
        return largest;
    }

    public static double Sum(ReadOnlySpan<double> row)
    {
        var wide = Vector<double>.Zero;
        foreach (var lane in Wide(row))
            wide += lane;
        var sum = Vector.Sum(wide);
        foreach (var rest in row[(row.Length / Width * Width)..])
            sum += rest;
        return sum;
    }

    public static void Scale(Span<double> row, double scale)
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (var i = 0; i < lanes.Length; i++)
            lanes[i] *= scale;
        for (var i = lanes.Length * Width; i < row.Length; i++)
            row[i] *= scale;
    }

    /// <summary>result = left + right + shift, element by element.</summary>
    public static void Sums(ReadOnlySpan<double> left, ReadOnlySpan<double> right, double shift, Span<double> result)
    {
        var lefts = Wide(left);
        var rights = Wide(right);
        var wide = new Vector<double>(shift);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(result);
        for (var i = 0; i < sums.Length; i++)
            sums[i] = lefts[i] + rights[i] + wide;
        for (var i = sums.Length * Width; i < result.Length; i++)
            result[i] = left[i] + right[i] + shift;
    }

    /// <summary>Each logarithm becomes exp(logarithm − shift).</summary>
    public static void Exponentials(Span<double> logarithms, double shift)
    {
        var wide = new Vector<double>(shift);
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(logarithms);
        for (var i = 0; i < lanes.Length; i++)
            lanes[i] = Vector.Exp(lanes[i] - wide);
        for (var i = lanes.Length * Width; i < logarithms.Length; i++)
            logarithms[i] = Math.Exp(logarithms[i] - shift);
    }

    private static ReadOnlySpan<Vector<double>> Wide(ReadOnlySpan<double> row) =>
        MemoryMarshal.Cast<double, Vector<double>>(row);
}
