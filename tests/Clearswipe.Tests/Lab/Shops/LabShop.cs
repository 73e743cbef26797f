using Clearswipe.Lab.People;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Lab.Shops;

/// <summary>
/// A demo shop in a kernel, over a folder of its own that goes away with it, or over disks that can fail.
/// </summary>
sealed class LabShop : IDisposable
{
    public LabShop(ulong seed = 1, World? world = null, bool isOnDisks = false)
    {
        var model = world ?? World.Find("demo");
        Kernel = new Kernel(seed, model.Start);
        Folder = Directory.CreateTempSubdirectory("clearswipe-lab-").FullName;
        Shop = Kernel.Run(() => isOnDisks ? Shop.Open(model, Kernel) : Shop.Open(model, Folder, Kernel));
        Assert.True(Kernel.Run(() => Shop.Ready(TimeSpan.FromMinutes(2))), "the tills sign on");
    }

    public Kernel Kernel { get; }

    public string Folder { get; }

    public Shop Shop { get; }

    public LabTill Till => Shop.Tills[0];

    public SaleStory Sell(string card, long fen = 1250, PinHabit habit = PinHabit.KnowsIt, params string[] others) =>
        Kernel.Run(() => new Cashier(
            Till, new Customer(habit, [Shop.Card(card), .. others.Select(Shop.Card)], Kernel.Chance), Kernel.Time,
            Shop.Tills[1]).Sell(Money.Fen(fen)));

    public void Wait(TimeSpan span) => Kernel.RunUntil(Kernel.Time.GetUtcNow() + span);

    public void Dispose()
    {
        Kernel.Run(async () => await Shop.DisposeAsync());
        Directory.Delete(Folder, recursive: true);
    }
}
