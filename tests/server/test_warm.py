"""Once it is warm, the server loads nothing more, and keeps nothing of texts that are gone."""

import gc
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from lsprotocol import types

from rtlint.server import desk
from rtlint.server.desk import Call, Desk
from rtlint.server.diagnostics import diagnostics
from tests.server.talking import pack

ROOT = Path(__file__).resolve().parent.parent.parent

# All examples of all rules are opened, changed, asked about at each line, and closed; nothing may be loaded meanwhile.
EXAMPLES = """
import asyncio, logging, sys
from pathlib import Path
from rtlint.rule.files import read_rule
from rtlint.rule.pack import folder_built_in, rule_files
from rtlint.server import desk
from tests.server.talking import Talk, pack

logging.getLogger("pygls").setLevel(logging.CRITICAL)
desk.built_in = pack
pages = [read_rule(path)[1] for path in rule_files(folder_built_in())]
texts = [text for page in pages for one in page.examples for text in (one.fail, one.pass_, one.fixed) if text]

async def main():
    talk = Talk()
    await talk.begin(Path.cwd())
    before = set(sys.modules)
    for number, text in enumerate(texts):
        uri = f"untitled:{number}"
        await talk.open(uri, text, "json" if text.lstrip().startswith("{") else "yaml")
        where = {"textDocument": {"uri": uri}}
        changed = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "\\n"}
        document = {"textDocument": {"uri": uri, "version": 2}}
        await talk.tell("textDocument/didChange", {**document, "contentChanges": [changed]})
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
        published = [one["diagnostics"] for one in talk.took("textDocument/publishDiagnostics")]
        context = {"diagnostics": published[-1] if published else []}
        for method in ("diagnostic", "documentLink"):
            await talk.ask(f"textDocument/{method}", where)
        await talk.ask("textDocument/codeAction", {**where, "range": whole, "context": context})
        for line in range(1, 4):
            position = {**where, "position": {"line": line, "character": 8}}
            for method in ("hover", "completion", "definition"):
                await talk.ask(f"textDocument/{method}", position)
        await talk.tell("textDocument/didClose", where)
        talk.said.clear()
    assert len(texts) > 300
    print(*sorted(set(sys.modules) - before))

asyncio.run(main())
"""


def test_nothing_is_loaded_on_the_way_to_an_answer() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", EXAMPLES], capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "\n", "")


def test_nothing_is_kept_of_texts_that_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "built_in", pack)
    one = Desk(Call(isolated=True))

    def edit(times: int, start: int) -> int:
        """Bytes in use after many edits, each to a text that nobody has seen."""
        for number in range(start, start + times):
            name = f"key_{number}" * 50
            text = f"session:\n  type: realtime\n  {name}: 'value {name}'\n  audio: {{output: {{voice: '{name}'}}}}\n"
            uri = f"untitled:{number % 3}.realtime"
            one.open(types.TextDocumentItem(uri, "yaml", number, text), types.PositionEncodingKind.Utf16)
            document = one.linted(uri)
            assert document is not None
            assert len(diagnostics(document)) == 2
            if number % 7 == 0:
                del one.documents[uri]
        one.documents.clear()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = edit(200, 1000)
        assert edit(600, 2000) - before < 30_000
    finally:
        tracemalloc.stop()
