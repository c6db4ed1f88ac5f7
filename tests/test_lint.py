"""The pipeline: one fault gives one finding, all faults come out in one run, and no secret comes out at all."""

# ruff: noqa: E501  # tables of whole messages

import datetime
import json
import os
from collections.abc import Iterable

import msgspec
import pytest
import yaml

from rtlint.finding import Edit, Finding, Fix, Related, Safety, Severity, Summary, order
from rtlint.lint import Linter
from rtlint.result import Result, report
from rtlint.rule.model import Rule
from rtlint.rule.pack import Pack, built_in
from rtlint.session.kinds import Kind
from rtlint.text.compose import compose
from rtlint.text.source import Location, Source, Span
from rtlint.text.yamltext import TextFault

PACK = built_in()
CODES = [rule.code for rule in PACK.rules if rule.enabled]
TODAY = datetime.date(2026, 11, 1)


def lint(text: str, path: str = "a.yaml", codes: Iterable[str] = CODES, kind: Kind | None = None) -> Result:
    result = Linter(PACK, codes, as_of=TODAY, kind=kind).lint(Source(path, text))
    assert result is not None
    return result


def line(finding: Finding) -> str:
    start, end = finding.location, finding.end_location
    place = f"{start.row}:{start.column}-{end.row}:{end.column}"
    return f"{place} {finding.severity.value} {finding.code}: {finding.message}"


def lines(text: str, path: str = "a.yaml", codes: Iterable[str] = CODES) -> list[str]:
    return [line(finding) for finding in lint(text, path, codes).findings]


