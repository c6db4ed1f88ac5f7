"""The server as a client of others sees it: a process, spoken to over standard input and output."""

import re
import sys
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

COMMAND = ClientServerConfig(server_command=[sys.executable, "-m", "rtlint", "server"])
UTF8, UTF16, UTF32 = types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16, types.PositionEncodingKind.Utf32
ONE, OTHER = "file:///nowhere/a.realtime.yaml", "file:///nowhere/b.realtime.json"
HEAD = "session:\n  type: realtime\n"
FAST = HEAD + "  audio: {output: {speed: 9}}\n"

pytestmark = pytest.mark.asyncio(loop_scope="module")


def capabilities(
    *encodings: types.PositionEncodingKind, pulls: bool = False, refresh: bool = True
) -> types.ClientCapabilities:
    diagnostic = types.DiagnosticClientCapabilities() if pulls else None
    refreshes = types.DiagnosticWorkspaceClientCapabilities(refresh_support=refresh)
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(diagnostics=refreshes),
        general=types.GeneralClientCapabilities(position_encodings=[*encodings]) if encodings else None,
        text_document=types.TextDocumentClientCapabilities(diagnostic=diagnostic),
    )


class Talk:
    """A client with a server of its own."""

    def __init__(self, client: LanguageClient, told: types.InitializeResult) -> None:
        self.client = client
        self.told = told

    async def opened(self, uri: str, text: str, language: str = "yaml") -> types.PublishDiagnosticsParams:
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.published()

    async def published(self) -> types.PublishDiagnosticsParams:
        said = await self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        assert isinstance(said, types.PublishDiagnosticsParams)
        return types.PublishDiagnosticsParams(said.uri, known(said.diagnostics), said.version)

    def change(self, uri: str, version: int, *changes: types.TextDocumentContentChangeEvent) -> None:
        item = types.VersionedTextDocumentIdentifier(version, uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(item, [*changes]))

    async def changed(
        self, uri: str, version: int, *changes: types.TextDocumentContentChangeEvent
    ) -> types.PublishDiagnosticsParams:
        self.change(uri, version, *changes)
        return await self.published()

    async def closed(self, uri: str) -> types.PublishDiagnosticsParams:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        return await self.published()

    async def asked(self, uri: str, previous: str | None = None) -> types.DocumentDiagnosticReport:
        item = types.TextDocumentIdentifier(uri)
        params = types.DocumentDiagnosticParams(item, "rtlint", previous)
        report = await self.client.text_document_diagnostic_async(params)
        if isinstance(report, types.RelatedFullDocumentDiagnosticReport):
            report.items = known(report.items)
        return report


def known(told: Sequence[types.Diagnostic]) -> list[types.Diagnostic]:
    """Diagnostics without their fingerprints, which have the form that they have."""
    for one in told:
        assert re.fullmatch(r"[0-9a-f]{16}", str((one.data or {}).get("fingerprint")))
        one.data = None
    return [*told]


async def begin(can: types.ClientCapabilities) -> Talk:
    client = await COMMAND.start()
    assert isinstance(client, LanguageClient)
    return Talk(client, await client.initialize_session(types.InitializeParams(can)))


async def end(talk: Talk) -> None:
    await talk.client.shutdown_session()
    await talk.client.stop()  # type: ignore[no-untyped-call]  # pytest-lsp has no types there


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def talk() -> AsyncIterator[Talk]:
    """A client that is told, in UTF-16."""
    begun = await begin(capabilities())
    yield begun
    await end(begun)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def asking() -> AsyncIterator[Talk]:
    """A client that asks, in UTF-32."""
    begun = await begin(capabilities(UTF16, UTF8, UTF32, pulls=True))
    yield begun
    await end(begun)


def part(row: int, start: int, end: int, text: str) -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(place(row, start, end), text)


def place(row: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(row, start), types.Position(row, end))


def fast(row: int, start: int, speed: str = "9") -> types.Diagnostic:
    return types.Diagnostic(
        range=place(row, start, start + len(speed)),
        message=f"speed is {speed}; the API takes 0.25 to 1.5",
        severity=types.DiagnosticSeverity.Error,
        code="RT205",
        code_description=types.CodeDescription("https://rtlint.github.io/rtlint/rules/speed-range/"),
        source="rtlint",
    )


async def test_the_server_says_what_it_can_and_who_it_is(talk: Talk, asking: Talk) -> None:
    can = talk.told.capabilities
    assert (can.position_encoding, asking.told.capabilities.position_encoding) == (UTF16, UTF32)
    sync = types.TextDocumentSyncOptions(
        open_close=True,
        change=types.TextDocumentSyncKind.Incremental,
        save=False,
    )
    assert can.text_document_sync == sync
    assert can.diagnostic_provider == types.DiagnosticOptions(
        inter_file_dependencies=False, workspace_diagnostics=False, identifier="rtlint"
    )
    assert talk.told.server_info
    assert talk.told.server_info.name == "rtlint"


