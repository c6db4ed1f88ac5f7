"""Which files a run looks at, and how their bytes become a source."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from rtlint.text.source import Source, Span
from rtlint.text.yamltext import TextFault

SUFFIXES = (".yaml", ".yml", ".json")
NAMED_OURS = (".realtime.yaml", ".realtime.yml", ".realtime.json")
"""Endings of file names that promise a session config."""

SKIPPED = frozenset(
    {
        ".git", ".hg", ".svn", ".jj", "node_modules", ".venv", "venv", ".tox", ".nox", "__pycache__", ".mypy_cache",
        ".pytest_cache", ".ruff_cache", "site-packages",
    }
)  # fmt: skip  # a table
"""Folders that hold other people's files or tools' own, never walked into unless named."""


class Input(msgspec.Struct, frozen=True):
    """A file to look at. With `sniff` it counts only if it looks like a session config; `fault` bars reading it."""

    path: str
    sniff: bool
    fault: TextFault | None = None


def gather(paths: Iterable[str], *, sniff: bool = False) -> Iterator[Input]:
    """The files that the paths of a command name, folders walked in order of name, each file once."""
    seen: set[str] = set()
    for path in paths:
        for found in _from_folder(path) if os.path.isdir(path) else [Input(path, sniff and not is_named_ours(path))]:
            where = os.path.abspath(found.path)
            if where not in seen:
                seen.add(where)
                yield found


def is_named_ours(path: str) -> bool:
    """Whether a file's name promises a session config."""
    return path.lower().endswith(NAMED_OURS)


def read(path: str) -> tuple[Source, TextFault | None]:
    """The source of a file, and why it could not be read whole; never raises for what the disk holds."""
    try:
        with open(path, "rb") as file:
            return decode(path, file.read())
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return Source(path, ""), TextFault(f"the file cannot be read: {reason}", "", Span(0, 0))


def decode(path: str, data: bytes) -> tuple[Source, TextFault | None]:
    """The source of bytes in UTF-8, with or without a byte order mark."""
    try:
        return Source(path, data.decode()), None
    except UnicodeDecodeError as error:
        source = Source(path, data.decode(errors="replace"))
        offset = len(data[: error.start].decode()) - source.bom
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = "the file is saved as UTF-16"
        else:
            message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        return source, TextFault(message, "save the file as UTF-8", Span(offset, offset + 1))


def _from_folder(folder: str) -> Iterator[Input]:
    walk = _Walk(folder)
    found = [Input(path, sniff=not is_named_ours(path)) for path in walk.files(folder)]
    if not found and not walk.hidden and os.path.normpath(folder) != os.curdir:
        message = "the folder holds no YAML or JSON file"
        found = [Input(folder, sniff=False, fault=TextFault(message, "name a file, or another folder", Span(0, 0)))]
    yield from found


class _Walk:
    """One walk through a folder, with the .gitignore files on the way from the repository's root down."""

    def __init__(self, folder: str) -> None:
        self.specs: list[tuple[str, Any]] = []
        self.hidden = False
        for ancestor in _repository(folder)[:-1]:
            self._enter(ancestor)

    def files(self, folder: str) -> Iterator[str]:
        depth = len(self.specs)
        self._enter(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            entries = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in SKIPPED and not self._ignored(entry.path + "/"):
                    yield from self.files(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and _may_be_read(entry) and not self._ignored(entry.path):
                yield entry.path.removeprefix("./")
        del self.specs[depth:]

    def _enter(self, folder: str) -> None:
        try:
            with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except OSError:
            return
        from pathspec import GitIgnoreSpec  # only where there is a .gitignore

        self.specs.append((os.path.abspath(folder), GitIgnoreSpec.from_lines(lines)))

    def _ignored(self, path: str) -> bool:
        if not self.specs:
            return False
        whole = os.path.abspath(path) + ("/" if path.endswith("/") else "")
        for folder, spec in reversed(self.specs):
            name = whole[len(folder) :].lstrip(os.sep)
            verdict = _last_word(spec, name) if name.endswith("/") else spec.check_file(name).include
            if verdict is not None:
                self.hidden = self.hidden or bool(verdict)
                return bool(verdict)
        return False


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    """A file or a link to one, also to one that is gone: no pipe, which would never end."""
    return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))


def _last_word(spec: Any, folder: str) -> bool | None:
    """Whether a folder is ignored: the last pattern decides, while pathspec would let `*` win over a later `!*/`."""
    patterns = (pattern for pattern in reversed(spec.patterns) if pattern.include is not None)
    return next((bool(pattern.include) for pattern in patterns if pattern.match_file(folder)), None)


def _repository(folder: str) -> Sequence[str]:
    """The folders from the root of the git repository down to a folder; only the folder outside of one."""
    here = os.path.abspath(folder)
    way = [here]
    while not os.path.exists(os.path.join(way[0], ".git")):
        parent = os.path.dirname(way[0])
        if parent == way[0]:
            return [here]
        way.insert(0, parent)
    return way
