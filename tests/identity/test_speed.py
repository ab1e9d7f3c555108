"""How long it takes to tell many people apart."""

import random
import time

import pytest

from communique.identity import resolve
from communique.records import Mention
from tests.identity.pages import Page, lexicon, mentions_of

GIVEN = [first + last for first in ("An", "Be", "Ca", "Do", "El", "Fa", "Go", "Hu") for last in ("ra", "lio", "nes", "mir", "tta")]
SURNAMES = [
    first + last
    for first in ("Bar", "Cor", "Dal", "Fer", "Gal", "Hol", "Kan", "Lor")
    for last in ("ben", "dova", "quist", "ima", "zani")
]
STATES = ("Peru", "Chile", "Kenya", "Norway", "Japan", "Ghana")
PEOPLE = 100_000


def crowd(count: int) -> tuple[Mention, ...]:
    """Documents of eight people each, who share 1,600 names, so that most of a name's mentions are other people."""
    draw = random.Random(7)
    pages = []
    for number in range(count // 8):
        day = f"20{draw.randrange(10, 24):02}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        page, sides = Page(f"d{number:06}", day), draw.sample(STATES, 2)
        series = f"{'-'.join(sides)} Council on Topic {draw.randrange(300)}" if draw.random() < 0.7 else None
        meeting = page.meeting("", series, day)
        for _ in range(8):
            middle = f"{draw.choice('ABCDEFGH')}. " if draw.random() < 0.3 else ""
            body = f"Ministry of Subject {draw.randrange(60)}" if draw.random() < 0.7 else None
            post = (f"Director for Matter {draw.randrange(400)}", body)
            name = f"{draw.choice(GIVEN)} {middle}{draw.choice(SURNAMES)}"
            page.person(name, post, side=draw.choice(sides), meeting=meeting, listed="list-1")
        pages.append(page)
    return mentions_of(*pages)


@pytest.mark.slow
def test_a_hundred_thousand_distinct_people_take_less_than_a_minute() -> None:
    """Of 10^5 mentions hardly two are alike in name, post, body, side and series; the processor's time counts."""
    mentions = crowd(PEOPLE)
    people = [mention for mention in mentions if mention.kind == "person"]
    began = time.process_time()
    resolve([*people, *(mention for mention in mentions if mention.kind in {"body", "side", "series", "meeting"})], lexicon())

    assert len(people) == PEOPLE
    assert time.process_time() - began < 60


def test_time_grows_with_the_number_of_people_only() -> None:
    """A crowd of two thousand is told apart in seconds."""
    mentions = crowd(2_000)
    began = time.process_time()
    resolve(mentions, lexicon())

    assert time.process_time() - began < 6
