using System.Globalization;
using System.Text;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vault.Emv;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Chips;

/// <summary>
/// Checks that a chip of ours made the cryptogram of a request (ARQC), and answers it (ARPC), so that the chip knows
/// its issuer too. An issuer without a key for it looks at no cryptogram.
/// </summary>
sealed class ChipDesk(SealedKey? issuerKey, KeyVault vault)
{
    private const uint IssuerAuthentication = 0x91;

    private static readonly ChipMethod Method = ChipMethod.UnionPay;

    /// <summary>Whether a request with chip data is by a chip of ours; null when there is nothing to look at.</summary>
    public ChipCheck? Look(Message request, Pan pan, Money amount)
    {
        if (issuerKey is null || !request.Has(55))
            return null;
        return ChipReading.Read(request, pan, amount) is { } read && vault.Chips.CryptogramFits(
            Method, issuerKey, read.Transaction, read.Data.Span, read.Cryptogram.Span)
            ? new ChipCheck(Fits: true, read.Transaction.Card.Sequence, read.Transaction.Counter)
            : new ChipCheck(Fits: false, 0, 0);
    }

    /// <summary>Field 55 of the answer: tag 91, the ARPC and the code behind it; null without a good ARQC.</summary>
    public ReadOnlyMemory<byte>? Respond(Message request, ResponseCode code)
    {
        if (issuerKey is null || Pan.Read(request.Text(2)) is not { } pan || !request.Has(55)
            || ChipReading.Read(request, pan, AmountOf(request)) is not { } read)
            return null;
        var decision = Encoding.ASCII.GetBytes(code.Value);
        var response = new byte[Method.ResponseLength + decision.Length];
        if (vault.Chips.Respond(
            Method, issuerKey, read.Transaction, read.Data.Span, read.Cryptogram.Span, decision, response) == 0)
            return null;
        decision.CopyTo(response.AsSpan(Method.ResponseLength));
        return new ChipData().With(IssuerAuthentication, response).ToBytes();
    }

    private static Money AmountOf(Message request) =>
        long.TryParse(
        request.Text(4), NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? Money.Fen(fen) : Money.Fen(0);
}

/// <summary>What was seen of a chip: whether it is ours, the card's number among its like, its counter.</summary>
sealed record ChipCheck(bool Fits, int Sequence, int Counter);

/// <summary>The highest counter of each chip that was approved.</summary>
static class ChipCounterTable
{
    /// <summary>Whether the counter is beyond every one that was approved.</summary>
    public static bool IsNew(Session session, string token, ChipCheck chip)
    {
        const string sql = """
            select count(*) from chip_counter where token = @token and sequence = @sequence and counter >= @counter
            """;
        return session.First(
            sql, row => row.GetInt64(0), ("@token", token), ("@sequence", chip.Sequence), ("@counter", chip.Counter))
            == 0;
    }

    public static void Approve(Session session, string token, ChipCheck chip)
    {
        const string sql = """
            insert into chip_counter (token, sequence, counter) values (@token, @sequence, @counter)
            on conflict (token, sequence) do update set counter = excluded.counter
            """;
        session.Execute(sql, ("@token", token), ("@sequence", chip.Sequence), ("@counter", chip.Counter));
    }
}
