using System.Text;

namespace Clearswipe.Stories;

/// <summary>M12: nothing secret is left anywhere, in no form; and the scan that says so would find it.</summary>
public sealed class SecrecyStories(ITestOutputHelper output)
{
    private const string Number = "9999010000000016";
    private const string Pin = "793832";

    private static readonly IReadOnlyList<Secret> Planted =
    [
        new("the number", Number),
        new("the track", Number[^4..] + "=30122200000000"),
        new("the packed track", Number[^4..] + "D30122200000000"),
        new("the PIN", Pin),
        new("the PIN field", $"06{Pin}FF"),
        new("the clear PIN block", SecrecyScan.ClearBlock(Number, Pin)),
        new("the sent PIN block", "A1B2C3D4E5F60718"),
    ];

    public static TheoryData<string, string> Forms => new(
        from secret in Planted
        from form in Written(secret)
        select (secret.Name, form.Key));

    [Fact]
    public async Task A_day_of_every_card_and_every_fault_leaves_no_secret_anywhere()
    {
        using var day = new SecrecySession();
        day.Live();
        Assert.Equal("", string.Join('\n', day.Shop.Audit().Violations));

        var (secrets, screens) = (day.Secrets, await day.Screens());
        Assert.True(secrets.Count > 130, "cards and PIN blocks were on their way that day");
        var scan = new SecrecyScan(secrets);
        var texts = day.Texts().GroupBy(text => text.Where, text => text.Text).ToList();
        Assert.Equal(8, texts.Count);
        var files = day.Files().ToList();
        output.WriteLine(
            $"{secrets.Count} secrets, {files.Sum(file => file.Bytes.Length)} bytes of files, {screens.Count} screens");

        Assert.Empty(files.SelectMany(file => scan.FindIn(file.Where, file.Bytes)));
        Assert.Empty(texts.SelectMany(place => scan.FindIn(place.Key, string.Join('\n', place))));
        Assert.Empty(scan.FindIn("a screen", string.Join('\n', screens)));
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_planted_secret_is_found(string secret, string form)
    {
        var planted = Written(Planted.Single(one => one.Name == secret))[form];
        byte[] noise = [.. Enumerable.Range(0, 999).Select(number => (byte)(number * 37 & 0x7F))];

        Assert.NotEmpty(new SecrecyScan(Planted).FindIn("a file", (byte[])[.. noise, .. planted, .. noise]));
        Assert.Empty(new SecrecyScan(Planted).FindIn("a file", (byte[])[.. noise, .. noise]));
    }

    [Fact]
    public void The_scan_makes_a_PIN_block_as_ISO_9564_shows_it() =>
        // The format's textbook case: PIN 1234, number 43219876543210987.
        Assert.Equal("0412AC89ABCDEF67", SecrecyScan.ClearBlock("43219876543210987", "1234"));

    private static Dictionary<string, byte[]> Written(Secret secret)
    {
        var text = Encoding.ASCII.GetBytes(secret.Text);
        var forms = new Dictionary<string, byte[]>
        {
            ["text"] = text,
            ["small text"] = Encoding.ASCII.GetBytes(secret.Text.ToLowerInvariant()),
            ["wide text"] = Encoding.Unicode.GetBytes(secret.Text),
            ["hex of text"] = Encoding.ASCII.GetBytes(Convert.ToHexString(text)),
        };
        if (!secret.MayBePacked)
            return forms;
        var even = secret.Text.Length % 2 == 0;
        forms["packed"] = Convert.FromHexString(even ? secret.Text : secret.Text + "F");
        forms["packed from the second half byte"] =
            Convert.FromHexString(even ? $"3{secret.Text}F" : $"3{secret.Text}");
        return forms;
    }
}
