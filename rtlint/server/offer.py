"""Which code actions a document has: about the findings in a range, and about the document as a whole.

What takes the fixer is worked out when an action is chosen, where the client can ask again for that: editors ask for
actions at every move of the cursor.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from lsprotocol import types

from rtlint.assist.hunks import joined
from rtlint.assist.mend import Mended, fix_all, fixable, migratable, migrated
from rtlint.assist.waive import home, waived
from rtlint.config.layers import Config
from rtlint.finding import Safety
from rtlint.fixer import mends
from rtlint.ignoring import comment
from rtlint.lint import Linter, Text
from rtlint.result import Found, Result
from rtlint.server.diagnostics import diagnostics
from rtlint.server.document import Document
from rtlint.server.edits import Able, of_document, of_file, of_new_file

QUICK: Final = "quickfix"
FIX_ALL: Final = "source.fixAll.rtlint"
MIGRATE: Final = "source.migrate.rtlint"
TELL: Final = "rtlint.left"
"""The command that shows its arguments as what is left to do by hand."""

MANY: Final = 10
"""Findings in a range from which on no single one is offered to be ignored: each offer is tried, and takes its time."""

_TITLES = {FIX_ALL: "Fix everything that is safe to fix", MIGRATE: "Migrate this session from the Beta"}
_Key = tuple[object, ...]


class Setting(NamedTuple):
    """What an offer depends on beside its document.

    `config` is what is configured for the document, `folders` are those of the workspace, `opened` what is open by URI.
    """

    client: Able
    config: Config | None = None
    folders: frozenset[str] = frozenset()
    opened: Mapping[str, Document] = {}
    fix_all: bool = True


class Offer:
    """The actions of one document that has been linted and is ours."""

    def __init__(self, document: Document, setting: Setting) -> None:
        assert document.linter
        assert document.text
        assert document.whole
        self._document = document
        self._setting = setting
        self._linter: Linter = document.linter
        self._text: Text = document.text
        self._result: Result = document.whole

    def actions(self, range_: types.Range, context: types.CodeActionContext) -> Iterator[types.CodeAction]:
        """What can be done in a range that the client asks about; a cursor is an empty one."""
        if _wants(QUICK, context.only):
            yield from self._quick(list(self._met(range_, context.diagnostics)))
        if not context.only and context.trigger_kind is types.CodeActionTriggerKind.Automatic:
            return  # nobody has asked, and a lamp that is always lit says nothing
        if _wants(FIX_ALL, context.only) and self._setting.fix_all and any(map(self._fixable, self._result.found)):
            yield from self._whole(_TITLES[FIX_ALL], FIX_ALL, {"what": FIX_ALL}, at_once=bool(context.only))
        if _wants(MIGRATE, context.only) and migratable(self._linter, self._text, self._result):
            yield from self._whole(_TITLES[MIGRATE], MIGRATE, {"what": MIGRATE}, at_once=bool(context.only))

    def completed(self, action: types.CodeAction) -> types.CodeAction:
        """An action with its edits, as the text is now."""
        data: Any = action.data
        mended = self._worked_out(data)
        if mended.edits:
            action.edit = of_document(self._document, mended.edits, self._setting.client)
        if mended.left:
            action.command = types.Command("Tell what is left to do", TELL, arguments=list(mended.left))
        return action

    def _worked_out(self, data: Mapping[str, Any]) -> Mended:
        if data.get("what") == FIX_ALL:
            return fix_all(self._linter, self._text)
        if data.get("what") == MIGRATE:
            return migrated(self._linter, self._text)
        return fix_all(self._linter, self._text, lambda found: found.finding.code == data.get("code"))

    def _met(self, range_: types.Range, given: Sequence[types.Diagnostic]) -> Iterator[tuple[Found, types.Diagnostic]]:
        """The findings that a range touches, or that the client asks about, each with its diagnostic as it was sent."""
        sent = {_key(one): one for one in diagnostics(self._document)}
        told = {_key(one): one for one in given}
        for found in self._result.found:
            units, finding = self._document.units, found.finding
            place = types.Range(units.at(finding.location), units.at(finding.end_location))
            key = finding.code, *_corners(place)
            touched = _order(place.start) <= _order(range_.end) and _order(range_.start) <= _order(place.end)
            if key in sent and (touched or key in told):
                yield found, told.get(key, sent[key])

    def _quick(self, met: Sequence[tuple[Found, types.Diagnostic]]) -> Iterator[types.CodeAction]:
        for found, diagnostic in met:
            yield from self._fix(found, diagnostic)
        for code in dict.fromkeys(found.finding.code for found, _diagnostic in met):
            yield from self._fix_rule(code, [one for found, one in met if found.finding.code == code])
        for found, diagnostic in met if len(met) < MANY else ():
            yield from self._ignore_here(found, diagnostic)
            yield from self._ignore_in_file(found, diagnostic)

    def _fix(self, found: Found, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
        fix, draft = found.finding.fix, found.draft  # a draft that reports do not show would tell a secret
        if fix is None or draft is None or not mends(self._linter, self._text, self._result, found):
            return
        is_safe = draft.safety is Safety.SAFE
        title = fix.title[:1].upper() + fix.title[1:] + ("" if is_safe else " (unsafe)")
        edit = of_document(self._document, joined(draft.edits), self._setting.client)
        yield types.CodeAction(title, QUICK, [diagnostic], is_preferred=is_safe or None, edit=edit)

    def _fix_rule(self, code: str, sent: list[types.Diagnostic]) -> Iterator[types.CodeAction]:
        several = [one for one in self._result.found if one.finding.code == code and self._fixable(one)]
        if len(several) > 1:
            title = f"Fix all {code} {several[0].finding.name} in this file"
            yield from self._whole(title, QUICK, {"what": QUICK, "code": code}, sent)

    def _ignore_here(self, found: Found, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
        edit = comment(self._linter, self._text, found)
        if edit:
            title = f"Ignore {found.finding.code} {found.finding.name} here"
            made = of_document(self._document, [edit], self._setting.client)
            yield types.CodeAction(title, QUICK, [diagnostic], edit=made)

    def _ignore_in_file(self, found: Found, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
        document, setting = self._document, self._setting
        if not document.uri.startswith("file:"):  # what has no file yet, no configuration can name
            return
        new_in = home(document.path, setting.folders) if setting.client.creates else None
        made = waived(self._linter, self._text, found, setting.config, new_in)
        if made is None:
            return
        title = f"Ignore {found.finding.code} {found.finding.name} in {made.name}"
        if made.is_new:
            edit = of_new_file(made.path, made.edit.content)
        else:
            opened = next((one for one in setting.opened.values() if one.path == made.path), None)
            # The edit is made of what the file holds. Unsaved changes make another text of it, with other places; and
            # what they say does not hold yet.
            if opened and opened.source.text != made.old.text:
                return
            edit = of_file(made.old, made.edit, opened, document.encoding, setting.client)
        yield types.CodeAction(title, QUICK, [diagnostic], edit=edit)

    def _whole(
        self,
        title: str,
        kind: str,
        data: dict[str, str],
        sent: list[types.Diagnostic] | None = None,
        *,
        at_once: bool = False,
    ) -> Iterator[types.CodeAction]:
        """An action that takes the fixer: worked out later if it can be, else only there if it changes something."""
        data = {"uri": self._document.uri, **data}
        action = types.CodeAction(title, kind, sent, data=data)
        if self._setting.client.resolves and not at_once:
            yield action
        elif self.completed(action).edit:
            action.data = None
            yield action

    def _fixable(self, found: Found) -> bool:
        return fixable(self._text, found)


def _wants(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a client wants a kind: all do that name none; a name stands for all kinds below it too."""
    return not only or any(not one or f"{kind}.".startswith(f"{one}.") for one in map(_value, only))


def _value(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _key(diagnostic: types.Diagnostic) -> _Key:
    return diagnostic.code, *_corners(diagnostic.range)


def _corners(range_: types.Range) -> tuple[int, ...]:
    return *_order(range_.start), *_order(range_.end)


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
