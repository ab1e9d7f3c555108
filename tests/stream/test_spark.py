"""The engine of many machines: the same bytes, also when one of them is lost."""

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.parted import make_job
from communique.settings import Settings
from tests.stream.making import Builds, parts, project

pyspark = pytest.importorskip("pyspark", reason="Apache Spark is not installed; 'make setup-slow' installs it")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed; 'make setup-slow' installs it"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Two workers as processes of their own, on this machine alone."""
    from pyspark import SparkConf, SparkContext

    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    conf = (
        SparkConf()
        .setMaster("local-cluster[2,1,1024]")
        .setAppName("communique")
        .set("spark.ui.enabled", "false")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.executorEnv.SPARK_LOCAL_IP", "127.0.0.1")
        .set("spark.executorEnv.PYTHONPATH", str(Path(__file__).parents[2] / "src"))
    )
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    yield context
    context.stop()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project of three hundred generated releases, in two parts a stream."""
    return project(tmp_path_factory.mktemp("spark"), 300)


@pytest.fixture(scope="module")
def local(documents: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one machine makes of them."""
    builds = Builds(documents, tmp_path_factory.mktemp("local"))
    builds.build()
    return parts(builds.published)


def made(spark: Any, settings: Settings, folder: Path) -> dict[str, bytes]:
    """What Spark makes of them."""
    from communique.stream.spark import SparkEngine

    folder.mkdir()
    documents = settings.paths["documents"].resolve().as_uri()
    SparkEngine(spark, documents, lambda _step, _done, _all: None).make(make_job(settings), folder)
    return parts(folder)


def test_spark_writes_the_bytes_of_one_machine(spark: Any, documents: Settings, local: dict[str, bytes], tmp_path: Path) -> None:
    """Parts, facts and hashes are the same."""
    assert made(spark, documents, tmp_path / "out") == local


def executors() -> list[int]:
    """The processes that are workers of this test's Spark."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
                parent = (entry / "stat").read_text().rsplit(")", 1)[1].split()[1]
            except OSError:
                continue
            if b"CoarseGrainedExecutorBackend" in line and _descends(int(parent)):
                found.append(int(entry.name))
    return sorted(found)


def _descends(process: int) -> bool:
    """Tell whether a process was started by this one, or by one that it started."""
    while process > 1:
        if process == os.getpid():
            return True
        try:
            process = int(Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            return False
    return False


def test_a_lost_worker_changes_nothing(spark: Any, documents: Settings, local: dict[str, bytes], tmp_path: Path) -> None:
    """One of the two workers is killed while pages are made; Spark does its work again, and the bytes are the same."""
    killed: list[int] = []

    def kill() -> None:
        for _ in range(600):
            time.sleep(0.1)
            if (tmp_path / "out").exists() and spark.statusTracker().getActiveStageIds():
                time.sleep(3)
                victim = executors()[0]
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
                return

    thread = threading.Thread(target=kill)
    thread.start()
    found = made(spark, documents, tmp_path / "out")
    thread.join()

    assert killed
    assert found == local
