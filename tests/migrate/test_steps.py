"""What became of a session: told from the two texts, whatever fixes led from the one to the other."""

from pathlib import Path

import msgspec
import pytest
from msgspec import UNSET

from rtlint.finding import Finding, Fix, Safety, Severity
from rtlint.lint import Linter
from rtlint.migrate import keys
from rtlint.migrate.steps import Step, others, steps
from rtlint.rule.case import Case
from rtlint.session.kinds import BETA_FIELDS
from rtlint.text.source import Location, Source

REALTIME = "type: realtime\n"
TYPE = Step(to="type", after="realtime", note=keys.TYPE)


def case(linter: Linter, text: str) -> Case:
    return linter.cases(Source("a.yaml", text))[0]


def became(linter: Linter, old: str, new: str) -> list[Step]:
    return steps(case(linter, old), case(linter, new))


def test_every_key_of_the_beta_is_known() -> None:
    assert keys.HOMES.keys() | {"temperature", "client_secret"} == BETA_FIELDS


def test_the_guide_names_every_key_and_its_place() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "guides" / "migrating-from-beta.md").read_text()
    rows = [f"| `{key}` | `{home}` |" for key, home in keys.HOMES.items()]
    assert [row for row in rows if row not in guide] == []
    assert [key for key in keys.GONE if f"`{key}`" not in guide] == []


MOVED = {
    "a name": ("voice: marin", "audio: {output: {voice: marin}}", [Step("voice", "audio.output.voice")]),
    "one that was there with the same value": (
        "{voice: marin, audio: {output: {voice: marin}}}",
        "audio: {output: {voice: marin}}",
        [Step("voice", "audio.output.voice")],
    ),
    "both ways to talk": (
        "modalities: [audio, text]",
        "output_modalities: [audio]",
        [Step("modalities", "output_modalities", ["audio", "text"], ["audio"], keys.AUDIO_ALONE)],
    ),
    "one way to talk": ("modalities: [text]", "output_modalities: [text]", [Step("modalities", "output_modalities")]),
    "a format": (
        "output_audio_format: pcm16",
        "audio: {output: {format: {type: audio/pcm, rate: 24000}}}",
        [Step("output_audio_format", "audio.output.format", "pcm16", {"type": "audio/pcm", "rate": 24000})],
    ),
    "a mapping": (
        "turn_detection: {type: server_vad}",
        "audio: {input: {turn_detection: {type: server_vad}}}",
        [Step("turn_detection", "audio.input.turn_detection")],
    ),
    "no turn detection": (
        "turn_detection: {type: none}",
        "audio: {input: {turn_detection: null}}",
        [Step("turn_detection", "audio.input.turn_detection", {"type": "none"}, None, keys.NO_TURNS)],
    ),
    "no turn detection either": (
        "turn_detection: null",
        "audio: {input: {turn_detection: null}}",
        [Step("turn_detection", "audio.input.turn_detection")],
    ),
    "a transcription that was on": (
        "input_audio_transcription: {model: whisper-1, enabled: true}",
        "audio: {input: {transcription: {model: whisper-1}}}",
        [
            Step("input_audio_transcription", "audio.input.transcription"),
            Step("input_audio_transcription.enabled", note=keys.SWITCHED_ON),
        ],
    ),
    "a transcription that was off": (
        "input_audio_transcription: {model: whisper-1, enabled: false}",
        "audio: {input: {transcription: {model: whisper-1}}}",
        [
            Step("input_audio_transcription", "audio.input.transcription"),
            Step("input_audio_transcription.enabled", note=keys.SWITCHED_OFF),
        ],
    ),
    "a transcriber that does otherwise": (
        "input_audio_transcription: {model: whisper-1}",
        "audio: {input: {transcription: {model: gpt-transcribe}}}",
        [
            Step("input_audio_transcription", "audio.input.transcription"),
            Step(
                "audio.input.transcription.model",
                "audio.input.transcription.model",
                "whisper-1",
                "gpt-transcribe",
                "it takes languages, a list, rather than language",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), MOVED.values(), ids=MOVED.keys())
def test_a_key_that_moved(linter: Linter, old: str, new: str, told: list[Step]) -> None:
    assert became(linter, old, f"{REALTIME}{new}" if ":" in new else new) == [TYPE, *told]


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("gpt-4o-realtime-preview", "gpt-realtime-2.1", keys.REASONS),
        ("gpt-4o-realtime-preview", "gpt-realtime", ""),
        ("gpt-realtime-2", "gpt-realtime-2.1", ""),
        ("ours", "gpt-realtime", ""),
    ],
)
def test_a_model_that_was_replaced(linter: Linter, before: str, after: str, note: str) -> None:
    told = became(linter, f"{REALTIME}model: {before}", f"{REALTIME}model: {after}")
    assert told == [Step("model", "model", before, after, note)]