ONE_EACH = [
    (
        "session: {type: realtime, audio: {voice: ash}}",
        "1:35-1:40 error RT502: voice is no key of audio; it is audio.output.voice",
    ),
    (
        "session: {type: realtime, client_secret: {expires_after: {seconds: 60}}}",
        (
            "1:27-1:40 error RT304: expires_after stands in client_secret, its place in the Beta; "
            "the API takes it beside the session"
        ),
    ),
    (
        "session: {type: realtime, client_secret: {value: made-earlier}}",
        (
            "1:27-1:40 error RT501: client_secret is of the Beta API, which ended on 2026-05-12; "
            "only its expires_after is left, beside session"
        ),
    ),
    (
        "{value: ek_EXAMPLEEXAMPLEEXAMPLE0000, expires_after: {seconds: 60}}",
        (
            "1:9-1:37 error RT602: a client secret stands here, ek_EXA…; "
            "whoever reads the file can open sessions with it until it expires"
        ),
    ),
    (
        "? [a]\n: b",
        (
            "1:1-3:1 error RT001: a mapping or list cannot be a key; "
            'quote a template such as "{{name}}", or write ${NAME}'
        ),
    ),
    (
        "tools: [{type: mcp, server_label: a, server_url: 'http://localhost:80/mcp'}]\ntype: realtime",
        (
            "1:50-1:75 error RT606: localhost is the caller's own machine; "
            "OpenAI calls the server from its own machines, not from yours"
        ),
    ),
    (
        "session: {type: realtime, max_output_tokens: .inf}",
        "1:46-1:50 error RT002: max_output_tokens is .inf; write inf for no limit",
    ),
    (
        "session: {type: realtime, max_output_tokens: infinity}",
        '1:46-1:54 error RT002: max_output_tokens is "infinity"; write inf for no limit',
    ),
    (
        'session: {type: realtime, max_output_tokens: "1024"}',
        "1:46-1:52 error RT006: max_output_tokens is a text in quotes; the API takes a number, as in 1024 without quotes",
    ),
    (
        "session: {type: realtime, max_output_tokens: -1}",
        "1:46-1:48 error RT002: max_output_tokens is -1; write inf for no limit",
    ),
    (
        "session: {type: realtime, max_output_tokens: .nan}",
        "1:46-1:50 error RT008: max_output_tokens is .nan; JSON has no word for it",
    ),
    (
        "session: {type: realtime, max_output_tokens: 5000}",
        "1:46-1:50 warning RT207: max_output_tokens is 5000; the API documents at most 4096, or inf",
    ),
    (
        "session: {type: realtime, max_output_tokens: 1024.0}",
        "1:46-1:52 warning RT110: max_output_tokens is 1024.0; the API takes an integer, as in 1024",
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {type: off}}}}",
        '1:66-1:69 error RT305: the turn detection\'s type is off (false); the API takes "server_vad" or "semantic_vad"',
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {type: none}}}}",
        '1:66-1:70 error RT305: the turn detection\'s type is "none"; the API takes "server_vad" or "semantic_vad"',
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: none}}}",
        '1:59-1:63 error RT305: turn_detection is "none"; it is switched off with null',
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {threshold: 0.5}}}}",
        "1:43-1:57 error RT305: the turn detection has no type; the API takes server_vad or semantic_vad",
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {type: semantic_vad, threshold: 2}}}}",
        "1:80-1:89 error RT306: threshold belongs to server_vad; the API refuses it with semantic_vad",
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {type: server_vad, eagerness: high}}}}",
        "1:78-1:87 error RT307: eagerness belongs to semantic_vad; server_vad does not have it",
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {type: server_vad, threshold: .inf}}}}",
        "1:89-1:93 error RT008: threshold is .inf; JSON has no word for it",
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: {type: server_vad, threshold: '0.5'}}}}",
        "1:89-1:94 error RT006: threshold is a text in quotes; the API takes a number, as in 0.5 without quotes",
    ),
    (
        "session: {type: realtime, audio: {input: {turn_detection: }}}",
        "1:43-1:57 warning RT109: turn_detection is empty, which is null and switches it off",
    ),
    (
        "session: {type: realtime, audio: {input: {format: pcm16}}}",
        '1:51-1:56 error RT203: format is "pcm16"; the API takes a mapping with type audio/pcm, audio/pcmu or audio/pcma',
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: pcm16}}}}",
        '1:58-1:63 error RT203: the format\'s type is "pcm16"; the API takes "audio/pcm", "audio/pcmu" or "audio/pcma"',
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: audio/pcm}}}}",
        "1:43-1:49 error RT301: the format has no rate; the API requires 24000 for audio/pcm",
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: audio/pcm, rate: 16000}}}}",
        "1:75-1:80 error RT204: rate is 16000; the API takes 24000 for audio/pcm",
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: audio/pcm, rate: '24000'}}}}",
        "1:75-1:82 error RT006: rate is a text in quotes; the API takes a number, as in 24000 without quotes",
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: audio/pcmu, rate: 8000}}}}",
        "1:70-1:74 error RT302: rate is given for G.711 audio; the API takes it for audio/pcm only",
    ),
    (
        "session: {type: realtime, audio: {input: {format: 8000}}}",
        "1:51-1:55 error RT203: format is 8000; the API takes a mapping with type audio/pcm, audio/pcmu or audio/pcma",
    ),
    (
        "session: {type: realtime, audio: {input: {format: {rate: 24000}}}}",
        "1:43-1:49 error RT203: the format has no type; the API takes audio/pcm, audio/pcmu or audio/pcma",
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: audio/pcm, rate: 24000.0}}}}",
        "1:75-1:82 warning RT110: rate is 24000.0; the API takes an integer, as in 24000",
    ),
    (
        "session: {type: realtime, audio: {input: {format: {type: audio/pcm, rate: 24_000}}}}",
        "1:75-1:81 warning RT007: rate is 24_000: YAML 1.1 reads 24000, YAML 1.2 reads a text",
    ),
    (
        "session: {type: realtime, audio: {input: {format: null}}}",
        "1:51-1:55 warning RT108: format is null; the API documents a mapping here",
    ),
    (
        "session: {type: realtime, audio: {output: {speed: .inf}}}",
        "1:51-1:55 error RT008: speed is .inf; JSON has no word for it",
    ),
    (
        "session: {type: realtime, audio: {output: {voice: 7}}}",
        "1:51-1:52 error RT005: voice is 7, which YAML reads as the number 7; the API takes a text",
    ),
    (
        "session: {type: realtime, audio: {output: {voice: yes}}}",
        "1:51-1:54 error RT004: voice is yes, which YAML 1.1 reads as true; the API takes a text",
    ),
    (
        "session: {type: realtime, audio: {output: {voices: ash}}}",
        "1:44-1:50 error RT101: unknown key voices; did you mean voice?",
    ),
    (
        "session: {type: realtime, audio: {output: {voice: Marin}}}",
        '1:51-1:56 error RT206: voice is "Marin"; the API takes alloy, ash, ballad, coral, echo, sage, shimmer, verse, marin or cedar; did you mean marin?',
    ),
    (
        "session: {type: realtime, output_modalities: [text, audio]}",
        '1:46-1:59 error RT202: output_modalities is ["text", "audio"]; the API takes [text] or [audio]',
    ),
    (
        "session: {type: realtime, output_modalities: [video]}",
        '1:46-1:53 error RT202: output_modalities is ["video"]; the API takes [text] or [audio]',
    ),
    (
        "session: {type: realtime, output_modalities: null}",
        "1:46-1:50 warning RT108: output_modalities is null; the API documents a list here",
    ),
    (
        "session: {type: realtime, model: 2025-08-28}",
        "1:34-1:44 error RT009: model is 2025-08-28, which YAML reads as a date; JSON has none",
    ),
    (
        "session: {type: realtime, model: whisper-1}",
        '1:34-1:43 error RT315: model is "whisper-1", which is not supported in realtime mode',
    ),
    (
        "session: {type: realtime, model: gpt-realtim}",
        '1:34-1:45 warning RT317: model is "gpt-realtim", which rtlint does not know; did you mean gpt-realtime?',
    ),
    (
        "session: {type: realtime, expires_after: {seconds: 5}}",
        "1:27-1:40 error RT304: expires_after stands in the session; the API takes it beside the session",
    ),
    (
        "session: {type: realtime, client_secret: {expires_after: {seconds: 60}}}",
        "1:27-1:40 error RT304: expires_after stands in client_secret, its place in the Beta; the API takes it beside the session",
    ),
    (
        "session: {type: realtime, id: sess_1}",
        "1:27-1:29 error RT105: session.id exists only in answers of the API, not in requests",
    ),
    (
        "session: {type: realtime, truncation: {type: auto}}",
        "1:39-1:51 error RT209: a truncation written as a mapping has type retention_ratio; auto and disabled stand alone",
    ),
    (
        'session: {type: realtime, tools: [{type: mcp, server_label: a, connector_id: connector_x, authorization: "${TOKEN}"}]}',
        '1:78-1:89 error RT333: connector_id is "connector_x"; the API takes "connector_dropbox", "connector_gmail", "connector_googlecalendar", "connector_googledrive", "connector_microsoftteams", "connector_outlookcalendar", "connector_outlookemail" or "connector_sharepoint"',
    ),
    (
        "session: {type: realtime, tools: [{type: mcp, server_url: 'x', server_label: a}]}",
        '1:59-1:62 error RT333: server_url is "x", which is no absolute http or https URL',
    ),
    (
        "session: {type: realtime, tools: [{type: mpc, server_label: a}]}",
        '1:42-1:45 error RT329: the tool\'s type is "mpc"; the API takes "function" or "mcp"',
    ),
    (
        "session: {type: realtime, 1: a}",
        "1:27-1:28 error RT010: the key 1 is read as 1; keys of JSON are texts",
    ),
    (
        "session: {type: realtime, on: a}",
        "1:27-1:29 error RT010: the key on is read as true; keys of JSON are texts",
    ),
    (
        "session: {type: realtimes, audio: {output: {voice: ash}}}",
        '1:17-1:26 error RT103: the session\'s type is "realtimes"; the API takes "realtime" or "transcription"',
    ),
    (
        "session: {audio: {output: {voice: ash}}}",
        "1:1-1:8 error RT102: the session has no type; the API requires realtime or transcription",
    ),
    (
        "session: {type: yes}",
        '1:17-1:20 error RT103: the session\'s type is yes (true); the API takes "realtime" or "transcription"',
    ),
    (
        "session: realtime",
        '1:10-1:18 error RT107: session is "realtime"; the API takes a mapping',
    ),
    (
        "session: {}",
        "1:1-1:8 error RT102: the session has no type; the API requires realtime or transcription",
    ),
    (
        "expires_after: 600\nsession: {type: realtime}",
        "1:16-1:19 error RT107: expires_after is 600; the API takes a mapping",
    ),
    (
        "type: session.update\nevent_id: a\nsession: {type: realtime}",
        '1:1-1:5 error RT104: "session.update" is a WebSocket event; a client-secret request has only expires_after and session at its root',
    ),
    (
        "foo: 1\nbar: 2",
        "1:1-1:4 error RT101: no key here belongs to a session; expected type, audio, include, instructions, max_output_tokens, model, output_modalities, parallel_tool_calls, prompt, reasoning, tool_choice, tools, tracing or truncation",
    ),
    (
        "session: {type: transcription, audio: {input: {turn_detection: {type: server_vad}, transcription: {model: gpt-live-transcribe}}}}",
        '1:64-1:82 error RT308: turn detection is on; a transcription session with "gpt-live-transcribe" refuses it',
    ),
    (
        "session: {type: realtime, audio: {input: {transcription: whisper-1}}}",
        '1:58-1:67 error RT107: transcription is "whisper-1"; the API takes a mapping or null',
    ),
    (
        "session: {type: realtime, reasoning: high, model: gpt-realtime-1.5}",
        '1:38-1:42 error RT107: reasoning is "high"; the API takes a mapping',
    ),
    (
        "session: {type: realtime, temperature: 0.8}",
        "1:27-1:38 error RT501: temperature is of the Beta API, which ended on 2026-05-12; nothing takes its place, so say it in instructions",
    ),
]


