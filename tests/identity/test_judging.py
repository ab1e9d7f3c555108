"""When a judgement on identity holds."""

from dataclasses import replace

from communique.identity.judging import evidence_for, followed, replaced, stale_judgements
from tests.identity.pages import Page, judgement, mentions_of, one, resolved

FIRST, SECOND = Page("a"), Page("b")
LEFT = FIRST.person("Ana Paz", ("Director", "Port Trust"), side="Ghana")
RIGHT = SECOND.person("Anna Paz", side="Ghana")
MENTIONS = {mention.id: mention for mention in mentions_of(FIRST, SECOND)}


def test_a_judgement_with_the_evidence_of_the_mentions_holds() -> None:
    """The hash of what the mentions say keeps a judgement valid."""
    row = judgement("person", LEFT, RIGHT, "same", evidence_for(MENTIONS, LEFT, RIGHT))

    assert followed(MENTIONS, [row]) == (row,)
    assert stale_judgements(MENTIONS.values(), [row]) == ()


def test_a_judgement_turns_stale_when_the_words_change() -> None:
    """Another post in the text than the one judged on makes it stale: it is reported and not followed."""
    row = judgement("person", LEFT, RIGHT, "same", evidence_for(MENTIONS, LEFT, RIGHT))
    changed = MENTIONS | {RIGHT: MENTIONS[RIGHT]._replace(name="Anna Maria Paz")}

    assert followed(changed, [row]) == ()
    assert [stale.reason for stale in stale_judgements(changed.values(), [row])] == ["what the mentions say has changed since"]


def test_a_judgement_on_a_mention_that_is_gone_is_stale() -> None:
    """The report names the mention."""
    row = judgement("person", LEFT, "c#0-3", "same")

    assert [stale.reason for stale in stale_judgements(MENTIONS.values(), [row])] == ["no document mentions c#0-3 any more"]


def test_judgements_on_values_are_left_to_weighing() -> None:
    """They are neither followed nor found stale here."""
    row = replace(judgement("value", "a#meeting-1 meeting.start", "2021-01-01", "prefer"))

    assert followed(MENTIONS, [row]) == ()
    assert stale_judgements(MENTIONS.values(), [row]) == ()


def test_a_path_that_a_judgement_takes_away_leads_to_the_new_one() -> None:
    """After a merge the path of the one that was joined is known to be replaced."""
    before = resolved(FIRST, SECOND)
    after = resolved(FIRST, SECOND, judgements=[judgement("person", LEFT, RIGHT, "same")])

    assert one(after, LEFT, RIGHT)
    assert replaced(before, after)["person/ana-paz"] == "person/anna-paz"
