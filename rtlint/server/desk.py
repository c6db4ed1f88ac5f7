"""All documents that are open, and the configurations that hold for them."""

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

from lsprotocol import types
from pygls import uris

from rtlint.baseline import Baselines
from rtlint.config import ConfigError, call
from rtlint.config.find import Finder, folder_of
from rtlint.config.layers import Config
from rtlint.config.trail import Trail
from rtlint.inputs import SUFFIXES, Names
from rtlint.lint import Linter
from rtlint.linters import Linters, today
from rtlint.rule.model import PackError
from rtlint.rule.pack import built_in
from rtlint.server.document import Document

UNSAVED = ("untitled", "buffer")
"""The schemes of texts that are not saved yet. What has any other than these and `file` shows a file once more."""

_LANGUAGES = {"json": ".json", "jsonc": ".json", "yaml": ".yaml", "dockercompose": ".yaml", "azure-pipelines": ".yaml"}
"""The languages of documents that may be ours, with the ending that an unsaved one gets: it tells how it is read."""


class Call(NamedTuple):
    """What the call of the server says of configurations: files and pieces of TOML, or that none counts."""

    configs: tuple[str, ...] = ()
    isolated: bool = False

    def finder(self) -> Finder:
        """What finds configurations. ConfigError where the call names one that cannot be used."""
        return call.finder(self.configs, {}, isolated=self.isolated) if self.configs else Finder(isolated=self.isolated)

    def follow(self, trail: Trail, folders: Iterable[str]) -> Trail:
        """Take in the files on which findings in some folders depend."""
        files = [config for config in self.configs if os.path.isfile(config)]
        for file in files:
            trail.configuration(file)
        for config in self.configs:
            if config not in files:
                trail.table(call.piece(config), os.getcwd())
        for folder in () if files or self.isolated else folders:
            trail.follow(folder)
        return trail


class _Held(NamedTuple):
    """What holds for a path; without a linter it is excluded."""

    linter: Linter | None
    sniff: bool


def _unheard(_words: str) -> None:
    """Nobody listens yet."""


class Desk:
    """The open documents by their URIs, each linted when somebody asks and its text is not the one that was.

    `tell` hears, once, why a configuration cannot be used; `note` hears remarks; `arrived` hears that a document has
    come whose configuration nobody has looked at.
    """

    def __init__(self, said: Call | None = None) -> None:
        self.documents: dict[str, Document] = {}
        self.root = os.getcwd()
        self.configuration: str | None = None
        self.tell: Callable[[str], None] = _unheard
        self.note: Callable[[str], None] = _unheard
        self.arrived: Callable[[], None] = lambda: None
        self.pack = built_in()
        self._call = said or Call()
        self._told: dict[str, str] = {}
        self._noted: set[str] = set()
        self.renew()

    def open(self, item: types.TextDocumentItem, encoding: types.PositionEncodingKind | str) -> Document | None:
        """Take in a document; None for one that is nobody's business here, by its language or by where it is from."""
        path = _path(item, self.root)
        if path is None:
            return None
        document = Document(item.uri, path, item.text, item.version, encoding)
        self.documents[item.uri] = document
        self.arrived()
        return document

    def renew(self) -> None:
        """Forget what configurations said, and what was found: a file that holds for others has changed, or the day."""
        self._held: dict[str, _Held] = {}
        self._names: Names | None = None
        self._day = today()
        for document in self.documents.values():
            document.stale = True

    def linted(self, uri: str) -> Document | None:
        """A document with what is found in its text; None for one that is not open.

        Nothing is found where it is excluded, or where what is configured cannot be used.
        """
        document = self.documents.get(uri)
        if today() != self._day:
            self.renew()
        if document and document.stale:
            self._lint(document)
        return document

    def config(self, path: str) -> Config | None:
        """What is configured for a file. ConfigError where that cannot be used."""
        if self._names is None:
            self._begin()
        return self._linters.config(path)

    def trail(self) -> Trail:
        """The files on which the findings of all open documents depend."""
        folders = {folder_of(document.path) for document in self.documents.values()}
        return self._said().follow(Trail(), [os.path.join(self.root, ""), *folders])

    def _said(self) -> Call:
        """The call, with the configuration that the client's settings name."""
        named = (self.configuration,) if self.configuration else ()
        return self._call._replace(configs=(*named, *self._call.configs))

    def _lint(self, document: Document) -> None:
        folder = folder_of(document.path)
        try:
            held = self._of(document.path)
            if held.linter is None:
                _clear(document)
            else:
                document.lint(held.linter, sniff=held.sniff)
                if document.result:
                    document.result = self._baselines.new(document.result)
        except (ConfigError, PackError) as error:
            _clear(document)
            if str(error) not in self._told.values():
                self.tell(str(error))
            self._told[folder] = str(error)
        else:
            mended = self._told.get(folder)
            self._told = {where: words for where, words in self._told.items() if words != mended}

    def _of(self, path: str) -> _Held:
        """What holds for a path: kept, since nothing of it changes while somebody types."""
        if path not in self._held:
            names = self._names or self._begin()
            linter = None if names.are_out(path) else self._linters.of(path)
            self._held[path] = _Held(linter, sniff=not names.are_ours(path))
            for remark in self._linters.remarks:
                if remark not in self._noted:
                    self.note(remark)
                self._noted.add(remark)
        return self._held[path]

    def _begin(self) -> Names:
        finder = self._said().finder()
        self._linters = Linters(self.pack, finder)
        self._baselines = Baselines(finder, self._linters)
        self._names = Names(finder)
        return self._names


def _clear(document: Document) -> None:
    document.stale = False
    document.text = document.result = None


def _path(item: types.TextDocumentItem, root: str) -> str | None:
    """The path of a document that may be ours: that of its file, or one below a folder for a text that has none."""
    scheme, _, name = item.uri.partition(":")
    language = item.language_id.partition(".")[0]
    file = uris.to_fs_path(item.uri) if scheme == "file" else None
    if file and not file.endswith("/"):
        return file if language in _LANGUAGES or file.lower().endswith(SUFFIXES) else None
    if language not in _LANGUAGES or scheme not in ("file", *UNSAVED):
        return None
    name = name.rstrip("/").rpartition("/")[2] or "untitled"
    ending = _LANGUAGES[language]
    return os.path.join(root, name if name.endswith(ending) else name + ending)