@pytest.mark.parametrize(("text", "finding"), ONE_EACH, ids=[text for text, _ in ONE_EACH])
def test_of_all_rules_that_could_claim_a_fault_the_most_specific_speaks_alone(text: str, finding: str) -> None:
    assert lines(text + "\n") == [finding]


@pytest.mark.parametrize(("text", "finding"), ONE_EACH, ids=[text for text, _ in ONE_EACH])
def test_a_fault_that_somebody_ignores_does_not_come_back_under_another_code(text: str, finding: str) -> None:
    ignored = finding.split(" ")[2].rstrip(":")
    assert lines(text + "\n", codes=[code for code in CODES if code != ignored]) == []


TWELVE = """\
expires_after:
  seconds: "600"
session:
  type: realtime
  model: gpt-4o
  max_output_tokens: .inf
  output_modalities: [text, audio]
  voice: ash
  audio:
    input:
      format: pcm16
      turn_detection:
        type: semantic_vad
        threshold: 0.5
      transcription: {language: en}
    output:
      format: {type: audio/pcm}
      speed: 2
  tools:
    - type: mcp
      server_label: docs
    - type: function
      name: 42
"""


def test_twelve_faults_in_one_file_give_twelve_findings_in_one_run() -> None:
    assert lines(TWELVE) == [
        "2:12-2:17 error RT006: seconds is a text in quotes; the API takes a number, as in 600 without quotes",
        '5:10-5:16 error RT315: model is "gpt-4o", which is not supported in realtime mode',
        "6:22-6:26 error RT002: max_output_tokens is .inf; write inf for no limit",
        '7:22-7:35 error RT202: output_modalities is ["text", "audio"]; the API takes [text] or [audio]',
        "8:3-8:8 error RT501: voice is of the Beta API, which ended on 2026-05-12; it is audio.output.voice now",
        (
            '11:15-11:20 error RT203: format is "pcm16"; '
            "the API takes a mapping with type audio/pcm, audio/pcmu or audio/pcma"
        ),
        "14:9-14:18 error RT306: threshold belongs to server_vad; the API refuses it with semantic_vad",
        "15:7-15:20 error RT313: the transcription has no model; the API requires one",
        "17:7-17:13 error RT301: the format has no rate; the API requires 24000 for audio/pcm",
        "18:14-18:15 error RT205: speed is 2; the API takes 0.25 to 1.5",
        (
            "20:7-20:11 error RT333: "
            "an MCP tool needs exactly one of server_url, connector_id and tunnel_id; none is given"
        ),
        "23:13-23:15 error RT005: tools[1].name is 42, which YAML reads as the number 42; the API takes a text",
    ]


