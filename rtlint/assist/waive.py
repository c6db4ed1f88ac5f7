"""One finding made silent by a configuration, where that is its nearest or is going to be."""

import os

import msgspec

from rtlint.config import ConfigError
from rtlint.config.layers import Config
from rtlint.config.load import PYPROJECT, from_text
from rtlint.lint import Linter, Text
from rtlint.result import Found
from rtlint.suppress.table import table
from rtlint.suppress.waivers import Waivers
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source, Span, Unreadable, read

NEW = "rtlint.toml"
"""The name of a configuration that is made where there is none."""


class Waived(msgspec.Struct, frozen=True):
    """What makes a finding silent: an edit at the end of the configuration at `path`; `is_new` where there is none."""

    path: str
    old: Source
    edit: TextEdit
    is_new: bool

    @property
    def name(self) -> str:
        """The name of the configuration."""
        return os.path.basename(self.path)


def waived(linter: Linter, text: Text, found: Found, config: Config | None, home: str | None) -> Waived | None:
    """A table `suppress` for one finding, believed only once it has been read.

    It goes into the file that holds for the text, or where `config` names none, into a new one in the folder `home`.
    None where that cannot be: there is no such place, the file is wrong or has its tables in one line, or the finding
    would be there all the same.
    """
    if text.composed.fault:  # it is being written, and nothing in it is meant to stay
        return None
    path = next((layer.file for layer in reversed(config.layers) if layer.file), "") if config else ""
    is_new = not path
    if is_new and home:
        path = os.path.join(home, NEW)
    if not path:
        return None
    try:
        old = Source(path, "") if is_new else read(path, path)
        edit = _appended(old, found, text.source.path)
        waivers = _waivers(linter, old.with_text(apply(old.text, [edit])), text.source.path)
    except (Unreadable, ConfigError, ValueError):  # on Windows, no relative path leads to another drive
        return None
    place = text.source.offset(found.finding.location)
    return Waived(path, old, edit, is_new) if waivers.suppresses(text, found, place) else None


def home(path: str, folders: frozenset[str]) -> str | None:
    """Where a new configuration for a file belongs: the nearest of some folders above it, or a repository's root."""
    folder = os.path.dirname(path)
    while folder not in folders and not os.path.exists(os.path.join(folder, ".git")):
        if os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)
    return folder


def _appended(old: Source, found: Found, file: str) -> TextEdit:
    """A table at the end of a configuration, with a blank line before it and line ends as the file has them."""
    name = "tool.rtlint.suppress" if os.path.basename(old.path) == PYPROJECT else "suppress"
    way = os.path.relpath(file, os.path.dirname(old.path)).replace(os.sep, "/")
    text = old.text.replace("\r\n", "\n")
    gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
    added = gap + table(way, [found.finding.code], found.finding.at, name=name)
    end = len(old.text)
    return TextEdit(Span(end, end), added.replace("\n", "\r\n") if "\r\n" in old.text else added)


def _waivers(linter: Linter, new: Source, file: str) -> Linter:
    """The linter of a file with what a configuration's new text suppresses there."""
    layers = from_text(new, new.path) or ()
    return linter.waiving(Waivers(Config(layers), linter.pack.rules, linter.as_of).of(file))
