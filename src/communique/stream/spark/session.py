"""Spark's own session, and how steps run in it."""

import importlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from communique import errors
from communique.errors import CommuniqueError, DocumentError, ProjectError
from communique.lexicon.glossary import present, use

#: What Spark keeps in many places; it is not typed here, since Spark may be missing.
Rows: TypeAlias = Any
Step: TypeAlias = Callable[[Iterable[Any]], Iterable[Any]]
#: What holds unless people set it otherwise; one task reads so many bytes of small files, some thousand documents.
_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.files.maxPartitionBytes": "4194304",
}
#: How an error of ours stands in what Spark says of a step that failed.
_OURS: Final = re.compile(r"communique\.errors\.(\w+): ([^\n]+)")
#: How Spark says that there is nothing to be read.
_NOTHING: Final = re.compile(r"Input path does not exist: ([^\n]+)")


@contextmanager
def spark_context(master: str) -> Iterator[Any]:
    """Have Spark at work at an address such as `local[2]` or `spark://HOST:7077`; settings are those of `spark-defaults.conf`.

    Raises:
        ProjectError: Spark, or the Java that it runs on, is not installed.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError:
        raise ProjectError("Apache Spark is not installed; run: pip install 'communique[spark]' (and have Java 17)") from None
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise ProjectError("Spark runs on Java, which is not installed; install Java 17 or later, or set JAVA_HOME")
    conf = SparkConf().setMaster(master).setAppName("communique")
    for name, value in _SETTINGS.items():
        conf.setIfMissing(name, value)
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    try:
        yield context
    finally:
        context.stop()


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise an error of ours that stopped a step on an executor as if it had been met here.

    Raises:
        CommuniqueError: an input is missing or wrong.
    """
    failure = importlib.import_module("py4j.protocol").Py4JJavaError
    try:
        yield
    except failure as error:
        if missing := _NOTHING.search(str(error)):
            raise DocumentError(f"{missing[1]}: there is no such folder; name one that Spark reads with --documents") from None
        found = _OURS.search(str(error))
        kind = getattr(errors, found[1], None) if found else None
        if found is None or not (isinstance(kind, type) and issubclass(kind, CommuniqueError)):
            raise
        raise kind(found[2]) from None


def in_words(step: Step) -> Step:
    """Let the words of the project hold wherever a step runs."""
    glossary = present()

    def run(rows: Iterable[Any]) -> Iterable[Any]:
        use(glossary)
        return step(rows)

    return run


def kept(rows: Rows) -> Rows:
    """Let Spark keep rows on the executors' disks."""
    from pyspark import StorageLevel

    return rows.persist(StorageLevel.DISK_ONLY)