def test_a_finding_is_whole() -> None:
    (finding,) = lint("session:\n  type: realtime\n  audio:\n    output: {speed: 2}\n", "dir/a.yaml").findings
    assert finding == Finding(
        code="RT205",
        name="speed-range",
        severity=Severity.ERROR,
        message="speed is 2; the API takes 0.25 to 1.5",
        path="dir/a.yaml",
        document=0,
        at="session.audio.output.speed",
        pointer="/session/audio/output/speed",
        location=Location(4, 21),
        end_location=Location(4, 22),
        related=(),
        fix=Fix("replace 2 with 1.5", Safety.UNSAFE, (Edit(Location(4, 21), Location(4, 22), "1.5"),)),
        fingerprint=finding.fingerprint,
        url="https://rtlint.github.io/rtlint/rules/speed-range/",
    )
    assert len(finding.fingerprint) == 16


GOOD = "session: {type: realtime}\n"


def test_the_same_data_has_the_same_findings_in_yaml_and_json() -> None:
    data = yaml.safe_load(TWELVE)
    data["session"]["max_output_tokens"] = 0
    data["session"]["tools"][1]["name"] = ["x"]

    def told(findings: Iterable[Finding]) -> list[tuple[str, str, str, str]]:
        return sorted((one.code, one.severity.value, one.pointer, one.message) for one in findings)

    in_yaml = told(lint(yaml.safe_dump(data, sort_keys=False)).findings)
    assert len(in_yaml) == 12
    assert told(lint(json.dumps(data, indent=2), "a.json").findings) == in_yaml


