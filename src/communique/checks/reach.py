"""Which nodes a change can concern, and what a rule looks at there: what `tracing` reads from the rule's query."""

from dataclasses import dataclass
from typing import Any

#: A path: the text of a predicate, or one of the operators `^ / | * + ?` with the paths that it joins.
Way = str | tuple[Any, ...]
#: Subject, path, value: as N-Triples writes terms, and variables with a question mark.
Join = tuple[str, Way, str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else tells of the rows of an answer that a statement can bring.

    `now` and `before` match beside it, in the data as they are and as they were. Where one of `bars` matches, there is no row;
    `kept` are the variables that a row has in common with them. `choices` are the terms that a variable can be.
    """

    now: tuple[Join, ...]
    before: tuple[Join, ...]
    bars: tuple[tuple[Join, ...], ...]
    kept: tuple[str, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Touch:
    """One way in which a statement can concern a node: the pattern that it fits, and what leads from there to the node.

    `effect` is that of the pattern's place (`patterns.Place`). `narrowing` is None where no more can be told of single rows.
    """

    subject: str
    predicate: str
    object: str
    effect: int
    joins: tuple[Join, ...]
    narrowing: Narrowing | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a rule's query says of the nodes that it asks about.

    `touches` are the ways in which a statement can concern one; `needs` must each match where something is found, and `subject`
    says that the node is then the subject of some statement; `follows` leads from a node to all that decides what is found there.
    """

    focus: str
    touches: tuple[Touch, ...]
    needs: tuple[Join, ...]
    subject: bool
    follows: tuple[Join, ...]

    @classmethod
    def read(cls, told: Any) -> "Reach":
        """Return what was written as JSON."""
        told = _frozen(told)
        touches = ((*touch, narrowing and Narrowing(*narrowing)) for *touch, narrowing in told[1])
        return cls(told[0], tuple(Touch(*touch) for touch in touches), *told[2:])

    def told(self) -> list[Any]:
        """Return what JSON can hold."""
        return [self.focus, [_told(touch) for touch in self.touches], self.needs, self.subject, self.follows]


def _told(touch: Touch) -> tuple[Any, ...]:
    narrow = touch.narrowing
    more = narrow and (narrow.now, narrow.before, narrow.bars, narrow.kept, narrow.choices)
    return touch.subject, touch.predicate, touch.object, touch.effect, touch.joins, more


def _frozen(told: Any) -> Any:
    return tuple(map(_frozen, told)) if isinstance(told, list) else told
