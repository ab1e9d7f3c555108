"""How bodies belong together: parent and part, or old name and new."""

from communique.identity.context import Context


def ancestors(context: Context, body: str) -> list[str]:
    """Return a body and those above it, nearest first."""
    found = [body]
    while (parent := context.parents.get(found[-1])) and parent not in found:
        found.append(parent)
    return found


def related(context: Context, left: str, right: str) -> bool:
    """Tell whether two bodies are one, or one is above the other or its successor."""
    if left in ancestors(context, right) or right in ancestors(context, left):
        return True
    entries = context.authority.entries
    return any(a in entries and entries[a].successor == b for a, b in ((left, right), (right, left)))
