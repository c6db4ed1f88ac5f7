"""`rtlint check --jobs` from outside: the same bytes, one way to be interrupted, a line that tells how far a run is."""

import io
import itertools
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from rtlint.cli import _progress, _run
from rtlint.cli._progress import Progress, line
from rtlint.report import formats
from rtlint.run import Outcome
from tests.cli.conftest import environment
from tests.crews import BAD, GOOD, fill

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files")
    fill(made, 12)
    return made


# The same bytes.


@pytest.mark.parametrize("output", formats())
def test_every_format_is_the_same_with_any_number_of_processes(
    rtlint: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.chdir(folder)
    alone, *others = (rtlint("check", "-v", "--output", output, "--jobs", jobs) for jobs in ("1", "2", "3", "7"))
    assert alone.status == 1
    assert "2020-01-31" in alone.err
    assert "skipped even/001-02.yaml" in alone.err
    assert others == [alone] * 3


def test_a_wrong_configuration_is_the_same_mistake(rtlint: Run, tmp_path: Path) -> None:
    fill(tmp_path, 3)
    (tmp_path / "odd" / "rtlint.toml").write_text("select = ['XX1']\n")
    alone, *others = (rtlint("check", "--jobs", jobs) for jobs in ("1", "2"))
    assert (alone.status, alone.out) == (2, "")
    assert alone.err.startswith("Error: odd/rtlint.toml:1:11: ")
    assert others == [alone]


def test_a_bug_is_the_same_bug(process: Run, tmp_path: Path) -> None:
    fill(tmp_path, 2)
    planted = "import rtlint.lint\ndef lint(*_, **__): raise RuntimeError('planted')\nrtlint.lint.Linter.lint = lint\n"
    (tmp_path / "plant").mkdir()
    (tmp_path / "plant" / "sitecustomize.py").write_text(planted)
    ends = [process("check", "--jobs", jobs, path=(tmp_path / "plant",)) for jobs in ("1", "3")]
    for status, out, err in ends:
        assert (status, out) == (3, "")
        assert err.startswith("Traceback (most recent call last):\n")
        assert err.count("RuntimeError: planted\nrtlint ") == 1


def test_fixes_take_one_process(rtlint: Run, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.realtime.yaml", "b.realtime.yaml")]
    for file in files:
        file.write_text(BAD)
    arguments = ("--fix", "--unsafe-fixes", "--select", "speed-range", "--output", "concise", "-q")
    assert rtlint("check", *arguments, "--jobs", "2") == (0, "", "")
    assert [file.read_text() for file in files] == [BAD.replace("speed: 2", "speed: 1.5")] * 2


# What --jobs takes.


@pytest.mark.parametrize(
    ("arguments", "variable", "jobs"),
    [
        ((), None, 0),
        (("--jobs", "auto"), "3", 0),
        (("--jobs", "0"), None, 0),
        (("-j", "4"), None, 4),
        (("--jobs", "99999"), "3", 99999),
        ((), "3", 3),
        ((), "auto", 0),
        ((), "", 0),
    ],
)
def test_jobs_are_a_number_or_auto(
    rtlint: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    variable: str | None,
    jobs: int,
) -> None:
    (tmp_path / "a.realtime.yaml").write_text(GOOD)
    if variable is not None:
        monkeypatch.setenv("RTLINT_JOBS", variable)
    asked = []

    def shared(*_: object, jobs: int) -> Iterator[Outcome]:
        asked.append(jobs)
        return iter(())

    monkeypatch.setattr(_run, "shared", shared)
    rtlint("check", *arguments)
    assert asked == [jobs]


@pytest.mark.parametrize("jobs", ["-1", "two", "1.5", "100000", "٣", " 2"])
def test_nothing_else_is_a_number_of_processes(rtlint: Run, jobs: str) -> None:
    message = f"{jobs} is no number of processes; give one from 1 to 99999, or auto"
    status, out, err = rtlint("check", "--jobs", jobs)
    assert (status, out) == (2, "")
    assert err.endswith(f"Error: Invalid value for '-j' / '--jobs' (env var: 'RTLINT_JOBS'): {message}\n")


# An interrupt.

# Each process tells its number, then waits at its first file for what never comes, or comes when the test says so.
BLOCKED = """
import os
import rtlint.inputs
read = rtlint.inputs.read

def blocked(path):
    with open({told!r}, "w") as told:
        told.write(f"{{os.getpid()}}\\n")
    with open({gate!r}, "rb", buffering=0) as gate:
        gate.read(1)
    return read(path)

rtlint.inputs.read = blocked
"""


class Started:
    """A run of three processes, each of them held up at its first file."""

    def __init__(self, folder: Path) -> None:
        self.told, self.gate = folder / "told", folder / "gate"
        plant = folder / "plant"
        plant.mkdir()
        os.mkfifo(self.told)
        os.mkfifo(self.gate)
        (plant / "sitecustomize.py").write_text(BLOCKED.format(told=str(self.told), gate=str(self.gate)))
        # For reading and writing, so that neither ever ends, and no opening waits.
        self.seen, self.go = (os.open(pipe, os.O_RDWR) for pipe in (self.told, self.gate))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rtlint", "check", "--no-cache", "--jobs", "3", "--output", "json=report.json"],
            cwd=folder,
            env=environment(plant),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # A shell that runs the tests in the background lets its children ignore interrupts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  # one thread
            start_new_session=True,
        )
        self.pids = {int(self.next()) for _ in range(3)}

    def next(self) -> str:
        return "".join(iter(lambda: os.read(self.seen, 1).decode(), "\n"))


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Started]:
    for number in range(40):
        (tmp_path / f"{number:02}.realtime.yaml").write_text(BAD)
    made = Started(tmp_path)
    yield made
    os.close(made.seen)
    os.close(made.go)
    with suppress(ProcessLookupError):
        os.killpg(made.process.pid, signal.SIGKILL)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("everyone", [True, False], ids=["a terminal's", "the parent's alone"])
