"""General words and names, as tables: states, agencies, offices, nicknames, months.

Each table is a TSV file beside this module. Lines that begin with `#` are its head and name its sources; the first other line
names the columns; a cell with several values separates them by `|`.
"""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the table `name`, each as column → cell.

    >>> next(row["name"] for row in rows("states") if row["code"] == "MEX")
    'Mexico'
    """
    text = files(__name__).joinpath(f"{name}.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    return tuple(dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:])


def cells(row: dict[str, str], column: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several.

    >>> cells({"aliases": "USA|U.S."}, "aliases")
    ('USA', 'U.S.')
    """
    return tuple(part for part in row[column].split("|") if part)