@pytest.mark.parametrize(
    ("offered", "chosen", "start"),
    [((UTF16, UTF8), UTF8, 41), ((UTF16,), UTF16, 37)],
    ids=["utf-8", "utf-16"],
)
async def test_positions_are_in_the_units_that_suit_both(
    offered: tuple[types.PositionEncodingKind, ...], chosen: types.PositionEncodingKind, start: int
) -> None:
    begun = await begin(capabilities(*offered))
    assert begun.told.capabilities.position_encoding == chosen
    told = await begun.opened(ONE, HEAD + '  audio: {output: {"😀😀": 1, speed: 9}}\n')
    await end(begun)
    assert told.diagnostics[-1] == fast(2, start)


async def test_a_document_is_told_when_it_opens_changes_and_closes(talk: Talk) -> None:
    opened = await talk.opened(ONE, FAST)
    assert opened == types.PublishDiagnosticsParams(ONE, [fast(2, 26)], 1)
    quick = await talk.changed(ONE, 2, part(2, 26, 27, "1"), part(0, 0, 0, "# ours\n"), part(3, 26, 27, "7.5"))
    assert quick == types.PublishDiagnosticsParams(ONE, [fast(3, 26, "7.5")], 2)
    whole = await talk.changed(ONE, 5, types.TextDocumentContentChangeWholeDocument(FAST))
    assert whole == types.PublishDiagnosticsParams(ONE, [fast(2, 26)], 5)
    assert await talk.closed(ONE) == types.PublishDiagnosticsParams(ONE, [])


async def test_lines_end_as_editors_count_them_and_wide_characters_count_twice(talk: Talk) -> None:
    text = "session:\r\n  type: realtime\r\n  # \u2028 \x85\r\n  audio: {output: {speed: 9}}\r\n"
    assert (await talk.opened(ONE, text)).diagnostics == [fast(3, 26)]
    emoji = await talk.changed(ONE, 2, part(2, 4, 5, "😀😀"), part(2, 6, 8, ""), part(3, 26, 27, "8"))
    assert emoji.diagnostics == [fast(3, 26, "8")]
    shifted = await talk.changed(ONE, 3, part(2, 0, 2, "  😀: 1\r\n  "), part(4, 26, 27, "9"))
    assert shifted.diagnostics[-1] == fast(4, 26)
    await talk.closed(ONE)


async def test_each_document_is_told_by_itself(talk: Talk) -> None:
    one = await talk.opened(ONE, FAST)
    other = await talk.opened(OTHER, '{"session": {"type": "realtime", "audio": {"output": {"speed": 9}}}}', "json")
    assert [(told.uri, told.diagnostics) for told in (one, other)] == [(ONE, [fast(2, 26)]), (OTHER, [fast(0, 63)])]
    talk.change(ONE, 2, part(2, 26, 27, "1"))
    assert await talk.published() == types.PublishDiagnosticsParams(ONE, [], 2)
    assert (await talk.closed(ONE)).uri == ONE
    assert (await talk.changed(OTHER, 2, part(0, 63, 64, "8"))).diagnostics == [fast(0, 63, "8")]
    assert (await talk.closed(OTHER)).uri == OTHER


async def test_a_client_that_asks_is_answered_and_never_told(asking: Talk) -> None:
    client = asking.client
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(ONE, "yaml", 1, FAST)))
    first = await asking.asked(ONE)
    assert isinstance(first, types.RelatedFullDocumentDiagnosticReport)
    assert first.items == [fast(2, 26)]
    again = await asking.asked(ONE, first.result_id)
    assert again == types.RelatedUnchangedDocumentDiagnosticReport(first.result_id or "")
    asking.change(ONE, 2, part(2, 26, 27, "8"))
    third = await asking.asked(ONE, first.result_id)
    assert isinstance(third, types.RelatedFullDocumentDiagnosticReport)
    assert third.items == [fast(2, 26, "8")]
    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(ONE)))
    gone = await asking.asked(ONE, third.result_id)
    assert isinstance(gone, types.RelatedFullDocumentDiagnosticReport)
    assert gone.items == []
    assert client.diagnostics == {}


async def test_a_document_that_was_never_opened_has_nothing(asking: Talk) -> None:
    asking.change("file:///nowhere/c.yaml", 7, part(0, 0, 0, "x"))
    report = await asking.asked("file:///nowhere/c.yaml")
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert report.items == []


@pytest.mark.parametrize(("polite", "status"), [(True, 0), (False, 1)])
async def test_the_exit_status_tells_whether_the_client_said_goodbye(polite: bool, status: int) -> None:
    begun = await begin(capabilities())
    if polite:
        await begun.client.shutdown_async(None)
    begun.client.exit(None)
    process = begun.client._server
    assert process
    assert await process.wait() == status
    await begun.client.stop()  # type: ignore[no-untyped-call]  # pytest-lsp has no types there
