"""Worker processes, kept ready, killed when they take too long, and replaced.

1. A job takes the first idle worker of its lane, or is refused after a short wait.
2. A worker that is late, dies or is abandoned is killed; a new one (`nursery.py`) takes its place.
3. Questions, data and descriptions have a lane of their own. A query from outside starts in the quick lane; if it uses up the
   time of the processor that it has there (not the clock's: a busy machine makes no query slow), it starts again in the slow lane,
   whose processes give way to all others, and is known as slow from then on.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from typing import Final

from communique.errors import DataError
from communique.server.frames import Job, Reply, pack_job
from communique.server.kept import KeptReplies
from communique.server.nursery import Copy, Nursery, receive
from communique.server.settings import Limits
from communique.server.worker import Config

_GRACE_SECONDS: Final = 2
_QUICK_NICENESS: Final = 10
#: How much longer than the processor's time that it has a quick query may take, on a machine that is busy.
_PATIENCE: Final = 10
_SLOW_NICENESS: Final = 19
_SLOW_KNOWN: Final = 1000


class LateError(Exception):
    """A job has taken longer than it may."""


class BusyError(Exception):
    """No worker has become free in time."""


class BrokenError(Exception):
    """The worker has died of its job."""


class Worker:
    """One process, started when first used."""

    def __init__(self, nursery: Nursery) -> None:
        self._nursery = nursery
        self._process: Copy | None = None

    async def start(self) -> None:
        """Start the process, ready for its first job.

        Raises:
            DataError: it cannot.
        """
        self._process = await self._nursery.bear()

    async def call(self, frame: bytes) -> Reply:
        """Do one job.

        Raises:
            BrokenError: the process has died.
        """
        if self._process is None:
            await self.start()
        process = self._process
        assert process is not None
        try:
            process.writer.write(frame)
            await process.writer.drain()
            return await receive(process.reader)
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            raise BrokenError from error

    async def kill(self) -> None:
        """End the process, if it runs, and wait until it is gone."""
        process, self._process = self._process, None
        if process is not None:
            await process.kill()


class Pool:
    """Some workers of one kind."""

    def __init__(self, config: Config, size: int, wait_seconds: float) -> None:
        self._nursery = Nursery(config)
        self._workers = [Worker(self._nursery) for _ in range(size)]
        self._wait_seconds = wait_seconds
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def start(self) -> None:
        """Start all processes."""
        await asyncio.gather(*(worker.start() for worker in self._workers))
        for worker in self._workers:
            self._idle.put_nowait(worker)

    async def run(self, frame: bytes, seconds: float) -> Reply:
        """Do the job of a frame in the first idle worker, in at most `seconds` once it has begun.

        Raises:
            BusyError: no worker is free.
            LateError: the job takes too long, and was stopped.
            BrokenError: the job has broken its worker.
        """
        worker = await self._take()
        done = False
        try:
            async with asyncio.timeout(seconds):
                reply = await worker.call(frame)
            done = True
        except TimeoutError as error:
            raise LateError from error
        finally:
            self._give_back(worker, sound=done)
        return reply

    async def _take(self) -> Worker:
        try:
            async with asyncio.timeout(self._wait_seconds):
                worker = await self._idle.get()
        except TimeoutError as error:
            raise BusyError from error
        if self._stopped:
            self._idle.put_nowait(worker)  # for the next who waits, to be told the same
            raise BusyError
        return worker

    def _give_back(self, worker: Worker, *, sound: bool) -> None:
        if sound or self._stopped:
            self._idle.put_nowait(worker)
            return
        task = asyncio.get_running_loop().create_task(self._renew(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, worker: Worker) -> None:
        try:
            await worker.kill()
            await worker.start()
        except DataError:
            await worker.kill()
        finally:
            self._idle.put_nowait(worker)

    async def stop(self) -> None:
        """End all processes; whoever still waits for an answer gets none."""
        self._stopped = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._workers))
        await self._nursery.stop()


@dataclass(slots=True)
class Lanes:
    """The lanes of a server: which pool does which job, and for how long."""

    light: Pool
    quick: Pool
    slow: Pool
    limits: Limits
    kept: KeptReplies
    known_slow: dict[int, None] = field(default_factory=dict, init=False)

    async def start(self) -> None:
        """Start every pool."""
        await asyncio.gather(*(pool.start() for pool in self._pools()))

    async def stop(self) -> None:
        """Stop every pool."""
        await asyncio.gather(*(pool.stop() for pool in self._pools()))

    def _pools(self) -> list[Pool]:
        return list({id(pool): pool for pool in (self.light, self.quick, self.slow)}.values())

    async def ask_light(self, job: Job) -> Reply:
        """Do a job of our own, unless its answer is kept."""
        frame = pack_job(job)
        reply = self.kept.find(frame)
        if reply is None:
            reply = await self._guarded(self.light.run(frame, self.limits.query_seconds))
            self.kept.keep(frame, reply)
        return reply

    async def ask(self, job: Job, body: bytes = b"") -> Reply:
        """Do a stranger's job."""
        return await self._guarded(self._ask(pack_job(job, body)))

    async def _ask(self, frame: bytes) -> Reply:
        if self.quick is not self.slow and hash(frame) not in self.known_slow:
            try:
                return await self.quick.run(frame, _PATIENCE * self.limits.quick_seconds)
            except (LateError, BrokenError):  # it has used up the processor's time that it had there
                self.remember(frame)
        return await self.slow.run(frame, self.limits.query_seconds)

    def remember(self, frame: bytes) -> None:
        """Know a job as slow."""
        self.known_slow[hash(frame)] = None
        if len(self.known_slow) > _SLOW_KNOWN:
            del self.known_slow[next(iter(self.known_slow))]

    async def _guarded(self, asked: Awaitable[Reply]) -> Reply:
        try:
            return await asked
        except LateError:
            return Reply.refuse(
                503, f"the query was stopped after {self.limits.query_seconds:g} seconds; ask for less, or add LIMIT"
            )
        except BusyError:
            return Reply.refuse(503, "too many queries are running, or the server is stopping; try again in a few seconds")
        except BrokenError:
            return Reply.refuse(503, "the query was broken off: it needs too much memory, or the server is stopping")
        except DataError as error:
            return Reply.refuse(503, str(error))


def make_lanes(config: Config, limits: Limits) -> Lanes:
    """Make the lanes over a store; a writable one has a single worker, because a store has a single writer."""
    config = replace(config, seconds=limits.query_seconds + _GRACE_SECONDS)
    if config.writable:
        only = Pool(config, 1, limits.wait_seconds)
        return Lanes(only, only, only, limits, KeptReplies(0))
    outside = replace(config, questions=())
    light = Pool(config, limits.workers, limits.wait_seconds)
    brief = replace(outside, niceness=_QUICK_NICENESS, cpu_seconds=limits.quick_seconds)
    quick = Pool(brief, 2 * limits.workers, limits.wait_seconds)
    slow = Pool(replace(outside, niceness=_SLOW_NICENESS), limits.workers, limits.wait_seconds)
    return Lanes(light, quick, slow, limits, KeptReplies(limits.kept_bytes))
