"""Hover as the protocol has it: ranges in the client's units, Markdown where the client reads it."""

import sys
from collections.abc import AsyncIterator

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from rtlint.server.hover import hover
from tests.server.conftest import Open

TEXT = "session:\n  type: realtime\n  audio: {output: {voice: 'marin', speed: 1.0}}  # 😀 é\n"
SPEED = "session.audio.output.speed"
URI = "file:///agent.realtime.yaml"


def at(line: int, character: int) -> types.Position:
    return types.Position(line, character)


def test_a_hover_as_a_whole(opened: Open) -> None:
    assert hover(
        opened("session:\n  type: realtime\n  max_output_tokens: 9\n"), at(2, 4), markdown=True
    ) == types.Hover(
        types.MarkupContent(
            types.MarkupKind.Markdown,
            "**`session.max_output_tokens`** · `inf` or integer\n\n"
            "Most tokens in one response, tool calls included: 1 to 4096, or `inf` for as many as the model can. "
            "Default `inf`.\n\n"
            "Rules: [max-output-tokens-infinity](https://rtlint.github.io/rtlint/rules/max-output-tokens-infinity/), "
            "[max-output-tokens-range](https://rtlint.github.io/rtlint/rules/max-output-tokens-range/), "
            "[realtime-key-in-transcription]"
            "(https://rtlint.github.io/rtlint/rules/realtime-key-in-transcription/)",
        ),
        types.Range(at(2, 2), at(2, 19)),
    )


@pytest.mark.parametrize(
    ("encoding", "start", "end"),
    [(types.PositionEncodingKind.Utf32, 32, 37), (types.PositionEncodingKind.Utf16, 33, 38),
     (types.PositionEncodingKind.Utf8, 36, 41)],
)  # fmt: skip
def test_ranges_are_in_the_units_agreed_on(
    opened: Open, encoding: types.PositionEncodingKind, start: int, end: int
) -> None:
    text = 'type: realtime\naudio: {output: {"é😀": 1, x: 1, speed: 1.0}}\n'
    found = hover(opened(text, encoding=encoding), at(1, start + 1), markdown=False)
    assert found
    assert isinstance(found.contents, types.MarkupContent)
    assert (found.contents.kind, found.contents.value.partition(" ")[0]) == ("plaintext", "audio.output.speed")
    assert found.range == types.Range(at(1, start), at(1, end))


def test_nothing_is_said_of_a_text_that_is_not_ours_or_of_no_place(opened: Open) -> None:
    assert hover(opened("kind: Deployment\n", "deployment.yaml"), at(0, 1), markdown=True) is None
    assert hover(opened(TEXT), at(2, 50), markdown=True) is None
    assert hover(opened(TEXT), at(99, 99), markdown=True) is None


SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "rtlint", "server"])


@pytest_lsp.fixture(config=SERVER, scope="module")  # type: ignore[untyped-decorator]
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    formats = [types.MarkupKind.PlainText, types.MarkupKind.Markdown]
    told = types.TextDocumentClientCapabilities(hover=types.HoverClientCapabilities(content_format=formats))
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=types.ClientCapabilities(text_document=told))
    )
    lsp_client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(URI, types.LanguageKind.Yaml, 1, TEXT))
    )
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_client_is_answered_in_markdown_and_with_links(client: LanguageClient) -> None:
    place = types.TextDocumentIdentifier(URI)
    found = await client.text_document_hover_async(types.HoverParams(place, at(2, 37)))
    assert found
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.kind is types.MarkupKind.Markdown
    assert found.contents.value.startswith(f"**`{SPEED}`** · number")
    assert not await client.text_document_document_link_async(types.DocumentLinkParams(place))
    gone = types.HoverParams(types.TextDocumentIdentifier("file:///closed.yaml"), at(0, 0))
    assert await client.text_document_hover_async(gone) is None
