using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>
/// What a call centre reads out, whatever the case: card, PIN, network, service, waiting; then another way. Steps that
/// cannot be done here are passed over.
/// </summary>
sealed class Checklist : IPolicy
{
    private static readonly StepKind[] List =
    [
        StepKind.LoadPaper, StepKind.Reprint, StepKind.ShowReceipt,
        StepKind.CleanAndInsertChip, StepKind.SwipeAgain, StepKind.EnterPinAgain, StepKind.SendAgain,
        StepKind.ChangeLine, StepKind.SignOn, StepKind.LookUp, StepKind.OtherCard, StepKind.PayQr, StepKind.PayCash,
        StepKind.CallAcquirer, StepKind.Park,
    ];

    public IEnumerable<Deed> Next(Scene scene) =>
        List.Where(kind => scene.Done.All(done => done.Kind != kind)).Select(Deed.Of);
}
