"""A baseline: findings that a project knows and lives with. Only those that it does not hold are reported.

A finding is known by its file, its rule and its place, so that it stays the same while lines move and list items come
and go; messages and values are no part of it, and equal ones are counted.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from rtlint.config import ConfigError
from rtlint.config.find import Finder
from rtlint.config.layers import shown
from rtlint.lint import Linter
from rtlint.linters import Linters
from rtlint.result import Found, Result
from rtlint.rule.typed import typed
from rtlint.save import Unsaved, save
from rtlint.text.newfile import create
from rtlint.text.secret import is_secret, mask
from rtlint.text.source import Source, Unreadable, read
from rtlint.text.spot import Spot, dotted

VERSION = 1


class Entry(NamedTuple):
    """What a finding is known by in its file: its rule and its place."""

    code: str
    at: str

    def __str__(self) -> str:
        """As a baseline writes it: `RT205 session.audio.output.speed`."""
        return f"{self.code} {self.at}".rstrip()


Entries = Counter[Entry]


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    version: int
    files: dict[str, dict[str, int]]


class Baseline:
    """The entries of each file, called from the baseline's folder with forward slashes; `name` is for messages."""

    def __init__(self, path: str, files: Mapping[str, Entries] | None = None) -> None:
        self.path = path
        self.name = shown(path)
        self.files = {file: entries for file, entries in (files or {}).items() if entries}
        self._folder = os.path.dirname(_whole(path))

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(entries.total() for entries in self.files.values())

    def file(self, path: str) -> str:
        """What a file is called in this baseline."""
        return _encodable(os.path.relpath(_whole(path), self._folder).replace(os.sep, "/"))

    def of(self, path: str) -> Entries:
        """The entries of a file."""
        return self.files.get(self.file(path), Entries())

    def gone(self, paths: Iterable[str]) -> Iterator[str]:
        """The paths of files that it holds something about, that are deleted, and that lie at or below some paths."""
        above = [os.path.join(_whole(path), "") for path in paths]
        for file in self.files:
            path = os.path.normpath(os.path.join(self._folder, file))
            if not os.path.lexists(path) and os.path.join(path, "").startswith(tuple(above)):
                yield path

    def new(self, result: Result) -> Result:
        """A result without what is known; of equal findings the first are, the others are new."""
        left, kept = self.of(result.text.path).copy(), []
        for found in result.found:
            entry = _entry(found)
            if left[entry]:
                left[entry] -= 1
            else:
                kept.append(found)
        return msgspec.structs.replace(result, found=tuple(kept), baselined=len(result.found) - len(kept))

    def updated(self, results: Mapping[str, Result | None], *, grow: bool) -> "Baseline":
        """What is left of it beside the results of the files that were looked at; with `grow` it takes in the rest.

        A path without a result has no findings. The entries of other files stay.
        """
        files = dict(self.files)
        for path, result in results.items():
            found = entries_of(result) if result else Entries()
            files[self.file(path)] = found if grow else found & self.of(path)
        return Baseline(self.path, files)

    def encoded(self) -> bytes:
        """The bytes of its file: sorted, a line for each entry."""
        files = {
            file: {str(entry): count for entry, count in sorted(entries.items())}
            for file, entries in sorted(self.files.items())
        }
        return msgspec.json.format(msgspec.json.encode({"version": VERSION, "files": files}), indent=2) + b"\n"


class Baselines:
    """The baselines that the configurations of a run name, and what is left of results beside them."""

    def __init__(self, finder: Finder, linters: Linters) -> None:
        self._finder = finder
        self._linters = linters
        self._known: dict[str, Baseline] = {}
        self.gone: Counter[str] = Counter()
        """How many entries of which baseline were not found in the files that `new` has seen."""

    def of(self, path: str) -> Baseline | None:
        """The baseline of a file, if it has one. ConfigError for one that is not there or cannot be used."""
        config = self._finder.of(os.path.dirname(path))
        file = config.baseline if config else None
        if config is None or file is None:
            return None
        if file not in self._known:
            if not os.path.lexists(file):
                raise config.error(f"there is no file {shown(file)}; rtlint baseline write makes it", "baseline")
            self._known[file] = load(file)
        return self._known[file]

    def new(self, result: Result) -> Result:
        """A result without what its baseline holds."""
        path = result.text.path
        baseline = self.of(path)
        if baseline is None:
            return result
        silent = _silent(self._linters.of(path))
        gone = baseline.of(path) - entries_of(result)
        self.gone[baseline.name] += sum(count for entry, count in gone.items() if entry.code not in silent)
        return baseline.new(result)


