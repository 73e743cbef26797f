using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>A wallet scheme: the till shows a code, the customer's telephone pays it.</summary>
public interface IWallet
{
    /// <summary>Opens an order; the text of the code to show, or null when there is no code to be had now.</summary>
    ValueTask<string?> Open(WalletOrder order, CancellationToken cancellation);

    /// <summary>Waits until the order is paid or closed.</summary>
    ValueTask<WalletOutcome> Await(WalletOrder order, CancellationToken cancellation);

    /// <summary>Closes the order so that it cannot be paid any more; says Paid when it had been paid already.</summary>
    ValueTask<WalletOutcome> Close(WalletOrder order, CancellationToken cancellation);
}

/// <summary>What a code asks for; the reference never repeats.</summary>
public sealed record WalletOrder(string Reference, Money Amount);

/// <summary>What a wallet scheme says about an order.</summary>
public enum WalletOutcome
{
    Paid,
    Closed,
    Unknown,
}
