"""Turn taking: a golden picture with its key for each mode, widths within bounds, and what cannot be drawn."""

import re
from collections.abc import Callable

import pytest

from rtlint.explain.draw import picture
from rtlint.explain.page import Page
from rtlint.explain.text import Look, render
from rtlint.explain.timeline import Step, Timeline
from rtlint.report._style import Style

Explain = Callable[..., Page]


def realtime(turn_detection: str, more: str = "") -> str:
    return f"type: realtime\n{more}audio:\n  input:\n    turn_detection: {turn_detection}\n"


def transcription(turn_detection: str, model: str = "gpt-transcribe") -> str:
    return (
        f"type: transcription\naudio:\n  input:\n    transcription: {{model: {model}}}\n"
        f"    turn_detection: {turn_detection}\n"
    )


MODES = {
    "defaults": "session: {type: realtime}\n",
    "server_vad": realtime(
        "{type: server_vad, threshold: 0.7, prefix_padding_ms: 100, silence_duration_ms: 1500, idle_timeout_ms: 30000}"
    ),
    "no padding": realtime("{type: server_vad, prefix_padding_ms: 0}"),
    "semantic_vad": realtime("{type: semantic_vad}"),
    "semantic_vad low": realtime("{type: semantic_vad, eagerness: low}"),
    "semantic_vad high": realtime("{type: semantic_vad, eagerness: high}"),
    "off": realtime("null"),
    "off, text": realtime("null", "output_modalities: [text]\n"),
    "no response": realtime("{type: server_vad, create_response: false, idle_timeout_ms: 5000}"),
    "no interruption": realtime("{type: semantic_vad, interrupt_response: false}"),
    "neither": realtime("{type: server_vad, create_response: false, interrupt_response: false}"),
    "beside a transcript": realtime("{type: semantic_vad}\n    transcription: {model: gpt-transcribe}"),
    "transcription": transcription("{type: server_vad, silence_duration_ms: 900}"),
    "transcription off": transcription("null"),
    "transcription that streams": transcription("null", "gpt-live-transcribe"),
    "translation": "session:\n  model: gpt-realtime-translate\n  audio: {output: {language: es}}\n",
    "filled in later": realtime('{type: server_vad, silence_duration_ms: "${SILENCE}", idle_timeout_ms: "${IDLE}"}'),
    "eagerness filled in later": realtime('{type: semantic_vad, eagerness: "${EAGERNESS}"}'),
    "type filled in later": realtime('{type: "${VAD}"}'),
    "wrong values": realtime("{type: server_vad, silence_duration_ms: long, prefix_padding_ms: -1}"),
    "no type": realtime("{threshold: 0.5}"),
}


def turns(page: Page, width: int = 80, *, ascii_only: bool = False) -> str:
    text = render([page], Look(style=Style(), width=width, ascii_only=ascii_only))
    return text[text.index("Turn taking") :]


def test_the_golden_pictures(explain: Explain, golden: Callable[[str], str]) -> None:
    shown = "\n".join(f"== {name}\n{turns(explain(text))}" for name, text in MODES.items())
    assert shown == golden("turns.txt")


def test_a_terminal_without_box_characters_gets_ascii(explain: Explain, golden: Callable[[str], str]) -> None:
    shown = turns(explain(MODES["server_vad"]), ascii_only=True)
    assert shown.isascii()
    assert shown == golden("turns-ascii.txt")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", [80, 100, 120])
def test_a_picture_fits_the_terminal(explain: Explain, mode: str, width: int) -> None:
    assert max(map(len, turns(explain(MODES[mode]), width).splitlines())) <= width


def test_a_longer_time_is_a_wider_box(explain: Explain) -> None:
    widths = [silence(explain(realtime(f"{{type: server_vad, silence_duration_ms: {ms}}}"))) for ms in TIMES]
    assert widths == sorted(set(widths))


TIMES = (200, 500, 1000, 3000, 9000)


def silence(page: Page) -> int:
    """Cells of the box that shows the silence."""
    line = next(line for line in turns(page, 100).splitlines() if "silence" in line and "│" in line)
    return len(line.split("│")[3])


@pytest.mark.parametrize("ms", [0, 1, 10**6, 10**18])
def test_no_time_breaks_the_bounds(explain: Explain, ms: int) -> None:
    shown = turns(explain(realtime(f"{{type: server_vad, silence_duration_ms: {ms}}}")), 80)
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("text", ["expires_after: {seconds: 60}\n", "session: null\n", "session: [1]\n"])
def test_a_document_without_a_session_has_no_line(explain: Explain, text: str) -> None:
    assert explain(text).timeline is None


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("type: realtime\naudio: loud\n", "who ends a turn is not known: the type of turn detection is not told"),
        (MODES["no type"], "who ends a turn is not known: the type of turn detection is {threshold}"),
        (MODES["type filled in later"], "who ends a turn is not known: the type of turn detection is ${VAD}"),
        (realtime("off"), "who ends a turn is not known: the type of turn detection is false"),
    ],
)
def test_what_nobody_can_know_is_said(explain: Explain, text: str, summary: str) -> None:
    assert explain(text).timeline == Timeline("unknown", summary, ())


def test_a_step_names_what_decides_it(explain: Explain) -> None:
    line = explain(MODES["semantic_vad high"]).timeline
    assert line
    assert line.steps[1] == Step(
        lane="speaker",
        label="pause",
        text="in a pause a model judges whether the sentence is complete; if not, it waits up to 2 s",
        first=1,
        last=1,
        length="at most 2 s",
        ms=2000,
        end="the turn ends",
        fields=("audio.input.turn_detection.eagerness",),
    )


def test_an_empty_line_draws_nothing() -> None:
    assert picture(Timeline("unknown", "", ()), 80) == []


def test_every_box_is_closed(explain: Explain) -> None:
    for text in MODES.values():
        shown = turns(explain(text))
        assert len(re.findall("┌", shown)) == len(re.findall("┐", shown))
