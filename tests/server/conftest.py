"""Open documents without a client: what the server's features are given."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types

from rtlint.server.desk import Desk
from rtlint.server.document import Document

Open = Callable[..., Document]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Opens a text as the server does, and lints it."""

    def made(
        text: str,
        name: str = "a.realtime.yaml",
        encoding: types.PositionEncodingKind = types.PositionEncodingKind.Utf32,
    ) -> Document:
        desk, path = Desk(), tmp_path / name
        document = Document(path.as_uri(), str(path), text, 1, encoding)
        desk.documents[document.uri] = document
        assert desk.linted(document.uri) is document
        return document

    return made
