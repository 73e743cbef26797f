using System.Net;
using System.Net.Sockets;

namespace Clearswipe.Host.Checks;

/// <summary>Whether the port of the pages is free, or who else may be at it.</summary>
static class PortCheck
{
    public static Check Run(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return Check.Good("port", new($"端口 {port} 可用", $"Port {port} is free"));
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? Check.Watch(
                    "port",
                    new(
                        $"端口 {port} 已被占用（可能畅刷已在运行）",
                        $"Port {port} is taken (Clearswipe may be running already)"),
                    new($"打开 http://127.0.0.1:{port} 看看，或用 --port 换一个", $"Look at http://127.0.0.1:{port}, or take another one with --port"))
                : Check.Bad(
                    "port", new($"端口 {port} 不能用：{e.Message}", $"Port {port} cannot be used: {e.Message}"),
                    new("用 --port 换一个大于 1024 的端口", "Take one above 1024 with --port"));
        }
    }
}
