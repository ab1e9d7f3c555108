"""Orphans: judgements on documents that are gone, which no page tells of any more."""

from communique.graph.base import Rows
from communique.graph.standings import weighing_rows
from communique.records import Identities, Weighed
from communique.stream.frame import Frame
from communique.stream.learning import Learned
from communique.weighing.verdicts import judgement_id


def orphan_rows(learned: Learned, frame: Frame) -> Rows:
    """Yield the statements on judgements whose left document is not there; the others are told by the pages of theirs."""
    gone = [row for document, rows in learned.judgements.items() if document not in learned.lineages for _, row in rows]
    material = frame.material(Weighed((), (), {}, {}), Identities(learned.judged, ()), None, ())
    yield from weighing_rows(material, [(judgement_id(row), row) for row in gone])
