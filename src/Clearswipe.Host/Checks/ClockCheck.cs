namespace Clearswipe.Host.Checks;

/// <summary>
/// Whether the clock can be right: a wrong one makes good cards look expired and certificates invalid.
/// </summary>
static class ClockCheck
{
    /// <summary>The program cannot run before it was built.</summary>
    public static Check Run(DateTimeOffset now, DateTimeOffset built) =>
        now >= built.AddDays(-1)
            ? Check.Good("clock", new($"{now:yyyy-MM-dd HH:mm zzz}", $"{now:yyyy-MM-dd HH:mm zzz}"))
            : Check.Bad(
                "clock",
                new(
                    $"时钟显示 {now:yyyy-MM-dd}，早于本程序的制作日期",
                    $"The clock says {now:yyyy-MM-dd}, before this program was built"),
                new("校准系统时间（timedatectl set-ntp true），再签到", "Set the time (timedatectl set-ntp true), then sign on"));
}
