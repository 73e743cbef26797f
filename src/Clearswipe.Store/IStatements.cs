using System.Data.Common;

namespace Clearswipe.Store;

/// <summary>The statements of one connection. Parameters are named @like_this and keep their order.</summary>
interface IStatements
{
    /// <summary>Runs a statement; the number of rows changed.</summary>
    int Execute(string sql, (string Name, object? Value)[] parameters);

    /// <summary>Runs a query; its caller closes the reader before the next statement.</summary>
    DbDataReader Open(string sql, (string Name, object? Value)[] parameters);
}