def entries_of(result: Result) -> Entries:
    """What the findings of a result are known by."""
    return Entries(map(_entry, result.found))


def counted(entries: int) -> str:
    """`1 entry`, `2 entries`."""
    return "1 entry" if entries == 1 else f"{entries} entries"


def load(path: str) -> Baseline:
    """The baseline of a file. ConfigError where the file is none."""
    try:
        source = read(path, shown(path))
    except Unreadable as error:
        raise ConfigError(str(error)) from error
    files = _document(source).files
    for file, counts in files.items():
        for entry, count in counts.items():
            if count < 1:
                raise ConfigError(f"{source.path}: the count of {entry} in {file} is {count}; it starts at 1")
    return Baseline(
        path, {file: Entries({_parsed(entry): files[file][entry] for entry in files[file]}) for file in files}
    )


def put(path: str, new: bytes) -> None:
    """Put a baseline in its place as a whole, or leave what is there. ConfigError where that cannot be done."""
    try:
        if os.path.lexists(path):
            with open(path, "rb") as file:
                old = file.read()
            save(path, old, new)
        else:
            create(path, new.decode())
    except (OSError, Unsaved) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ConfigError(f"{shown(path)} cannot be written: {reason}") from error


def place(found: Found) -> str:
    """Where a finding is, as `at` says it, but list items by their names, and one without a name as any of its list.

    What lies inside a secret is not told.
    """
    path, text = (*found.way, *found.path), ""
    while path and is_secret(path[:-1]):
        path = path[:-1]
    for depth, step in enumerate(path):
        known = found.known[depth] if found.known else ""
        if type(step) is int:
            text += f"[{known[1:]}]" if known.startswith("=") else "[*]"
        else:
            word = dotted((step,))
            text += f".{word}" if text and not word.startswith("[") else word
    return mask(text)


def _entry(found: Found) -> Entry:
    return Entry(found.finding.code, _encodable(place(found)))


def _parsed(entry: str) -> Entry:
    code, _, at = entry.partition(" ")
    return Entry(code, at)


def _whole(path: str) -> str:
    """A path from the root, whatever links lead to its folder; the last part stays as it is named."""
    if os.path.isdir(path):
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))


def _silent(linter: Linter) -> set[str]:
    """The rules that a linter knows and does not report: what it does not look for is not gone."""
    return {rule.code for rule in linter.pack.rules} - (linter.codes & linter.cards.keys())


def _document(source: Source) -> _Document:
    value = _decoded(source)
    version = value.get("version") if isinstance(value, dict) else None
    if type(version) is int and version != VERSION:
        raise ConfigError(f"{source.path}: the baseline has version {version}; this rtlint reads version {VERSION}")

    def mistake(_spot: Spot, words: str) -> ConfigError:
        return ConfigError(f"{source.path}: in the baseline {words}")

    document: _Document = typed(value, _Document, mistake)
    return document


def _decoded(source: Source) -> Any:
    try:
        return msgspec.json.decode(source.text)
    except RecursionError as error:
        raise ConfigError(f"{source.path}: the baseline is nested too deep") from error
    except msgspec.DecodeError as error:
        words, _, offset = str(error).removeprefix("JSON is malformed: ").partition(" (byte ")
        before = source.text.encode()[: int(offset.rstrip(")"))] if offset else source.text.encode()
        location = source.locate(len(before.decode(errors="ignore")))
        place = f"{source.path}:{location.row}:{location.column}"
        words = words.partition(" - at ")[0]
        raise ConfigError(f"{place}: the baseline is no JSON: {words[:1].lower()}{words[1:]}") from error


def _encodable(text: str) -> str:
    """A text with lone surrogates, as of names that are no UTF-8, spelled out."""
    return text.encode(errors="backslashreplace").decode()
