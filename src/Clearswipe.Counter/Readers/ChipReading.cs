using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;

namespace Clearswipe.Counter.Readers;

/// <summary>How reading a chip ended: what it told, or how far it came.</summary>
sealed record ChipOutcome(ChipRead Result, ushort? Status, ChipFacts? Facts)
{
    /// <summary>Applications on the card that the terminal's parameters lack.</summary>
    public IReadOnlyList<string> UnknownApplications { get; init; } = [];

    public static ChipOutcome Failed(ChipRead result, ushort? status = null) => new(result, status, null);
}

/// <summary>
/// One payment's conversation with a chip, in the slot or in the field, up to the request cryptogram.
/// </summary>
sealed class ChipReading(IChip chip, IReadOnlyList<string> applications, Dictionary<Tag, byte[]> terminal)
{
    private const int LongestRecordList = 32;
    private static readonly byte[] ContactDirectory = "1PAY.SYS.DDF01"u8.ToArray();
    private static readonly byte[] FieldDirectory = "2PAY.SYS.DDF01"u8.ToArray();

    /// <summary>
    /// In the slot: power, then each application that the terminal knows, in its order of preference.
    /// </summary>
    public async ValueTask<ChipOutcome> Insert(CancellationToken cancellation)
    {
        if (await chip.Reset(cancellation) is not { Length: > 0 } answer)
            return ChipOutcome.Failed(ChipRead.Silent);
        // ISO/IEC 7816-3: an answer to reset begins with the direct or the inverse convention.
        if (answer.Span[0] is not (0x3B or 0x3F))
            return ChipOutcome.Failed(ChipRead.BadAnswerToReset);

        return await First(applications, cancellation) ?? await NoneKnown(ContactDirectory, cancellation);
    }

    /// <summary>In the field: the card says what it has, and the terminal takes the first that it knows.</summary>
    public async ValueTask<ChipOutcome> Tap(CancellationToken cancellation)
    {
        if (await chip.Reset(cancellation) is null)
            return ChipOutcome.Failed(ChipRead.Silent);
        if (await chip.Ask(Apdu.Select(FieldDirectory), cancellation) is not { } directory)
            return ChipOutcome.Failed(ChipRead.RemovedEarly);

        var onCard = Names(directory);
        var known = applications.Where(onCard.Contains).ToList();
        return await First(known, cancellation)
            ?? ChipOutcome.Failed(ChipRead.NoKnownApplication, directory.Status) with { UnknownApplications = onCard };
    }

    // A blocked card or application ends it: there is no way round a block, least of all the stripe.
    private async ValueTask<ChipOutcome?> First(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        ChipOutcome? last = null;
        foreach (var name in names)
        {
            var selected = await chip.Ask(Apdu.Select(Convert.FromHexString(name)), cancellation);
            switch (selected?.Status)
            {
                case null:
                    return ChipOutcome.Failed(ChipRead.RemovedEarly);
                case 0x9000:
                    last = await Process(selected, name, cancellation);
                    if (last.Result != ChipRead.Failed || last.Status != 0x6985)
                        return last;
                    break;
                case 0x6A82:
                    break;
                case 0x6A81:
                    return ChipOutcome.Failed(ChipRead.CardBlocked, 0x6A81);
                case 0x6283:
                    last = ChipOutcome.Failed(ChipRead.ApplicationBlocked, 0x6283);
                    break;
                case { } status:
                    return ChipOutcome.Failed(ChipRead.Failed, status);
            }
        }

        return last;
    }

    private async ValueTask<ChipOutcome> NoneKnown(byte[] directoryName, CancellationToken cancellation)
    {
        var none = ChipOutcome.Failed(ChipRead.NoKnownApplication, 0x6A82);
        if (await chip.Ask(Apdu.Select(directoryName), cancellation) is not { IsGood: true } directory)
            return none;

        var file = directory.Value(0x88) is { Length: 1 } found ? found.Span[0] : 1;
        var names = new List<string>();
        for (var record = 1; record <= LongestRecordList; record++)
        {
            if (await chip.Ask(Apdu.ReadRecord(file, record), cancellation) is not { IsGood: true } entry)
                break;
            names.AddRange(Names(entry));
        }

        return none with { UnknownApplications = names };
    }

    private async ValueTask<ChipOutcome> Process(ChipAnswer selected, string name, CancellationToken cancellation)
    {
        var wanted = selected.Value(0x9F38) ?? default;
        var options = await chip.Ask(
            Apdu.GetProcessingOptions(DataObjectList.Fill(wanted.Span, terminal)), cancellation);
        if (options is not { IsGood: true })
            return Failed(options);

        var facts = new ChipFacts(name);
        facts.Learn(options);
        foreach (var (file, record) in facts.Records.Take(LongestRecordList))
        {
            var read = await chip.Ask(Apdu.ReadRecord(file, record), cancellation);
            if (read is not { IsGood: true })
                return Failed(read);
            facts.Learn(read);
        }

        return await Cryptogram(facts, cancellation);
    }

    private async ValueTask<ChipOutcome> Cryptogram(ChipFacts facts, CancellationToken cancellation)
    {
        if (facts.Value(0x9F26) is null)
        {
            var tries = await chip.Ask(Apdu.GetData(0x9F17), cancellation);
            if (tries is null)
                return ChipOutcome.Failed(ChipRead.RemovedEarly);
            if (tries.IsGood)
                facts.Learn(tries);
            if (CardholderCheck.WantsPin(facts))
                TerminalData.TakePin(terminal);

            var wanted = facts.Value(0x8C) ?? default;
            var made = await chip.Ask(
                Apdu.GenerateRequestCryptogram(DataObjectList.Fill(wanted.Span, terminal)), cancellation);
            if (made is not { IsGood: true })
                return Failed(made);
            facts.LearnCryptogram(made);
        }

        return facts.Pan is null || facts.Value(0x9F26) is null
            ? ChipOutcome.Failed(ChipRead.Failed, 0x9000)
            : new ChipOutcome(ChipRead.Good, 0x9000, facts);
    }

    private static ChipOutcome Failed(ChipAnswer? answer) => answer is null
        ? ChipOutcome.Failed(ChipRead.RemovedEarly)
        : ChipOutcome.Failed(ChipRead.Failed, answer.Status);

    private static List<string> Names(ChipAnswer answer) =>
        [.. from element in answer.Elements
            where element.Tag == 0x4F
            select Convert.ToHexString(element.Value.Span)];
}
