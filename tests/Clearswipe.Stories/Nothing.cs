namespace Clearswipe.Stories;

/// <summary>Placeholder removed when the first story stands.</summary>
internal static class Nothing;
