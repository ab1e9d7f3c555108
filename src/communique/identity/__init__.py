"""Identity: which mentions are the same person, body, post, meeting, series, thing or place.

The stages run in an order in which each needs only what is already resolved (`stages.py`):

1. sides (states and organisations), places, bodies;
2. series, mechanisms and other things, meetings;
3. people, then posts, since a post without a body may be told by its holder;
4. compounds (participations, tenures …), made of the entities of their parts.

Each stage also says by which marks mentions hang together (`marks.py`), so that after a change only those are decided again to
which a chain of marks leads.

Nothing depends on the order of the mentions: each stage sorts them first. A recorded judgement is a hard constraint everywhere.
"""

from communique.identity.resolution import resolve, resolve_alone, resolve_shared

__all__ = ["resolve", "resolve_alone", "resolve_shared"]
