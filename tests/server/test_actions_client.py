"""Code actions over the line, asked for by a client that is not ours."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

from rtlint.server.offer import FIX_ALL, MIGRATE, TELL

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROOT = Path(__file__).resolve().parent.parent.parent
URI = "file:///nowhere/a.realtime.yaml"
TEXT = """\
type: realtime
voice: ash
audio: {output: {voice: coral, speed: 2.0}}
tools: [{type: function, name: a, parameters: {type: object}, strict: yes}]
"""
WHOLE = types.Range(types.Position(0, 0), types.Position(9, 0))


def capabilities() -> types.ClientCapabilities:
    resolve = types.ClientCodeActionResolveOptions(properties=["edit", "command"])
    action = types.CodeActionClientCapabilities(resolve_support=resolve, data_support=True)
    edits = types.WorkspaceEditClientCapabilities(document_changes=True)
    return types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(workspace_edit=edits),
        text_document=types.TextDocumentClientCapabilities(code_action=action),
    )


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]  # it ships no types for this
    config=ClientServerConfig(
        server_command=[sys.executable, "-m", "rtlint", "server", "--stdio"],
        server_env={**os.environ, "PYTHONPATH": str(ROOT)},
    ),
    scope="module",
)
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    said = await lsp_client.initialize_session(types.InitializeParams(capabilities=capabilities()))
    provider = said.capabilities.code_action_provider
    assert isinstance(provider, types.CodeActionOptions)
    assert (list(provider.code_action_kinds or ()), provider.resolve_provider) == (["quickfix", FIX_ALL, MIGRATE], True)
    document = types.TextDocumentItem(URI, "yaml", 5, TEXT)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(document))
    yield
    await lsp_client.shutdown_session()


async def asked(client: LanguageClient, only: list[str] | None = None, uri: str = URI) -> list[types.CodeAction]:
    context = types.CodeActionContext([], only=list(only) if only else None)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), WHOLE, context)
    actions = await client.text_document_code_action_async(params) or ()
    return [action for action in actions if isinstance(action, types.CodeAction)]


def edits(action: types.CodeAction) -> list[tuple[int | None, list[str]]]:
    """Versions and new texts of what an action changes."""
    assert action.edit
    changes = action.edit.document_changes or ()
    return [
        (change.text_document.version, [edit.new_text for edit in change.edits if isinstance(edit, types.TextEdit)])
        for change in changes
        if isinstance(change, types.TextDocumentEdit)
    ]


async def test_an_action_is_completed_when_it_is_chosen(client: LanguageClient) -> None:
    actions = {str(action.kind): action for action in await asked(client) if action.edit is None}
    assert list(actions) == [FIX_ALL, MIGRATE]
    done = await client.code_action_resolve_async(actions[FIX_ALL])
    assert edits(done) == [(5, [""])]
    (at_once,) = await asked(client, ["source.fixAll"])
    assert at_once.edit == done.edit


async def test_what_migrating_leaves_is_told(client: LanguageClient) -> None:
    (chosen,) = [action for action in await asked(client) if action.kind == MIGRATE]
    action = await client.code_action_resolve_async(chosen)
    assert edits(action) == [(5, [""])]
    assert action.command
    assert action.command.command == TELL
    params = types.ExecuteCommandParams(TELL, action.command.arguments)
    await client.workspace_execute_command_async(params)
    words = "voice (line 2) and audio.output.voice (line 3) have different values; keep the one that you mean"
    assert client.messages == [
        types.ShowMessageParams(types.MessageType.Warning, f"1 thing is left to do by hand: {words}")
    ]


async def test_strange_questions_get_an_answer(client: LanguageClient) -> None:
    assert await asked(client, uri="file:///nowhere/else.yaml") == []
    for data in (None, "x", {"uri": 3}, {"uri": URI, "what": ["?"]}, {"uri": URI, "code": {}}):
        action = types.CodeAction("Of another server", data=data)
        assert await client.code_action_resolve_async(action) == action
