"""What an editor tells of a place: rules at findings and comments, fields, names, and never a secret."""

import datetime
from pathlib import Path

import pytest

from rtlint.assist.meaning import meaning
from rtlint.rule import pack as packs
from rtlint.rule.files import read_rule
from rtlint.rule.tables import Row, Tables
from rtlint.session import fields
from rtlint.text.walk import scalars
from tests.assist.looking import LINTER, RULES, looked, read, rules, told, within

ROOT = Path(__file__).resolve().parent.parent.parent
SPEED = (
    "**`session.audio.output.speed`** · number\n\n"
    "Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns.\n\n"
    + rules("speed-range", "float-precision")
)
LOUDNESS = "Loudness at which speech is assumed, 0.0 to 1.0. Default 0.5; raise it for noisy rooms."
DELAY = (
    "How long to wait for context before text is emitted: later is more exact. "
    "For streaming transcription models such as `gpt-realtime-whisper`. Since openai-python 2.36."
)

FREE = {"parameters", "metadata"}
"""Objects in which anything may stand."""


def texts() -> list[tuple[str, str]]:
    found = [(str(path), path.read_text()) for path in sorted((ROOT / "examples").rglob("*.realtime.*"))]
    for path in packs.rule_files(packs.folder_built_in()):
        for example in read_rule(path)[1].examples:
            found += [(example.file, one) for one in (example.fail, example.pass_) if isinstance(one, str)]
    return found


@pytest.mark.parametrize("cursor", ["‸speed: 1.0", "spe‸ed: 1.0", "speed: ‸1.0"])
def test_a_field_as_a_whole(cursor: str) -> None:
    text = f"session:\n  type: realtime\n  audio:\n    output:\n      {cursor}\n"
    assert told(text) == ("1.0" if "‸1" in cursor else "speed", [SPEED])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"session": {"type": "realtime", "audio": {"output": {"‸speed": 1.0}}}}', "a.realtime.json"),
        ("session: {type: realtime, audio: {output: {‸speed: 1.0}}}", "a.realtime.yaml"),
        ("session:\n  type: realtime\n---\nsession: {type: realtime, audio: {output: {‸speed: 1.0}}}", "a.yaml"),
        ("type: session.update\nsession: {type: realtime, audio: {output: {‸speed: 1.0}}}", "a.yaml"),
        ("x: &x {‸speed: 1.0}\nsession: {type: realtime, audio: {output: {voice: marin}}}\n", "a.yaml"),
    ],
)
def test_a_field_in_every_way_of_writing(text: str, name: str) -> None:
    found = looked(text, name)
    assert (found and found.parts) == (None if "x: &x" in text else (SPEED,))


def test_a_bare_session_is_told_of_by_its_own_paths() -> None:
    own = SPEED.replace("`session.audio", "`audio")
    assert told("type: realtime\naudio: {output: {‸speed: 1.0}}") == ("speed", [own])


def test_a_document_inside_a_larger_file() -> None:
    own = SPEED.replace("`session.audio", "`audio")
    text = "providers:\n  - config:\n      type: realtime\n      audio: {output: {‸speed: 1.0}}\n"
    assert told(text, linter=within("providers[*].config")) == ("speed", [own])
    assert looked(text.replace("‸", "").replace("config", "con‸fig"), linter=within("providers[*].config")) is None


def test_aliases_and_merges_are_told_of_where_they_stand_and_where_they_lead() -> None:
    shared = "session:\n  type: realtime\n  audio:\n    output: &x {speed: 1.0}\n"
    assert told(shared.replace("{sp", "{‸sp")) == ("speed", [SPEED])
    alias = "session:\n  type: realtime\n  audio:\n    output: {speed: &s 1.0}\n---\na: &b 1.0\nsession: {}\n"
    assert told(alias.replace("1.0}", "‸1.0}", 1)) == ("&s 1.0", [SPEED])
    used = "expires_after: {seconds: &s 1}\nsession: {type: realtime, audio: {output: {speed: ‸*s}}}\n"
    assert told(used)[0] == "*s"
    assert told(used)[1][-1] == SPEED
    merged = "session:\n  <<: &m {max_output_tokens: 9}\n  <<: ‸*m\n  type: realtime\n"
    assert all("max_output_tokens" not in part for part in (looked(merged) or ((), ()))[1])
    inline = "session:\n  type: realtime\n  <<: [{‸max_output_tokens: 9}]\n"
    assert told(inline)[1][-1].startswith("**`session.max_output_tokens`** · `inf` or integer\n\nMost tokens")


