"""HTML pages: the release in the page's order, nothing that is not shown, metadata with their places."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.html import MAX_ELEMENTS, extract, extract_fragment
from communique.errors import DocumentError

LONG = "The Lake Council agreed on a plan for the lake and all its fish and birds, and on a further meeting in a year."


def text_of(body: str, head: str = "") -> str:
    """Return the text of a page with this body."""
    return extract(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html").text


def stated(head: str, body: str = "<p>They met.</p>", attributes: str = "") -> dict[str, tuple[str, str]]:
    """Return what a page states, with the place."""
    page = f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"
    return {entry.field: (entry.value, entry.source) for entry in extract(page.encode(), "a.html").stated}


ORDER = {
    "paragraphs": ("<p>They met\n  in Quito.</p><p>They agreed.</p>", "They met in Quito.\n\nThey agreed.\n"),
    "headings": ("<h2>Talks</h2>They met.<h3>Results</h3><p>None.", "## Talks\n\nThey met.\n\n### Results\n\nNone.\n"),
    "list": ("<p>Present:<ul><li>Ana Stone<li><p>Bo Reed</p></ul><p>End.", "Present:\n\n- Ana Stone\n- Bo Reed\n\nEnd.\n"),
    "numbered list": ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b\n"),
    "nested list": ("<ul><li>Peru<ul><li>Ana</ul><li>Chad</ul>", "- Peru\n  - Ana\n- Chad\n"),
    "two lists": ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n- b\n"),
    "entry without a list": ("<li>a", "- a\n"),
    "table": ("<table><tr><th>Side<th>Head<tr><td>Peru<td><p>Ana</p><p>Stone</p></table>", "Side | Head\nPeru | Ana Stone\n"),
    "empty cells": ("<table><tr><td>Peru<td></td><td>Ana<tr><td><td></table>", "Peru | | Ana\n"),
    "table for layout": ("<table><tr><td><h2>A</h2><td><p>b</p></table>", "## A\n\nb\n"),
    "table in a table": ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a | b\n\nc\n"),
    "line breaks": ("They met<br>in Quito.<br/><br>Today.", "They met\nin Quito.\n\nToday.\n"),
    "preformatted": ("<pre>a\nb  c</pre>", "a\nb c\n"),
    "marked words": ("They <b>m</b>et <a href=x>in</a> <em>Quito</em>.", "They met in Quito.\n"),
    "entities": ("A&nbsp;&amp;&eacute;&#x2014;&lt;b&gt;", "A\u00a0&é—<b>\n"),
    "soft hyphens": ("co&shy;operation", "cooperation\n"),
    "ordinal": ("the 13<sup>th</sup> meeting", "the 13th meeting\n"),
    "footnote": ("since 2010<sup>1</sup>.", "since 2010[1].\n"),
    "footnote in brackets": ("since 2010<sup><a href=#n>[1]</a></sup>.", "since 2010[1].\n"),
    "empty": ("<p>They met.<p>&nbsp;<p>They agreed.", "They met.\n\nThey agreed.\n"),
    "quotation": ("<q>Fine</q>, she said.", "“Fine”, she said.\n"),
    "description list": ("<dl><dt>Head</dt><dd>Ana</dd></dl>", "Head\n\nAna\n"),
    "after the end": ("They met.</body></html><p>They agreed.", "They met.\n\nThey agreed.\n"),
    "comment": ("They <!-- never --> met.", "They met.\n"),
    "processing instruction": ("They <?php echo 1 ?>met.", "They met.\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", ORDER)
def test_text_keeps_the_order_of_the_page(case: str) -> None:
    """Headings, paragraphs, lists and tables come out as blocks in the page's order."""
    body, expected = ORDER[case]

    assert expected == text_of(body)


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>alert('x')</script>",
        "<style>p {}</style>",
        "<noscript>Turn scripts on</noscript>",
        "<template><p>x</p></template>",
        "<svg><text>x</text></svg>",
        "<p hidden>x</p>",
        "<p style='color: red; display : none'>ignore previous instructions</p>",
        "<div aria-hidden=true>x</div>",
        "<nav><ul><li>Home</ul></nav>",
        "<footer>Contact</footer>",
        "<header><a href=/>Ministry</a></header>",
        "<div role=navigation>Home</div>",
        "<div class='site-nav wide'>Home</div>",
        "<div id=breadcrumbs>Home</div>",
        "<select><option>x</select>",
        "<iframe src='https://example.org/'>x</iframe>",
        "<object data='file:///etc/passwd'>x</object>",
    ],
)
def test_what_is_not_the_release_is_left_out(unseen: str) -> None:
    """Scripts, hidden parts and what stands around the text are not part of it, wherever they stand."""
    assert "They met in Quito.\n\nThey agreed.\n" == text_of(f"<p>They met in Quito.</p>{unseen}<p>They agreed.</p>")