def test_what_goes_and_what_surrounds_a_session(linter: Linter) -> None:
    secret = "{value: x, expires_at: 1, expires_after: {seconds: 60}}"
    old = f"{{id: s, temperature: 0.8, expires_at: 1, client_secret: {secret}}}"
    answers = keys.GONE["id"]
    assert became(linter, old, "{session: {type: realtime}, expires_after: {seconds: 60}}") == [
        Step("the session", "session", note=keys.WRAPPED),
        TYPE,
        Step("id", note=answers),
        Step("temperature", note=keys.GONE["temperature"]),
        Step("expires_at", note=answers),
        Step("client_secret.value", note=answers),
        Step("client_secret.expires_at", note=answers),
        Step("client_secret.expires_after", "expires_after", note=keys.BESIDE),
    ]


def test_an_event_that_is_none_any_more(linter: Linter) -> None:
    old = "{type: transcription_session.update, session: {}}"
    assert became(linter, old, "session: {type: transcription}") == [
        Step("type", before="transcription_session.update", note=keys.NO_EVENT),
        Step(to="type", after="transcription", note=keys.TYPE),
    ]


def test_values_of_the_beta_at_the_places_of_today(linter: Linter) -> None:
    old = f"{REALTIME}output_modalities: [text, audio]\naudio: {{input: {{format: pcm16, turn_detection: {{}}}}}}\n"
    inner = "{format: {type: audio/pcmu}, turn_detection: {type: server_vad}}"
    new = f"{REALTIME}output_modalities: [audio]\naudio: {{input: {inner}}}\n"
    assert became(linter, old, new) == [
        Step("output_modalities", "output_modalities", ["text", "audio"], ["audio"], keys.AUDIO_ALONE),
        Step("audio.input.format", "audio.input.format", "pcm16", {"type": "audio/pcmu"}),
    ]


def test_what_stays_and_what_is_no_session_gives_no_step(linter: Linter) -> None:
    assert became(linter, "- 1", "- 1") == []
    assert became(linter, "session: 1", "session: 1") == []
    assert (
        became(linter, "voice: a\ntype: realtime\nclient_secret: x", "voice: a\ntype: realtime\nclient_secret: x") == []
    )


def finding(at: str, title: str | None = "mend it") -> Finding:
    place = Location(1, 1)
    fix = Fix(title, Safety.SAFE, ()) if title else None
    return Finding("RT1", "a", Severity.ERROR, "is wrong", "a.yaml", 0, at, "", place, place, (), fix, "", "")


def test_other_fixes_are_told_where_no_step_tells_of_them() -> None:
    done = [
        Step("voice", "audio.output.voice"),
        Step("input_audio_format", "audio.input.format", "pcm16", {}),
        Step("turn_detection", "audio.input.turn_detection"),
        Step("input_audio_transcription", "audio.input.transcription"),
        Step("input_audio_transcription.enabled"),
        Step("client_secret.value"),
        TYPE,
    ]
    told = [
        "session.voice",
        "input_audio_format",
        "audio.input.format",
        "audio.input.format.type",
        "audio.input.transcription.enabled",
        "client_secret",
        "type",
    ]
    new = ["session.tools[0].type", "audio.input.turn_detection.type", "audio.output.speed"]
    assert others(done, map(finding, [*told, *new])) == [
        Step(to=at.removeprefix("session."), note="mend it") for at in new
    ]
    assert others([], [finding("speed", None)]) == [Step(to="speed", note="is wrong")]


def test_steps_as_json_have_their_places_always_and_their_values_where_they_changed() -> None:
    assert msgspec.to_builtins(Step("a", note="n")) == {"from": "a", "to": None, "note": "n"}
    assert msgspec.to_builtins(Step("a", "b", 1, None)) == {
        "from": "a",
        "to": "b",
        "before": 1,
        "after": None,
        "note": "",
    }
    assert Step("a").before is UNSET
