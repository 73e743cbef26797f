namespace Clearswipe.Host.Wiring;

/// <summary>What a browser may do with our pages: load from here, and nothing else (OWASP ASVS 5.0, 3.4).</summary>
static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        http.Response.OnStarting(KeepNoPage, http);
        return next(http);
    }

    // A page about a sale stays in no cache; scripts and styles carry their own rule.
    private static Task KeepNoPage(object state)
    {
        var response = ((HttpContext)state).Response;
        if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
