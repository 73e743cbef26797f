using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>Tracks under a track key are opened inside, and what comes out shows itself to nobody.</summary>
public sealed class TrackTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();

    public void Dispose() => _vault.Dispose();

    // Made by hand. Of the 19 packed bytes 6222021234567894 D301 2201000000123456 70 the eight before the last went
    // through "openssl enc -des-ede -nopad -K 0123456789ABCDEFFEDCBA9876543210": 87CC0D31486639DD. The same call gives
    // the key's check value 08D7B4FB of eight zeros. The others alike: an even length, and a block within the number.
    [Theory]
    [InlineData("6222021234567894D30187CC0D31486639DD7", "6222021234567894D30122010000001234567")]
    [InlineData("6222021234567894D341BD829B1D5D5AEB56", "6222021234567894D3012201000000123456")]
    [InlineData("6222021234BD545F3F032F08C511", "6222021234567890123D30122011")]
    public void The_eight_bytes_before_the_last_are_opened(string under, string clear)
    {
        var track = _vault.Tracks.Open(_vault.Key(KeyUse.Data, Bench.Clear), under);

        Assert.NotNull(track);
        Assert.Equal((clear, clear[..clear.IndexOf('D')]), (track.Reveal(), track.Pan.Reveal()));
    }

    [Fact]
    public void What_is_no_track_opens_to_nothing()
    {
        var key = _vault.Key(KeyUse.Data, Bench.Clear);
        string[] bad =
        [
            "", "6222021234567894", "6222021234567894D30187CC0D31486639DD70", "6222021234567894D30187CC0D31486639D07",
            "6222021234567894D30122010000001234567", "6222A21234567894D30187CC0D31486639DD7",
            "D222021234567894D30187CC0D31486639DD7", "6222021234567894=30187CC0D31486639DD7", "62220212345678zzz",
        ];

        Assert.All(bad, text => Assert.Null(_vault.Tracks.Open(key, text)));
    }

    [Fact]
    public void No_text_makes_it_throw_and_what_it_gives_is_a_track() =>
        Gen.String[Gen.Char["0123456789ABCDEF=G\u1234"], 0, 45].Sample(text =>
            _vault.Tracks.Open(Key, text) is not { } track
                || track.Reveal().StartsWith($"{track.Pan.Reveal()}D", StringComparison.Ordinal));

    [Fact]
    public void A_key_of_another_use_or_cipher_is_a_contradiction()
    {
        const string under = "6222021234567894D30187CC0D31486639DD7";

        Assert.Throws<InvariantException>(() => _vault.Tracks.Open(_vault.Key(KeyUse.Pin, Bench.Clear), under));
        Assert.Throws<InvariantException>(() =>
            _vault.Tracks.Open(_vault.Keys.Generate(KeyUse.Data, KeyAlgorithm.Sm4), under));
    }

    [Fact]
    public void It_shows_no_more_than_a_masked_number() => Assert.Equal(
        "622202******7894D…", $"{_vault.Tracks.Open(Key, "6222021234567894D30187CC0D31486639DD7")}");

    private SealedKey Key => field ??= _vault.Key(KeyUse.Data, Bench.Clear);
}
