"""How bodies belong together: parent and part, old name and new, or one name without its state."""

from communique.identity.context import Context


def ancestors(context: Context, body: str) -> list[str]:
    """Return a body and those above it, nearest first."""
    found = [body]
    while (parent := context.parents.get(found[-1])) and parent not in found:
        found.append(parent)
    return found


def related(context: Context, left: str, right: str) -> bool:
    """Tell whether two bodies can be one, or one is above the other or its successor.

    "Ministry of Foreign Affairs", of a state that the document does not tell, can be that of any state.
    """
    if left in ancestors(context, right) or right in ancestors(context, left):
        return True
    both_ways = ((left, right), (right, left))
    entries = context.authority.entries
    if any(old in entries and entries[old].successor == new for old, new in both_ways):
        return True
    parts = context.body_parts
    return any(untold in context.stateless and parts[untold] & parts.get(other, set()) for untold, other in both_ways)