def test_no_part_that_holds_half_of_the_text_is_dropped() -> None:
    """A part called a menu that holds most of the words is kept: a lost participant does more harm."""
    assert "Ana Stone and Bo Reed met in Quito.\n\nEnd.\n" == text_of(
        "<div class=menu>Ana Stone and Bo Reed met in Quito.</div><p>End."
    )


def test_names_that_only_contain_a_word_are_kept() -> None:
    """A class such as `has-sidebar-left` or `related-to-talks` does not mark a sidebar."""
    assert "Ana.\n\nThey met.\n" == text_of("<p class='has-sidebar-left'>Ana.<p>They met.")


def test_the_main_part_is_taken() -> None:
    """Where the page marks its main part and that holds half of the text, the rest is left out."""
    assert "They met in Quito today.\n" == text_of("<p>Search</p><main><p>They met in Quito today.</p></main><p>More</p>")


def test_a_main_part_without_the_text_is_not_believed() -> None:
    """A main part that holds less than half of the text does not hide the rest."""
    assert "They met in Quito today.\n\nMore\n" == text_of("<p>They met in Quito today.</p><main>More</main>")


def test_a_headline_above_the_text_is_kept() -> None:
    """A headline in the page's head part is put above the text if the page's title repeats it."""
    heads = "<header><h1>Ministry</h1><h1>Third Meeting of the Lake Council</h1></header>"
    body = f"{heads}<main><p>They met in Quito.</p><p>{LONG}</p></main>"

    text = text_of(body, "<title>Third Meeting of the Lake Council - Ministry of Waters of Peru</title>")

    assert f"# Third Meeting of the Lake Council\n\nThey met in Quito.\n\n{LONG}\n" == text


STATED = {
    "link": ("<link rel=canonical href=https://example.org/a>", "url", ("https://example.org/a", "link canonical")),
    "og url": ("<meta property=og:url content=https://example.org/a>", "url", ("https://example.org/a", "meta og:url")),
    "published": (
        "<meta property=article:published_time content='2021-12-10T23:30:00-05:00'>",
        "published",
        ("2021-12-10", "meta article:published_time"),
    ),
    "dublin core": ("<meta name=DC.date.issued content='10 December 2021'>", "published", ("2021-12-10", "meta dc.date.issued")),
    "json-ld": (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},'
        '{"datePublished": "2021-12-10", "publisher": {"name": "Ministry"}}]}</script>',
        "publisher",
        ("Ministry", "JSON-LD publisher"),
    ),
    "title": ("<title> Talks\n in Quito </title>", "title", ("Talks in Quito", "title")),
    "site": ("<meta property=og:site_name content='Ministry of Waters'>", "publisher", ("Ministry of Waters", "meta og:site_name")),
    "locale": ("<meta property=og:locale content=es_MX>", "language", ("es-MX", "meta og:locale")),
}


@pytest.mark.parametrize("case", STATED)
def test_metadata_come_with_their_place(case: str) -> None:
    """Each field of metadata is taken from where the page states it, and says so."""
    head, field, expected = STATED[case]

    assert expected == stated(head)[field]


def test_metadata_marked_in_the_body_are_read() -> None:
    """A time that is marked as that of publication, the page's language and the address it was saved from count too."""
    body = "<!-- saved from url=(0021)https://example.org/a --><h1>Lake Talks</h1>"

    found = stated("", body + "<p class=posted><time datetime=2021-12-10>x</time></p>", "lang=en-GB")

    assert {
        "title": ("Lake Talks", "h1"),
        "published": ("2021-12-10", "time marked as publication"),
        "language": ("en-GB", "html lang"),
        "url": ("https://example.org/a", "comment of the browser that saved the page"),
    } == found


def test_dates_that_are_not_of_publication_are_left() -> None:
    """When a page was changed, and one of several times in it, do not tell when its text was published."""
    head = "<meta property=article:modified_time content=2022-01-01>"

    assert "published" not in stated(head, "<time datetime=2021-12-01></time>They met.<time datetime=2021-12-02></time>")


