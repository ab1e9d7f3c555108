"""Lists the licence of every locked package and holds each against those that the project accepts.

    python tools/licences.py            # print what is not accepted; exit 1 if anything is
    python tools/licences.py --write    # and write docs/licences.md

The licence is what the installed package states: `License-Expression`, else `License`, else its classifiers. An expression with
`OR` is accepted if one of its sides is, with `AND` if all are.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements.lock"
PAGE: Final = ROOT / "docs" / "licences.md"
#: The licences that are accepted for anything, by SPDX identifier.
ACCEPTED: Final = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "PSF-2.0", "W3C", "Zlib",
})  # fmt: skip
#: Licences that bind those who change the package itself, and why that is no hindrance here.
WITH_REASON: Final = {
    "LGPL-2.1-or-later": "a library that is imported as it is and never changed or copied",
    "LGPL-3.0-or-later": "a library that is imported as it is and never changed or copied",
    "MPL-2.0": "binds changes to its own files, of which there are none here",
}
#: How packages write licences in words, in the order in which they are looked for.
_WORDS: Final = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r"\bMIT OR Apache-2\.0\b", "MIT OR Apache-2.0"),
        (r"\bMPL-2\.0 AND MIT\b", "MPL-2.0 AND MIT"),
        (r"\bapache\b", "Apache-2.0"),
        (r"\bMPL[ -]2\.0\b|Mozilla Public License 2\.0", "MPL-2.0"),
        (r"\bBSD 2-Clause|BSD-2-Clause", "BSD-2-Clause"),
        (r"\bBSD\b", "BSD-3-Clause"),
        (r"\bISC\b", "ISC"),
        (r"\bPython Software Foundation|\bPSF\b", "PSF-2.0"),
        (r"\bW3C\b", "W3C"),
        (r"\bMIT\b", "MIT"),
    )
)
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Package:
    """A locked package: name, version, licence as SPDX writes it, and whether it is accepted."""

    name: str
    version: str
    licence: str

    @property
    def accepted(self) -> bool:
        """Whether the project may rest on it."""
        return is_accepted(self.licence)


def locked(lock: Path) -> dict[str, str]:
    """Return the pinned packages of a lock file and their versions."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.M)
    return dict(sorted(found))


def licence_of(package: Distribution) -> str:
    """Return the licence that an installed package states, as an SPDX expression where its words are known."""
    for expression in _stated(package, "License-Expression"):
        return expression
    words = "".join(_stated(package, "License")).strip()
    classifiers = [line for line in _stated(package, "Classifier") if line.startswith("License ::")]
    said = [words, *classifiers] if len(words) <= _LONGEST else [*classifiers, words.splitlines()[0]]
    return next((name for text in said for pattern, name in _WORDS if pattern.search(text)), " ".join(said) or "not stated")


def _stated(package: Distribution, field: str) -> list[str]:
    return list(package.metadata.get_all(field) or ())


def is_accepted(expression: str) -> bool:
    """Say whether an SPDX expression without brackets is accepted: `OR` needs one side, `AND` all.

    >>> is_accepted("GPL-2.0-only OR MIT"), is_accepted("MIT AND GPL-2.0-only")
    (True, False)
    """
    known = {*ACCEPTED, *WITH_REASON}
    return any(all(part.strip() in known for part in side.split(" AND ")) for side in expression.split(" OR "))


def find_packages(lock: Path) -> list[Package]:
    """Return the locked packages that are installed here."""
    found = []
    for name, version in locked(lock).items():
        try:
            found.append(Package(name, version, licence_of(distribution(name))))
        except PackageNotFoundError:
            continue  # a package for another system or Python
    return found


def page(packages: Iterable[Package]) -> str:
    """Return the page that lists them."""
    rows = "".join(f"| {package.name} | {package.version} | {package.licence} |\n" for package in packages)
    reasons = "".join(f"- {name}: {reason}.\n" for name, reason in WITH_REASON.items())
    return (
        "# Licences\n\nWhat each package of `requirements.lock` states as its licence.\n"
        "Made by `python tools/licences.py --write`; a test holds the page against the installed packages.\n"
        "The licences of the scripts that the pages use stand beside them, in `src/communique/site/static/vendor/`.\n\n"
        f"Accepted for anything: {', '.join(sorted(ACCEPTED))}.\nAccepted with a reason:\n\n{reasons}\n"
        f"| package | version | licence |\n| --- | --- | --- |\n{rows}"
    )


def main() -> int:
    """Check, and write the page if told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/licences.md")
    write = parser.parse_args().write
    packages = find_packages(LOCK)
    refused = [package for package in packages if not package.accepted]
    for package in refused:
        print(f"{package.name} {package.version}: {package.licence}; expected one of {', '.join(sorted(ACCEPTED))}")
    print(f"{len(packages)} packages, {len(refused)} not accepted")
    if write:
        PAGE.write_text(page(packages), encoding="utf-8")
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main())
