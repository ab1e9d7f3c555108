"""Records of official meetings, turned into a knowledge graph in which every fact leads to the words it rests on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from communique.project import Project

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def open(path: "str | Path" = ".") -> "Project":  # noqa: A001 - `communique.open` reads as what it does
    """Open the project at or above a folder.

    Raises:
        ProjectError: there is none, or its file is wrong.
    """
    from communique.project import Project

    return Project.open(path)
