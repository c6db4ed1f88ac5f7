"""Which files a run looks at, and how their bytes become a source."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from rtlint.config.find import BASELINE, Finder, folder_of
from rtlint.config.globs import Globs
from rtlint.text.nodes import TextFault
from rtlint.text.source import Source, Span

SUFFIXES = (".yaml", ".yml", ".json")
NAMED_OURS = (".realtime.yaml", ".realtime.yml", ".realtime.json")
"""Endings of file names that promise a session config."""

_PART = 1 << 16
"""Bytes that are read at once: more than nearly all sessions have."""

SKIPPED = frozenset(
    {
        ".git", ".hg", ".svn", ".jj", "node_modules", ".venv", "venv", ".tox", ".nox", "__pycache__", ".mypy_cache",
        ".pytest_cache", ".ruff_cache", "site-packages",
    }
)  # fmt: skip  # a table
"""Folders that hold other people's files or tools' own, never walked into unless named."""


class Input(msgspec.Struct, frozen=True):
    """A file to look at. With `sniff` it counts only if it looks like a session config; `fault` bars reading it.

    `data` are its bytes where they are known already, as those of standard input.
    """

    path: str
    sniff: bool
    fault: "TextFault | None" = None
    data: bytes | None = None

    def read(self) -> "tuple[Source, TextFault | None]":
        """The source, and why it could not be read whole; never raises for what the disk holds."""
        if self.fault:
            return Source(self.path, ""), self.fault
        return read(self.path) if self.data is None else decode(self.path, self.data)


Left = Callable[[str, str], None]
"""Hears of each file or folder (with a slash at its end) that is left out, and why."""

EXCLUDED = "the configuration excludes it"


def _unheard(_path: str, _reason: str) -> None:
    """Most runs do not tell what they leave out."""


def gather(
    paths: Iterable[str],
    *,
    sniff: bool = False,
    finder: Finder | None = None,
    force_exclude: bool = False,
    left: Left = _unheard,
) -> Iterator[Input]:
    """The files that the paths of a command name, folders walked in order of name, each file once.

    What the configurations of `finder` exclude is left out of walks, and with `force_exclude` of the paths too; `left`
    hears of it, and of what else is left out of walks.
    """
    names = Names(finder or Finder(isolated=True))
    seen: set[str] = set()
    several = [*paths]
    for path in several:
        if force_exclude and names.are_out(path):
            left(path, EXCLUDED)
            continue
        named = [] if os.path.isdir(path) else [Input(path, sniff and not names.are_ours(path))]
        walked = named or _from_folder(path, names, left)
        if len(several) == 1:  # one walk meets no file twice
            yield from walked
            continue
        for found in walked:
            where = os.path.abspath(found.path)
            if where not in seen:
                seen.add(where)
                yield found


def is_named_ours(path: str) -> bool:
    """Whether a file's name promises a session config where no configuration says what such names are."""
    return path.lower().endswith(NAMED_OURS)


class Names:
    """What configurations say of files by their names."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def are_ours(self, path: str) -> bool:
        """Whether a file's name promises a session config, or it is known to hold some."""
        config = self._finder.of(folder_of(path))
        if config and config.inside(path):
            return True
        ours = config.includes(path) if config else None
        return is_named_ours(path) if ours is None else ours

    def are_out(self, path: str) -> bool:
        """Whether a file, or a folder with a slash at its end, is excluded."""
        config = self._finder.of(folder_of(path.rstrip("/")))
        return config is not None and config.excludes(path)


def read(path: str) -> "tuple[Source, TextFault | None]":
    """The source of a file, and why it could not be read whole; never raises for what the disk holds."""
    try:
        return decode(path, contents(path))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return Source(path, ""), _fault(f"the file cannot be read: {reason}", "", Span(0, 0))


def contents(path: str) -> bytes:
    """What a file holds, or OSError; a file object would take as long to make as a session takes to be read."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = []
        while part := os.read(file, _PART):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(file)


def decode(path: str, data: bytes) -> "tuple[Source, TextFault | None]":
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
        return source, _fault(message, "save the file as UTF-8", Span(offset, offset + 1))


def _fault(message: str, advice: str, span: Span) -> "TextFault":
    from rtlint.text.yamltext import TextFault

    return TextFault(message, advice, span)


def _from_folder(folder: str, names: Names, left: Left) -> Iterator[Input]:
    walk = _Walk(folder, names, left)
    found = [Input(path, sniff=not names.are_ours(path)) for path in walk.files(folder)]
    if not found and not walk.hidden and os.path.normpath(folder) != os.curdir:
        message = "the folder holds no YAML or JSON file"
        found = [Input(folder, sniff=False, fault=_fault(message, "name a file, or another folder", Span(0, 0)))]
    yield from found


class _Walk:
    """One walk through a folder, with the .gitignore files on the way from the repository's root down."""

    def __init__(self, folder: str, names: Names, left: Left) -> None:
        self.specs: list[Globs] = []
        self.names = names
        self.left = left
        self.hidden = False
        for ancestor in repository(folder)[:-1]:
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
                if entry.name in SKIPPED:
                    self.left(entry.path.removeprefix("./") + "/", "such folders hold what others or tools wrote")
                elif not self._ignored(entry.path + "/"):
                    yield from self.files(entry.path)
            elif _may_be_ours(entry) and not self._ignored(entry.path):
                yield entry.path.removeprefix("./")
        del self.specs[depth:]

    def _enter(self, folder: str) -> None:
        try:
            with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except OSError:
            return
        self.specs.append(Globs(folder, lines))

    def _ignored(self, path: str) -> bool:
        if self.names.are_out(path):
            reason = EXCLUDED
        elif self._is_hidden(path):
            reason = "a .gitignore hides it"
        else:
            return False
        self.hidden = True
        self.left(path.removeprefix("./"), reason)
        return True

    def _is_hidden(self, path: str) -> bool:
        for spec in reversed(self.specs):
            verdict = spec.verdict(path)
            if verdict is not None:
                return verdict
        return False


def _may_be_ours(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(SUFFIXES) and entry.name != BASELINE and _may_be_read(entry)


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    """A file or a link to one, also to one that is gone: no pipe, which would never end."""
    return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))


def repository(folder: str) -> Sequence[str]:
    """The folders from the root of the git repository down to a folder; only the folder outside of one."""
    here = os.path.abspath(folder)
    way = [here]
    while not os.path.exists(os.path.join(way[0], ".git")):
        parent = os.path.dirname(way[0])
        if parent == way[0]:
            return [here]
        way.insert(0, parent)
    return way