def test_several_documents_are_linted_each_and_told() -> None:
    text = (
        "session: {type: realtime, speed: 1}\n---\nsession: {type: realtime, voices: 1}\n---\ntype: realtime\nfoo: 1\n"
    )
    result = lint(text)
    assert result.documents == 3
    assert [(one.document, one.location.row, one.code) for one in result.findings] == [
        (0, 1, "RT501"),
        (1, 3, "RT011"),
        (1, 3, "RT101"),
        (2, 6, "RT101"),
    ]


def test_what_stands_before_a_broken_document_is_linted() -> None:
    result = lint("session: {type: realtime, spede: 1}\n---\nsession: *gone\n")
    assert result.documents == 1
    assert [(one.document, one.location.row, one.code) for one in result.findings] == [(0, 1, "RT101"), (1, 3, "RT001")]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "null\n"])
def test_an_empty_document_is_one_finding(text: str) -> None:
    (finding,) = lint(text).findings
    assert (finding.code, finding.message) == ("RT011", "the document is empty; a session config is a mapping")


def test_a_text_that_could_not_be_read_is_one_finding() -> None:
    fault = TextFault("the byte 0xE9 is not UTF-8", "save the file as UTF-8", Span(2, 3))
    result = Linter(PACK, CODES, as_of=TODAY).lint(Source("a.yaml", "a: \ufffd\n"), fault)
    assert result is not None
    assert [line(one) for one in result.findings] == [
        "1:3-1:4 error RT001: the byte 0xE9 is not UTF-8; save the file as UTF-8"
    ]


