"""What two mentions of one post have in common."""

from dataclasses import dataclass

from communique.identity.tables import Words


@dataclass(frozen=True, slots=True, order=True)
class PostKey:
    """What two mentions of one post have in common.

    `body` is empty when no body is told, `side` when no side is; `implied` says that only the title names the body.
    """

    core: Words
    topic: Words
    body: str
    side: str
    specific: bool
    implied: bool = False

    @property
    def words(self) -> Words:
        """The title's words, whether they tell a ministry or a portfolio."""
        return (*self.core, *self.topic)

    def fits(self, other: "PostKey") -> bool:
        """Tell whether two keys can be one post: one title, and one body, or a telling title of one side without a body."""
        if self.words != other.words:
            return False
        if self.body and other.body:
            return self.body == other.body
        return self.specific and bool(self.side) and self.side == other.side
