"""The words of the interface."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from communique.properties import PROPERTIES
from communique.settings import Settings
from communique.site.wording import Wording, find_languages
from communique.terms import CODES
from tests.site.conftest import Small

PACKAGE = Path(str(files("communique.site")))
ROWS = list(
    csv.DictReader((PACKAGE / "labels.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["key"]))
def test_every_text_is_there_in_both_languages(row: dict[str, str]) -> None:
    """No text is empty, and both have the same places for values."""
    assert row["en"]
    assert row["es"]
    assert sorted(re.findall(r"{\w+}", row["en"])) == sorted(re.findall(r"{\w+}", row["es"]))


def test_every_key_stands_once() -> None:
    """A key names one text."""
    keys = [row["key"] for row in ROWS]

    assert len(keys) == len(set(keys))


def test_templates_use_known_keys() -> None:
    """Every key that a template names by itself is in the table."""
    text = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "templates").glob("*.html"))
    used = set(re.findall(r"\bt\([\"']([a-z.-]+)[\"'][,)]", text))
    counted = {f"{key}.{end}" for key in re.findall(r"\bt\.count\([\"']([a-z.-]+)[\"']", text) for end in ("one", "many")}

    assert len(used) > 50
    assert used | counted <= {row["key"] for row in ROWS}


@pytest.mark.parametrize("key", PROPERTIES)
def test_every_property_has_a_label(key: str) -> None:
    """What can be claimed can be shown in both languages."""
    assert Wording("es").has(f"property.{key.partition('.')[2]}")


@pytest.mark.parametrize("name", CODES)
def test_every_code_list_has_a_label(name: str) -> None:
    """Each code list has a heading."""
    assert Wording("en").has(f"codes.{name}")


def test_the_first_language_of_the_project_is_that_of_the_root(small: Small) -> None:
    """The languages of the pages are those of the project that the interface speaks, in its order."""
    assert find_languages(small[0]) == ("en", "es")


@pytest.mark.parametrize(("given", "expected"), [(("es", "fr"), ("es",)), (("fr",), ("en",)), ((), ("en",))])
def test_a_language_without_words_is_left_out(small: Small, given: tuple[str, ...], expected: tuple[str, ...]) -> None:
    """A project in languages that the interface does not speak has English pages."""
    fields = {name: getattr(small[0], name) for name in Settings.__dataclass_fields__}

    assert find_languages(Settings(**{**fields, "languages": given})) == expected


@pytest.mark.parametrize(
    ("iso", "text"), [("2021", "2021"), ("soon", "soon"), ("2021-03", "March 2021"), ("2021-03-09", "9 March 2021")]
)
def test_dates_keep_their_precision(iso: str, text: str) -> None:
    """A month stays a month, a year a year, and what is no date stays as it is."""
    assert Wording("en").date(iso) == text
