"""The session as the API will see it: each field with its value, where the value comes from, and what the field does.

The walk follows the structs, not the document, so that what is absent shows too; keys that no struct has come last.
"""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from msgspec import UNSET

from rtlint.api import audio, request, translation
from rtlint.explain.values import as_data, shown
from rtlint.finding import Finding, Severity
from rtlint.rule.case import ABSENT, Case, follow
from rtlint.session import fields
from rtlint.session.shape import Plan, chosen, plan
from rtlint.text.scalar import Placeholder
from rtlint.text.secret import is_secret, mask
from rtlint.text.spot import Path, Spot, dotted, pointer
from rtlint.text.tree import Tree
from rtlint.text.values import key_of
from rtlint.text.walk import mappings

Origin = Literal["file", "default", "placeholder", "absent"]

_AS_IF_EMPTY = (
    request.ExpiresAfter,
    audio.RealtimeAudio,
    audio.RealtimeAudioInput,
    audio.RealtimeAudioOutput,
    audio.TranscriptionAudio,
    audio.TranscriptionAudioInput,
)
"""Objects that mean the same when absent as when empty: the defaults of their fields hold."""

_OPEN = (translation.TranslationAudio, translation.TranslationAudioInput, translation.TranslationAudioOutput)
"""Objects without defaults of their own, walked all the same, so that the way to each field is seen."""

_MANY = 200
"""Keys of one mapping that are told of those that no struct names."""


class Note(msgspec.Struct, frozen=True):
    """What a rule says at a field."""

    code: str
    severity: Severity
    message: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One field, or one mapping or list of mappings with its fields in the entries that follow.

    `value` is the effective one, None where there is none, and for a `parent`, whose fields have theirs. `row` counts
    from 1 and is None for what the file does not hold. `is_default` tells that the file says what the API would do
    anyway. `known` is false for a key that the API does not have. Secrets are cut in `value` and `shown`.
    """

    path: Path
    value: Any
    shown: str
    origin: Origin
    row: int | None = None
    is_default: bool = False
    known: bool = True
    parent: bool = False
    about: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def at(self) -> str:
        """The dotted path, as the API's own messages write it."""
        return mask(dotted(self.path))


class Effective(msgspec.Struct, frozen=True):
    """All entries of a document in reading order, and what rules say of the document as a whole."""

    entries: tuple[Entry, ...]
    notes: tuple[Note, ...]

    def get(self, path: Path) -> Entry | None:
        """The entry at a path of the document."""
        return next((entry for entry in self.entries if entry.path == path), None)

    def within(self, path: Path) -> list[Entry]:
        """The entries at and below a path of the document."""
        return [entry for entry in self.entries if entry.path[: len(path)] == path]


def effective(case: Case, findings: Iterable[Finding]) -> Effective:
    """The fields of a document whose root is a mapping, each with the findings that stand at it or just below."""
    walk = _Walk(case)
    walk.place(plan(case.layout.type), follow(case.value, case.layout.typed), case.layout.typed)
    return _noted(walk.entries, findings, pointer(case.tree.way) if case.tree else "")


def _noted(entries: list[Entry], findings: Iterable[Finding], way: str) -> Effective:
    """The entries with their findings: one below every entry goes to the nearest above it.

    `way` leads from the file's root to the document, if it is not the file itself.
    """
    notes: dict[str, list[Note]] = {mask(pointer(entry.path)): [] for entry in entries}
    whole: list[Note] = []
    for finding in findings:
        place = finding.pointer.removeprefix(mask(way))
        while place and place not in notes:
            place = place.rpartition("/")[0]
        note = Note(finding.code, finding.severity, finding.message)
        notes.get(place, whole).append(note)
    told = [msgspec.structs.replace(entry, notes=tuple(notes[mask(pointer(entry.path))])) for entry in entries]
    return Effective(tuple(told), tuple(whole))


