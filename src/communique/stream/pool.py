"""Work given to several processes and taken back in its order, with never more under way than fits."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Final, TypeVar

from communique.lexicon.glossary import present, use

A = TypeVar("A")
B = TypeVar("B")

#: So many tasks are sent at once, and so many batches are under way for each process.
_BATCH: Final = 16
_AHEAD: Final = 3
#: Runs a function over tasks and yields the results in their order.
Run = Callable[[Callable[[A], B], Iterable[A]], Iterator[B]]


@contextmanager
def running(jobs: int) -> Iterator["Runner"]:
    """Have so many processes at work, which know the words that hold; one means this process alone."""
    if jobs < 2:
        yield Runner(None, 1)
        return
    with ProcessPoolExecutor(jobs, initializer=use, initargs=(present(),)) as pool:
        pool.submit(_start).result()  # now, while there is little to copy
        yield Runner(pool, jobs)


class Runner:
    """Runs functions over tasks."""

    def __init__(self, pool: ProcessPoolExecutor | None, jobs: int) -> None:
        self._pool, self._jobs = pool, jobs

    def map(self, function: Callable[[A], B], tasks: Iterable[A]) -> Iterator[B]:
        """Yield what a function makes of each task, in their order; tasks are drawn only as results are taken."""
        if self._pool is None:
            yield from map(function, tasks)
            return
        waiting: deque[Future[list[B]]] = deque()
        rest = iter(tasks)
        while batch := list(islice(rest, _BATCH)):
            waiting.append(self._pool.submit(_run, partial(function), batch))
            if len(waiting) >= self._jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _start() -> None:
    """Be there."""


def _run(function: Callable[[A], B], tasks: list[A]) -> list[B]:
    return [function(task) for task in tasks]
