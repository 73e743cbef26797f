namespace Clearswipe.Store.Postgres;

/// <summary>
/// Of statements that were sent as one, some changed nothing. Which ones, their group finds when it is run with care.
/// </summary>
sealed class HopeLostException() : Exception("A group was not as simple as was hoped.");
