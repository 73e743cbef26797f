using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Vault;

/// <summary>Nobody alone brings a key in, no two terminals share one, and the book knows who did what.</summary>
public sealed class CeremonyTests : IKeyAudit, IDisposable
{
    private const string One = "0123456789ABCDEFFEDCBA9876543210";
    private const string Two = "1C587F1C13924FEF76AB5A3D9B2C40E6";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly List<KeyAuditEntry> _book = [];
    private readonly KeyVault _vault;

    public CeremonyTests() => _vault = KeyVault.OpenSoftware(new byte[32], new CryptoChance(), this, _time);

    void IKeyAudit.Enter(KeyAuditEntry entry) => _book.Add(entry);

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void Two_officers_bring_a_key_in()
    {
        using var ceremony = Begin();
        Assert.Equal(new CeremonyStep.Taken("08D7B4FB"), ceremony.Add("Li", Hex(One)));
        Assert.IsType<CeremonyStep.Taken>(ceremony.Add("Wang", Hex(Two)));
        var key = Assert.IsType<CeremonyStep.Completed>(ceremony.Complete()).Key;

        Assert.Equal(
            _vault.Keys.FromComponents(KeyUse.Master, KeyAlgorithm.TripleDes2, Hex(One), Hex(Two)).CheckValue,
            key.CheckValue);
        Assert.IsType<CeremonyStep.Refused>(ceremony.Complete());
    }

    [Fact]
    public void One_officer_alone_is_refused_also_under_two_spellings()
    {
        using var ceremony = Begin();
        Assert.IsType<CeremonyStep.Taken>(ceremony.Add("Li", Hex(One)));
        Assert.IsType<CeremonyStep.Refused>(ceremony.Complete());
        Assert.IsType<CeremonyStep.Refused>(ceremony.Add("li ", Hex(Two)));
        Assert.IsType<CeremonyStep.Refused>(ceremony.Add(" ", Hex(Two)));
        Assert.IsType<CeremonyStep.Refused>(ceremony.Complete());
    }

    [Theory]
    [InlineData("0123")]
    [InlineData("0123456789ABCDEF0101010101010101")]
    public void What_is_no_component_is_refused(string component)
    {
        using var ceremony = Begin();

        Assert.IsType<CeremonyStep.Refused>(ceremony.Add("Li", Hex(component)));
    }

    [Fact]
    public void Components_that_make_a_poor_key_end_the_ceremony()
    {
        using var ceremony = Begin();
        ceremony.Add("Li", Hex(One));
        ceremony.Add("Wang", Hex(One));    // joined with itself a component is nothing

        Assert.IsType<CeremonyStep.Refused>(ceremony.Complete());
        Assert.IsType<CeremonyStep.Refused>(ceremony.Add("Zhao", Hex(Two)));
    }

    [Fact]
    public void Components_are_wiped_taken_or_not_and_so_is_what_they_make()
    {
        using var ceremony = Begin();
        byte[] taken = Hex(One), refused = Hex(Two);
        ceremony.Add("Li", taken);
        ceremony.Add("Li", refused);
        Assert.All(taken.Concat(refused), value => Assert.Equal(0, value));

        ceremony.Add("Wang", Hex(Two));
        ceremony.Complete();
        Assert.False(ceremony.Combined.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Every_step_is_in_the_book_and_no_key()
    {
        using var ceremony = Begin();
        ceremony.Add("Li", Hex(One));
        ceremony.Add("Li", Hex(Two));
        _time.Advance(TimeSpan.FromMinutes(1));
        ceremony.Add("Wang", Hex(Two));
        ceremony.Complete();

        Assert.Equal(
            [
                ("Li", KeyDeed.ComponentGiven), ("Li", KeyDeed.ComponentRefused), ("Wang", KeyDeed.ComponentGiven),
                ("Li, Wang", KeyDeed.CeremonyCompleted),
            ],
            _book.Select(entry => (entry.Who, entry.Deed)));
        Assert.Equal(_time.GetUtcNow(), _book[^1].At);
        Assert.All(_book, entry => Assert.DoesNotContain(One[..8], $"{entry}", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_same_key_of_two_terminals_is_an_alarm()
    {
        var key = _vault.Key(KeyUse.Master, One);
        Assert.IsType<KeyRegistration.Alone>(_vault.Keys.Register("10000001", key));
        Assert.IsType<KeyRegistration.Alone>(_vault.Keys.Register("10000001", key));
        Assert.Equal(
            new KeyRegistration.AlsoOf("10000001", "08D7B4FB"),
            _vault.Keys.Register("10000002", _vault.Key(KeyUse.Master, One)));

        Assert.Equal(KeyDeed.FoundTwice, _book[^1].Deed);
        Assert.Equal(["10000001"], _vault.Keys.Registered.Select(line => line.Owner));
    }

    [Fact]
    public void A_key_for_another_use_or_that_was_replaced_is_no_alarm()
    {
        _vault.Keys.Register("10000001", _vault.Key(KeyUse.Master, One));
        Assert.IsType<KeyRegistration.Alone>(_vault.Keys.Register("10000002", _vault.Key(KeyUse.Pin, One)));

        _vault.Keys.Register("10000001", _vault.Key(KeyUse.Master, Two));
        Assert.IsType<KeyRegistration.Alone>(_vault.Keys.Register("10000002", _vault.Key(KeyUse.Master, One)));
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);

    private KeyCeremony Begin() => _vault.Keys.BeginCeremony(KeyUse.Master, KeyAlgorithm.TripleDes2);
}
