using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Checks;

/// <summary>
/// Tries a line hop by hop: the name, the connection, TLS, and an echo (0820, 301) that the host must answer.
/// </summary>
static class LineCheck
{
    private static readonly PosEnvelope Envelope = new("6000030000", "603100310000");

    public static async Task<IReadOnlyList<Check>> Run(
        ILine line, TerminalId terminal, MerchantId merchant, TimeProvider time, CancellationToken cancellation)
    {
        var name = $"line {line.Name}";
        switch (await line.Dial(cancellation))
        {
            case Dialled.Failed(var hop, var reason):
                return [Broken(name, hop, reason)];
            case Dialled.Connected(var link):
                await using (link)
                    return await Exchange(name, link, Echo(terminal, merchant), time, cancellation);
            default:
                throw new InvariantException("a dial connects or fails");
        }
    }

    private static async Task<IReadOnlyList<Check>> Exchange(
        string name, ILink link, Message echo, TimeProvider time, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        using var late = new CancellationTokenSource(Limits.ProbeAnswers, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await link.Send(Envelope.Wrap(Dialect.UnionPayPos.Write(echo)), either.Token);
            var answer = await link.Receive(either.Token);
            return answer is Received.Message(var bytes)
                && PosEnvelope.TryRead(bytes, out _, out var body) is null
                && Dialect.UnionPayPos.TryRead(body, out var message) is null
                ? Answered(name, message, time.GetElapsedTime(since))
                : [Broken(name, Hop.HostEcho, answer.ToString())];
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && late.IsCancellationRequested))
        {
            return [Broken(name, Hop.HostEcho, e.Message)];
        }
    }

    private static Message Echo(TerminalId terminal, MerchantId merchant) =>
        new Message("0820")
            .With(11, "000001").With(41, terminal.Value).With(42, merchant.Value).With(60, "00000001301");

    private static IReadOnlyList<Check> Answered(string name, Message answer, TimeSpan took)
    {
        var code = answer.Text(39);
        return code == ResponseCode.Approved.Value
            ? [Check.Good(name, new(
                $"回响正常，{took.TotalMilliseconds:0} ms", $"Echo answered in {took.TotalMilliseconds:0} ms"))]
            : [Check.Bad(
                name, new($"主机拒绝回响：{code}", $"The host refuses the echo: {code}"),
                new(
                    $"核对终端号和商户号；见 clearswipe explain {code}",
                    $"Check terminal and merchant numbers; see clearswipe explain {code}"))];
    }

    private static Check Broken(string name, Hop hop, string reason) => hop switch
    {
        Hop.Name => Check.Bad(
            name, new($"域名解析失败（{reason}）", $"The name is not found ({reason})"),
            new("核对主机名；检查 DNS 和网线", "Check the host's name, then DNS and the cable")),
        Hop.Connect => Check.Bad(
            name, new($"连不上主机（{reason}）", $"The host cannot be reached ({reason})"),
            new(
                "看网线和路由器指示灯；换备用线路；再联系平台",
                "Look at cable and router lights; take the other line; then call the platform")),
        Hop.Tls => Check.Bad(
            name, new($"安全连接失败（{reason}）", $"TLS fails ({reason})"),
            new("先校准时钟，再核对证书", "Set the clock first, then check the certificate")),
        Hop.HostEcho => Check.Bad(
            name, new($"连上了，但主机不应答（{reason}）", $"Connected, and the host does not answer ({reason})"),
            new("平台侧问题：联系支付平台，暂用其他方式收款", "The platform's side: call it, and take other means meanwhile")),
        Hop.None or Hop.Radio or Hop.Gateway => Check.Bad(
            name, new($"线路不通（{reason}）", $"The line is down ({reason})"),
            new("查信号和路由器；换备用线路", "Check signal and router; take the other line")),
        _ => throw new InvariantException("every hop has a mending step"),
    };
}
