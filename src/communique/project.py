"""A project: one folder with documents, what is known beforehand, judgements, and the published data set."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import QueryError, QuestionError
from communique.settings import Settings, find_root, read_settings
from communique.store import open_store

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyoxigraph import Store
    from rdflib import Dataset

    from communique.checks import Finding
    from communique.parted import Cluster
    from communique.questions import Answer
    from communique.summary import Progress, Summary


class Rows(Sequence[Mapping[str, Any]]):
    """Rows of an answer: a list of dicts that also turns into a data frame."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
        self._rows = tuple(rows)
        self.columns = tuple(columns)

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self._rows)

    def to_pandas(self) -> "DataFrame":
        """Return the rows as a data frame, one column each, in order.

        Raises:
            QueryError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError:
            raise QueryError("to_pandas needs pandas, which is not installed; run: pip install 'communique[notebook]'") from None
        return pd.DataFrame([dict(row) for row in self._rows], columns=list(self.columns))


class Project:
    """One project, opened by `communique.open`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store: Store | None = None

    @classmethod
    def open(cls, path: str | Path = ".") -> "Project":
        """Open the project at or above a folder.

        Raises:
            ProjectError: there is none, or its file is wrong.
        """
        return cls(read_settings(find_root(path)))

    def build(self, progress: "Progress | None" = None, *, jobs: int = 1, cluster: "Cluster | None" = None) -> "Summary":
        """Read what is new or changed, by so many processes or on a cluster, and publish the data set.

        Raises:
            FindingsError: a check found a violation; what was published stays.
            CommuniqueError: an input is missing or wrong; what was published stays.
        """
        from communique.pipeline import build
        from communique.summary import quiet

        summary = build(self.settings, progress or quiet, jobs=jobs, cluster=cluster)
        self._store = None
        return summary

    def check(self, *, jobs: int = 1) -> "tuple[Finding, ...]":
        """Return what the shapes and integrity queries find in the published data set, by so many threads.

        Of a data set in parts, only what has changed since the last check is looked at.

        Raises:
            CommuniqueError: nothing is published, or a shape, a query or a waiver is wrong.
        """
        from communique.inputs import check_data, check_published

        found = check_published(self.settings, jobs)
        return check_data(self.settings, self.store, jobs) if found is None else found

    @property
    def store(self) -> "Store":
        """The published data set as a store.

        Raises:
            DataError: nothing is published.
        """
        if self._store is None:
            self._store = open_store(self.settings.paths["graph"], self.settings.cache)
        return self._store

    def answer(self, name: str, given: Mapping[str, str], *, why: bool = False, endpoint: str | None = None) -> "Answer":
        """Answer a saved question with parameters as a person writes them; `why` adds the words behind each row.

        With `endpoint` it is asked of the data set at that address.

        Raises:
            QuestionError: the question or a parameter is unknown.
            QueryError: the endpoint refuses, is not there, or answers nonsense.
        """
        from communique.inputs import question_folders
        from communique.questions import ask, load_questions
        from communique.remotestore import RemoteStore

        questions = load_questions(*question_folders(self.settings))
        if name not in questions:
            near = difflib.get_close_matches(name, questions, 3)
            hint = f"did you mean {' or '.join(near)}?" if near else "'communique ask' lists them"
            msg = f"no question is called {name!r}; {hint}"
            raise QuestionError(msg)
        return ask(RemoteStore(endpoint) if endpoint else self.store, questions[name], given, why=why)

    def ask(self, name: str, **params: str) -> Rows:
        """Answer a saved question: rows as dicts, by column."""
        answer = self.answer(name, params)
        return Rows(answer.rows, answer.columns)

    def sparql(self, text: str) -> Rows:
        """Answer a SELECT or ASK query over the union of the graphs: rows as dicts of texts.

        Raises:
            QueryError: the query does not parse or is not allowed.
        """
        from communique.sparql_rows import Table, ask_store, with_prefixes

        found = ask_store(self.store, with_prefixes(text, self.settings.base), self.settings.services)
        if not isinstance(found, Table):
            raise QueryError("the query makes a graph, not rows; expected SELECT or ASK, or use dataset().query(…)")
        return Rows(found.rows, found.columns)

    def dataset(self) -> "Dataset":
        """Return the published data set as `rdflib.Dataset`, its default graph the union of all."""
        from rdflib import Dataset

        from communique.parts import find_parts, open_part

        dataset = Dataset(default_union=True)
        for path in find_parts(self.settings.paths["graph"]):
            with open_part(path) as file:
                dataset.parse(file, format="nquads")
        return dataset
