using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vocabulary;

/// <summary>A law that holds costs nothing, and one that is broken says which.</summary>
public sealed class InvariantTests
{
    [Fact]
    public void A_broken_law_is_named_with_what_broke_it()
    {
        var field = 52;

        var broken = Assert.Throws<InvariantException>(() =>
            Invariant.Holds(field < 50, $"DE {field} comes before 50"));

        Assert.Equal("DE 52 comes before 50", broken.Message);
    }

    [Fact]
    public void The_words_of_a_law_that_holds_are_never_put_together()
    {
        for (var i = 0; i < 100; i++)
            Invariant.Holds(i >= 0, $"{i} is no number below zero");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Invariant.Holds(i >= 0, $"{i} is no number below zero");

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
