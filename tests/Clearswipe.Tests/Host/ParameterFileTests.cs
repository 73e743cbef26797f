using System.Security.Cryptography;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;
using Clearswipe.Wire.Emv;

namespace Clearswipe.Tests.Host;

/// <summary>The file of what terminals download, read strictly.</summary>
public sealed class ParameterFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Keys_and_applications_are_read_as_they_go_into_field_62()
    {
        File.WriteAllText(_file, $"# of a test\n\ncapk {Key(0)}\naid 9F0608 A000000333010101 9F09020020\n");
        var parameters = ParameterFile.Read(_file);

        Assert.Equal(Key(0), Convert.ToHexString(Assert.Single(parameters.Keys).Data.Span));
        Assert.Equal(
            "9F0608A000000333010101", Convert.ToHexString(Assert.Single(parameters.Applications).Name.Span));
    }

    [Fact]
    public void What_acquirer_and_terminals_agreed_on_is_read_as_it_is()
    {
        File.WriteAllText(_file, "pos 31313630\ntms 00FF\n");
        var parameters = ParameterFile.Read(_file);

        Assert.Equal("31313630", Convert.ToHexString(parameters.Transfer!.Value.Span));
        Assert.Equal("00FF", Convert.ToHexString(parameters.Management!.Value.Span));
    }

    [Theory]
    [InlineData("pos 31\npos 32", 3)]
    [InlineData("pos", 2)]
    [InlineData("tms 3", 2)]
    public void A_second_or_an_empty_one_is_named(string lines, int line)
    {
        File.WriteAllText(_file, $"\n{lines}\n");

        var trouble = Assert.Throws<Trouble>(() => ParameterFile.Read(_file));
        Assert.Contains($"{_file}, line {line}", trouble.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("capk 9F0605A000000333")]
    [InlineData("aid 9F0608A0000003330101")]
    [InlineData("aid A0000003330101")]
    [InlineData("key 9F0608A000000333010101")]
    [InlineData("aid zz")]
    [InlineData("aid")]
    public void A_line_that_is_none_is_named(string line)
    {
        File.WriteAllText(_file, $"\n{line}\n");

        var trouble = Assert.Throws<Trouble>(() => ParameterFile.Read(_file));
        Assert.Contains($"{_file}, line 2", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_does_not_fit_its_check_sum_is_refused_and_so_is_no_file()
    {
        File.WriteAllText(_file, $"capk {Key(1)}\n");
        Assert.Throws<Trouble>(() => ParameterFile.Read(_file));

        Assert.Throws<Trouble>(() => ParameterFile.Read(_file + ".none"));
    }

    private static string Key(byte flipped)
    {
        byte[] provider = [0xA0, 0, 0, 3, 0x33];
        byte[] modulus = new byte[128];
        Array.Fill(modulus, (byte)0xC5);
        var sum = SHA1.HashData([.. provider, 8, .. modulus, 3]);
        sum[0] ^= flipped;
        return Convert.ToHexString(new ChipData().With(0x9F06, provider).With(0x9F22, new byte[] { 8 })
            .With(0xDF02, modulus).With(0xDF04, new byte[] { 3 }).With(0xDF03, sum).ToBytes());
    }
}
