"""What the project rests on: pinned by hash, from nowhere in particular, under licences that it accepts."""

import re
import tomllib
from pathlib import Path

import pytest
from tools.audit import UNKNOWN, read_report
from tools.licences import LOCK, PAGE, find_packages, is_accepted, locked, page

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (LOCK, ROOT / "requirements-slow.lock")


def entries(lock: Path) -> list[str]:
    """Return the requirements of a lock file, each with its continued lines."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def folded(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_with_hashes(lock: Path) -> None:
    """Each line names one version and the hashes of its files, so nothing else is ever installed."""
    found = entries(lock)

    assert len(found) > 20
    for entry in found:
        assert re.match(r"[\w.-]+==[^\s;]+(?: ;[^#]*?)?(?:\s+--hash=sha256:[0-9a-f]{64})+$", entry), entry[:80]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    """Where packages come from is the affair of whoever installs them."""
    text = lock.read_text(encoding="utf-8")

    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links=|--trusted-host=", text) == []


def test_every_direct_dependency_is_locked() -> None:
    """What the project file asks for, in any of its parts, has its place in one of the locks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(name for group in project["optional-dependencies"].values() for name in group)]
    names = {folded(re.split(r"[<>=!~;\[ ]", one)[0]) for one in asked}

    assert len(names) > 10
    assert names - {folded(name) for lock in LOCKS for name in locked(lock)} == set()


def test_every_locked_package_has_an_accepted_licence() -> None:
    """No package binds the project to what it does not accept."""
    packages = find_packages(LOCK)

    assert len(packages) > 20
    assert [package for package in packages if not package.accepted] == []


def test_the_page_of_licences_is_of_this_lock() -> None:
    """The page lists exactly what is locked; `python tools/licences.py --write` renews it."""
    listed = {
        row.split(" | ")[0].removeprefix("| ") for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")
    }

    assert listed - {"package", "---"} == set(locked(LOCK))
    assert PAGE.read_text(encoding="utf-8").startswith(page([]).partition("| package")[0])


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR BSD-2-Clause", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("not stated", False),
    ],
)
def test_an_expression_is_accepted_by_its_sides(expression: str, accepted: bool) -> None:
    """One side of `OR` is enough, every part of `AND` is needed, and silence is no licence."""
    assert accepted == is_accepted(expression)


@pytest.mark.parametrize(
    ("packages", "status"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0),
        ([{"name": "a", "version": "1", "vulns": [{"id": "CVE-2026-1"}]}], 1),
        ([{"name": "a", "skip_reason": "not found"}], UNKNOWN),
        ([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_a_package_that_was_not_looked_up_is_not_called_sound(packages: list[dict[str, object]], status: int) -> None:
    """An audit that reached no database says so; the tests themselves ask nobody."""
    assert status == read_report({"dependencies": packages}).status
