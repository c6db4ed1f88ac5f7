"""What goes wrong on the way and is nobody's finding: told to whoever reads logs, and to nobody while they type."""

import sys
import traceback

from rtlint import __version__
from rtlint.text.secret import blot


def told(error: BaseException) -> str:
    """The way to an error, with what to do about it; secrets of the document that led to it are hidden."""
    way = "".join(traceback.format_exception(error))
    return blot(f"{way}rtlint {__version__}: this is a bug of rtlint, please report it with the lines above")


def say(words: str) -> None:
    """A line to standard error, if that is there."""
    try:
        if sys.stderr:
            sys.stderr.write(f"{words}\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        return