def related(text: str) -> list[list[Related]]:
    return [list(one.related) for one in lint(text).findings]


def test_a_duplicate_key_shows_the_first() -> None:
    assert related("session:\n  type: realtime\n  model: a\n  model: gpt-realtime-2.1\n") == [
        [Related("it stands here first", "a.yaml", Location(3, 3), Location(3, 8))]
    ]


def test_a_fault_behind_an_alias_stands_where_it_is_used_and_shows_the_anchor() -> None:
    text = "session:\n  type: realtime\n  audio:\n    input: {format: &f {type: audio/pcm}}\n    output: {format: *f}\n"
    assert lines(text) == [
        "4:13-4:19 error RT301: the format has no rate; the API requires 24000 for audio/pcm",
        "5:14-5:20 error RT301: the format has no rate; the API requires 24000 for audio/pcm",
    ]
    assert related(text.replace("pcm}", "pcm, rate: 8000}")) == [
        [],
        [Related("the value stands here", "a.yaml", Location(4, 48), Location(4, 52))],
    ]


def test_a_fault_that_is_merged_in_stands_at_the_merge_and_shows_its_origin() -> None:
    text = "session:\n  type: realtime\n  audio:\n    output: {<<: [&o {speed: 2}]}\n"
    assert lines(text) == ["4:14-4:33 error RT205: speed is 2; the API takes 0.25 to 1.5"]
    assert related(text) == [[Related("the value stands here", "a.yaml", Location(4, 30), Location(4, 31))]]


TOOLS = """\
session:
  type: realtime
  tools:
    - {type: function, name: first, strict: true}
    - {type: mcp, server_label: docs, server_url: x}
    - {type: function, name: first, strict: true}
"""


def fingerprints(text: str, path: str = "a.yaml") -> list[str]:
    return [finding.fingerprint for finding in lint(text, path).findings]


def test_fingerprints_stay_when_lines_move() -> None:
    moved = "# a comment\n\n" + TOOLS.replace("  tools", "\n  model: gpt-realtime-2.1\n  tools")
    assert fingerprints(moved) == fingerprints(TOOLS)
    assert fingerprints(TOOLS.replace("{", "{ ").replace(", ", ",   ")) == fingerprints(TOOLS)


def test_fingerprints_stay_when_an_item_is_inserted_before() -> None:
    inserted = TOOLS.replace("tools:\n", "tools:\n    - {type: function, name: zeroth}\n")
    assert fingerprints(inserted) == fingerprints(TOOLS)


def test_every_finding_of_a_file_has_its_own_fingerprint() -> None:
    prints = fingerprints(TOOLS) + fingerprints(TWELVE)
    assert len(prints) == len(set(prints)) == 16
    assert len(set(fingerprints(TOOLS))) == 4


def test_fingerprints_differ_between_files_documents_and_rules() -> None:
    here, there = fingerprints(TOOLS), fingerprints(TOOLS, "b.yaml")
    second = fingerprints(GOOD + "---\n" + TOOLS)
    assert not set(here) & set(there)
    assert not set(here) & set(second)


def test_fingerprints_do_not_depend_on_the_slashes_of_the_platform() -> None:
    assert fingerprints(TOOLS, "x\\y.yaml") == fingerprints(TOOLS, "x/y.yaml")


@pytest.mark.parametrize("path", ["./x/y.yaml", "x//y.yaml", "z/../x/y.yaml", f"{os.getcwd()}/x/y.yaml"])
def test_fingerprints_do_not_depend_on_how_a_path_is_written(path: str) -> None:
    assert fingerprints(TOOLS, path) == fingerprints(TOOLS, "x/y.yaml")
    assert fingerprints(TOOLS, "/elsewhere/x/y.yaml") != fingerprints(TOOLS, "x/y.yaml")


