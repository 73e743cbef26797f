using Microsoft.AspNetCore.Diagnostics;

namespace Clearswipe.Host.Wiring;

/// <summary>Lets a page that knows better than the general one say itself that something is not there.</summary>
static class NotFoundPages
{
    public static void SayNotFound(this HttpContext http)
    {
        if (http.Features.Get<IStatusCodePagesFeature>() is { } general)
            general.Enabled = false;
        http.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
