using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>Whatever a writer was asked for, it refuses as a contradiction of ours, or it can be read.</summary>
internal static class WriterLaws
{
    /// <summary>The bytes say dialect, room and type, and then what is called, with what, one after the other.</summary>
    public static bool Try(byte[] bytes)
    {
        var calls = new Calls(bytes);
        var dialects = Targets.Dialects.Values.ToArray();
        var dialect = dialects[calls.Next() % dialects.Length]();
        var other = dialects[calls.Next() % dialects.Length]();
        var room = new byte[calls.Next() switch { < 16 and var little => little, < 32 => 70_000, _ => 4096 }];
        try
        {
            var writer = new MessageWriter(dialect, new MessageType((ushort)(calls.Next() << 8 | calls.Next())), room);
            Span<byte> from = Sample(other, calls.Next());
            Law.Holds(other.TryView(from, out var view) is null, "a message of the rows is read");
            var fields = new SortedSet<int>();
            while (calls.AreLeft)
                calls.Make(ref writer, dialect, view, fields);
            HoldsOf(dialect, writer.Finish(), fields);
            return true;
        }
        catch (InvariantException)
        {
            return false;
        }
    }

    private static void HoldsOf(Dialect dialect, ReadOnlySpan<byte> written, SortedSet<int> fields)
    {
        Law.Holds(dialect.TryView(written, out var view) is null, "what was written is read");
        Law.Holds(view.Fields.Count == fields.Count, "as many fields are read as were written");
        foreach (var field in fields)
            Law.Holds(view.Has(field), $"DE {field} was written, and is read");
    }

    private static byte[] Sample(Dialect dialect, int seed)
    {
        var rows = SimpleLayout.Of(dialect).Rows.Values.Where(row => row.Field * 7 % 5 == seed % 5);
        var says = new SimpleMessage("0200", []);
        foreach (var row in rows)
            says.Fields[row.Field] = SimpleEncoder.Value(row, (uint)(seed * 257 + row.Field + 2));
        return SimpleEncoder.Write(dialect, says, field => field % 2 == 0);
    }

    /// <summary>Calls of a writer, one after the other, as bytes say.</summary>
    private ref struct Calls(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _left = bytes;
        private int _field;

        public readonly bool AreLeft => !_left.IsEmpty;

        public int Next()
        {
            if (_left.IsEmpty)
                return 0;
            var next = _left[0];
            _left = _left[1..];
            return next;
        }

        public void Make(
            ref MessageWriter writer, Dialect dialect, in MessageView view, SortedSet<int> fields)
        {
            var kind = Next();
            var field = Field(dialect);
            if (kind % 11 == 10)
            {
                Sign(ref writer, dialect, fields);
                return;
            }

            if (kind % 11 != 8 || view.Has(field))
                fields.Add(field);
            Write(ref writer, kind % 11, SimpleRow.Of(dialect, field), field, view);
        }

        private void Write(
            ref MessageWriter writer, int kind, SimpleRow? row, int field, in MessageView view)
        {
            var fitting = row is null ? "" : SimpleEncoder.Value(row, (uint)(Next() * 257 + field));
            switch (kind)
            {
                case 0 or 1 or 2:
                    WriteFitting(ref writer, field, row, fitting);
                    break;
                case 3:
                    writer.Number(field, BitConverter.ToInt64([.. Given(8), 0, 0, 0, 0, 0, 0, 0, 0]));
                    break;
                case 4:
                    writer.Text(field, Given(Next()));
                    break;
                case 5:
                    writer.Text(field, Encoding.Latin1.GetString(Given(Next())).Replace('\xFE', '卡'));
                    break;
                case 6:
                    writer.Bytes(field, Given(Next()));
                    break;
                case 7:
                    var length = unchecked((sbyte)Next());
                    writer.Raw(field, Given(Next()), length);
                    break;
                case 8:
                    writer.Copy(field, view);
                    break;
                default:
                    writer.Bytes(field, new byte[Next() * 64]);
                    break;
            }
        }

        private static void WriteFitting(ref MessageWriter writer, int field, SimpleRow? row, string value)
        {
            if (row?.Content == "b")
                writer.Bytes(field, Convert.FromHexString(value));
            else
                writer.Text(field, value);
        }

        private void Sign(ref MessageWriter writer, Dialect dialect, SortedSet<int> fields)
        {
            var signed = writer.ToSign();
            Law.Holds(!signed.IsEmpty, "what is signed is what was written");
            // Now and then the MAC is forgotten, or something follows it: both must be refused.
            var calls = Next();
            if (calls % 16 != 1)
                writer.Mac(new byte[8]);
            if (calls % 16 == 2)
                writer.Mac(new byte[8]);
            fields.Add(fields.LastOrDefault() switch { > 128 => 192, > 64 => 128, _ => 64 });
        }

        // Mostly the next fields that there are, now and then any number.
        private int Field(Dialect dialect)
        {
            var step = Next();
            if (step >= 250)
                return _field = Next() - 10;
            var numbers = SimpleLayout.Of(dialect).Rows.Keys.Order();
            var last = _field;
            return _field = numbers.Where(number => number > last).Skip(step % 6).FirstOrDefault(numbers.First());
        }

        private ReadOnlySpan<byte> Given(int length)
        {
            var given = _left[..Math.Min(length, _left.Length)];
            _left = _left[given.Length..];
            return given;
        }
    }
}
