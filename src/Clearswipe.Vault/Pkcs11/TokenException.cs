namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// The security module did not do what it was asked, or is not there. It says which operation and the module's result
/// (the CKR names of PKCS#11 v2.40, section 5.1, or a sentence of ours), and never any data.
/// </summary>
public sealed class TokenException : Exception
{
    internal TokenException(string operation, string result)
        : base($"The security module did not {operation}: {result}") => (Operation, Result) = (operation, result);

    /// <summary>What was asked, such as "log in".</summary>
    public string Operation { get; }

    /// <summary>Such as CKR_PIN_INCORRECT.</summary>
    public string Result { get; }
}
