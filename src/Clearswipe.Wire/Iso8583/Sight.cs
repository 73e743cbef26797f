namespace Clearswipe.Wire.Iso8583;

/// <summary>What of a field a person may see, as its layout knows it.</summary>
internal enum Sight
{
    /// <summary>What the standard says of the field's number: its meaning is known.</summary>
    ByStandard,
    /// <summary>
    /// A file laid the field out anew, so that a card number may stand anywhere in it: long rows of digits are masked,
    /// whether they pass the check digit or not.
    /// </summary>
    Masked,
    /// <summary>Nothing but its length, whatever the number.</summary>
    Closed,
}
