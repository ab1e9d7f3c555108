"""Saved feeds: each entry is a text of its own."""

import pytest

from communique.documents.feed import entries, extract
from communique.errors import DocumentError

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Ministry of Waters</title><language>en-us</language>{}</channel></rss>"""
ITEM = """<item><title>Lake &amp; River Talks</title><link>https://example.org/a</link>
<pubDate>Fri, 10 Dec 2021 23:46:00 -0500</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>They met in <b>Quito</b>.</p><script>x</script>]]></content:encoded></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry</title><entry><title>Talks</title>
<link rel="edit" href="https://example.org/edit"/><link href="https://example.org/b"/><published>2021-12-10T01:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met.</p><ul><li>Ana</li></ul></div></content>
</entry></feed>"""


def test_an_entry_has_the_fullest_text() -> None:
    """The whole text is taken rather than the summary, below the entry's title, without scripts."""
    assert "# Lake & River Talks\n\nThey met in Quito.\n" == extract(RSS.format(ITEM).encode(), "a.xml").text


def test_an_entry_states_its_metadata() -> None:
    """Title, the issuer's day, address, language and the feed's name are taken with their places."""
    stated = {entry.field: (entry.value, entry.source) for entry in extract(RSS.format(ITEM).encode(), "a.xml").stated}

    assert {
        "title": ("Lake & River Talks", "feed entry, title"),
        "published": ("2021-12-10", "feed entry, pubDate"),
        "url": ("https://example.org/a", "feed entry, link"),
        "language": ("en-us", "feed, language"),
        "publisher": ("Ministry of Waters", "feed, title"),
    } == stated


def test_the_day_of_the_text_goes_before_that_of_universal_time() -> None:
    """Feeds give moments in universal time; where the text gives its own day beside it, that counts."""
    item = "<item><title>Talks</title><pubDate>Sat, 11 Dec 2021 01:30:00 GMT</pubDate><description>{}They met.</description></item>"

    days = [
        next(entry.value for entry in extract(RSS.format(item.format(line)).encode(), "a.xml").stated if entry.field == "published")
        for line in ("&lt;p&gt;December 10, 2021&lt;p&gt;", "")
    ]

    assert ["2021-12-10", "2021-12-11"] == days


def test_atom_is_read_too() -> None:
    """An Atom entry's own markup is read, and its address is that of the page."""
    found = extract(ATOM.encode(), "a.atom")

    assert "# Talks\n\nThey met.\n\n- Ana\n" == found.text
    assert "https://example.org/b" == next(entry.value for entry in found.stated if entry.field == "url")


def test_several_entries_are_several_texts() -> None:
    """Each entry with words is a text; one without is passed over."""
    items = ITEM + "<item><title>Empty</title></item>" + ITEM.replace("Quito", "Lima")

    texts = [entry.text for entry in entries(RSS.format(items).encode(), "a.xml")]

    assert ["# Lake & River Talks\n\nThey met in Quito.\n", "# Lake & River Talks\n\nThey met in Lima.\n"] == texts


def test_a_feed_of_several_is_no_single_document() -> None:
    """Read as one document, a feed of several entries is refused with the command that takes them."""
    with pytest.raises(DocumentError, match=r"a feed with 2 entries; expected one document; run: communique add a\.xml"):
        extract(RSS.format(ITEM + ITEM).encode(), "a.xml")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<rss><channel></channel></rss>", "no feed with 1 to"),
        (b"<html><item>x</item></html>", "no feed with 1 to"),
        (b"They met.", "not XML"),
        (b"<rss><item><title>x</title></item></rss>", "its 1 entries have no words"),
        (
            b'<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><item><description>&e;</description></item></rss>',
            "for safety",
        ),
        (b"<a>" * 100_000, "not XML"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, message: str) -> None:
    """A file without entries, or one that could reach outside, is refused with the reason."""
    with pytest.raises(DocumentError, match=message):
        entries(data, "a.xml")
