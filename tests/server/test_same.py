"""The server says what `check` says: of every example, however its text came about."""

import random
import sys
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from rtlint.server.desk import Desk
from rtlint.server.diagnostics import diagnostics
from rtlint.server.document import Change, Document
from tests.server import corpus

UTF16 = types.PositionEncodingKind.Utf16
SNIPPETS = (
    "",
    "",
    "x",
    ": ",
    "  ",
    "'",
    '"',
    "\n",
    "\n  - ",
    "{",
    "]",
    "# ",
    "é😀",
    "type: realtime\n",
    "\t",
    "&a *a ",
)


class Corpus(NamedTuple):
    """The files of a folder, and what the command line finds in each."""

    folder: Path
    found: dict[str, corpus.Diagnostics]

    def text(self, name: str) -> str:
        return corpus.read(self.folder / name)

    def opened(self, desk: Desk, name: str, text: str) -> Document:
        """A file as the editor shows it, perhaps with another text."""
        path = self.folder / name
        document = Document(path.as_uri(), str(path), text, 0, UTF16)
        desk.documents[document.uri] = document
        return document


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    return Corpus(folder, corpus.checked(folder, corpus.write(folder)))


def found(desk: Desk, document: Document) -> corpus.Diagnostics:
    assert desk.linted(document.uri) is document
    return told(diagnostics(document))


def told(given: Iterable[types.Diagnostic]) -> corpus.Diagnostics:
    return [_told(one) for one in given]


def _told(one: types.Diagnostic) -> dict[str, Any]:
    assert (one.source, one.severity is None, one.code_description is None) == ("rtlint", False, False)
    return {
        "code": one.code,
        "severity": int(one.severity or 0),
        "message": one.message,
        "range": _numbers(one.range),
        "href": one.code_description.href if one.code_description else "",
        "related": [(its.message, _numbers(its.location.range)) for its in one.related_information or ()],
    }


def _numbers(one: types.Range) -> tuple[int, int, int, int]:
    return one.start.line, one.start.character, one.end.line, one.end.character


# Changes, with places counted by the test itself.


def position(text: str, offset: int) -> types.Position:
    *before, line = corpus.LINE_END.split(text[:offset])
    return types.Position(len(before), len(line.encode("utf-16-le")) // 2)


def cut(text: str, start: int, end: int, put: str) -> tuple[str, Change]:
    """A text with something else in a place, and how a client tells of it."""
    range_ = types.Range(position(text, start), position(text, end))
    return text[:start] + put + text[end:], types.TextDocumentContentChangePartial(range_, put)


def whole(text: str) -> Change:
    return types.TextDocumentContentChangeWholeDocument(text)


def wandering(text: str, chance: random.Random) -> Iterator[Change]:
    """Edits at random places that come back to the text, each undone in turn."""
    undo = []
    for _ in range(chance.randrange(1, 6)):
        # No place lies between the two characters of a line end.
        first = int(text.startswith("\ufeff"))
        places = [at for at in range(first, len(text) + 1) if text[at - 1 : at] != "\r"]
        start = chance.choice(places)
        end = chance.choice([at for at in places if start <= at <= start + 20])
        put = chance.choice(SNIPPETS)
        undo.append((start, start + len(put), text[start:end]))
        text, change = cut(text, start, end, put)
        yield change
    for start, end, put in reversed(undo):
        text, change = cut(text, start, end, put)
        yield change


def test_the_corpus_is_worth_it(files: Corpus) -> None:
    folders = [name.split("/")[-2].rpartition("-")[2] for name in files.found]
    counted = {kind: folders.count(kind) for kind in ("good", "bad", "windows", "twin", "fixed")}
    assert {kind: count > 100 for kind, count in counted.items()} == dict.fromkeys(counted, True)
    assert len({finding["code"] for told in files.found.values() for finding in told}) > 100


def test_a_file_that_is_opened(files: Corpus) -> None:
    desk = Desk()
    assert {name: found(desk, files.opened(desk, name, files.text(name))) for name in files.found} == files.found


def test_a_text_that_takes_the_place_of_another(files: Corpus) -> None:
    desk, seen = Desk(), {}
    before = files.text(next(iter(files.found)))
    for version, name in enumerate(files.found):
        document = files.opened(desk, name, before)
        desk.linted(document.uri)
        before = files.text(name)
        document.change([whole(before)], version)
        seen[name] = found(desk, document)
    assert seen == files.found


def test_a_text_that_was_edited_back_and_forth(files: Corpus) -> None:
    desk, seen, chance = Desk(), {}, random.Random("edits")
    for name in files.found:
        text = files.text(name)
        document = files.opened(desk, name, text)
        for change in wandering(text, chance):
            document.change([change], document.version + 1)
            if chance.random() < 0.3:
                desk.linted(document.uri)
        assert document.source.text == text.removeprefix("\ufeff"), name
        document.settle()
        seen[name] = found(desk, document)
    assert seen == files.found


# The same over the line.


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]  # the library does not type it
    config=ClientServerConfig(server_command=[sys.executable, "-m", "rtlint", "server"]), scope="module"
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """A client that is told, and does not ask, and counts in UTF-16."""
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("neovim@v0.7.0"), process_id=None, root_uri=None)
    )
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_sample_over_the_line(client: LanguageClient, files: Corpus) -> None:
    names = [*files.found][::25]
    seen = {}
    for name in names:
        path = files.folder / name
        item = types.TextDocumentItem(path.as_uri(), "yaml", 1, files.text(name))
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        seen[name] = told(client.diagnostics[path.as_uri()])
    assert seen == {name: files.found[name] for name in names}
