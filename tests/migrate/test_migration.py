"""A file on its way: which are of the Beta, what is fixed there, and what is left."""

import pytest

from rtlint.fixer import Dropped, Fixed
from rtlint.lint import Linter
from rtlint.migrate.left import Left, left
from rtlint.migrate.migration import Migration, migrate
from rtlint.migrate.steps import Step
from rtlint.text.source import Source, Span
from rtlint.text.yamltext import TextFault


def migrated(linter: Linter, text: str, *, writes: bool = False) -> Migration:
    return migrate(linter, Source("a.yaml", text), writes=writes)


OF_THE_BETA = [
    "voice: marin\n",
    "model: gpt-realtime-2.1\n",
    "type: transcription_session.update\nsession: {input_audio_format: pcm16}\n",
    "type: realtime\nclient_secret: {expires_after: {seconds: 60}}\n",
    "type: realtime\nmodel: gpt-4o-realtime-preview\n",
    "type: realtime\noutput_modalities: [text, audio]\n",
    "type: realtime\naudio: {output: {format: pcm16}}\n",
    "type: realtime\naudio: {input: {input_audio_noise_reduction: {type: near_field}}}\n",
]
OF_TODAY = [
    "type: realtime\n",
    "type: realtime\nmodel: gpt-realtime-mini-2025-10-06\n",
    "type: realtime\noutput_modalities: []\n",
    "type: realtime\naudio: {output: {format: wav}, voice: marin}\n",
    "type: session.update\nsession: {type: realtime}\n",
    "session: {type: realtime, expires_after: {seconds: 60}, id: sess_1}\n",
    "expires_after: {seconds: 60}\n",
    "provider: openai\n",
]


@pytest.mark.parametrize("text", OF_THE_BETA)
def test_a_text_of_the_beta_is_told_and_changes(linter: Linter, text: str) -> None:
    made = migrated(linter, text)
    assert (made.state, made.differs, made.fault) == ("beta", True, None)
    assert made.steps
    assert made.application
    again = migrate(linter, made.new)
    assert again.state == "current"


@pytest.mark.parametrize("text", OF_TODAY)
def test_a_text_of_today_is_left_alone_whatever_is_wrong_with_it(linter: Linter, text: str) -> None:
    made = migrated(linter, text)
    assert (made.state, made.new, made.steps, made.left, made.application) == ("current", made.old, (), (), ())
    linted = linter.lint(made.old)
    assert linted
    assert made.findings == len(linted.findings)


def test_safe_fixes_are_applied_and_of_the_unsafe_those_of_the_beta(linter: Linter) -> None:
    made = migrated(
        linter, "type: realtime\nmodel: gpt-realtime\nspeed: 2\ntemperature: 0.8\nmax_response_output_tokens: '9'\n"
    )
    assert (
        made.new.text == "type: realtime\nmodel: gpt-realtime\naudio:\n  output:\n    speed: 2\nmax_output_tokens: 9\n"
    )
    assert [(step.from_, step.to) for step in made.steps] == [
        ("speed", "audio.output.speed"),
        ("temperature", None),
        ("max_response_output_tokens", "max_output_tokens"),
    ]
    assert (made.findings, made.errors, made.left) == (2, 1, ())


def test_an_event_stays_one(linter: Linter) -> None:
    made = migrated(linter, "type: session.update\nevent_id: e\nsession: {voice: marin}\n")
    value = linter.cases(made.new)[0].value
    assert value == {
        "type": "session.update",
        "event_id": "e",
        "session": {"type": "realtime", "audio": {"output": {"voice": "marin"}}},
    }


@pytest.mark.parametrize(("writes", "rows"), [(False, (3, 5)), (True, (2, 4))])
def test_both_keys_with_different_values_are_left_with_their_lines(
    linter: Linter, writes: bool, rows: tuple[int, int]
) -> None:
    text = "type: realtime\ntemperature: 0.8\nvoice: marin\naudio:\n  output: {voice: cedar}\n"
    one, other = rows
    words = (
        f"voice (line {one}) and audio.output.voice (line {other}) have different values; keep the one that you mean"
    )
    assert migrated(linter, text, writes=writes).left == (Left("RT501", "voice", words, rows),)


def test_what_was_not_done_is_left_with_its_reason(linter: Linter) -> None:
    source = Source("a.yaml", "type: realtime\nspeed: 9\nvoice: marin\n")
    text = linter.read(source)
    result, cases = linter.judge(text), linter.cases(source)
    first, second = result.findings
    not_done = Dropped(first, "it would bring RT205 at audio.output.speed")
    assert left(Fixed(source, result, (), (not_done,)), cases, cases) == [
        Left("RT501", "speed", first.message, (2,), not_done.reason),
        Left("RT501", "voice", second.message, (3,)),
    ]


def test_a_project_that_ignores_the_rules_is_migrated_all_the_same(linter: Linter) -> None:
    deaf = linter.without(linter.codes)
    made = migrated(deaf, "voice: marin\nspeed: 9\n")
    assert made.state == "beta"
    assert linter.cases(made.new)[0].value == {"type": "realtime", "audio": {"output": {"voice": "marin", "speed": 9}}}
    assert made.findings == 0


def test_several_documents_of_a_file(linter: Linter) -> None:
    made = migrated(
        linter, "type: realtime\nvoice: marin\n---\ntype: realtime\nvoice: ash\naudio: {output: {voice: cedar}}\n"
    )
    assert made.new.text.startswith("type: realtime\naudio:\n  output:\n    voice: marin\n---\n")
    assert made.steps == (Step("voice", "audio.output.voice"),)
    assert [one.rows for one in made.left] == [(5, 6)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("voice: marin\ntools: [\n", "line 2: a value is missing here; add the value, or quote it"),
        (
            "- {{a}}\n",
            'line 1: a mapping or list cannot be a key; quote a template such as "{{name}}", or write ${NAME}',
        ),
        ("", "the document is empty; a session config is a mapping"),
        ("voice: marin\n---\n- [\n", "line 3: a value is missing here; add the value, or quote it"),
    ],
)
def test_a_text_that_breaks_off_is_left_alone(linter: Linter, text: str, words: str) -> None:
    made = migrated(linter, text)
    assert (made.state, made.new, made.steps, made.left, made.application) == ("unreadable", made.old, (), (), ())
    assert made.fault == words


def test_a_file_that_cannot_be_read_says_why(linter: Linter) -> None:
    made = migrate(linter, Source("a.yaml", ""), TextFault("the file cannot be read: is a directory", "", Span(0, 0)))
    assert (made.state, made.fault) == ("unreadable", "the file cannot be read: is a directory")


def test_a_part_that_cannot_be_read_does_not_keep_the_rest_from_migrating(linter: Linter) -> None:
    made = migrated(linter, "type: realtime\nvoice: marin\ntracing: {group_id: {{group}}}\n")
    assert (made.state, made.steps) == ("beta", (Step("voice", "audio.output.voice"),))
    assert made.new.text == "type: realtime\naudio:\n  output:\n    voice: marin\ntracing: {group_id: {{group}}}\n"
    assert made.errors == 1
