using Clearswipe.Tests.House;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire;

/// <summary>The example of the package does what it says.</summary>
public sealed class PackageExampleTests
{
    private readonly byte[] _request = Dialect.Iso1987Packed.Write(new Message("0200")
        .With(2, "6222021234567894")
        .With(3, "000000")
        .With(4, "000000012800")
        .With(11, "000124")
        .With(41, "T0000001"));

    [Fact]
    public void The_example_answers_a_purchase()
    {
        var room = new byte[512];
        var length = Answer(_request, room);

        Assert.Null(Dialect.Iso1987Packed.TryView(room.AsSpan(0, length), out var answer));
        Assert.Equal("0210", answer.Type.ToString());
        Assert.Equal("3 4 11 39 41 64", string.Join(' ', Fields(answer)));
        Assert.Equal("00"u8, answer.Raw(39));
        Assert.Equal(answer.Signed.Length, answer.Raw(64)[0]);
        Assert.Equal(0, Answer(_request.AsSpan(1), room));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var room = new byte[512];
        for (var i = 0; i < 200; i++)
            Answer(_request, room);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
            Answer(_request, room);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void It_stands_in_the_package_as_it_is_tested() => PackageExample.Stands("Wire");

    // A MAC that tells how much it covers.
    private static void Sign(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        mac.Clear();
        mac[0] = (byte)message.Length;
    }

    private static IEnumerable<int> Fields(in MessageView view)
    {
        var bits = view.Fields;
        return [.. Enumerable.Range(2, 63).Where(field => bits.Has(field))];
    }

    // The example begins
    static int Answer(ReadOnlySpan<byte> request, Span<byte> room)
    {
        // A fault says which field and which byte; what was read before it can still be looked at.
        if (Dialect.Iso1987Packed.TryView(request, out var sale) is not null || sale.Type is not { } type)
            return 0;

        var isKnown = type.Class == 2 && sale.TryNumber(4, out var amount) && amount <= 50_000;
        var answer = new MessageWriter(Dialect.Iso1987Packed, type.Answer, room);
        answer.Copy(3, sale);                            // fields rise, and are copied as they stand
        answer.Copy(4, sale);
        answer.Copy(11, sale);
        answer.Text(39, isKnown ? "00"u8 : "51"u8);      // 00 approved, 51 not enough money
        answer.Copy(41, sale);

        var toSign = answer.ToSign();                    // all of it, under a bitmap that announces field 64
        Span<byte> mac = stackalloc byte[8];
        Sign(toSign, mac);                               // as your vault makes it
        answer.Mac(mac);
        return answer.Finish().Length;
    }
    // and ends here.
}
