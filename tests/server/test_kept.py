"""Answers kept for the next who asks the same."""

from communique.server.frames import Reply
from communique.server.kept import KeptReplies


def test_what_was_found_lately_stays_longest() -> None:
    """Eight replies fill the room; the ninth takes the place of the one asked for longest ago."""
    kept = KeptReplies(most_bytes=80)
    names = [str(number).encode() for number in range(9)]
    for name in names[:8]:
        kept.keep(name, Reply(200, body=b"x" * 9))
    kept.find(names[0])
    kept.keep(names[8], Reply(200, body=b"x" * 9))

    assert [name for name in names if kept.find(name) is None] == [b"1"]


def test_a_large_reply_pushes_out_no_others() -> None:
    """It is not kept."""
    kept = KeptReplies(most_bytes=80)
    kept.keep(b"a", Reply(200, body=b"x" * 9))
    kept.keep(b"b", Reply(200, body=b"x" * 10))

    assert [kept.find(name) is not None for name in (b"a", b"b")] == [True, False]


def test_reasons_are_not_kept() -> None:
    """A server that was busy is asked again."""
    kept = KeptReplies(most_bytes=1000)
    kept.keep(b"a", Reply.refuse(503, "busy"))

    assert kept.find(b"a") is None


def test_nothing_is_kept_where_there_is_no_room() -> None:
    """As on a writable server, whose answers change."""
    kept = KeptReplies(most_bytes=0)
    kept.keep(b"a", Reply(200))

    assert kept.find(b"a") is None
