using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>
/// The card once more through everything: read, PIN, line, hosts, bank, printer. The first part that fails ends it;
/// each part only says what it saw.
/// </summary>
static class Attempt
{
    public static bool Run(Scene scene)
    {
        if (!CardParts.Read(scene) || !PinParts.Type(scene))
            return false;
        if (!Hosts.Ask(scene))
            return false;
        return Print(scene);
    }

    public static bool Print(Scene scene)
    {
        scene.IsApproved = true;
        if (scene.Printer == PrinterState.Ready)
            return scene.IsPaid = true;
        scene.Saw(at => new Observation.PrinterReported(at, scene.Printer));
        return false;
    }
}