def test_an_interrupt_ends_all_processes_silently(started: Started, tmp_path: Path, everyone: bool) -> None:
    assert started.process.pid in started.pids
    (os.killpg if everyone else os.kill)(started.process.pid, signal.SIGINT)
    out, err = started.process.communicate()
    assert (started.process.returncode, out, err.strip()) == (130, b"", b"")
    assert [pid for pid in started.pids if is_there(pid)] == []
    assert not (tmp_path / "report.json").exists()


def test_children_of_a_parent_that_was_killed_do_no_more(started: Started) -> None:
    started.process.kill()
    started.process.wait()
    os.write(started.go, b"!" * 40)  # lets go who waits: two children, each at one of forty files
    assert started.process.communicate() == (b"", b"")  # all who could write are gone
    os.set_blocking(started.seen, False)
    with pytest.raises(BlockingIOError):
        os.read(started.seen, 1)


# How far it is.


class Terminal(io.StringIO):
    """A stream that is no file."""

    def fileno(self) -> int:
        raise OSError


def test_the_line_comes_after_a_second_and_then_ten_times_a_second_and_goes() -> None:
    times = iter([0.0, 0.5, 0.999, 1.0, 1.05, 1.25])
    stream = Terminal()
    with Progress(stream, clock=lambda: next(times)) as progress:
        for done in range(1, 6):
            progress(done, 10)
    first, second = line(3, 10, 80), line(5, 10, 80)
    assert stream.getvalue() == f"\r{first}\r{second}\r{' ' * len(second)}\r"


def test_a_short_run_shows_nothing() -> None:
    stream = Terminal()
    with Progress(stream, clock=itertools.repeat(0.5).__next__) as progress:
        progress(1, 1)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        (80, "[######..................]  250 of 1000 files"),
        (46, "[######..................]  250 of 1000 files"),
        (45, " 250 of 1000 files"),
        (10, " 250 of 1"),
    ],
)
def test_the_line_fits_its_terminal(columns: int, text: str) -> None:
    assert line(250, 1000, columns) == text


def on_terminal(folder: Path, *arguments: str, term: str = "xterm", out: bool = False) -> tuple[str, str]:
    """What a run writes to a terminal, where every file is shown, and to standard output, unless that is the same."""
    plant = folder / "plant"
    plant.mkdir(exist_ok=True)
    (plant / "sitecustomize.py").write_text("from rtlint.cli import _progress as p\np.DELAY = p._EVERY = -1\n")
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "rtlint", "check", "--jobs", "1", "--output", "concise", *arguments],
        cwd=folder,
        env={**environment(plant), "TERM": term, "NO_COLOR": "1"},
        stdout=theirs if out else subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    seen = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    text, _ = done.communicate()
    return seen.decode(), (text or b"").decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # so ends a terminal on Linux
        return b""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / f"{name}.realtime.yaml").write_text(GOOD)
    return tmp_path


SHOWN = f"\r{line(1, 2, 80)}\r{line(2, 2, 80)}\r{' ' * len(line(2, 2, 80))}\r"


def test_the_line_is_gone_before_the_report(two: Path) -> None:
    assert on_terminal(two) == (SHOWN, "No findings in 2 files.\n")
    assert on_terminal(two, out=True) == (SHOWN + "No findings in 2 files.\r\n", "")


def test_nobody_is_told_who_does_not_want_to_be_or_cannot(two: Path) -> None:
    assert on_terminal(two, "-q") == ("", "")
    assert on_terminal(two, term="dumb") == ("", "No findings in 2 files.\n")


def test_the_line_is_gone_before_what_else_is_told(two: Path) -> None:
    (two / "c.yaml").write_text("name: somebody else's\n")
    shown = "".join(f"\r{line(number, 3, 80)}" for number in (1, 2, 3))
    told = "skipped c.yaml: it does not look like a session config\r\n"
    assert on_terminal(two, "-v") == (f"{shown}\r{' ' * len(line(3, 3, 80))}\r{told}", "No findings in 2 files.\n")
    assert _progress.DELAY == 1