SECRETS = """\
session:
  type: realtime
  instructions: "Say sk-proj-AbCdEfGhIjKlMnOp and Bearer abcdefghijklmnop."
  tools:
    - type: mcp
      server_label: a
      server_url: https://example.com/mcp?token=abcdefgh
      authorization: hunter2-hunter2
      headers:
        X-Api-Key: 'quoted-secret'
        Cookie: 1234567890
        X-Auth-Token: |
          first-line
          second-line
        Accept: application/json
    - type: mcp
      server_label: b
      server_url: x
      authorization: ${TOKEN}
      headers: {Authorization: "Basic dXNlcjpwYXNz"}
"""
TOLD = ["AbCdEfGh", "ghijklmn", "-hunter2", "-secret", "567890", "second-line", "bcdefgh", "dXNlcjpwYXNz"]


def test_texts_of_a_report_show_no_secret_and_keep_their_columns() -> None:
    result = lint(SECRETS)
    assert [finding.code for finding in result.findings] != []
    shown = result.text.text
    assert [secret for secret in TOLD if secret in shown] == []
    assert [len(one) for one in shown.splitlines()] == [len(one) for one in SECRETS.splitlines()]
    kept = [one for one in SECRETS.splitlines() if not any(secret in one for secret in [*TOLD, "first-line"])]
    assert [one for one in kept if one not in shown.splitlines()] == []
    assert "      authorization: hunter………" in shown
    assert "      authorization: ${TOKEN}" in shown
    assert "        X-Api-Key: 'quoted…" in shown


def test_no_finding_tells_a_secret() -> None:
    told = msgspec.json.encode(lint(SECRETS).findings).decode()
    assert [secret for secret in TOLD if secret in told] == []


@pytest.mark.parametrize(
    "text",
    [
        "authorization: hunter2-hunter2\nserver_url: *gone\n",
        '{"tools": [{"authorization": "hunter2-hunter2", oops}]}',
        "headers:\n  X-Api-Key: 'hunter2-hunter2'\n  - a\n",
        "headers: {Cookie: hunter2-hunter2, b: [}\n",
        "headers:\n  client_secret : hunter2-hunter2 # mine\n  a: b: c\n",
        "authorization: [hunter2-hunter2]\ntype: realtime\n",
        "tools: [{type: mcp, authorization: {a: hunter2-hunter2}}]\ntype: realtime\n",
    ],
)
@pytest.mark.parametrize("path", ["a.yaml", "a.json"])
def test_a_text_that_breaks_off_shows_no_secret_either(text: str, path: str) -> None:
    result = lint(text, path)
    assert result.findings
    told = result.text.text + msgspec.json.encode(result.findings).decode()
    assert "-hunter2" not in told
    assert len(result.text.text) == len(text)


def test_a_text_without_findings_is_not_touched() -> None:
    text = "session: {type: realtime, instructions: sk-proj-AbCdEfGhIjKlMnOp}\n"
    assert lint(text, codes=["RT001"]).text.text == text


def test_findings_come_in_order() -> None:
    findings = lint(TWELVE + "---\n" + TWELVE).findings
    assert len(findings) == 25
    assert list(findings) == sorted(findings, key=order)


def test_a_report_puts_sources_in_order_and_counts() -> None:
    results = [
        lint(TWELVE, "b.yaml"),
        lint(GOOD, "c.yaml"),
        lint("session: {type: realtime, model: gpt-x}\n", "a.yaml"),
    ]
    made = report(results, Linter(PACK, CODES, as_of=TODAY).cards)
    assert [finding.path for finding in made.findings] == ["a.yaml"] + ["b.yaml"] * 12
    assert made.summary == Summary(files=3, documents=3, errors=12, warnings=1, infos=0)
    assert sorted(made.texts) == ["a.yaml", "b.yaml"]
    assert made.paths == ("a.yaml", "b.yaml", "c.yaml")
    assert sorted(made.cards) == sorted({finding.code for finding in made.findings})


