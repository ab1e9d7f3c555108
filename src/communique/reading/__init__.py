"""Reading: what one document says about meetings, each item with the words it rests on.

`read` reads, `as_json` writes the reading in the corpus' form, `coverage` accounts for every character, and `verify` is the door
for other readers. `VERSION` changes when rules change.
"""

from communique.reading.coverage import Coverage, coverage
from communique.reading.jsonform import as_json
from communique.reading.reader import read
from communique.reading.verify import Reader, verify
from communique.version import READER as VERSION

__all__ = ["VERSION", "Coverage", "Reader", "as_json", "coverage", "read", "verify"]
