"""What became of a session, told by what it held before and what it holds after."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from rtlint.finding import Finding
from rtlint.fixes.promise import same
from rtlint.migrate import keys
from rtlint.rule.case import ABSENT, Case, follow, parse
from rtlint.rule.tables import Row
from rtlint.session.kinds import Kind

_PLACES = ("model", "audio.input.transcription.model", *keys.HOMES.values())
"""Paths of today at which a value may be one of the Beta."""


class Step(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """One difference. `from_` and `to` are paths in the session, None for what is new and for what is gone.

    `before` and `after` are given where the value as a whole is another one. `note` is what there is to know about it,
    without a full stop; in a step that has only a place it is what was done there.
    """

    from_: str | None = None
    to: str | None = None
    before: object | UnsetType = UNSET
    after: object | UnsetType = UNSET
    note: str = ""


def steps(old: Case, new: Case) -> list[Step]:
    """What became of one document, in the order in which it stood."""
    return list(_Difference(old, new).steps())


def others(done: Iterable[Step], applied: Iterable[Finding]) -> list[Step]:
    """The fixes that the steps say nothing of, each at its place."""
    known = list(done)
    made = ((finding.at.removeprefix("session."), finding) for finding in applied)
    return [
        Step(to=at, note=finding.fix.title if finding.fix else finding.message)
        for at, finding in made
        if not any(_tells(step, at) for step in known)
    ]


class _Difference:
    def __init__(self, old: Case, new: Case) -> None:
        self.old, self.new = old, new
        self.session = _mapping(old)
        self.now = _mapping(new)

    def steps(self) -> Iterator[Step]:
        yield from self._envelope()
        if "type" in self.now and "type" not in self.session:
            yield Step(to="type", after=self.now["type"], note=keys.TYPE)
        for key in self.session:
            yield from self._of(key)

    def _of(self, key: object) -> Iterator[Step]:
        """What became of a key of the session, and of what stood below it."""
        if key == "client_secret":
            yield from self._secret()
        elif key in keys.HOMES and key not in self.now:
            yield from self._moved(str(key), keys.HOMES[str(key)])
        elif key in keys.GONE and key not in self.now:
            yield Step(from_=str(key), note=keys.GONE[str(key)])
        else:
            for path in _PLACES:
                if parse(path)[0] == key:
                    yield from self._changed(path)

    def _envelope(self) -> Iterator[Step]:
        if self.old.layout.kind is Kind.EVENT and self.new.layout.kind is not Kind.EVENT:
            yield Step(from_="type", before=self.old.get(("type",)), note=keys.NO_EVENT)
        if not self.old.layout.session and self.new.layout.session:
            yield Step(from_="the session", to="session", note=keys.WRAPPED)

    def _moved(self, key: str, home: str) -> Iterator[Step]:
        before, after = self.session[key], follow(self.now, parse(home))
        if after is ABSENT or same(before, after) or (isinstance(before, dict) and isinstance(after, dict)):
            yield Step(from_=key, to=home if after is not ABSENT else None)
        else:
            yield Step(from_=key, to=home, before=before, after=after, note=_note(home, before, after))
        yield from self._within(key, before, after)

    def _within(self, key: str, before: Any, after: Any) -> Iterator[Step]:
        if key != "input_audio_transcription" or not (isinstance(before, dict) and isinstance(after, dict)):
            return
        if "enabled" in before and "enabled" not in after:
            off = before["enabled"] is False
            yield Step(from_=f"{key}.enabled", note=keys.SWITCHED_OFF if off else keys.SWITCHED_ON)
        yield from self._model(f"{keys.HOMES[key]}.model", before.get("model"), after.get("model"))

    def _secret(self) -> Iterator[Step]:
        held = self.session["client_secret"]
        kept = self.now.get("client_secret", {})
        gone = [key for key in held if key not in kept] if isinstance(held, dict) and isinstance(kept, dict) else []
        for key in gone:
            moved = key == "expires_after"
            note = keys.BESIDE if moved else keys.GONE.get(f"client_secret.{key}", "")
            yield Step(from_=f"client_secret.{key}", to=key if moved else None, note=note)

    def _changed(self, path: str) -> Iterator[Step]:
        """A value that had its place already."""
        before, after = follow(self.session, parse(path)), follow(self.now, parse(path))
        if before is ABSENT or after is ABSENT or same(before, after):
            return
        if path.endswith("model"):
            yield from self._model(path, before, after)
        elif not (isinstance(before, dict) and isinstance(after, dict)):
            yield Step(from_=path, to=path, before=before, after=after, note=_note(path, before, after))

    def _model(self, path: str, before: object, after: object) -> Iterator[Step]:
        if before != after:
            yield Step(from_=path, to=path, before=before, after=after, note=self._otherwise(before, after))

    def _otherwise(self, before: object, after: object) -> str:
        """What the model that takes another's place does otherwise."""
        was, now = (self.new.tables.row("models", model) or Row() for model in (before, after))
        if "change" in was and was.get("replacement") == after:
            return f"it {was['change']}"
        return keys.REASONS if now.get("reasoning") and not was.get("reasoning") else ""


def _mapping(case: Case) -> dict[Any, Any]:
    session = case.get(case.layout.session)
    return session if isinstance(session, dict) else {}


def _note(home: str, before: object, after: object) -> str:
    if home == "output_modalities" and isinstance(before, list) and len(before) > 1 and after == ["audio"]:
        return keys.AUDIO_ALONE
    return keys.NO_TURNS if home.endswith("turn_detection") and after is None else ""


def _tells(step: Step, at: str) -> bool:
    """Whether a step tells what was done at a path: its own, or today's for what stood in a mapping that moved."""
    key, _, below = (step.from_ or "").partition(".")
    places = {step.from_, f"{keys.HOMES[key]}.{below}" if below and key in keys.HOMES else None}
    whole = step.after is not UNSET or not step.to
    if whole or not step.from_:
        places.add(step.to)
    return any(
        at == path or path.startswith(f"{at}.") or (whole and at.startswith(f"{path}.")) for path in places if path
    )