def test_a_linter_serves_any_number_of_sources() -> None:
    linter = Linter(PACK, CODES, as_of=TODAY)
    first = linter.lint(Source("a.yaml", TWELVE))
    linter.lint(Source("b.yaml", "session: {type: transcription}\n"))
    assert linter.lint(Source("a.yaml", TWELVE)).findings == first.findings  # type: ignore[union-attr]  # not sniffed


@pytest.mark.parametrize(
    ("path", "text", "ours"),
    [
        ("a.yaml", GOOD, True),
        ("a.yaml", "type: transcription\n", True),
        ("a.yaml", "session: {}\n", True),
        ("a.yaml", "expires_after: {seconds: 5}\n", True),
        ("a.yaml", "audio: {}\ninstructions: x\n", True),
        ("a.yaml", "type: session.update\nsession: {}\n", True),
        ("a.yaml", "name: web\n---\ntype: realtime\n", True),
        ("a.yaml", "session:\n  type: realtime\n  tools: *gone\n", True),
        ("a.json", '{"session": {"type": "realtime",}}', True),
        ("a.yaml", "session: {timeout: 30, driver: file}\napp: web\n", False),
        ("a.yaml", "session:\n  secret: x\n  store: redis\nserver: {port: 80}\n", False),
        ("a.yaml", "session: 30\nusers: []\n", False),
        ("a.yaml", "model: car\nyear: 2020\nmake: x\n", False),
        ("a.yaml", "tools: [hammer]\n", False),
        ("a.yaml", "", False),
        ("a.yaml", "- a\n", False),
        ("a.yaml", "a: [\n", False),
        ("a.json", '{"name": "web", "version": 1}', False),
        ("a.yaml", "on: push\njobs: {build: {steps: []}}\n", False),
    ],
)
def test_an_applications_own_file_is_left_alone(path: str, text: str, ours: bool) -> None:
    result = Linter(PACK, CODES, as_of=TODAY).lint(Source(path, text), sniff=True)
    assert (result is not None) is ours


def test_a_rule_that_is_off_speaks_when_it_is_asked_for() -> None:
    fields = {"code": "VP1", "name": "taste", "severity": "info", "since": "1", "summary": "A taste.", "enabled": False}
    words = {"select": "session.model", "assert": {"const": "mine"}, "over": ["VP2"]}
    off = msgspec.convert({**fields, **words}, Rule)
    on = msgspec.convert(
        {**fields, "code": "VP2", "enabled": True, "select": "session.model", "assert": {"const": 1}}, Rule
    )

    def codes(*chosen: str) -> list[str]:
        result = Linter(Pack([off, on], {}), chosen, as_of=TODAY).lint(Source("a.yaml", "model: gpt\naudio: {}\n"))
        return [finding.code for finding in result.findings] if result else []

    assert codes("VP2") == ["VP2"]
    assert codes("VP1", "VP2") == ["VP1"]


def test_json_is_read_strictly_by_its_name() -> None:
    text = "{'session': {type: realtime}}\n"
    assert lines(text) == []
    (finding,) = lint(text, "a.JSON").findings
    assert finding.code == "RT001"
    assert compose(Source("a.json", "{}")).fault is None


def test_a_kind_that_is_told_overrules_the_root() -> None:
    assert lint("audio: {}\n", kind=Kind.SESSION).findings[0].code == "RT102"
    assert [one.code for one in lint("audio: {}\n", kind=Kind.REQUEST).findings] == ["RT101"]


def test_the_text_of_a_report_keeps_its_byte_order_mark() -> None:
    result = lint("\ufefftype: realtime\nspeed: 2\n")
    assert (result.text.bom, result.text.text) == (True, "type: realtime\nspeed: 2\n")
