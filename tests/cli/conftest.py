"""rtlint as a user calls it: in this process for speed, in one of its own where the process matters."""

import gc
import io
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rtlint.cli.main import run

ROOT = Path(__file__).resolve().parent.parent.parent


class Done(NamedTuple):
    """How a run ended."""

    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """The command line switches the collector off for its own short life: tests live longer."""
    yield
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    gc.enable()


@pytest.fixture
def rtlint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Callable[..., Done]:
    """`rtlint("check", …, stdin=b"")` in the test's own folder and in this process."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        status = run(list(arguments))
        out, err = capsysbinary.readouterr()
        return Done(status, out.decode(), err.decode())

    return call


def environment(*folders: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (*folders, ROOT)))}


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., Done]:
    """`process("check", …, stdin=b"", memory=None, path=())` in a process of its own."""

    def call(*arguments: str, stdin: bytes = b"", memory: int | None = None, path: tuple[Path, ...] = ()) -> Done:
        def limit() -> None:
            if memory:
                resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

        command = [sys.executable, "-m", "rtlint", *arguments]
        options: dict[str, Any] = {"cwd": tmp_path, "env": environment(*path), "preexec_fn": limit}
        done = subprocess.run(command, input=stdin, capture_output=True, check=False, **options)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
