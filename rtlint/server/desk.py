"""All documents that are open, and the configurations that hold for them."""

from rtlint.config.find import Finder
from rtlint.config.layers import Config
from rtlint.inputs import Names
from rtlint.linters import Linters, today
from rtlint.rule.pack import built_in
from rtlint.server.document import Document


class Desk:
    """The open documents by their URIs, each linted when somebody asks and its text is not the one that was."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self._pack = built_in()
        self.renew()

    def renew(self) -> None:
        """Forget what configurations said, and what was found: a file that holds for others has changed, or the day."""
        finder = Finder()
        self._names = Names(finder)
        self._linters = Linters(self._pack, finder)
        self._day = today()
        for document in self.documents.values():
            document.stale = True

    def linted(self, uri: str) -> Document | None:
        """A document with what is found in its text; None for one that is not open.

        ConfigError or PackError when what is configured there cannot be used.
        """
        document = self.documents.get(uri)
        if today() != self._day:
            self.renew()
        if document and document.stale:
            linter = self._linters.of(document.path)
            document.lint(linter, sniff=not self._names.are_ours(document.path))
        return document

    def config(self, path: str) -> Config | None:
        """What is configured for a file. ConfigError where that cannot be used."""
        return self._linters.config(path)
