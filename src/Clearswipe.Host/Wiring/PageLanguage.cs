using Clearswipe.Counter.Screens;
using Clearswipe.Vocabulary;
using SameSiteMode = Microsoft.AspNetCore.Http.SameSiteMode;

namespace Clearswipe.Host.Wiring;

/// <summary>Which language a reader's pages are in: what they chose, or else what their browser prefers.</summary>
static class PageLanguage
{
    private const string Cookie = "clearswipe-language";

    public static Language Of(HttpContext http) =>
        Read(http.Request.Cookies[Cookie])
            ?? Preferred(http.Request.GetTypedHeaders().AcceptLanguage)
            ?? Language.Chinese;

    /// <summary>A link with ?lang= chooses, and leads back to the page without it.</summary>
    public static Task Choose(HttpContext http, RequestDelegate next)
    {
        if (Read(http.Request.Query["lang"]) is not { } chosen || !HttpMethods.IsGet(http.Request.Method))
            return next(http);

        http.Response.Cookies.Append(
            Cookie, chosen.Code(),
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        // The path is our own, so the answer leads nowhere else.
        http.Response.Redirect(http.Request.PathBase + http.Request.Path);
        return Task.CompletedTask;
    }

    private static Language? Read(string? text) => text switch
    {
        "zh-CN" or "zh" => Language.Chinese,
        "en" => Language.English,
        _ => null,
    };

    private static Language? Preferred(IList<Microsoft.Net.Http.Headers.StringWithQualityHeaderValue> accepted) =>
        accepted.OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value?.Split('-')[0] switch
            {
                "zh" => Language.Chinese,
                "en" => Language.English,
                _ => (Language?)null,
            })
            .FirstOrDefault(language => language is not null);
}