class _Walk:
    """One walk through the structs with the document at hand."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.entries: list[Entry] = []
        self._rows = _rows(case.tree) if case.tree and not case.tree.shared else {}

    def place(
        self, one: Plan, value: object, path: Path, field: fields.Field | None = None, *, given: bool = True
    ) -> None:
        """The entries of one place; `given` is false inside a default, which no line of the file holds."""
        field = field or fields.Field("")
        given = given and value is not ABSENT
        if value is ABSENT and field.default is not UNSET:
            value = field.default
        structs = {each.struct for each in one.objects}
        if value is ABSENT and structs & {*_AS_IF_EMPTY, *_OPEN}:
            self._add(path, ABSENT, field, given=False, parent=True)
            self._object(one, {}, path, {}, given=False)
        elif isinstance(value, dict) and one.objects:
            self._add(path, value, field, given=given, parent=True)
            inherited = field.default if isinstance(field.default, dict) else {}
            self._object(one, value, path, inherited, given=given)
        elif isinstance(value, dict) and one.values and "any" not in one.values.types:
            self._add(path, value, field, given=given, parent=True)
            for key, item in list(value.items())[:_MANY]:
                self.place(one.values, item, (*path, key), given=given)
        elif isinstance(value, list) and one.item and one.item.objects:
            self._add(path, value, field, given=given, parent=True)
            for index, item in enumerate(value):
                self.place(one.item, item, (*path, index), given=given)
        else:
            self._add(path, value, field, given=given)

    def _object(self, one: Plan, value: dict[Any, Any], path: Path, inherited: dict[str, Any], *, given: bool) -> None:
        candidates, tag_field = chosen(one.objects, value), one.objects[0].tag_field
        if tag_field:
            about = fields.about(candidates[0].struct) if len(candidates) == 1 else "Which kind this is."
            # Only a mapping that is absent as a whole has the default's kind: one without its kind is refused.
            default = inherited.get(tag_field, UNSET) if tag_field in value else UNSET
            field = fields.Field(about, default)
            self._field(Plan(types={"string"}), value, (*path, tag_field), field, given=given)
        told: dict[str, fields.Field] = {}
        for candidate in reversed(candidates):
            told |= fields.fields(candidate.struct)
        names = [name for name in candidates[0].fields if all(name in other.fields for other in candidates)]
        names += [name for other in candidates for name in other.fields if name in value]
        for name in dict.fromkeys(names):
            holder = next(each for each in candidates if name in each.fields)
            field = told.get(name, fields.Field(""))
            if field.default is UNSET and name in value and name in inherited:
                field = fields.Field(field.text, inherited[name])
            self._field(holder.fields[name][0], value, (*path, name), field, given=given)
        unknown = [(key, item) for key, item in value.items() if key != tag_field and key not in set(names)]
        for key, item in unknown[:_MANY]:
            self._add((*path, key), item, fields.Field(""), given=given, known=False)

    def _field(self, one: Plan, value: dict[Any, Any], path: Path, field: fields.Field, *, given: bool) -> None:
        self.place(one, value.get(path[-1], ABSENT), path, field, given=given)

    def _add(
        self, path: Path, value: object, field: fields.Field, *, given: bool, parent: bool = False, known: bool = True
    ) -> None:
        secret = is_secret(path) or "a secret" in field.text
        entry = Entry(
            path=path,
            value=None if parent or value is ABSENT else as_data(value, path, secret=secret),
            shown="" if value is ABSENT else shown(value, path, secret=secret),
            origin=_origin(value, given=given),
            row=self._row(path) if given else None,
            is_default=given and field.default is not UNSET and _equal(value, field.default),
            known=known,
            parent=parent,
            about=field.text,
        )
        self.entries.append(entry)

    def _row(self, path: Path) -> int | None:
        tree = self.case.tree
        if tree is None or path in self._rows:
            return self._rows.get(path)
        return tree.source.locate(tree.place(Spot(path)).span.start).row


def _rows(tree: Tree) -> dict[Path, int]:
    """The rows of all keys and of the mappings in lists, in one walk; for a document without aliases."""
    rows: dict[Path, int] = {}
    for path, node in mappings(tree):
        rows.setdefault(path, tree.source.locate(node.start_mark.index).row)
        for key, _value in node.value:
            step = key_of(key)
            if isinstance(step, str):
                rows[*path, step] = tree.source.locate(key.start_mark.index).row
    return rows


def _origin(value: object, *, given: bool) -> Origin:
    if not given:
        return "absent" if value is ABSENT else "default"
    return "placeholder" if type(value) is Placeholder else "file"


def _equal(value: object, other: object) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)
