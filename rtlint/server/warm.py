"""All that is loaded late elsewhere is loaded here at once: nobody who types waits for an import."""

import gc
import pkgutil
from importlib import import_module

import rtlint
from rtlint.config.find import Finder
from rtlint.config.globs import Globs
from rtlint.config.load import peek
from rtlint.edit.render import block
from rtlint.edit.style import Style
from rtlint.lint import Linter
from rtlint.linters import Linters
from rtlint.rule.pack import Pack
from rtlint.server.document import Document
from rtlint.server.units import PREFERRED

_ELSEWHERE = {
    "rtlint.__main__", "rtlint.cache", "rtlint.cli", "rtlint.crew", "rtlint.proof", "rtlint.proof_fixes",
    "rtlint.pytest_items", "rtlint.pytest_plugin", "rtlint.submit",
}  # fmt: skip  # a table
"""Modules and rooms of the command line, and of pytest, which need not be there."""

_COLLECTED = 20_000
"""Objects that are made before circles are looked for: more than a small session makes while it is judged."""

_TEXT = """\
expires_after: {anchor: created_at, seconds: 5}
session:
  type: realtime  # é rtlint: ignore[RT999] -- nothing
  model: gpt-realtime
  voice: marin
  temperature: 0.8
  max_output_tokens: .inf
  audio: {output: {speed: 2.0, voice: marn}}
  tools: [{type: function, name: a b}, {type: function, name: a b}]
"""


def warm_up(pack: Pack) -> None:
    """Import what any feature needs, judge a small text, and take what is there now out of the collector's hands."""
    for found in pkgutil.walk_packages(rtlint.__path__, "rtlint."):
        if not {found.name, ".".join(found.name.split(".")[:2])} & _ELSEWHERE:
            import_module(found.name)
    Globs("", ["*"]).verdict("a")
    peek("rtlint.toml")
    linter = Linters(pack, Finder(isolated=True)).of("")
    for name in ("a.yaml", "a.json"):
        for encoding in PREFERRED:
            _rehearse(Document("", name, _TEXT, 1, encoding), linter)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED)
    gc.enable()


def _rehearse(document: Document, linter: Linter) -> None:
    document.lint(linter, sniff=False)
    for finding in document.result.findings if document.result else ():
        document.units.at(finding.end_location)
    for tree in document.text.wholes if document.text else ():
        block({"a": ["b"]}, Style(tree))
