"""Code actions at work: offered for a range, worked out once chosen, and what they leave to do told."""

from typing import Any

from lsprotocol import types
from pygls import uris

from rtlint.config import ConfigError
from rtlint.report._text import plural
from rtlint.rule.model import PackError
from rtlint.server.edits import able
from rtlint.server.lsp import Server
from rtlint.server.offer import FIX_ALL, MIGRATE, TELL, Offer, Setting


def register(server: Server) -> None:
    """Offer actions, complete them, and tell what they leave."""
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL, MIGRATE]
    options = types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)(_asked)
    server.feature(types.CODE_ACTION_RESOLVE)(_chosen)
    server.command(TELL)(_tell)


def _asked(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    offer = _offer(server, params.text_document.uri)
    return list(offer.actions(params.range, params.context)) if offer else []


def _chosen(server: Server, action: types.CodeAction) -> types.CodeAction:
    data: Any = action.data
    offer = _offer(server, str(data.get("uri"))) if isinstance(data, dict) else None
    return offer.completed(action) if offer else action


def _tell(server: Server, *lines: str) -> None:
    are = "is" if len(lines) == 1 else "are"
    words = f"{plural(len(lines), 'thing')} {are} left to do by hand: {'; '.join(map(str, lines))}"
    server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, words))


def _offer(server: Server, uri: str) -> Offer | None:
    """What can be offered for a document; None for one that is not open, or is not ours."""
    try:
        document = server.desk.linted(uri)
        config = server.desk.config(document.path) if document else None
    except (ConfigError, PackError):  # it is told where it is wrong
        return None
    if document is None or document.result is None:
        return None
    workspace = server.workspace
    folders = frozenset(filter(None, [workspace.root_path, *map(uris.to_fs_path, workspace.folders)]))
    abilities, wanted = able(server.client_capabilities), server.settings.fix_all
    setting = Setting(abilities, config, folders, server.desk.documents, fix_all=wanted)
    return Offer(document, setting)
