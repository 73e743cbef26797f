using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Stories;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Host;

/// <summary>A door that asks for certificates lets in those of its own authority, and nobody else.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearswipe-tls-");
    private readonly X509Certificate2 _ours = Authority("our authority");
    private readonly X509Certificate2 _others = Authority("another authority");

    public void Dispose()
    {
        _ours.Dispose();
        _others.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("ours", true)]
    [InlineData("another's", false)]
    [InlineData("none", false)]
    public async Task Who_shows_a_certificate_of_our_authority_is_served(string shown, bool isServed)
    {
        using var door = Door(clients: "authority.pem");
        using var stop = new CancellationTokenSource();
        var serving = door.Serve(Greet, stop.Token);
        using var certificate = shown == "none" ? null : Issued(shown == "ours" ? _ours : _others, "acquirer");

        Assert.Equal(isServed ? "hello" : null, await Hear(door.At, certificate));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task Without_an_authority_anybody_is_served()
    {
        using var door = Door(clients: null);
        using var stop = new CancellationTokenSource();
        var serving = door.Serve(Greet, stop.Token);

        Assert.Equal("hello", await Hear(door.At, certificate: null));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task Who_does_not_finish_the_handshake_is_turned_away_in_its_time()
    {
        var (time, log) = (new FakeTimeProvider(), new LogBook());
        using var door = Door(clients: null, time, log.Factory.CreateLogger("door"));
        using var stop = new CancellationTokenSource();
        var serving = door.Serve(Greet, stop.Token);
        using var silent = new TcpClient();
        await silent.ConnectAsync(door.At);
        var ended = silent.GetStream().ReadAsync(new byte[1]).AsTask();
        bool IsSaid() => log.Lines.Any(
            line => line.Contains("turned away at TLS: no handshake in 10 s", StringComparison.Ordinal));
        for (var i = 0; i < 2_000 && !(ended.IsCompleted && IsSaid()); i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.Equal(0, await ended);
        Assert.True(IsSaid());
        Assert.Equal("hello", await Hear(door.At, certificate: null));
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    private static async Task Greet(ILink link, CancellationToken cancellation) =>
        await link.Send("hello"u8.ToArray(), cancellation);

    private TcpDoor Door(string? clients, TimeProvider? time = null, ILogger? log = null)
    {
        using var server = Issued(_ours, "localhost");
        Write("server.pem", server.ExportCertificatePem());
        Write("server.key", server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Write("authority.pem", _ours.ExportCertificatePem());
        var identity = TlsIdentity.Load(
            new TlsFile { Certificate = "server.pem", Key = "server.key", Clients = clients }, _folder.FullName);
        return new TcpDoor(
            new IPEndPoint(IPAddress.Loopback, 0), identity, time ?? TimeProvider.System, log ?? NullLogger.Instance);
    }

    /// <summary>What the door says in its first frame; null when it lets nobody in.</summary>
    private static async Task<string?> Hear(IPEndPoint at, X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(at);
        await using var secured = new SslStream(client.GetStream());
        try
        {
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = certificate is null ? null : [certificate],
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            });
            var frame = new byte[7];
            await secured.ReadExactlyAsync(frame);
            return System.Text.Encoding.ASCII.GetString(frame.AsSpan(2));
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return null;
        }
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static X509Certificate2 Authority(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static X509Certificate2 Issued(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create();
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var serial = RandomNumberGenerator.GetBytes(8);
        using var issued = request.Create(authority, now.AddHours(-1), now.AddHours(1), serial);
        using var whole = issued.CopyWithPrivateKey(key);
        // Through PKCS#12, since a key that lives in memory alone is not shown on every platform.
        return X509CertificateLoader.LoadPkcs12(
            whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
