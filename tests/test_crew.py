"""Several processes give what one gives, whatever becomes of them, and leave nobody behind."""

import errno
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rtlint import crew
from rtlint.config import ConfigError
from rtlint.config.find import Finder
from rtlint.crew import plan, work
from rtlint.inputs import Input, gather
from rtlint.lint import Linter
from rtlint.linters import Linters
from rtlint.result import Result
from rtlint.rule.pack import built_in
from rtlint.run import Outcome
from tests.crews import BAD, GOOD, fill

Lint = Callable[..., Result | None]


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Whatever happens, no child is left, and no file descriptor."""
    before = os.listdir("/dev/fd")
    yield
    gc.collect()
    assert os.listdir("/dev/fd") == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def linters() -> Linters:
    return Linters(built_in(), Finder())


def put(folder: Path, count: int, text: str = BAD) -> list[Input]:
    files = [folder / f"{number:03}.realtime.yaml" for number in range(count)]
    for file in files:
        file.write_text(text)
    return [Input(str(file), sniff=False) for file in files]


def shown(outcomes: Iterator[Outcome]) -> list[Any]:
    """What is to be seen of outcomes."""
    return [
        (path, result and (result.findings, result.documents, result.suppressed, result.found and result.text.data))
        for path, result in outcomes
    ]


def planted(monkeypatch: pytest.MonkeyPatch, child: Callable[[str], None], parent: Callable[[str], None]) -> None:
    """Something happens before each file is linted. Nobody knows who gets which: a parent that waits for a child's
    first leaves it one.
    """
    here, lint = os.getpid(), Linter.lint

    def other(self: Linter, source: Any, *rest: Any, **named: Any) -> Result | None:
        (parent if os.getpid() == here else child)(source.path)
        return lint(self, source, *rest, **named)

    monkeypatch.setattr(Linter, "lint", other)


class Bell:
    """One process waits until another one rings."""

    def __init__(self) -> None:
        self.heard, self.button = os.pipe()
        self.rung = False

    def ring(self) -> None:
        os.write(self.button, b"!")

    def wait(self) -> None:
        if not self.rung:
            self.rung = os.read(self.heard, 1) == b"!"


@pytest.fixture
def bell(alone: None) -> Iterator[Bell]:
    made = Bell()
    yield made
    os.close(made.heard)
    os.close(made.button)


# The same, in the same order.


@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_any_number_of_processes_gives_the_same_in_the_same_order(tmp_path: Path, jobs: int) -> None:
    fill(tmp_path)
    seen = []
    for number in (1, jobs):
        made = Linters(built_in(), Finder())
        items = gather([str(tmp_path)], finder=Finder())
        seen.append((shown(crew.outcomes(items, made, jobs=number)), made.remarks, made.cards))
    assert len(seen[0][0]) == 222
    assert seen[0] == seen[1]


def test_a_child_does_a_part_of_the_work(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch, bell: Bell
) -> None:
    items = put(tmp_path, 9)
    alone = shown(crew.outcomes(items, linters, jobs=1))
    by_parent: list[str] = []

    def parent(path: str) -> None:
        bell.wait()
        by_parent.append(path)

    planted(monkeypatch, lambda path: bell.ring(), parent)
    assert shown(crew.outcomes(items, linters, jobs=2)) == alone
    assert len(by_parent) == len(set(by_parent)) < 9


def test_megabytes_of_findings_come_through(tmp_path: Path, linters: Linters) -> None:
    tools = "".join(f"    - {{type: function, name: f{number}, strict: true}}\n" for number in range(700))
    items = put(tmp_path, 9, f"session:\n  type: realtime\n  tools:\n{tools}")
    alone = shown(crew.outcomes(items, linters, jobs=1))
    assert len(repr(alone)) > 3_000_000
    assert shown(crew.outcomes(items, linters, jobs=3)) == alone


def test_what_can_be_read_but_once_is_read_once(tmp_path: Path, linters: Linters) -> None:
    items = put(tmp_path, 3)
    seen = []
    for jobs in (1, 2):
        end, pen = os.pipe()
        os.write(pen, b"session: {type: realtime, 2026-11-23: a}\n")
        os.close(pen)
        files = [items[0], Input(f"/dev/fd/{end}", sniff=False), *items[1:]]
        seen.append([entry[1:] for entry in shown(crew.outcomes(files, linters, jobs=jobs))])
        os.close(end)
    assert seen[0] == seen[1]
    assert seen[0][1] != seen[0][0]


def test_a_configuration_that_cannot_be_used_is_told_before_anything_is_read(tmp_path: Path, linters: Linters) -> None:
    items = put(tmp_path, 3)
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "rtlint.toml").write_text("select = ['XX1']\n")
    items += put(tmp_path / "wrong", 3)
    told: list[int] = []
    for jobs in (1, 2):
        with pytest.raises(ConfigError, match=r"rtlint\.toml:1:11: "):
            list(crew.outcomes(items, linters, jobs=jobs, told=lambda done, total: told.append(done)))
    assert told == []


# What becomes of processes.


def test_the_files_of_a_child_that_is_killed_are_linted_all_the_same(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch, bell: Bell
) -> None:
    items = put(tmp_path, 9)
    alone = shown(crew.outcomes(items, linters, jobs=1))

    def die(path: str) -> None:
        bell.ring()
        os.kill(os.getpid(), signal.SIGKILL)

    planted(monkeypatch, die, lambda path: bell.wait())
    assert shown(crew.outcomes(items, linters, jobs=2)) == alone


def test_a_bug_comes_up_in_the_order_of_the_files(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch, bell: Bell
) -> None:
    items = put(tmp_path, 9)

    def child(path: str) -> None:
        bell.ring()
        raise RuntimeError("in a child")

    def parent(path: str) -> None:
        bell.wait()
        if path == items[4].path:
            raise RuntimeError("in the parent")

    planted(monkeypatch, child, parent)
    seen: list[str] = []
    with pytest.raises(RuntimeError, match=r"^in the parent$"):
        seen.extend(outcome.path for outcome in crew.outcomes(items, linters, jobs=2))
    assert seen == [item.path for item in items[:4]]


def test_an_interrupt_of_the_parent_ends_its_children(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch, bell: Bell
) -> None:
    def child(path: str) -> None:
        bell.ring()
        signal.pause()  # until it is killed: the fixture sees that nobody is left

    def parent(path: str) -> None:
        bell.wait()
        raise KeyboardInterrupt

    planted(monkeypatch, child, parent)
    with pytest.raises(KeyboardInterrupt):
        list(crew.outcomes(put(tmp_path, 9), linters, jobs=2))


def test_a_child_gives_up_when_its_parent_is_gone(linters: Linters) -> None:
    alone = work.Crew([], linters, plan.Plan(2, [[0]], []), lambda *_: None)
    claims = work._filled(1)
    alone._share(claims, lambda *_: pytest.fail("nothing is to be done"), parent=-1)
    assert os.read(claims, 2) == b"\0"
    os.close(claims)


@pytest.mark.parametrize("name", ["fork", "pipe"])
def test_where_no_process_is_to_be_had_the_parent_does_it_all(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    items = put(tmp_path, 9)
    alone = shown(crew.outcomes(items, linters, jobs=1))
    real = getattr(os, name)
    calls: list[int] = []

    def refused() -> Any:
        calls.append(1)
        if len(calls) == 1 and name == "pipe":  # the one for the claims
            return real()
        raise OSError(errno.EAGAIN, "no more")

    monkeypatch.setattr(os, name, refused)
    assert shown(crew.outcomes(items, linters, jobs=4)) == alone
    assert len(calls) == (1 if name == "fork" else 2)


def test_where_there_is_no_fork_the_parent_does_it_all(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = put(tmp_path, 9)
    alone = shown(crew.outcomes(items, linters, jobs=1))
    monkeypatch.delattr(os, "fork")
    assert shown(crew.outcomes(items, linters, jobs=4)) == alone


def test_no_files_are_no_work(linters: Linters) -> None:
    assert list(crew.outcomes([], linters, jobs=4)) == []


# How far a run has come.


def test_one_process_tells_of_every_file(tmp_path: Path, linters: Linters) -> None:
    told: list[tuple[int, int]] = []
    list(crew.outcomes(put(tmp_path, 3), linters, jobs=1, told=lambda *how: told.append(how)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_of_several_processes_the_parent_tells_how_much_is_claimed(
    tmp_path: Path, linters: Linters, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(work.Crew, "_hire", lambda self, claims: None)
    list(crew.outcomes(put(tmp_path, 600, GOOD), linters, jobs=2, told=lambda *how: told.append(how)))
    assert told == [(600 * number // 256, 600) for number in range(1, 257)]


# Who does what.


def sized(folder: Path, *sizes: int) -> list[Input]:
    items = put(folder, len(sizes))
    for item, size in zip(items, sizes, strict=True):
        os.truncate(item.path, size)
    return items


@pytest.mark.parametrize(
    ("sizes", "jobs", "hands"),
    [
        ((plan.WORTH, plan.WORTH), 0, 2),
        ((plan.WORTH, plan.WORTH - 1), 0, None),
        ((plan.WORTH * 9,), 0, None),
        ((plan.WORTH * 9, 0), 0, 2),
        ((plan.WORTH * 9, 0, 0, 0, 0), 0, 4),
        ((1, 1), 2, 2),
        ((1, 1), 9, 2),
        ((1,), 9, None),
    ],
)
def test_there_are_as_many_processes_as_pay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...], jobs: int, hands: int | None
) -> None:
    monkeypatch.setattr(plan, "usable", lambda: 4)
    made = plan.plan(sized(tmp_path, *sizes), jobs)
    assert (made and made.hands) == hands


def test_the_longest_files_are_claimed_first(tmp_path: Path) -> None:
    assert plan.plan(sized(tmp_path, 5, 70, 5, 900), 2) == plan.Plan(2, [[3], [1], [0], [2]], [])


def test_every_file_is_in_one_piece(tmp_path: Path) -> None:
    made = plan.plan(sized(tmp_path, *range(600)), 2)
    assert made
    assert len(made.pieces) == 256
    assert sorted(index for piece in made.pieces for index in piece) == list(range(600))


def test_what_is_not_there_is_shared_and_what_is_no_file_is_not(tmp_path: Path) -> None:
    items = [*sized(tmp_path, 5, 5), Input("nowhere", sniff=False), Input("\0", sniff=False), Input("/dev/null", False)]
    assert plan.plan(items, 2) == plan.Plan(2, [[0], [1], [2], [3]], [4])


def test_the_processors_that_may_be_used_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 3, 5}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    for platform, count in (("linux", 3), ("darwin", 1)):
        monkeypatch.setattr(sys, "platform", platform)
        assert plan.usable() == count
