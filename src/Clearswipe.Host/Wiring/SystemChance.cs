using System.Security.Cryptography;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Wiring;

/// <summary>Chance from the operating system.</summary>
sealed class SystemChance : IChance
{
#pragma warning disable RS0030 // The adapter through which secure chance comes in.
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
#pragma warning restore RS0030
}
