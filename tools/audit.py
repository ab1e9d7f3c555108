"""Asks `pip-audit` for known vulnerabilities of everything that is locked, and does not take silence for good news.

    make audit

Where its database cannot be reached, `pip-audit` skips every package and says that nothing was found; here that is told, status 3.
It is not part of the tests, which talk to nobody, nor of the locks: install it with `pip install pip-audit`.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ("requirements.lock", "requirements-slow.lock")
UNKNOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Audit:
    """How many packages were looked up, which could not be, and what is known against which."""

    looked_up: int
    skipped: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def status(self) -> int:
        """Return 1 where something is known, 3 where anything was not looked up, else 0."""
        return 1 if self.found else UNKNOWN if self.skipped or not self.looked_up else 0


def read_report(report: Mapping[str, Sequence[Mapping[str, Any]]]) -> Audit:
    """Read what `pip-audit --format json` prints.

    >>> read_report({"dependencies": [{"name": "a", "skip_reason": "not found"}]}).status
    3
    """
    packages = report["dependencies"]
    skipped = tuple(package["name"] for package in packages if "skip_reason" in package)
    found = tuple(f"{one['name']} {one['version']}: {known['id']}" for one in packages for known in one.get("vulns", ()))
    return Audit(len(packages) - len(skipped), skipped, found)


def main() -> int:
    """Audit each lock and print what came of it."""
    if shutil.which("pip-audit") is None:
        print("audit: pip-audit is missing; install it with 'pip install pip-audit'", file=sys.stderr)
        return 2
    statuses = []
    for lock in LOCKS:
        command = ["pip-audit", "--require-hashes", "--disable-pip", "--format", "json", "-r", str(ROOT / lock)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not done.stdout:
            print(f"{lock}: pip-audit gave no report: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return UNKNOWN
        audit = read_report(json.loads(done.stdout))
        print(f"{lock}: {audit.looked_up} packages looked up, {len(audit.skipped)} not, {len(audit.found)} vulnerabilities")
        print("".join(f"    {one}\n" for one in audit.found), end="")
        statuses.append(audit.status)
    if UNKNOWN in statuses:
        print("audit: the database could not be reached for some packages, so nothing is known of them", file=sys.stderr)
    return 1 if 1 in statuses else max(statuses)


if __name__ == "__main__":
    sys.exit(main())
