"""Worker processes: kept, killed, replaced."""

import asyncio
import os
import shutil
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import DataError
from communique.server.frames import Job, Reply, pack_job
from communique.server.kept import KeptReplies
from communique.server.nursery import Nursery
from communique.server.pool import BrokenError, BusyError, Lanes, LateError, Pool, Worker, make_lanes
from communique.server.settings import Limits, ServerSettings
from communique.server.worker import Config

from .test_limits import ENDLESS

YES = Job("query", "ASK {}", formats={"boolean": ("text/csv", "csv")})
NEVER = Job("query", ENDLESS, formats={"rows": ("text/csv", "csv")})


@pytest.fixture(scope="module")
def config(settings: ServerSettings, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A worker's configuration, over data that no other worker uses."""
    store = shutil.copy(settings.data / "everything.nq", tmp_path_factory.mktemp("pool"))
    return Config(str(store), False, (), 20, 10_000, 2_000_000_000, 0, {})


def with_pool(config: Config, use: Callable[[Pool], Awaitable[None]], size: int = 1) -> None:
    """Start a pool, use it, and stop it."""

    async def run() -> None:
        pool = Pool(config, size, wait_seconds=0.1)
        await pool.start()
        try:
            await use(pool)
        finally:
            await pool.stop()

    asyncio.run(run())


async def answer_again(pool: Pool) -> bytes:
    """Return an answer as soon as there is a worker again."""
    for _ in range(100):
        try:
            return (await pool.run(pack_job(YES), 5)).body
        except BusyError:
            await asyncio.sleep(0.05)
    return b""


def test_a_late_job_is_killed_and_its_worker_replaced(config: Config) -> None:
    """The process that ran it is gone."""

    async def use(pool: Pool) -> None:
        before = processes_of(config)
        with pytest.raises(LateError):
            await pool.run(pack_job(NEVER), 0.2)

        assert await answer_again(pool) == b"true"
        assert len(before - processes_of(config)) == 1

    with_pool(config, use)


def processes_of(config: Config) -> set[int]:
    """Return the processes that work over a store."""
    running = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (folder / "cmdline").is_file() and config.store in _read(folder / "cmdline"):
            running.add(int(folder.name))
    return running


def kill_all(config: Config) -> None:
    """Kill the processes that work over a store."""
    for pid in processes_of(config):
        os.kill(pid, signal.SIGKILL)


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_a_job_that_breaks_its_worker_is_told_so(config: Config) -> None:
    """And the next one is answered by another process."""

    async def use(pool: Pool) -> None:
        asyncio.get_running_loop().call_later(0.2, kill_all, config)
        with pytest.raises(BrokenError):
            await pool.run(pack_job(NEVER), 5)

        assert await answer_again(pool) == b"true"

    with_pool(config, use)


def test_a_worker_that_died_while_idle_costs_one_job(config: Config) -> None:
    """It is replaced as soon as this is noticed."""

    async def use(pool: Pool) -> None:
        kill_all(config)
        with pytest.raises(BrokenError):
            await pool.run(pack_job(YES), 5)

        assert await answer_again(pool) == b"true"

    with_pool(config, use)


def test_an_abandoned_job_is_killed(config: Config) -> None:
    """Nobody waits for it, so it does not run on."""

    async def use(pool: Pool) -> None:
        task = asyncio.get_running_loop().create_task(pool.run(pack_job(NEVER), 20))
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert await answer_again(pool) == b"true"

    with_pool(config, use)


def test_no_process_is_left_behind(config: Config) -> None:
    """When the pool stops, its workers are gone, and so is the process that they are copies of."""

    async def use(pool: Pool) -> None:
        assert len(processes_of(config)) == 3

    with_pool(config, use, size=2)

    assert processes_of(config) == set()


def test_who_waits_when_the_pool_stops_is_told_so(config: Config) -> None:
    """No process is started for them any more."""

    async def run() -> list[object]:
        pool = Pool(config, 1, wait_seconds=10)
        await pool.start()
        waiting = [asyncio.create_task(pool.run(pack_job(NEVER), 20)) for _ in range(3)]
        await asyncio.sleep(0.2)
        await pool.stop()
        return [type(found) for found in await asyncio.gather(*waiting, return_exceptions=True)]

    assert asyncio.run(run()) == [BrokenError, BusyError, BusyError]
    assert processes_of(config) == set()


def test_a_worker_ends_itself_when_nobody_else_does(config: Config) -> None:
    """The kernel's alarm clock does, should the server itself have died."""

    async def run() -> None:
        nursery = Nursery(replace(config, seconds=0.3))
        worker = Worker(nursery)
        await worker.start()
        with pytest.raises(BrokenError):
            await asyncio.wait_for(worker.call(pack_job(NEVER)), 5)
        await worker.kill()
        await nursery.stop()

    asyncio.run(run())


def test_a_store_that_cannot_be_opened_is_named(config: Config, tmp_path: Path) -> None:
    """Before anything is served."""
    missing = str(tmp_path / "none")

    async def run() -> None:
        nursery = Nursery(replace(config, store=missing))
        try:
            await Worker(nursery).start()
        finally:
            await nursery.stop()

    with pytest.raises(DataError, match=missing):
        asyncio.run(run())


def test_a_writable_store_has_one_worker_for_everything(config: Config) -> None:
    """A store has a single writer."""
    lanes = make_lanes(replace(config, writable=True), Limits())

    assert lanes.light is lanes.quick is lanes.slow


class Played(Pool):
    """A pool whose jobs are always late, or always done; it counts them."""

    def __init__(self, config: Config, *, late: bool) -> None:
        super().__init__(config, 0, 0)
        self.late, self.count = late, 0

    async def run(self, frame: bytes, seconds: float) -> Reply:
        """Do nothing, in time or not."""
        self.count += 1
        if self.late:
            raise LateError(frame, seconds)
        return Reply(200)


def test_a_query_once_slow_starts_among_the_slow(config: Config) -> None:
    """It does not take the quick worker's time again."""
    quick, slow = Played(config, late=True), Played(config, late=False)
    lanes = Lanes(quick, quick, slow, Limits(), KeptReplies(0))
    statuses = [asyncio.run(lanes.ask(YES)).status for _ in range(3)]

    assert (statuses, quick.count, slow.count) == ([200] * 3, 1, 3)


def test_an_answer_of_our_own_is_asked_for_once(config: Config) -> None:
    """The second time it is kept."""
    light = Played(config, late=False)
    lanes = Lanes(light, light, light, Limits(), KeptReplies(10_000))
    statuses = [asyncio.run(lanes.ask_light(YES)).status for _ in range(3)]

    assert (statuses, light.count) == ([200] * 3, 1)


def test_slow_queries_are_forgotten_when_there_are_too_many(config: Config) -> None:
    """The oldest first."""

    async def run() -> int:
        lanes = make_lanes(config, Limits())
        for number in range(1500):
            lanes.remember(b"%d" % number)
        return len(lanes.known_slow)

    assert asyncio.run(run()) == 1000