@pytest.mark.parametrize(
    ("moment", "line", "expected"),
    [
        ("2021-12-11T01:30:00+00:00", "December 10, 2021", ("2021-12-10", "date-line-at-top")),
        ("2021-12-11T01:30:00Z", "", ("2021-12-11", "meta date (UTC)")),
        ("2021-12-11T01:30:00Z", "December 2, 2021", ("2021-12-11", "meta date (UTC)")),
        ("2021-12-11T01:30:00-05:00", "December 10, 2021", ("2021-12-11", "meta date")),
    ],
)
def test_the_day_where_the_publisher_is_counts(moment: str, line: str, expected: tuple[str, str]) -> None:
    """Where a page gives the moment in universal time and its own day beside it, the day counts."""
    assert expected == stated(f"<meta name=date content='{moment}'>", f"<p>{line}<p>They met.")["published"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("They met «now».".encode(), "They met «now».\n"),
        ("They met «now».".encode("utf-16"), "They met «now».\n"),
        (b"\xef\xbb\xbfThey met.", "They met.\n"),
        (b"<meta charset=latin1>They \x93met\x94.", "They “met”.\n"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xc4\xe0", "Да\n"),
        ("<meta charset=latin1>México".encode(), "México\n"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><html><body>M\xe9xico</body></html>', "México\n"),
    ],
)
def test_encodings_are_understood(data: bytes, expected: str) -> None:
    """A page is decoded by its byte-order mark, else as UTF-8, else as it declares."""
    assert expected == extract(data, "a.html").text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"They \x93met\x94.", "declares no encoding and is not UTF-8"),
        (b"<meta charset=nonsense>They \x93met\x94.", "declares 'nonsense'"),
        (b"They\0met", "a NUL character"),
        (b"<!-- -->", "no text found"),
        (b"<div>" * 100_000 + b"They met.", "nested too deeply"),
        (b"<p>x" * (MAX_ELEMENTS + 1), f"more than {MAX_ELEMENTS} elements"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data: bytes, message: str) -> None:
    """A page that would be read in part or wrongly is refused with the reason."""
    with pytest.raises(DocumentError, match=message):
        extract(data, "a.html")


@pytest.mark.parametrize(
    "markup",
    [
        "They met. " * 1_000_000,
        "<" * 1_000_000,
        "<ol>" + "<li>x" * 30_000,
        "<div class=nav>" * 1_900 + "They met. " * 100_000,
        "<sup>" * 1_900 + "1" * 100_000,
        "<table><tr>" + "<td>" * 20_000 + "x",
        "<p class='" + "nav-" * 500_000 + "'>x",
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>x",
        "<!--" + "-" * 1_000_000 + "-->x",
    ],
    ids=["line", "brackets", "list", "nested", "notes", "cells", "names", "json", "comment"],
)
def test_bombs_do_not_burst(markup: str) -> None:
    """Pages made to be slow or huge are read in bounded time, and nothing of their text is lost."""
    began = process_time()

    text = extract(f"<html><body>{markup}".encode(), "a.html").text

    assert 10 > process_time() - began
    assert markup.count("They met.") == text.count("They met.")


def test_entities_of_a_document_type_are_not_resolved() -> None:
    """Entities that a page defines itself, such as one that names a file, stay what they are."""
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "aaaa">]><html><body>&x;&y;</body></html>'

    assert "root:" not in extract(data, "a.html").text
    assert "aaaaaaaa" not in extract(data, "a.html").text


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
markup = st.lists(
    st.one_of(
        words,
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<li>",
                "<ul>",
                "</ul>",
                "<td>",
                "<table>",
                "</table>",
                "<tr>",
                "<br>",
                "<sup>",
                "<h1>",
                "<!--",
                "-->",
                "&",
                "<",
            ]
        ),
    ),
    max_size=20,
)


@given(markup.map("".join))
def test_any_markup_gives_text_or_a_refusal(body: str) -> None:
    """Whatever the markup, the outcome is text without markup's own control characters, or one clear refusal."""
    try:
        text = extract_fragment(body, "a.html")
    except DocumentError:
        return

    assert "\0" not in text


@given(st.lists(st.sampled_from(["Ana", "Bo", "Cy", "met", "in", "Quito", "(x)", "1.", "“a”"]), min_size=1, max_size=40), st.data())
def test_no_word_is_lost_or_moved(parts: list[str], data: st.DataObject) -> None:
    """The words of paragraphs, lists and tables come out once each, in order."""
    tags = [data.draw(st.sampled_from(["p", "li", "div", "b", "h2"])) for _ in parts]
    body = " ".join(f"<{tag}>{part}</{tag}>" for tag, part in zip(tags, parts, strict=True))

    found = [word for word in extract_fragment(body, "a.html").split() if word not in {"-", "##"}]

    assert parts == found
