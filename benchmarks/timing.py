"""How commands are measured: all in turn, A B C … A B C …, so that a machine whose speed drifts slows all alike."""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.results import Figure

LAUNCH = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
KEPT = ("HOME", "LANG", "PATH", "SYSTEMROOT", "TMPDIR")
"""The variables that a measured command gets; PYTHONPATH and its like would change what is measured."""


class Command(NamedTuple):
    """A command to measure."""

    name: str
    role: str
    """`ours`, `peer` or `floor`."""

    argv: list[str]
    status: int = 0
    """The exit status of a run that went well."""


class Run(NamedTuple):
    """One run: wall and CPU seconds, MiB."""

    wall: float
    cpu: float
    memory: float


def environment(cache: Path) -> dict[str, str]:
    """The environment of every measured command; rtlint keeps its cache in a folder."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {"RTLINT_CACHE_DIR": str(cache)}


def measure(
    commands: Sequence[Command], runs: int, folder: Path, env: dict[str, str]
) -> tuple[list[Figure], list[str]]:
    """Medians for each command, and why a command was left out. One run of each before the first counts for nothing."""
    failed = {command.name: why for command in commands if (why := _warm(command, folder, env))}
    timed = [command for command in commands if command.name not in failed]
    seen: dict[str, list[Run]] = {command.name: [] for command in timed}
    for _ in range(runs):
        for command in timed:
            seen[command.name].append(_once(command, folder, env))
    return [figure(command, seen[command.name]) for command in timed], [f"{n}: {why}" for n, why in failed.items()]


def figure(command: Command, runs: Iterable[Run]) -> Figure:
    """The medians of some runs: seconds to a tenth of a millisecond, MiB to a tenth."""
    wall, cpu, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    return Figure(command.name, command.role, round(wall, 4), round(cpu, 4), round(memory, 1))


def _warm(command: Command, folder: Path, env: dict[str, str]) -> str:
    """Why a command cannot be measured, or nothing. Fills the caches of the disk, and rtlint's."""
    try:
        done = subprocess.run(command.argv, cwd=folder, env=env, capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error.strerror)
    if done.returncode == command.status:
        return ""
    said = (done.stderr or done.stdout).strip().split("\n")[-1]
    return f"exit status {done.returncode} instead of {command.status}: {said}"


def _once(command: Command, folder: Path, env: dict[str, str]) -> Run:
    done = subprocess.run([*LAUNCH, *command.argv], cwd=folder, env=env, capture_output=True, text=True, check=True)
    status, wall, cpu, memory = done.stdout.split()
    if int(status) != command.status:
        raise SystemExit(f"{command.name} ended with {status}, after {command.status} in its first run")
    return Run(float(wall), float(cpu), float(memory))
