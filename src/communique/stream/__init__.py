"""A data set made a piece at a time: the same statements as in one piece, at any size.

1. A document becomes a `Sheaf`: its mentions and claims (`sheaf.py`).
2. Identity sees the mentions of documents, and nothing else of them: of all the first time, after that of those that a change can
   touch (`settling.py`). Each document is told what it has to know (`Known`).
3. A document and what it knows become a `Page`: the statements that are its own, and a letter to each thing that it speaks of
   (`page.py`, `homes.py`).
4. The letters to one thing, its home, are weighed together and become the statements about it (`home.py`).

Each step is a function of its arguments alone, so an engine may run it anywhere and again. The engine of one machine
(`local.py`) keeps every piece with the hash of what it was made from, and makes only those anew whose hash has changed.
"""
