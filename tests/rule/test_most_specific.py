"""One fault, one finding: where several rules could claim a fault, the table names the one that may.

Each row is proven twice: the whole pack says the one finding and nothing else; without that rule the ones that are
named beside it speak, so that the row shows a contest and not a fault that only one rule knows.
"""

import datetime

import pytest

from rtlint.finding import Finding
from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.pack import Pack, built_in
from rtlint.text.source import Source

AS_OF = datetime.date(2026, 11, 22)
PACK = built_in()

SPEECH = "session:\n  type: realtime\n"
SCRIBE = "session:\n  type: transcription\n  audio: {input: {transcription: {model: gpt-transcribe}}}\n"
INPUT = SPEECH + "  audio: {input: {%s}}\n"
OUTPUT = SPEECH + "  audio: {output: {%s}}\n"
VAD = INPUT % "turn_detection: {%s}"
HEARD = INPUT % "transcription: {%s}"
TOOL = SPEECH + "  tools: [{%s}]\n"
SERVER = "https://mcp.example.com"
MCP = TOOL % "type: mcp, server_label: a, %s"

TABLE = [
    ("infinity as a number", SPEECH + "  max_output_tokens: .inf\n", "RT002", "session.max_output_tokens", "RT008"),
    ("infinity misspelt", SPEECH + "  max_output_tokens: infinite\n", "RT002", "session.max_output_tokens", "RT207"),
    (
        "a boolean for a language",
        HEARD % "model: gpt-transcribe, languages: [no]",
        "RT004",
        "session.audio.input.transcription.languages[0]",
        "RT106",
    ),
    ("a boolean for a voice", OUTPUT % "voice: off", "RT004", "session.audio.output.voice", "RT106"),
    (
        "a boolean in a closed list",
        INPUT % "noise_reduction: {type: off}",
        "RT201",
        "session.audio.input.noise_reduction.type",
        "RT106",
    ),
    ("a number for a name", TOOL % "type: function, name: 12", "RT005", "session.tools[0].name", "RT106"),
    ("a quoted number", OUTPUT % 'speed: "1.1"', "RT006", "session.audio.output.speed", "RT106"),
    ("a quoted number out of range", OUTPUT % 'speed: "9"', "RT006", "session.audio.output.speed", "RT106"),
    (
        "digits with underscores",
        "expires_after: {seconds: 7_201}\n" + SPEECH,
        "RT007",
        "expires_after.seconds",
        "RT208",
    ),
    (
        "not a number",
        VAD % "type: server_vad, threshold: .nan",
        "RT008",
        "session.audio.input.turn_detection.threshold",
        "RT211",
    ),
    ("a date for a model", SPEECH + "  model: 2025-08-28\n", "RT009", "session.model", "RT106"),
    (
        "an invisible character in a model",
        SPEECH + '  model: "gpt-realtime-2.1\\u200b"\n',
        "RT015",
        "session.model",
        "RT317",
    ),
    (
        "an invisible character in a voice",
        OUTPUT % 'voice: "marin\\u200b"',
        "RT015",
        "session.audio.output.voice",
        "RT206",
    ),
    (
        "an invisible character in a key",
        SPEECH + '  "model\\u200b": gpt-realtime-2\n',
        "RT015",
        "session.model\u200b",
        "RT101",
    ),
    ("a misspelt type", "session: {type: realtme, instructions: Hi.}\n", "RT103", "session.type", "RT201"),
    ("an id that only answers have", SPEECH + "  id: sess_1\n", "RT105", "session.id", "RT101"),
    (
        "a text for an object",
        INPUT % "turn_detection: server_vad",
        "RT107",
        "session.audio.input.turn_detection",
        "RT106",
    ),
    (
        "another rate",
        INPUT % "format: {type: audio/pcm, rate: 16000}",
        "RT204",
        "session.audio.input.format.rate",
        "RT201",
    ),
    ("a Beta format", INPUT % "format: pcm16", "RT203", "session.audio.input.format", "RT107"),
    ("a Beta format as a type", INPUT % "format: {type: pcm16}", "RT203", "session.audio.input.format.type", "RT201"),
    ("a float out of range", "expires_after: {seconds: 9.0}\n" + SPEECH, "RT208", "expires_after.seconds", "RT110"),
    ("a tool without a name", TOOL % "type: function, description: A", "RT217", "session.tools[0].name", "RT106"),
    (
        "a rate with G.711",
        INPUT % "format: {type: audio/pcmu, rate: 8000}",
        "RT302",
        "session.audio.input.format.rate",
        "RT101",
    ),
    (
        "a lifetime inside the session",
        SPEECH + "  expires_after: {seconds: 60}\n",
        "RT304",
        "session.expires_after",
        "RT101",
    ),
    ("no turn detection in words", VAD % "type: none", "RT305", "session.audio.input.turn_detection.type", "RT201"),
    (
        "a threshold with semantic_vad",
        VAD % "type: semantic_vad, threshold: 6",
        "RT306",
        "session.audio.input.turn_detection.threshold",
        "RT101 RT211",
    ),
    (
        "eagerness with server_vad",
        VAD % "type: server_vad, eagerness: soon",
        "RT307",
        "session.audio.input.turn_detection.eagerness",
        "RT101",
    ),
    ("a speech key in a transcription", SCRIBE + "  reasoning: {effort: low}\n", "RT312", "session.reasoning", "RT101"),
    ("a transcriber at the wrong level", SCRIBE + "  model: gpt-transcribe\n", "RT312", "session.model", "RT502"),
    (
        "a function inside a tool",
        TOOL % "type: function, function: {name: a}",
        "RT327",
        "session.tools[0].function",
        "RT101 RT217",
    ),
    ("a strict tool", TOOL % "type: function, name: a, strict: true", "RT328", "session.tools[0].strict", "RT101"),
    ("a tool of another API", TOOL % "type: web_search", "RT329", "session.tools[0].type", "RT201"),
    ("a tool choice by name", SPEECH + "  tool_choice: hang_up\n", "RT330", "session.tool_choice", "RT201"),
    (
        "a forced function of Chat Completions",
        SPEECH + "  tool_choice: {type: function, function: {name: a}}\n",
        "RT330",
        "session.tool_choice",
        "RT101 RT106",
    ),
    (
        "an unknown connector",
        MCP % 'connector_id: connector_slack, authorization: "${T}"',
        "RT333",
        "session.tools[0].connector_id",
        "RT201 RT507",
    ),
    ("a Beta voice", SPEECH + "  voice: marin\n", "RT501", "session.voice", "RT101"),
    (
        "a Beta format at the root",
        SPEECH + "  input_audio_format: pcm16\n",
        "RT501",
        "session.input_audio_format",
        "RT101",
    ),
    (
        "a Beta turn detection of a wrong type",
        SPEECH + "  turn_detection: {type: none}\n",
        "RT501",
        "session.turn_detection",
        "RT101",
    ),
    ("a voice a level too high", SPEECH + "  audio: {voice: marin}\n", "RT502", "session.audio.voice", "RT101"),
    (
        "a Beta key inside audio",
        INPUT % "input_audio_noise_reduction: {type: near_field}",
        "RT502",
        "session.audio.input.input_audio_noise_reduction",
        "RT101",
    ),
    (
        "a key of the API as a token",
        MCP % f"server_url: {SERVER}, authorization: sk-proj-{'A1' * 20}",
        "RT601",
        "session.tools[0].authorization",
        "RT603",
    ),
    (
        "a client secret as a token",
        MCP % f"server_url: {SERVER}, authorization: ek_{'A1' * 10}",
        "RT602",
        "session.tools[0].authorization",
        "RT603",
    ),
    (
        "a local server without TLS",
        MCP % "server_url: http://127.0.0.1/mcp",
        "RT606",
        "session.tools[0].server_url",
        "RT605",
    ),
]


def said(pack: Pack, text: str) -> list[Finding]:
    linter = Linter(pack, chosen(pack.rules), as_of=AS_OF)
    result = linter.lint(Source("agent.realtime.yaml", text))
    assert result is not None
    return list(result.findings)


@pytest.mark.parametrize(("text", "code", "at", "others"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_the_most_specific_rule_speaks_alone(text: str, code: str, at: str, others: str) -> None:
    assert [(finding.code, finding.at) for finding in said(PACK, text)] == [(code, at)]
    rest = Pack([rule for rule in PACK.rules if rule.code != code], PACK.tables)
    assert sorted({finding.code for finding in said(rest, text)}) == others.split()


def test_the_table_is_long_enough_to_be_believed() -> None:
    assert len({(row[2], row[4]) for row in TABLE}) >= 30
