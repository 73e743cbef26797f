using Clearswipe.Lab.Time;

namespace Clearswipe.Tests.Lab.Time;

public sealed class SeededChanceTests
{
    [Fact]
    public void The_same_seed_fills_the_same_bytes() => Assert.Equal(Bytes(5), Bytes(5));

    [Fact]
    public void Another_seed_fills_other_bytes() => Assert.NotEqual(Bytes(5), Bytes(6));

    [Fact]
    public void Half_a_chance_happens_about_half_the_time()
    {
        var chance = new SeededChance(1);
        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => chance.Happens(0.5)), 4800, 5200);
    }

    private static byte[] Bytes(ulong seed)
    {
        var bytes = new byte[37];
        new SeededChance(seed).Fill(bytes);
        return bytes;
    }
}