def test_kinds_are_told_by_the_discriminator_or_all_together() -> None:
    semantic = "session: {type: realtime, audio: {input: {turn_detection: {‸type: semantic_vad}}}}"
    assert told(semantic)[1] == [
        "**`session.audio.input.turn_detection.type`** · one of `server_vad`, `semantic_vad`\n\n"
        "Turn detection by meaning: a model judges whether the sentence is complete.\n\n" + rules("turn-detection-type")
    ]
    either = "session: {type: realtime, audio: {input: {turn_detection: {‸type: server}}}}"
    assert told(either)[1][-1] == (
        "**`session.audio.input.turn_detection.type`** · one of `server_vad`, `semantic_vad`\n\n"
        "- `server_vad`: Turn detection by loudness: a turn ends after a stretch of silence.\n"
        "- `semantic_vad`: Turn detection by meaning: a model judges whether the sentence is complete.\n\n"
        + rules("turn-detection-type")
    )


def test_a_field_of_another_kind_says_so() -> None:
    text = "session: {type: realtime, audio: {input: {turn_detection: {type: semantic_vad, threshold: ‸0.6}}}}"
    assert told(text)[1][-1].split("\n\n")[:2] == [
        "**`session.audio.input.turn_detection.threshold`** · number",
        f"Only with `type: server_vad`. {LOUDNESS}",
    ]


def test_a_range_that_no_docstring_tells_comes_from_the_rule() -> None:
    text = "session: {type: realtime, audio: {input: {turn_detection: {type: server_vad, ‸prefix_padding_ms: 300}}}}"
    assert told(text)[1] == [
        "**`session.audio.input.turn_detection.prefix_padding_ms`** · integer · 0 or more\n\n"
        "Milliseconds of audio kept from before the detected start of speech. Default 300.\n\n"
        + rules("vad-duration", "semantic-vad-fields")
    ]


def test_a_finding_is_told_of_by_its_rule_and_not_again_by_the_field() -> None:
    text = "session: {type: realtime, audio: {output: {speed: ‸2.0}}}"
    rule = (
        "**`RT205` speed-range** · error · since rtlint 0.1.0\n\n"
        "Speech speed outside the range that the API takes.\n\n"
        "`speed` multiplies the pace of the finished speech, and the API documents 0.25 to 1.5 for it. What the server "
        "answers to other values is not on record; a schema with these bounds stands in the API reference, so expect "
        f"the whole session to be refused.\n\n[Read on]({RULES}speed-range/)"
    )
    field = SPEED.replace(rules("speed-range", "float-precision"), rules("float-precision"))
    assert told(text) == ("2.0", [rule, field])


def test_several_findings_at_one_place_are_all_told_of() -> None:
    _, parts = told(
        "session: {type: realtime, tools: [{type: mcp, server_label: ab, server_url: ‸http://10.0.0.1/?token=abcdefgh}]}"
    )
    assert [part.partition(" ")[0] for part in parts] == [
        "**`RT603`", "**`RT606`", "**`session.tools[0].server_url`**",
    ]  # fmt: skip


def test_a_key_of_the_beta_is_told_of_by_its_new_home() -> None:
    _, parts = told(
        "session:\n  type: realtime\n  input_audio_transcription: {model: gpt-realtime-whisper, ‸delay: low}\n"
    )
    assert parts[-1] == (
        "**`session.input_audio_transcription.delay`** · of the Beta; "
        f"now `session.audio.input.transcription.delay`\n\n{DELAY}"
    )
    _, parts = told("session:\n  type: realtime\n  ‸temperature: 0.8\n")
    assert parts[-1] == (
        "**`session.temperature`** · of the Beta; "
        "nothing takes its place: say in instructions how lively or how strict answers are to be"
    )


