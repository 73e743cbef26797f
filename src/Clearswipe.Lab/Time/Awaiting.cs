using System.Reflection;
using System.Runtime.CompilerServices;

namespace Clearswipe.Lab.Time;

/// <summary>
/// Says in which methods a task waits, from the state machines that the compiler made; for errors only.
/// </summary>
static class Awaiting
{
    private const int DeepestChain = 20;
    private const BindingFlags Anything = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>"Sell → Answer → a promise": the method, the method that it awaits, and so on.</summary>
    public static string Describe(Task task)
    {
        var names = new List<string>();
        for (Task? next = task; next is not null && names.Count < DeepestChain; next = AwaitedBy(next))
            names.Add(MachineOf(next) is { } machine ? NameOf(machine.GetType()) : "a promise");
        return string.Join(" → ", names);
    }

    /// <summary>The method that a posted continuation goes on with, or null when it is none.</summary>
    public static string? NameOf(object? state) =>
        (state as Action)?.Target is Task task && task.GetType() is { IsGenericType: true } box
            ? box.GetGenericArguments().Where(IsMachine).Select(NameOf).FirstOrDefault()
            : null;

    private static bool IsMachine(Type type) => typeof(IAsyncStateMachine).IsAssignableFrom(type);

    // The compiler names the machine of Sell "<Sell>d__7".
    private static string NameOf(Type machine)
    {
        var name = machine.Name;
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return end > 1 ? $"{machine.DeclaringType?.Name}.{name[1..end]}" : name;
    }

    private static object? MachineOf(Task task) => task.GetType().GetField("StateMachine", Anything)?.GetValue(task);

    private static Task? AwaitedBy(Task task) =>
        AwaitersOf(MachineOf(task)).Select(TaskIn).FirstOrDefault(found => found is { IsCompleted: false });

    private static IEnumerable<object?> AwaitersOf(object? machine) =>
        machine is null
            ? []
            : machine.GetType().GetFields(Anything)
                .Where(field => field.Name.StartsWith("<>u__", StringComparison.Ordinal))
                .Select(field => field.GetValue(machine));

    private static Task? TaskIn(object? awaiter) =>
        awaiter?.GetType().GetFields(Anything).Select(field => field.GetValue(awaiter)).OfType<Task>().FirstOrDefault();
}
