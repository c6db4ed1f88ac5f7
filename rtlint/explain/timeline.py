"""Turn taking as a line of time: who does what, for how long, and which fields decide it.

Facts only; `draw` and `svg` make pictures of it.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from rtlint.explain.effective import Effective, Entry
from rtlint.explain.values import duration
from rtlint.rule.case import Case
from rtlint.session.kinds import Kind
from rtlint.text.scalar import is_number
from rtlint.text.spot import Path

Mode = Literal["server_vad", "semantic_vad", "client", "continuous", "unknown"]
Lane = Literal["speaker", "application", "model", "text"]

PATIENCE = {"low": 8000, "medium": 4000, "high": 2000, "auto": 4000}
"""Milliseconds that semantic_vad waits at most, by eagerness."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One box of the line.

    `first` and `last` are columns of time from 0: steps of one column happen in the same stretch of time. `length` is
    how long it takes as the box shows it, `ms` the same in milliseconds where it is known. `end` is what happens at its
    end. `fields` are dotted paths of what decides it.
    """

    lane: Lane
    label: str
    text: str
    first: int
    last: int
    length: str = ""
    ms: int | None = None
    end: str = ""
    fields: tuple[str, ...] = ()


class Timeline(msgspec.Struct, frozen=True):
    """One turn of a session, and notes about what no box can show."""

    mode: Mode
    summary: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


def timeline(case: Case, effective: Effective) -> Timeline | None:
    """The turn taking of a document; None where it has no session."""
    session = case.layout.session
    if case.get(session) is None or not isinstance(case.get(session), dict):
        return None
    if _translates(case):
        return _continuous()
    turn = _Turn(case, effective)
    kind, given = turn.text("type"), turn.entry()
    if given and given.value is None and given.origin != "absent" and not given.parent:
        return turn.by_client()
    if kind in ("server_vad", "semantic_vad"):
        return turn.by_silence() if kind == "server_vad" else turn.by_meaning()
    what = turn.shown("type") or (given and given.shown) or "not told"
    return Timeline("unknown", f"who ends a turn is not known: the type of turn detection is {what}", ())


def _translates(case: Case) -> bool:
    return case.layout.kind is Kind.TRANSLATION or "Translation" in getattr(case.layout.type, "__name__", "")


class _Turn:
    """The fields that decide about turns."""

    def __init__(self, case: Case, effective: Effective) -> None:
        self.effective = effective
        self.session = case.layout.session
        self.path: Path = (*self.session, "audio", "input", "turn_detection")
        self.transcribes = self.of("type") == "transcription"
        modalities = self.of("output_modalities")
        self.writes = isinstance(modalities, list) and modalities == ["text"]
        self.transcriber = self.of("audio", "input", "transcription", "model")
        row = case.tables.row("models", self.transcriber) if "models" in case.tables else None
        self.streams = bool(row) and row is not None and row.get("vad") is False

    def of(self, *steps: str) -> object:
        entry = self.effective.get((*self.session, *steps))
        return entry.value if entry else None

    def entry(self, *steps: str) -> Entry | None:
        return self.effective.get((*self.path, *steps))

    def text(self, key: str) -> str:
        entry = self.entry(key)
        return entry.value if entry and isinstance(entry.value, str) else ""

    def shown(self, key: str) -> str:
        entry = self.entry(key)
        return entry.shown if entry else ""

    def at(self, *keys: str) -> tuple[str, ...]:
        """The dotted paths of the settings that this session has."""
        return tuple(entry.at for key in keys if (entry := self.entry(key)) and entry.origin != "absent")

    def ms(self, key: str) -> tuple[int | None, str]:
        """A time in milliseconds where the document says one, and how it is told: `?` for what is no time."""
        entry = self.entry(key)
        value = entry.value if entry else None
        if is_number(value) and isinstance(value, int) and value >= 0:
            return value, duration(value)
        return None, entry.shown if entry and entry.origin == "placeholder" else "?"

    def off(self, key: str) -> bool:
        entry = self.entry(key)
        return entry is not None and entry.value is False

    def by_silence(self) -> Timeline:
        kept, kept_shown = self.ms("prefix_padding_ms")
        silence, silence_shown = self.ms("silence_duration_ms")
        start = [
            Step(
                lane="speaker", label="kept", first=0, last=0, ms=kept, length=kept_shown, end="speech is noticed",
                text=f"{kept_shown} of sound from before speech is noticed are kept: no first syllable is lost",
                fields=self.at("prefix_padding_ms"),
            )
        ] if kept != 0 else []  # fmt: skip  # a step as one block
        column = len(start)
        start += [
            Step(
                lane="speaker", label="speech", first=column, last=column, fields=self.at("threshold"),
                text=f"somebody speaks: what is louder than {self.shown('threshold')}, of 0 to 1, counts as speech",
            ),
            Step(
                lane="speaker", label="silence", first=column + 1, last=column + 1, ms=silence, length=silence_shown,
                end="the turn ends", fields=self.at("silence_duration_ms"),
                text=f"{silence_shown} without speech end the turn, also when somebody only pauses to think",
            ),
        ]  # fmt: skip
        summary = "server_vad listens for loudness: a turn ends after a stretch of silence"
        return self._answered("server_vad", summary, start)

    def by_meaning(self) -> Timeline:
        eagerness = self.text("eagerness")
        wait = PATIENCE.get(eagerness)
        length = f"at most {duration(wait)}" if wait else self.shown("eagerness")
        waited = f"up to {duration(wait)}" if wait else "a time that is not known yet"
        alike = " (auto acts like medium)" if eagerness == "auto" else ""
        start = [
            Step(lane="speaker", label="speech", first=0, last=0, text="somebody speaks"),
            Step(
                lane="speaker", label="pause", first=1, last=1, ms=wait, length=length, end="the turn ends",
                text=f"in a pause a model judges whether the sentence is complete; if not, it waits {waited}{alike}",
                fields=self.at("eagerness"),
            ),
        ]  # fmt: skip
        summary = "semantic_vad listens for meaning: a turn ends when the sentence is complete"
        return self._answered("semantic_vad", summary, start)

    def by_client(self) -> Timeline:
        at = self.at()
        start = [
            Step(lane="speaker", label="sound", first=0, last=0, text="the application sends sound, speech or not"),
            Step(
                lane="application", label="commits", first=1, last=1, end="the turn ends", fields=at,
                text="the application says that the turn is over (input_audio_buffer.commit); nobody else does",
            ),
        ]  # fmt: skip
        if not self.transcribes:
            start.append(self._asks(2))
        summary = "turn detection is off: the application itself ends each turn"
        return self._ended("client", summary, start, by_itself=False)

    def _answered(self, mode: Mode, summary: str, start: list[Step]) -> Timeline:
        by_itself = not self.off("create_response")
        if not by_itself and not self.transcribes:
            start.append(self._asks(start[-1].last + 1))
        return self._ended(mode, summary, start, by_itself=by_itself)

    def _asks(self, column: int) -> Step:
        return Step(
            lane="application", label="asks", first=column, last=column, fields=self.at("create_response"),
            text="the model does not answer by itself: the application asks for a response (response.create)",
        )  # fmt: skip

    def _ended(self, mode: Mode, summary: str, start: list[Step], *, by_itself: bool) -> Timeline:
        column = start[-1].last + 1
        if self.transcribes:
            steps = [*(self._overlapping(start) if self.streams else start), self._text(column)]
            return Timeline(mode, summary, tuple(steps), ("no model answers: text is all",))
        steps = [*start, self._answer(column, mode, by_itself=by_itself), *self._idle(column + 1, mode)]
        return Timeline(mode, summary, tuple(steps), tuple(self._notes(mode)))

    def _overlapping(self, start: Sequence[Step]) -> list[Step]:
        """The same steps, the first drawn out, so that text may begin before it ends."""
        later = [msgspec.structs.replace(step, first=step.first + 1, last=step.last + 1) for step in start]
        return [msgspec.structs.replace(later[0], first=0), *later[1:]]

    def _text(self, column: int) -> Step:
        entry = self.effective.get((*self.session, "audio", "input", "transcription", "model"))
        first, last = (1, column + 1) if self.streams else (column, column)
        when = "while it listens, and completes each turn at its end" if self.streams else "once the turn has ended"
        text = f"{self.transcriber} writes down what was said {when}"
        if entry is None:
            text = "nothing is written down: transcription is off"
        elif not isinstance(self.transcriber, str):
            text = f"a transcriber that is not named writes down what was said {when}"
        fields = (entry.at,) if entry and entry.origin != "absent" else ()
        return Step(lane="text", label="writes", first=first, last=last, text=text, fields=fields)

    def _answer(self, column: int, mode: Mode, *, by_itself: bool) -> Step:
        verb = "writes its answer" if self.writes else "answers"
        how = "by itself, as soon as the turn ends" if by_itself else "when it is asked"
        broken = "it stops at once when somebody starts to speak"
        if self.off("interrupt_response"):
            broken = "it goes on to its end even when somebody speaks, and until then no other answer starts"
        text = f"the model {verb} {how}" + (
            f"; {broken}" if mode != "client" else "; only the application can stop it (response.cancel)"
        )
        fields = self.at("create_response", "interrupt_response")
        label = "writes" if self.writes else "answers"
        return Step(lane="model", label=label, first=column, last=column, text=text, fields=fields)

    def _idle(self, column: int, mode: Mode) -> list[Step]:
        entry = self.entry("idle_timeout_ms")
        if mode != "server_vad" or entry is None or entry.value is None:
            return []
        ms, length = self.ms("idle_timeout_ms")
        return [
            Step(
                lane="model", label="quiet", first=column, last=column, ms=ms, length=length, fields=(entry.at,),
                text=f"{length} pass after the model's last sound, and nobody speaks",
            ),
            Step(
                lane="model", label="speaks up", first=column + 1, last=column + 1, fields=(entry.at,),
                text="the model speaks up by itself, to keep the talk going",
            ),
        ]  # fmt: skip

    def _notes(self, mode: Mode) -> list[str]:
        notes = []
        if isinstance(self.transcriber, str):
            notes.append(f"beside all this {self.transcriber} writes down what the speaker said")
        idle = self.entry("idle_timeout_ms")
        if mode == "server_vad" and (idle is None or idle.value is None):
            notes.append("however long nobody speaks, the model stays quiet (no idle_timeout_ms)")
        return notes


def _continuous() -> Timeline:
    steps = (
        Step(lane="speaker", label="speech", first=0, last=1, text="somebody speaks, without regard to turns"),
        Step(
            lane="model", label="interprets", first=1, last=2,
            text="the model speaks the same in the other language, a little later and without pause",
        ),
    )  # fmt: skip
    return Timeline("continuous", "a translation knows no turns: it goes on as long as somebody speaks", steps)
