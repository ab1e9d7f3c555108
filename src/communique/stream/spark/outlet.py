"""Outlets: where the executors write parts, and how the driver gets them.

Without a place of their own, parts are written into the new data set itself, in a folder that driver and executors share. With one,
they are written to any place that Spark writes and stay there, and the driver, which checks and publishes them, gets copies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.errors import ProjectError
from communique.stream.spark.session import Rows

_SCRATCH: Final = ".spark"


@dataclass(frozen=True, slots=True)
class Outlet:
    """The folder of a new data set on the driver, and the place, as Spark writes it, where parts are to stay, if any."""

    context: Any
    folder: Path
    place: str | None = None

    def open(self) -> None:
        """See that nothing is there yet.

        Raises:
            ProjectError: there is.
        """
        if self.place and self._files(self.place).exists(self._at(self.place)):
            raise ProjectError(f"{self.place}: there is something already; name a folder that is not there yet with --parts")

    def save(self, blocks: Rows, names: list[str]) -> Iterator[Path]:
        """Let each partition be written as one file, and yield those that hold anything, in the data set's folder."""
        scratch = f"{self.place or self.folder.resolve().as_uri()}/{_SCRATCH}"
        blocks.filter(bool).map(lambda block: block.decode().removesuffix("\n")).saveAsTextFile(scratch)
        for number, name in enumerate(names):
            source, target = f"{scratch}/part-{number:05d}", self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if self._files(source).getFileStatus(self._at(source)).getLen():
                self._fetch(source, name)
                yield target
        self._files(scratch).delete(self._at(scratch), True)

    def keep(self, name: str) -> None:
        """Put a file of the driver beside the parts that stay."""
        if self.place:
            source, target = self._at(self.folder.resolve().as_uri() + f"/{name}"), self._at(f"{self.place}/{name}")
            self._files(self.place).copyFromLocalFile(False, True, source, target)

    def _fetch(self, source: str, name: str) -> None:
        """Give a file that was written its name, and have it in the data set's folder."""
        if self.place is None:
            (self.folder / _SCRATCH / source.rpartition("/")[2]).replace(self.folder / name)
            return
        files, staying = self._files(source), self._at(f"{self.place}/{name}")
        files.mkdirs(staying.getParent())
        files.rename(self._at(source), staying)
        files.copyToLocalFile(False, staying, self._at((self.folder / name).resolve().as_uri()), True)

    def _at(self, place: str) -> Any:
        return self.context._jvm.org.apache.hadoop.fs.Path(place)  # noqa: SLF001 - Spark has no other way to its file systems

    def _files(self, place: str) -> Any:
        """Return the file system of a place, as Hadoop knows it."""
        return self._at(place).getFileSystem(self.context._jsc.hadoopConfiguration())  # noqa: SLF001 - as above
