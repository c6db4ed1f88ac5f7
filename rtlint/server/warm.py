"""All that is loaded late elsewhere is loaded here at once: nobody who types waits for an import."""

import gc
import pkgutil
from importlib import import_module

from lsprotocol import types

import rtlint
from rtlint.config.globs import Globs
from rtlint.config.load import peek
from rtlint.finding import Severity
from rtlint.server.desk import Call, Desk
from rtlint.server.units import PREFERRED

_ELSEWHERE = {"rtlint.__main__", "rtlint.cache", "rtlint.cli", "rtlint.crew", "rtlint.proof", "rtlint.proof_fixes"}
"""Modules and rooms of the command line alone."""

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


def warm_up() -> None:
    """Import what any feature needs, judge a small text, and take what is there now out of the collector's hands."""
    for found in pkgutil.walk_packages(rtlint.__path__, "rtlint."):
        if not {found.name, ".".join(found.name.split(".")[:2])} & _ELSEWHERE:
            import_module(found.name)
    Globs("", ["*"]).verdict("a")
    peek("rtlint.toml")
    for encoding in PREFERRED:
        for language in ("yaml", "json"):
            _rehearse(language, encoding)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECTED)
    gc.enable()


def _rehearse(language: str, encoding: types.PositionEncodingKind) -> None:
    desk, uri = Desk(Call(isolated=True)), "untitled:rehearsal"
    desk.open(types.TextDocumentItem(uri, language, 1, _TEXT), encoding)
    document = desk.linted(uri)
    for finding in document.result.findings if document and document.result else ():
        if finding.severity is Severity.ERROR and document:
            document.units.at(finding.location)
