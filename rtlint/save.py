"""Writing a file that somebody else wrote: at any moment, and after any failure, it is its old or its new text whole.

The new text is written beside the file and takes its name when it has reached the disk. So what else bears the
name of an old file, a hard link, keeps the old text; a symbolic link goes on to lead to the file.
"""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress


class Unsaved(Exception):
    """A file keeps the text that it had; the message says why, as in "the file is read-only"."""


def save(path: str, old: bytes, new: bytes) -> None:
    """Put `new` where `old` stands, keeping the file's mode, and its owner where the system lets us.

    Unsaved when the file is no longer what was read, may not be written, or cannot be. A change that somebody makes in
    the moment between the last look and the replacement is not seen.
    """
    try:
        seen = _writable(path)
        _replace(os.path.realpath(path, strict=True), seen, old, new)
    except OSError as error:
        raise Unsaved((error.strerror or type(error).__name__).lower()) from error


def keep(path: str, data: bytes) -> None:
    """Put bytes where only the user may read them, whole or not at all, in the place of what stood there.

    The file has the mode 0600 from its first byte on. OSError when it cannot be written.
    """
    beside = _beside(os.path.realpath(path))
    try:
        _fill(beside, data)
        os.replace(beside, os.path.realpath(path))
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _writable(path: str) -> os.stat_result:
    """What the system knows of a file that may be written."""
    seen = os.stat(path)
    if not stat.S_ISREG(seen.st_mode):
        raise Unsaved("this is no regular file")
    # Replacing asks the folder for permission, not the file, and the superuser is never refused.
    if not seen.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise Unsaved("the file is read-only")
    return seen


def _replace(target: str, seen: os.stat_result, old: bytes, new: bytes) -> None:
    # The name is known before the file is there, so that no interrupt can come between.
    beside = _beside(target)
    try:
        _fill(beside, new, lambda file: _liken(file, target, seen))
        if _is_still(target, old, new):
            os.replace(beside, target)
    finally:
        with suppress(OSError):
            os.unlink(beside)


def _beside(target: str) -> str:
    """A name next to a file: hidden, and of no kind that a tool would take for a config, should the machine go down."""
    return os.path.join(os.path.dirname(target), f".rtlint-{os.urandom(8).hex()}.tmp")


def _fill(path: str, data: bytes, ready: Callable[[int], None] = lambda _file: None) -> None:
    """A new file for the user alone that has reached the disk; `ready` does to it what else is to be done."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        ready(file)
        os.fsync(file)
    finally:
        os.close(file)


def _liken(file: int, like: str, seen: os.stat_result) -> None:
    """Give a file the attributes, owner and mode of another one; the mode last, as a new owner may clear bits of it."""
    if sys.platform == "linux":
        with suppress(OSError):  # a disk need not know of attributes
            for name in os.listxattr(like):
                os.setxattr(file, name, os.getxattr(like, name))
    if sys.platform != "win32":
        with suppress(OSError):
            os.fchown(file, -1, seen.st_gid)
        with suppress(OSError):
            os.fchown(file, seen.st_uid, -1)
        os.fchmod(file, stat.S_IMODE(seen.st_mode))


def _is_still(target: str, old: bytes, new: bytes) -> bool:
    """Whether the old text still stands there; not so if somebody else has put the new one. Unsaved for another."""
    with open(target, "rb") as file:
        data = file.read()
    if data not in (old, new):
        raise Unsaved("the file has changed meanwhile")
    return data == old
