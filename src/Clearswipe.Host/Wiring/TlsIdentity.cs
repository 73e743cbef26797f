using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// How a door shows who it is, and, where it names an authority, asks each peer to show a certificate of that authority
/// (TLS 1.2 and 1.3).
/// </summary>
sealed class TlsIdentity(X509Certificate2 certificate, X509Certificate2? authority) : IDisposable
{
    public static TlsIdentity Load(TlsFile tls, string folder)
    {
        var (certificate, key) = (Path.Combine(folder, tls.Certificate), Path.Combine(folder, tls.Key));
        try
        {
            return new TlsIdentity(
                X509Certificate2.CreateFromPemFile(certificate, key),
                tls.Clients is { } clients
                    ? X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder, clients))
                    : null);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"The certificate {certificate} with {key} cannot be used: {e.Message}",
                "All are PEM files, named relative to the configuration; clients: names the authority of the peers.");
        }
    }

    public async Task<Stream> Secure(Stream stream, CancellationToken cancellation)
    {
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    ClientCertificateRequired = authority is not null,
                    RemoteCertificateValidationCallback = (_, shown, _, _) => IsOurs(shown),
                },
                cancellation);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        certificate.Dispose();
        authority?.Dispose();
    }

    // Only the authority that the configuration names counts, not those that the machine trusts.
    private bool IsOurs(X509Certificate? shown)
    {
        if (authority is null)
            return true;
        if (shown is null)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var peer = new X509Certificate2(shown);
        return chain.Build(peer);
    }
}
