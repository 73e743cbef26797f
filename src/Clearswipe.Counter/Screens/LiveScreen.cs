using Clearswipe.Counter.Sales;
using Microsoft.AspNetCore.Components;

namespace Clearswipe.Counter.Screens;

/// <summary>A screen that follows a running till for as long as somebody looks at it.</summary>
public abstract class LiveScreen : ComponentBase, IDisposable
{
    private Till? _followed;

    [Parameter, EditorRequired] public Till Till { get; set; } = null!;

    protected TillView View => Till.View;

    protected void Ask(TillWish wish) => wish.AskOf(Till);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_followed, Till))
            return;
        Unfollow();
        _followed = Till;
        Till.Changed += Redraw;
    }

    // The till changes on its own thread; a page draws on its own.
    private void Redraw() => _ = InvokeAsync(StateHasChanged);

    private void Unfollow()
    {
        if (_followed is { } till)
            till.Changed -= Redraw;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Unfollow();
        GC.SuppressFinalize(this);
    }
}
