"""The programs of others are what was recorded when they were taken in."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest
from tools.vendor import PACKAGES

from communique.site.paths import VENDORED, VENDORED_STYLES

STATIC = Path(str(files("communique.site"))) / "static"
RECORD = json.loads((STATIC / "vendor/VENDOR.json").read_text(encoding="utf-8"))


def test_every_package_is_recorded() -> None:
    """What is pinned is what was taken in."""
    assert [(entry["name"], entry["version"], entry["licence"]) for entry in RECORD] == [
        (package.name, package.version, package.licence) for package in PACKAGES
    ]


@pytest.mark.parametrize("entry", RECORD, ids=lambda entry: str(entry["folder"]))
def test_every_file_has_its_recorded_hash(entry: dict[str, dict[str, str]]) -> None:
    """No file was changed, added or lost; the licence is among them."""
    folder = STATIC / "vendor" / str(entry["folder"])
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}

    assert found == entry["sha256"]
    assert "LICENSE" in found


@pytest.mark.parametrize("path", [*VENDORED.values(), *VENDORED_STYLES.values()])
def test_pages_name_files_that_are_there(path: str) -> None:
    """The pages load the versions that are taken in."""
    assert (STATIC / path).is_file()
