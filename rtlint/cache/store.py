"""The folder of the cache: its files, written whole or not at all, and what is taken out of it again."""

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from rtlint.cache.identity import contents, digest
from rtlint.linters import Said

OLD = 2 * 24 * 60 * 60
"""Seconds after which a file is removed: its name stands for a day too, and nobody asks for it on another one."""

MOST = 50_000_000
"""Bytes of all files together; the oldest go first."""

MOST_IN_FILE = 16_000_000
"""Bytes of the entries of one file; those that were not asked for the longest go first."""

_TAG = "CACHEDIR.TAG"
_MARKS = {
    _TAG: "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of rtlint; see https://bford.info/cachedir/\n",
    ".gitignore": "*\n",
}
_OURS = re.compile(r"[0-9a-f]{32}\.(rtlint|tmp)")
_LENGTH = 16


class Kept(msgspec.Struct, array_like=True):
    """What one file holds: records of outcomes by what they stand for, and what is said of configurations."""

    said: dict[bytes, Said] = {}
    entries: dict[bytes, bytes] = {}


def default_folder() -> str | None:
    """Where this system has its users' caches, as platformdirs has it: to import that would take a tenth of a run."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(base, "rtlint", "Cache") if base else None
    home = os.path.join(os.path.expanduser("~"), *(("Library", "Caches") if sys.platform == "darwin" else (".cache",)))
    given = os.environ.get("XDG_CACHE_HOME", "").strip()
    base = given if os.path.isabs(given) else home
    return os.path.join(base, "rtlint") if os.path.isabs(base) else None


def load(path: str) -> Kept:
    """What a file holds; nothing for one that is not there or not whole. OSError for one that cannot be read."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return Kept()
    if data[:_LENGTH] != digest(data[_LENGTH:]):
        return Kept()
    try:
        return msgspec.msgpack.decode(data[_LENGTH:], type=Kept)
    except msgspec.DecodeError:
        return Kept()


def write(path: str, new: Kept) -> None:
    """Add to a file what is new, and take out of its folder what nobody asks for any more. OSError where that fails.

    Of two runs that end together, each leaves a whole file; entries of one may be missing.
    """
    folder = os.path.dirname(path)
    _make(folder)
    before = load(path)
    entries = {key: value for key, value in before.entries.items() if key not in new.entries} | new.entries
    data = msgspec.msgpack.encode(Kept(before.said | new.said, dict(_latest(entries))))
    beside = os.path.join(folder, f"{os.urandom(16).hex()}.tmp")
    try:
        _write(beside, digest(data) + data)
        os.replace(beside, path)
    finally:
        with suppress(OSError):
            os.unlink(beside)
    _prune(folder, time.time())


def clean(folder: str) -> tuple[int, int]:
    """Remove a cache: gives how many files held results, and their bytes. What is not ours stays.

    OSError where that fails.
    """
    files = list(_files(folder))
    for entry, _ in files:
        with suppress(FileNotFoundError):
            os.unlink(entry.path)
    if _is_marked(folder):
        for name in _MARKS:
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, name))
        with suppress(OSError):  # somebody else's files may be in it
            os.rmdir(folder)
    return len(files), sum(state.st_size for _, state in files)


def _latest(entries: dict[bytes, bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The entries from the end on, in their order, as far as they may be kept."""
    excess = sum(map(len, entries.values())) - MOST_IN_FILE
    for key, value in entries.items():
        if excess <= 0:
            yield key, value
        else:
            excess -= len(value)


def _make(folder: str) -> None:
    """The folder, and in an empty one the marks that keep it out of backups and repositories."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    if not os.listdir(folder):
        for name, text in _MARKS.items():
            _write(os.path.join(folder, name), text.encode())


def _is_marked(folder: str) -> bool:
    return contents(os.path.join(folder, _TAG)) == _MARKS[_TAG].encode()


def _write(path: str, data: bytes) -> None:
    """A new file that only its owner may read; for a mark that a run beside this one has just written, nothing."""
    with suppress(FileExistsError), open(os.open(path, _NEW, 0o600), "wb") as file:
        file.write(data)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _prune(folder: str, now: float) -> None:
    total = 0
    for entry, state in sorted(_files(folder), key=lambda pair: pair[1].st_mtime, reverse=True):
        total += state.st_size
        if now - state.st_mtime > OLD or total > MOST:
            with suppress(OSError):  # a run beside this one may have been faster
                os.unlink(entry.path)


def _files(folder: str) -> Iterator[tuple["os.DirEntry[str]", os.stat_result]]:
    """Our files in a folder."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with suppress(FileNotFoundError):
                    yield entry, entry.stat(follow_symlinks=False)
