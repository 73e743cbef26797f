using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Clearswipe.Host.Layout;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Clearswipe.Host.Wiring;

/// <summary>The web server with its pages, on this machine alone.</summary>
static class Pages
{
    private const string ReceiptsPolicy = "receipts";
    private const int ReceiptsAMinute = 30;

    private static string Version => typeof(Pages).Assembly.GetName().Version!.ToString(3);

    public static WebApplication Build(int port, Floor floor, TimeProvider time)
    {
        // The pages' scripts and styles lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
            ApplicationName = typeof(Pages).Assembly.GetName().Name,
        });
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Configuration["AllowedHosts"] = "127.0.0.1;localhost;[::1]";
        Quieten(builder.Logging);
        AddServices(builder.Services, floor, time);

        var app = builder.Build();
        app.Use(SecurityHeaders.Add);
        app.Use(PageLanguage.Choose);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseRateLimiter();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/health", () => Results.Ok(new { status = "ok", version = Version }));
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>Where the started server listens.</summary>
    public static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static void AddServices(IServiceCollection services, Floor floor, TimeProvider time)
    {
        services.AddSingleton(floor);
        services.AddSingleton(time);
        // The pages are Chinese as often as not: characters travel as themselves, not as entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // What protects a page's state lives as long as the program: nothing of it is written to a disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            // Whoever guesses at tokens of receipts gets few guesses.
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                http.Request.Path.StartsWithSegments("/r", StringComparison.Ordinal)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        $"{ReceiptsPolicy} {http.Connection.RemoteIpAddress}",
                        _ => new() { PermitLimit = ReceiptsAMinute, Window = TimeSpan.FromMinutes(1) })
                    : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static void Quieten(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails is said in words by the command, not as a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // A cookie from before a restart is no fault: a new one takes its place.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
    }
}
