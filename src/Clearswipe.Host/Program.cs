using Clearswipe.Host.Commands;

return await CommandLine.Run(args, new Shell(Console.In, Console.Out, Console.Error, TimeProvider.System));
