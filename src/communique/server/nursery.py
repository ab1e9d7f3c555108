"""Where workers come from: one process for each lane opens the data, and each worker is a copy of it.

A copy is there in a few milliseconds and shares the memory of the data, so that a worker that had to be killed is soon replaced, at
next to no cost for those who still answer.
"""

import asyncio
import os
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from communique.errors import DataError
from communique.server.frames import NUMBER, SIZES, Reply, unpack_reply
from communique.server.worker import Config
from communique.store import with_large_pages

_READ_AHEAD: Final = 1 << 20
_START_SECONDS: Final = 30
_LOOK_SECONDS: Final = 0.002


@dataclass(frozen=True, slots=True)
class Copy:
    """A worker process: its number, and the two ends of its line."""

    process: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def kill(self) -> None:
        """End the process and wait until it is gone."""
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
            while True:  # it is no child of ours, so that nobody tells when it is gone
                await asyncio.sleep(_LOOK_SECONDS)
                os.kill(self.process, 0)
        await _close(self.writer)


class Nursery:
    """A process that holds the data and copies itself when told to."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._process: asyncio.subprocess.Process | None = None
        self._line: socket.socket | None = None
        self._lock = asyncio.Lock()

    async def bear(self) -> Copy:
        """Return a new worker, ready for its first job.

        Raises:
            DataError: there can be none.
        """
        async with self._lock:
            if self._process is None:
                await self._start()
            try:
                return await self._bear()
            except (OSError, asyncio.IncompleteReadError):  # it has died in the meantime
                await self._end()
                await self._start()
            try:
                return await self._bear()
            except (OSError, asyncio.IncompleteReadError) as error:
                raise self._failure() from error

    async def stop(self) -> None:
        """End the process, if it runs; its copies live on."""
        async with self._lock:
            await self._end()

    async def _start(self) -> None:
        ours, theirs = socket.socketpair()
        command = (sys.executable, "-P", "-m", "communique.server.worker", self.config.as_text())
        quiet = asyncio.subprocess.DEVNULL
        with theirs:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=theirs.fileno(), stdout=quiet, stderr=quiet, env=with_large_pages(os.environ)
            )
        self._line = ours

    async def _bear(self) -> Copy:
        assert self._line is not None
        ours, theirs = socket.socketpair()
        reader, writer = await asyncio.open_connection(sock=ours, limit=_READ_AHEAD)
        ready = False
        try:
            with theirs:
                socket.send_fds(self._line, [b"+"], [theirs.fileno()])
            async with asyncio.timeout(_START_SECONDS):
                (number,) = NUMBER.unpack(await reader.readexactly(NUMBER.size))
                reply = await receive(reader)
            ready = not reply.failed
        except TimeoutError as error:
            raise self._failure() from error
        finally:
            if not ready:
                await _close(writer)
        if reply.failed:
            raise DataError(reply.body.decode())
        return Copy(number, reader, writer)

    async def _end(self) -> None:
        process, self._process = self._process, None
        if self._line is not None:
            self._line.close()
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _failure(self) -> DataError:
        return DataError(f"{self.config.store}: no worker could be started over this store; build the data set again")


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


async def receive(reader: asyncio.StreamReader) -> Reply:
    """Read a reply; raises `asyncio.IncompleteReadError` where the line ends before it does."""
    head, body = SIZES.unpack(await reader.readexactly(SIZES.size))
    return unpack_reply(await reader.readexactly(head), await reader.readexactly(body))
