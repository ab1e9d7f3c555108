"""Refresh the programs of others that the site's pages use, from the packages that are pinned here.

    python tools/vendor.py

installs the packages into a scratch folder with npm, copies their files and licences below `src/communique/site/static/vendor/`,
and writes `VENDOR.json` with the SHA-256 of each file. What is committed is what is served: nothing is fetched at install.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src" / "communique" / "site" / "static" / "vendor"

#: The maps for debugging are not copied, so the lines that point at them are left out.
SOURCE_MAPS = ("//# sourceMappingURL", "/*# sourceMappingURL")
MIT = """{name}

{holders}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True)
class Package:
    """A package: its files, the licence files of its own, and those of the packages that its bundle holds."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    licences: tuple[str, ...]
    bundled: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.name.rpartition('/')[2]}-{self.version}"


PACKAGES = (
    Package("cytoscape", "3.34.4", "MIT", ("dist/cytoscape.min.js",), ("LICENSE",)),
    Package(
        "vis-timeline",
        "8.5.4",
        "Apache-2.0 OR MIT",
        ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"),
        ("LICENSE.md", "LICENSE.MIT.txt"),
        ("component-emitter", "keycharm", "moment", "propagating-hammerjs", "uuid", "vis-data", "vis-util", "xss"),
    ),
    Package(
        "@zazuko/yasqe",
        "4.6.2",
        "MIT",
        ("build/yasqe.min.js", "build/yasqe.min.css"),
        (),
        ("codemirror", "dompurify", "lodash-es", "store"),
    ),
)


def main() -> int:
    """Refresh all packages; return the exit status."""
    npm = shutil.which("npm")
    if npm is None:
        print("vendor: npm is missing; install the Debian package npm", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        wanted = [f"{package.name}@{package.version}" for package in PACKAGES]
        subprocess.run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", scratch, *wanted], check=True)
        shutil.rmtree(VENDOR, ignore_errors=True)
        modules = Path(scratch) / "node_modules"
        record = [copy(package, modules) for package in PACKAGES]
    (VENDOR / "VENDOR.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


def copy(package: Package, modules: Path) -> dict[str, object]:
    """Copy a package's files and licences; return what is recorded of it."""
    folder = VENDOR / package.folder
    folder.mkdir(parents=True)
    source = modules / package.name
    for name in package.files:
        text = (source / name).read_text(encoding="utf-8")
        lines = [
            line for line in text.splitlines(keepends=True) if not line.startswith(("//# sourceMappingURL", "/*# sourceMapping"))
        ]
        (folder / Path(name).name).write_text("".join(lines), encoding="utf-8")
    (folder / "LICENSE").write_text(licence_of(package, modules), encoding="utf-8")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "folder": package.folder,
        "sha256": hashes,
    }


def licence_of(package: Package, modules: Path) -> str:
    """Return the licence texts of a package and of what is bundled in it."""
    own = [(modules / package.name / name).read_text(encoding="utf-8") for name in package.licences]
    texts = own or [own_licence(package, modules)]
    for name in package.bundled:
        found = sorted(path for path in (modules / name).iterdir() if path.name.upper().startswith("LICENSE"))
        texts += [f"Bundled: {name}\n\n{path.read_text(encoding='utf-8')}" for path in found]
    return "\n\n----\n\n".join(text.strip() for text in texts) + "\n"


def own_licence(package: Package, modules: Path) -> str:
    """Return the MIT licence with the holders that a package without a licence file names."""
    about = json.loads((modules / package.name / "package.json").read_text(encoding="utf-8"))
    assert about["license"] == package.licence == "MIT"
    holders = [about["author"], *(entry["name"] for entry in about.get("contributors", ()))]
    return MIT.format(name=f"{package.name} {package.version}", holders="\n".join(f"Copyright (c) {holder}" for holder in holders))


if __name__ == "__main__":
    sys.exit(main())
