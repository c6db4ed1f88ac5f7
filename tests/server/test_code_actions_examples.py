"""Code actions over the examples of all rules: what they make is what the command line makes."""

from collections import Counter
from pathlib import Path

import pytest
from lsprotocol import types

from rtlint.config.layers import Config
from rtlint.config.load import from_file
from rtlint.fixer import fixed, mends
from rtlint.fixes.promise import same
from rtlint.lint import Linter
from rtlint.migrate.migration import migrate
from rtlint.result import Found, Result
from rtlint.rule.model import Example
from rtlint.server.document import Document
from rtlint.server.edits import Able
from rtlint.server.offer import FIX_ALL, MANY, MIGRATE, Offer, Setting
from rtlint.server.units import UTF16
from rtlint.suppress.waivers import Waivers
from rtlint.text.edit import apply
from rtlint.text.source import Source
from tests.server.acting import EAGER, applied, offered
from tests.test_fix_properties import failing, judge_of

EXAMPLES = pytest.mark.parametrize(("code", "example"), failing(), ids=lambda one: getattr(one, "title", one))


def made(code: str, example: Example, folder: str = "/nowhere", *, crlf: bool = False) -> Document:
    path = f"{folder}/{example.file}"
    text = str(example.fail)
    document = Document(f"file://{path}", path, text.replace("\n", "\r\n") if crlf else text, 3, UTF16)
    document.lint(judge_of(code, example), sniff=False)
    return document


def judged(document: Document, text: str, linter: Linter | None = None) -> Result:
    source = document.source.with_text(text)
    result = (linter or document.linter).lint(source)  # type: ignore[union-attr]  # it is linted
    assert result
    return result


def silent(found: Found, before: Result, after: Result) -> bool:
    """Whether a finding is gone, and no other one has come."""
    had, left = (
        Counter((one.finding.code, one.finding.document, one.path) for one in result.found)
        for result in (before, after)
    )
    key = found.finding.code, found.finding.document, found.path
    return left <= had and left[key] < had[key]


def about(document: Document, action: types.CodeAction) -> Found:
    """The finding that an action's diagnostic is about."""
    assert document.whole
    assert action.diagnostics
    (sent,) = action.diagnostics
    units = document.units
    return next(
        found
        for found in document.whole.found
        if (found.finding.code, units.at(found.finding.location), units.at(found.finding.end_location))
        == (sent.code, sent.range.start, sent.range.end)
    )


@EXAMPLES
@pytest.mark.parametrize("crlf", [False, True], ids=["LF", "CRLF"])
def test_each_fix_is_offered_and_does_what_it_promises(code: str, example: Example, crlf: bool) -> None:
    document = made(code, example, crlf=crlf)
    assert document.linter
    assert document.text
    assert document.whole
    wanted = [
        (found, apply(document.source.text, found.draft.edits))
        for found in document.whole.found
        if found.draft and found.finding.fix and mends(document.linter, document.text, document.whole, found)
    ]
    actions = [one for one in offered(document, only=["quickfix"]) if not one.title.startswith(("Ignore ", "Fix all "))]
    assert [applied(document, one) for one in actions] == [text for _found, text in wanted]
    for action, (found, text) in zip(actions, wanted, strict=True):
        after = judged(document, text)
        left = [one for one in after.found if (one.finding.code, one.path) == (found.finding.code, found.path)]
        assert not left or len(after.found) < len(document.whole.found)
        assert action.title.endswith(" (unsafe)") == (action.is_preferred is None)


@EXAMPLES
@pytest.mark.parametrize("crlf", [False, True], ids=["LF", "CRLF"])
def test_all_that_is_safe_is_what_check_fixes(code: str, example: Example, crlf: bool) -> None:
    document = made(code, example, crlf=crlf)
    assert document.linter
    assert document.text
    new = fixed(document.linter, document.source).source.text
    actions = offered(document, only=["source.fixAll"])
    changes = new != document.source.text and not document.text.composed.fault
    assert [(one.kind, applied(document, one)) for one in actions] == ([(FIX_ALL, new)] if changes else [])


@EXAMPLES
@pytest.mark.parametrize("crlf", [False, True], ids=["LF", "CRLF"])
def test_migrating_is_what_migrate_writes(code: str, example: Example, crlf: bool) -> None:
    document = made(code, example, crlf=crlf)
    assert document.linter
    done = migrate(document.linter, document.source, writes=True)
    actions = offered(document, only=["source.migrate"])
    assert [(one.kind, applied(document, one)) for one in actions] == [(MIGRATE, done.new.text)] * done.differs
    told = [argument for one in actions if one.command for argument in one.command.arguments or ()]
    assert len(told) == len(done.left) * done.differs


@EXAMPLES
def test_a_comment_silences_one_finding(code: str, example: Example) -> None:
    document = made(code, example)
    assert document.whole
    assert document.text
    for action in offered(document, only=["quickfix"]):
        if action.title.endswith(" here"):
            new = applied(document, action)
            found = about(document, action)
            assert action.title == f"Ignore {found.finding.code} {found.finding.name} here"
            assert silent(found, document.whole, judged(document, new))
            trees = document.linter.read(Source(document.path, new)).trees  # type: ignore[union-attr]  # it is linted
            assert same([tree.value for tree in document.text.trees], [tree.value for tree in trees])


@EXAMPLES
def test_a_table_silences_one_finding(code: str, example: Example, tmp_path: Path) -> None:
    document = made(code, example, str(tmp_path))
    assert document.linter
    assert document.whole
    setting = Setting(EAGER, folders=frozenset([str(tmp_path)]))
    actions = [one for one in offered(document, only=["quickfix"], setting=setting) if one.title.endswith(".toml")]
    for action in actions:
        assert action.edit
        _created, change = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        (edit,) = change.edits
        assert isinstance(edit, types.TextEdit)
        (tmp_path / "rtlint.toml").write_text(edit.new_text)
        config = Config(from_file(str(tmp_path / "rtlint.toml")) or ())
        waivers = Waivers(config, document.linter.pack.rules, document.linter.as_of).of(document.path)
        after = judged(document, document.source.text, document.linter.waiving(waivers))
        assert silent(about(document, action), document.whole, after)
    # No table can name a key that is no text.
    named = [found for found in document.whole.found if all(isinstance(step, (str, int)) for step in found.path)]
    unreadable = document.text and document.text.composed.fault
    assert bool(actions) == bool(not unreadable and named and len(document.whole.found) < MANY) or code == "RT010"


def test_what_is_worked_out_later_is_what_would_have_been_at_once() -> None:
    lazy = Able(versions=True, creates=True, resolves=True)
    for code, example in failing()[::7]:
        document = made(code, example)
        later = {
            one.title: Offer(document, Setting(lazy)).completed(one).edit
            for one in offered(document, setting=Setting(lazy))
            if one.data
        }
        at_once = {one.title: one.edit for one in offered(document) if one.title in later}
        assert {title: edit for title, edit in later.items() if edit} == at_once