def test_a_model_with_its_end_and_what_comes_after() -> None:
    assert told("session: {type: realtime, model: ‸gpt-realtime}")[1][-1] == (
        "**`gpt-realtime`** · A model for conversations in speech. 32000 tokens of context, 4096 in an answer. "
        "Shuts down on 2027-01-20, in 58 days. `gpt-realtime-2.1` takes its place and has no announced shutdown."
    )
    assert told("session: {type: transcription, audio: {input: {transcription: {model: ‸whisper-1}}}}")[1][-1] == (
        "**`whisper-1`** · A model that transcribes speech. Takes turn detection. "
        "Shuts down on 2027-02-26, in 95 days. `gpt-transcribe` takes its place and has no announced shutdown; "
        "it takes languages, a list, rather than language."
    )
    assert told("session: {type: realtime, model: ‸gpt-4o-realtime-preview}")[1][-1] == (
        "**`gpt-4o-realtime-preview`** · A model for conversations in speech. "
        "Shut down on 2026-05-07, 200 days ago. `gpt-realtime-2.1` takes its place and has no announced shutdown."
    )
    assert told("session: {type: realtime, model: ‸gpt-realtime-2.1}")[1][-1] == (
        "**`gpt-realtime-2.1`** · A model for conversations in speech. Reasons. "
        "128000 tokens of context, 32000 in an answer. No shutdown is announced."
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [("2027-01-19", "Shuts down on 2027-01-20, in 1 day."), ("2027-01-20", "Shut down on 2027-01-20, today."),
     ("2027-01-21", "Shut down on 2027-01-20, 1 day ago.")],
)  # fmt: skip
def test_days_are_those_of_the_linter(day: str, words: str) -> None:
    linter = within()
    linter.as_of = datetime.date.fromisoformat(day)
    assert words in told("session: {type: realtime, model: ‸gpt-realtime}", linter=linter)[1][-1]


def test_rows_of_a_table_of_somebodys_own_may_hold_anything() -> None:
    rows: dict[str, Row] = {
        "mine": {"role": ["a"], "context": 9, "shutdown": "soon", "replacement": 3},
        "theirs": {"role": "speech"},
    }
    linter = within()
    linter.tables = Tables({"models": rows, "voices": {}})
    assert all("mine" not in part for part in told("session: {type: realtime, model: ‸mine}", linter=linter)[1])
    assert told("session: {type: realtime, model: ‸theirs}", linter=linter)[1][-1] == (
        "**`theirs`** · A model for conversations in speech. No shutdown is announced."
    )


def test_voices_placeholders_and_tools_by_name() -> None:
    assert told("session: {type: realtime, audio: {output: {voice: ‸marin}}}")[1][-1] == (
        "**`marin`** · A voice that every session may use by its name."
    )
    held = 'session: {type: realtime, instructions: "Hi ${NAME:-Ann *B*}, ${OTHER}"}'
    assert told(held.replace("Ann", "‸Ann"))[1][-1] == (
        "**`NAME`** · A value that is filled in before the config is sent; without it `Ann *B*`."
    )
    assert told(held.replace("OTHER", "‸OTHER"))[1][-1] == (
        "**`OTHER`** · A value that is filled in before the config is sent; rules keep still until then."
    )
    tools = "session:\n  type: realtime\n  tools:\n  - type: function\n    name: find\n    description: Find <b>*it*\n"
    assert told(tools + "  tool_choice: {type: function, name: ‸find}\n")[1][-1] == (
        "**`find`** · The tool of line 5: Find &lt;b>\\*it\\*"
    )


def test_a_comment_that_names_a_rule_is_told_of_even_where_the_text_breaks_off() -> None:
    rule = (
        "**`RT504` model-deprecated** · warning · since rtlint 0.1.0\n\nA speech model whose last day is announced.\n\n"
        "OpenAI has announced the day from which this model answers no more. Until then nothing changes; on that day "
        "every session that names it fails, and RT503 says so as an error. The message names the model that is "
        f"recommended instead.\n\n[Read on]({RULES}model-deprecated/)"
    )
    text = (
        "session:\n  type: realtime\n  model: gpt-realtime  # rtlint: ignore[speed-range, ‸model-deprecated] -- soon\n"
    )
    assert told(text) == ("model-deprecated", [rule])
    assert told(text + "  audio: {output: [\n") == ("model-deprecated", [rule])
    assert looked(text.replace("‸", "").replace("soon", "so‸on")) is None


