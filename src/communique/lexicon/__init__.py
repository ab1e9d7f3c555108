"""Words and names as tables: states, agencies, offices, nicknames, months.

The general tables are the TSV files beside this module, each of which names its sources; a project may add rows (`glossary`).
"""

from communique.lexicon.glossary import kept, present
from communique.lexicon.tables import Rows, cells, join

__all__ = ["cells", "rows"]


@kept
def rows(name: str) -> Rows:
    """Return the rows of the table `name`, each as column → cell: the general ones, and what the project adds.

    >>> next(row["name"] for row in rows("states") if row["code"] == "MEX")
    'Mexico'
    """
    return join(name, present().tables.get(name, ()))
