"""The engine of many machines: the same bytes, also when one of them is lost."""

import os
import shutil
import signal
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.errors import DocumentError, ProjectError
from communique.parted import job_of
from communique.settings import Settings
from communique.summary import Progress, quiet
from tests.stream.making import Builds, judge, parts, project
from tests.test_wheel import build_wheel

#: Seconds into the telling apart at which a worker is killed.
_LATER = 5
#: A file system of Hadoop's that is not the machine's own, though the files lie there: Spark has to ask it for every one.
_MOUNT = "records"
pyspark = pytest.importorskip("pyspark", reason="Apache Spark is not installed; 'make setup-slow' installs it")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed; 'make setup-slow' installs it"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel holds, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    zipfile.ZipFile(build_wheel(folder)).extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.fixture(scope="module")
def spark(wheel: Path) -> Iterator[Any]:
    """Two workers as processes of their own, on this machine alone, which have the program from the wheel."""
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
        .set("spark.executorEnv.PYTHONPATH", str(wheel))
        .set(f"spark.hadoop.fs.viewfs.mounttable.{_MOUNT}.linkFallback", "file:///")
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


def made(spark: Any, settings: Settings, folder: Path, progress: Progress = quiet, place: str | None = None) -> dict[str, bytes]:
    """What Spark makes of them; documents are read by the file system that the place of the parts is of."""
    from communique.stream.spark import SparkEngine

    folder.mkdir()
    documents = settings.paths["documents"].resolve().as_uri()
    if place and place.startswith("viewfs:"):
        documents = mounted(settings.paths["documents"].resolve())
    job = job_of(settings, ())
    apart = replace(job, frame=replace(job.frame, codelists=Path("of the driver alone")))
    SparkEngine(spark, documents, progress, place).make(apart, folder)
    return parts(folder)


def mounted(path: Path) -> str:
    """The address of a path in the mounted file system."""
    return f"viewfs://{_MOUNT}{path}"


def test_workers_need_only_the_wheel(spark: Any, wheel: Path) -> None:
    """What they run is in it, and nothing of the driver's folders."""

    def where(_row: int) -> str:
        import communique

        return str(communique.__file__)

    found = set(spark.parallelize(range(4), 4).map(where).collect())

    assert found == {str(wheel / "communique" / "__init__.py")}


def test_spark_writes_the_bytes_of_one_machine(spark: Any, documents: Settings, local: dict[str, bytes], tmp_path: Path) -> None:
    """Parts, facts and hashes are the same."""
    assert made(spark, documents, tmp_path / "out") == local


def test_judgements_and_pins_are_followed_as_by_one_machine(spark: Any, tmp_path: Path) -> None:
    """Mentions of every kind are judged, the same and different, and some are pinned: the bytes are those of one machine."""
    settings = project(tmp_path, 80)
    judge(settings)
    builds = Builds(settings, tmp_path / "local")
    builds.build()

    assert made(spark, settings, tmp_path / "out") == parts(builds.published)


def test_parts_are_written_where_spark_writes_and_stay_there(spark: Any, tmp_path: Path) -> None:
    """A place of their own holds the parts, the facts and the hashes, the same as in the data set; it must be new."""
    settings = project(tmp_path, 10)
    place = tmp_path / "elsewhere"
    found = made(spark, settings, tmp_path / "out", place=place.as_uri())

    assert {name: content for name, content in parts(place).items() if not Path(name).name.startswith(".")} == found
    with pytest.raises(ProjectError, match="there is something already"):
        made(spark, settings, tmp_path / "again", place=place.as_uri())


def test_documents_and_parts_are_where_any_file_system_of_spark_has_them(spark: Any, tmp_path: Path) -> None:
    """Addresses that are none of the machine's own files give the same bytes, read and written."""
    settings = project(tmp_path, 10)
    place = tmp_path / "mounted"
    found = made(spark, settings, tmp_path / "out", place=mounted(place))

    assert found == made(spark, settings, tmp_path / "own")
    assert {name: content for name, content in parts(place).items() if not Path(name).name.startswith(".")} == found


def test_what_is_wrong_with_a_document_is_told_in_one_line(spark: Any, tmp_path: Path) -> None:
    """A document that an executor cannot read is named, as it is on one machine; so is a folder that is not there."""
    settings = project(tmp_path, 3)
    (settings.paths["documents"] / "broken.pdf").write_bytes(b"no PDF")
    with pytest.raises(DocumentError, match=r"^broken.pdf: "):
        made(spark, settings, tmp_path / "out")

    shutil.rmtree(settings.paths["documents"])
    with pytest.raises(DocumentError, match="there is no such folder"):
        made(spark, settings, tmp_path / "again")


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
    """One of the two workers is killed while people are told apart; Spark does its work again, and the bytes are the same."""
    killed: list[int] = []

    def kill() -> None:
        victim = executors()[0]
        os.kill(victim, signal.SIGKILL)
        killed.append(victim)

    later = threading.Timer(_LATER, kill)
    found = made(spark, documents, tmp_path / "out", lambda step, done, _: later.start() if (step, done) == ("weigh", 0) else None)
    later.join()

    assert killed
    assert found == local