def test_without_source_files_all_else_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: object) -> str:
        raise OSError("could not get source code")

    fields.fields.cache_clear()
    fields._classes.cache_clear()
    monkeypatch.setattr("inspect.getsource", gone)
    bare = "\n\n".join([SPEED.split("\n\n")[0].replace("number", "number · 0.25 to 1.5"), SPEED.split("\n\n")[2]])
    assert told("session: {type: realtime, audio: {output: {‸speed: 1.0}}}") == ("speed", [bare])


def test_nothing_is_said_of_what_nobody_knows() -> None:
    for text in ["", "‸", "session: ‸ {}", "# a ‸comment\nsession: {type: realtime}", "session: {type: realtime}\n‸"]:
        if "‸" in text:
            assert looked(text, "a.yaml") is None or "RT" in str(looked(text, "a.yaml"))
    assert looked("session: {type: realtime, tools: [{type: function, name: a, parameters: {‸type: object}}]}") is None


def test_a_broken_text_is_told_of_by_its_rule() -> None:
    found = looked("session:\n  type: realtime\n  instructions: ‸@you\n")
    assert found
    assert [part.partition("\n")[0] for part in found.parts] == ["**`RT001` yaml-syntax** · error · since rtlint 0.1.0"]


def test_plain_text_for_those_who_know_no_markdown() -> None:
    found = looked("session: {type: realtime, audio: {output: {‸speed: 1.0}}}")
    assert found
    assert found.plain == (
        "session.audio.output.speed · number\n\n"
        "Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns.\n\n"
        f"Rules: speed-range <{RULES}speed-range/>, float-precision <{RULES}float-precision/>"
    )


def test_every_place_of_every_example_can_be_asked_about() -> None:
    silent, asked = [], 0
    for name, text in texts():
        document, result = read(text, name)
        for tree in document.trees:
            for path, node in scalars(tree):
                here = meaning(document, result, LINTER, node.start_mark.index)
                asked += 1
                if here is None and node.value and Path(name).is_absolute() and not FREE.intersection(path):
                    silent.append((Path(name).name, path[-1], node.value))
    assert asked > 3_000
    assert silent == [("broken.realtime.yaml", "max_tokens", "1500")], "all else stands where the API has a field"


SECRETS = ("sk-proj-abcdefghijklmnop", "ghp_abcdefghijklmnop1234", "hunter2hunter2", "ek_abcdefghijklmnop")


def test_no_secret_is_ever_shown() -> None:
    text = (
        "session:\n  type: realtime\n  model: sk-proj-abcdefghijklmnop\n"
        "  audio: {output: {voice: ek_abcdefghijklmnop}}\n"
        "  instructions: 'Use ${KEY:-sk-proj-abcdefghijklmnop}'\n  tools:\n  - type: mcp\n    server_label: a\n"
        "    authorization: ${T:-hunter2hunter2}\n    server_url: 'https://x.org/?token=hunter2hunter2'\n"
        "    headers: {Authorization: Bearer hunter2hunter2, X-Api-Key: '${A:-hunter2hunter2}',"
        " sk-proj-abcdefghijklmnop: x}\n"
        "  - {type: function, name: ghp_abcdefghijklmnop1234, description: ghp_abcdefghijklmnop1234}\n"
        "  tool_choice: {type: function, name: ghp_abcdefghijklmnop1234}\n"
        "value: ek_abcdefghijklmnop\n"
    )
    document, result = read(text)
    said = [meaning(document, result, LINTER, offset) for offset in range(len(text))]
    shown = "\n".join(one.markdown + one.plain for one in said if one)
    assert len(shown) > 1_000
    assert [secret for secret in SECRETS if secret in shown] == []
