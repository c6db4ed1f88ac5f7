"""What is measured: each case is a question, and the commands that answer it run in turn on the same input."""

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.inputs import FAULTS, GROWTH, few
from benchmarks.peers import NATIVE, PEERS, Tools
from benchmarks.timing import Command

IMPORTS = "import click, msgspec, yaml"
LOAD = "import glob, yaml\nfor p in glob.glob({!r}): yaml.load(open(p, 'rb').read(), yaml.CSafeLoader)"
"""What reading YAML costs a Python program that checks nothing."""

ONE = "one.realtime.yaml"


class Plan(NamedTuple):
    """A case before it ran."""

    key: str
    title: str
    commands: list[Command]
    many: bool = True
    """Whether it takes so long that a few runs have to do."""


def plans(tools: Tools, files: int, *, slow: bool) -> list[Plan]:
    """Every case, in the order of the tables."""
    return [
        Plan("one", "One file, cold process", _one(tools), many=False),
        Plan("many", f"{files:,} files", _many(tools)),
        *([Plan("slow", f"{few(files):,} files", _slow(tools))] if slow else ()),
        Plan("faulty", f"{files:,} files with {FAULTS} faults each", list(_faulty(tools))),
        *(Plan(f"growth-{size}", f"One file of {name}", _growth(tools, size)) for name, size in GROWTH.items()),
    ]


def _rtlint(tools: Tools, name: str, *arguments: str, status: int = 0) -> Command:
    return Command(name, "ours", [tools.program("rtlint", "rtlint"), "check", *arguments], status)


def _python(tools: Tools, name: str, code: str) -> Command:
    return Command(name, "floor", [tools.program("rtlint", "python"), "-c", code])


def _one(tools: Tools) -> list[Command]:
    return [
        _rtlint(tools, "rtlint", "--no-cache", ONE),
        _python(tools, "the bare interpreter", "pass"),
        _python(tools, "its imports alone", IMPORTS),
        *(Command(peer.name, "peer", peer.call(tools, "request", [ONE])) for peer in PEERS),
    ]


def _many(tools: Tools) -> list[Command]:
    clean = tools.work / "clean"
    return [
        _rtlint(tools, "rtlint", "--no-cache", "clean"),
        _rtlint(tools, "rtlint, one process", "--no-cache", "--jobs", "1", "clean"),
        _rtlint(tools, "rtlint, nothing changed", "clean"),
        _python(tools, "loading the YAML", LOAD.format("clean/*.yaml")),
        *(Command(peer.name, "peer", peer.on(tools, clean)) for peer in PEERS if not peer.slow),
    ]


def _slow(tools: Tools) -> list[Command]:
    folder = tools.work / "few"
    peers = (Command(peer.name, "peer", peer.on(tools, folder)) for peer in PEERS if peer.slow)
    return [_rtlint(tools, "rtlint", "--no-cache", folder.name), *peers]


def _faulty(tools: Tools) -> Iterator[Command]:
    yield _rtlint(tools, "rtlint", "--no-cache", "faulty", status=1)
    yield _rtlint(tools, "rtlint, as JSON", "--no-cache", "--output", "json", "faulty", status=1)
    for peer in PEERS:
        if peer.name != "yamllint" and not peer.slow:  # yamllint sees none of these faults
            yield Command(peer.name, "peer", peer.on(tools, tools.work / "faulty"), peer.status)


def _growth(tools: Tools, size: int) -> list[Command]:
    name = f"size-{size}.realtime.yaml"
    native = next(peer for peer in PEERS if peer.name == NATIVE)
    return [
        _rtlint(tools, "rtlint", "--no-cache", name),
        _python(tools, "loading the YAML", LOAD.format(name)),
        Command(native.name, "peer", native.call(tools, "request", [name])),
    ]
