using System.Security.Cryptography;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

/// <summary>Chance from the operating system's secure source: what every real deployment uses.</summary>
public sealed class CryptoChance : IChance
{
#pragma warning disable RS0030 // this is the adapter that everyone else takes an IChance for
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
}
