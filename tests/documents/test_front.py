"""Front matter: what is taken, and what is refused in words that help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.documents.front import FIELDS, is_good, render, split
from communique.errors import DocumentError


def test_text_begins_right_after_the_closing_line() -> None:
    """Nothing is stripped from the text: it begins with what follows the closing line."""
    head, text = split("---\ntitle: Talks\n---\n\n  They met.\n", "a.txt")

    assert ({"title": "Talks"}, "\n  They met.\n") == (head, text)


def test_text_without_front_matter_is_all_text() -> None:
    """A file that does not begin with the dividing line has no front matter."""
    assert ({}, "They met.\n---\ntitle: x\n---\n") == split("They met.\n---\ntitle: x\n---\n", "a.txt")


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    """A dividing line that no field follows is part of the text."""
    assert ({}, "---\nThey met.\n") == split("---\nThey met.\n", "a.txt")


def test_empty_front_matter_states_nothing() -> None:
    """Two dividing lines with nothing between are front matter without fields."""
    assert ({}, "They met.") == split("---\n---\nThey met.", "a.txt")


def test_empty_values_state_nothing() -> None:
    """A field without a value is as if it were not there."""
    assert ({"title": "Talks"}, "x") == split("---\ntitle: Talks\npublisher:\nurl: ''\n---\nx", "a.txt")


def test_tags_have_no_effect() -> None:
    """A tag that would make YAML run a program leaves nothing but the words."""
    assert {"title": "echo hello"} == split("---\ntitle: !!python/object/apply:os.system echo hello\n---\nx", "a.txt")[0]


def test_an_alias_of_one_line_is_that_line() -> None:
    """An alias repeats a line of text and can do no more."""
    assert {"title": "Talks", "publisher": "Talks"} == split("---\ntitle: &a Talks\npublisher: *a\n---\nx", "a.txt")[0]


REFUSED = {
    "unterminated": ("title: Talks\nThey met.", "a.txt: the front matter has no end; expected a line '---' after it"),
    "unknown field": ("titel: Talks\n---\nx", "'titel'; expected one of title, published"),
    "twice": ("title: A\ntitle: B\n---\nx", "'title' twice; keep one of them"),
    "list": ("title: [a, b]\n---\nx", "title in the front matter is a list; expected one line of text"),
    "mapping": ("title: {a: b}\n---\nx", "title in the front matter is a mapping"),
    "tagged list": ("title: !!python/object/apply:os.system [ls]\n---\nx", "title in the front matter is a list"),
    "key that is a list": ("[a]: b\n---\nx", "a list"),
    "all a list": ("- a\n- b\n---\nx", "the front matter is a list"),
    "all one line": ("a\n---\nx", "the front matter is a line of text"),
    "not YAML": ("title: 'Talks\n---\nx", "line 3: the front matter is not YAML"),
    "tab": ("title: x\n\tpublisher: y\n---\nx", "line 3: the front matter is not YAML"),
    "several lines": ("title: |\n  a\n  b\n---\nx", "title in the front matter is 'a\\nb\\n'; expected one line of text"),
    "no such month": ("published: 2021-13-01\n---\nx", "'2021-13-01'; expected a date like 2021-12-10"),
    "no such day": ("published: 2021-02-30\n---\nx", "published"),
    "not a date": ("published: today\n---\nx", "expected a date like 2021-12-10"),
    "rights": ("rights: mine\n---\nx", "rights in the front matter is 'mine'; expected one of open, excerpts, unknown"),
    "file address": ("url: file:///etc/passwd\n---\nx", "expected an address that begins with https://"),
    "address that breaks out": ("url: 'https://example.org/> <b'\n---\nx", "url"),
    "language": ("language: english please\n---\nx", "expected a language code like en or es-MX"),
    "copy of a path": ("copy_of: ../other\n---\nx", "the name of another document"),
    "too long": (f"title: {'a' * 20_000}\n---\nx", "expected at most 16384"),
    "too deep": (f"title: {'[' * 3_000}\n---\nx", "the front matter is"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_means_nothing_is_refused(case: str) -> None:
    """Front matter that means nothing is refused with the file, the value and what was expected."""
    content, message = REFUSED[case]

    with pytest.raises(DocumentError) as refusal:
        split("---\n" + content, "a.txt")

    assert str(refusal.value).startswith("a.txt")
    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.slow
def test_lists_in_lists_without_end_are_refused() -> None:
    """Front matter nested by dashes, deeper than can be followed, is refused."""
    with pytest.raises(DocumentError, match="nested too deeply"):
        split("---\ntitle:\n" + "- " * 5_000 + "x\n---\nx", "a.txt")


def test_aliases_do_not_multiply() -> None:
    """Lists of aliases of lists, which would unfold without end, are refused at once."""
    lines = ["a: &a0 [x, x]", *(f"b{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]

    with pytest.raises(DocumentError, match="expected"):
        split("---\n" + "\n".join(lines) + "\n---\nx", "a.txt")


@pytest.mark.parametrize("value", ["2021", "2021-11", "2021-11-30"])
def test_dates_keep_their_precision(value: str) -> None:
    """A year, a month and a day are all dates."""
    assert is_good("published", value)


values = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(lambda text: text.strip() == text)


@given(st.dictionaries(st.sampled_from(["title", "publisher", "extracted_from", "extractor"]), values, min_size=1))
def test_what_is_written_is_read_again(fields: dict[str, str]) -> None:
    """Front matter that the program writes holds any one line of text and is read again as it was."""
    assert (fields, "They met.") == split(render(fields) + "They met.", "a.txt")


@given(st.text(alphabet="-:&*![]{}'\"|>\n\tab#%@`,? ", max_size=60))
def test_any_front_matter_is_taken_or_refused(content: str) -> None:
    """Whatever stands between the lines, it is taken as fields of known names or refused as a person can understand."""
    try:
        head, _ = split(f"---\n{content}\n---\nThey met.", "a.txt")
    except DocumentError:
        return

    assert set(head) <= set(FIELDS)
