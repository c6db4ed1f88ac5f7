"""The processes of a run: a parent, and children that share its work.

Children are forks and not new programs: within a millisecond they begin, with the rules as their parent has read them.
Each claims the next piece of work as soon as it is free, and answers once, when there is none left: nobody waits while
there is work, and no pipe fills up. What has no answer, because a child was killed or met a bug, or because bytes
cannot hold it, the parent lints itself, in order: it then ends as a run in one process does.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from signal import (
    SIG_BLOCK,
    SIG_DFL,
    SIG_IGN,
    SIG_SETMASK,
    SIG_UNBLOCK,
    SIGINT,
    SIGKILL,
    getsignal,
    pthread_sigmask,
    signal,
)
from typing import NamedTuple, NoReturn

import msgspec

from rtlint import run
from rtlint.crew.plan import Plan
from rtlint.inputs import Input
from rtlint.linters import Linters
from rtlint.record import packed, unpacked
from rtlint.run import Outcome, Told


class Crew:
    """A parent and its children at one list of files."""

    def __init__(self, files: Sequence[Input], linters: Linters, plan: Plan, told: Told) -> None:
        self._files = files
        self._linters = linters
        self._plan = plan
        self._told = told
        self._children: list[_Child] = []

    def outcomes(self) -> Iterator[Outcome]:
        """What came of each file. No child is left when the first is given."""
        done, answers = self._work()
        for index, file in enumerate(self._files):
            if index in done:
                yield done.pop(index)
            elif index in answers:
                yield unpacked(answers.pop(index))
            else:
                yield from run.outcomes([file], self._linters)

    def _work(self) -> tuple[dict[int, Outcome], dict[int, bytes]]:
        """What the parent made of files by their index, and what the children did."""
        claims = _filled(len(self._plan.pieces))
        done: dict[int, Outcome] = {}
        try:
            with _uninterrupted():
                self._hire(claims)
            done.update(self._linted(self._plan.own))
            self._share(claims, done.__setitem__)
            return done, {index: data for child in self._children for index, data in child.answer().items()}
        finally:
            os.close(claims)
            for child in self._children:
                child.dismiss()

    def _hire(self, claims: int) -> None:
        parent = os.getpid()
        with suppress(OSError):  # where no more processes are to be had, those that there are do the work
            while len(self._children) < self._plan.hands - 1:
                answer, pen = os.pipe()
                try:
                    pid = os.fork()
                    if pid == 0:
                        self._labour(claims, pen, parent, (answer, *(child.pipe for child in self._children)))
                    self._children.append(_Child(pid, answer))
                except OSError:
                    os.close(answer)
                    raise
                finally:
                    os.close(pen)

    def _labour(self, claims: int, pen: int, parent: int, others: Iterable[int]) -> NoReturn:
        """A child's life: it takes part, answers, and ends without a word, whatever happens."""
        try:
            for pipe in others:  # so that writing to a parent that is gone fails, and does not wait
                os.close(pipe)
            _die_of_interrupts()
            records: dict[int, bytes | None] = {}
            self._share(claims, lambda index, outcome: records.update({index: packed(outcome)}), parent)
            with open(pen, "wb") as file:
                file.write(msgspec.msgpack.encode(records))
        finally:
            os._exit(0)

    def _share(self, claims: int, keep: Callable[[int, Outcome], None], parent: int | None = None) -> None:
        """Lint pieces while there are any; a child gives up when its parent is gone.

        A bug ends it: the parent comes back to the file and meets it in its turn.
        """
        with suppress(Exception):
            while (parent is None or os.getppid() == parent) and (claim := os.read(claims, 1)):
                for index, outcome in self._linted(self._plan.pieces[claim[0]]):
                    keep(index, outcome)
                if parent is None:
                    self._told(len(self._files) * (claim[0] + 1) // len(self._plan.pieces), len(self._files))

    def _linted(self, piece: Sequence[int]) -> Iterator[tuple[int, Outcome]]:
        return zip(piece, run.outcomes((self._files[index] for index in piece), self._linters), strict=True)


class _Child(NamedTuple):
    """A process, and the end of the pipe by which it answers."""

    pid: int
    pipe: int

    def answer(self) -> dict[int, bytes]:
        """The records of the files that the child has linted, as soon as it is ready; none if it was killed."""
        with open(self.pipe, "rb", closefd=False) as file, suppress(msgspec.DecodeError):
            records = msgspec.msgpack.decode(file.read(), type=dict[int, bytes | None])
            return {index: data for index, data in records.items() if data is not None}
        return {}

    def dismiss(self) -> None:
        """End the process if it has not ended, and leave nothing of it."""
        os.close(self.pipe)
        with suppress(ProcessLookupError):
            os.kill(self.pid, SIGKILL)
        with suppress(ChildProcessError):  # it is gone already where somebody ignores SIGCHLD
            os.waitpid(self.pid, 0)


def _filled(count: int) -> int:
    """The end of a pipe from which the numbers below `count` can be read, and then nothing more."""
    claims, pen = os.pipe()
    os.write(pen, bytes(range(count)))
    os.close(pen)
    return claims


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """No interrupt gets in between a fork and the note of it."""
    before = pthread_sigmask(SIG_BLOCK, {SIGINT})
    try:
        yield
    finally:
        pthread_sigmask(SIG_SETMASK, before)


def _die_of_interrupts() -> None:
    """What interrupts the parent ends a child at once and in silence, unless both are to ignore it."""
    if getsignal(SIGINT) is not SIG_IGN:
        signal(SIGINT, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, {SIGINT})
