"""The version of the reader, to be known without loading it."""

from typing import Final

#: Changes whenever a rule of reading changes; with the lexicon's files it is the key under which readings are kept.
READER: Final = "2026.11.2"
