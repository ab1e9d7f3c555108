"""What the routes share: the data made ready, and addresses."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from communique import store
from communique.errors import DataError
from communique.server import ServerSettings
from communique.server.refusals import Refusal
from communique.server.services import check_iri, prepare_store, quote_path


def test_a_small_data_set_is_left_to_the_workers(settings: ServerSettings, tmp_path: Path) -> None:
    """Each loads the file into its memory."""
    assert prepare_store(settings, tmp_path / "store") == settings.data


@pytest.mark.parametrize("writable", [True, False])
def test_a_large_or_writable_data_set_becomes_a_store(
    settings: ServerSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, writable: bool
) -> None:
    """On disk, where it survives its workers."""
    monkeypatch.setattr(store, "IN_MEMORY", 10**6 if writable else 10)
    made = prepare_store(replace(settings, writable=writable), tmp_path / "store")

    assert (made, len(Store.read_only(str(made)))) == (tmp_path / "store", 7)


def test_quads_that_are_none_are_named(settings: ServerSettings, tmp_path: Path) -> None:
    """While the store is made."""
    (tmp_path / "bad.nq").write_text("no quads", encoding="utf-8")

    with pytest.raises(DataError, match=r"bad\.nq: not N-Quads"):
        prepare_store(replace(settings, data=tmp_path / "bad.nq", writable=True), tmp_path / "store")


@pytest.mark.parametrize("iri", ["relative", "http://a b/", "", "http://a.example/<"])
def test_what_is_no_address_is_refused(iri: str) -> None:
    """400, with the value."""
    with pytest.raises(Refusal, match="not an IRI"):
        check_iri(iri)


def test_a_path_is_encoded_once() -> None:
    """Marks that a path may hold stay."""
    assert quote_path("a/b c%é~.") == "a/b%20c%25%C3%A9~."
