"""The screen of fields: a golden one, where values come from, findings at their place, secrets cut."""

from collections.abc import Callable

import pytest

from rtlint.explain.effective import Note
from rtlint.explain.page import Page, as_json
from rtlint.explain.text import Look, render
from rtlint.finding import Report, Severity, Summary
from rtlint.report._style import Style
from rtlint.rule.pack import built_in

Explain = Callable[..., Page]

AGENT = """\
expires_after: {seconds: 120}
session:
  type: realtime
  model: ${MODEL:-gpt-realtime-2.1}
  instructions: |
    Be kind.
    Be brief.
  speed: 2.0
  max_output_tokens: inf
  audio:
    input:
      noise_reduction: near_field
      turn_detection:
        type: server_vad
        silence_duration_ms: 500
        idle_timeout_ms: 6000
    output: {speed: 2.0, voice: marin}
  tools:
    - {type: function, name: book, description: Books., parameters: {type: object}}
    - {type: function, name: hang_up, description: Hangs up.}
    - type: mcp
      server_label: shop
      server_url: https://example.com/mcp
      authorization: very-secret-word
      headers: {X-Api-Key: another-secret, X-Plain: open}
"""


def shown(page: Page, **look: object) -> str:
    options = {"style": Style(), "width": 100, **look}
    return render([page], Look(**options))  # type: ignore[arg-type]  # as the caller gave them


def test_the_golden_screen(explain: Explain, golden: Callable[[str], str]) -> None:
    assert shown(explain(AGENT)) == golden("agent.txt")


def test_verbose_tells_absent_fields_too(explain: Explain, golden: Callable[[str], str]) -> None:
    assert shown(explain("session: {type: transcription}\n"), verbose=True, width=80) == golden("verbose.txt")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_lines_are_wrapped_to_the_width(explain: Explain, width: int) -> None:
    text = shown(explain(AGENT), width=width)
    sentences = [line for line in text.splitlines() if line.startswith("      ") and not set("│┌└▲") & set(line)]
    assert max(map(len, sentences)) <= max(width, 44)


def test_colour_adds_nothing_but_codes(explain: Explain) -> None:
    import re

    page = explain(AGENT)
    coloured = shown(page, style=Style(colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown(page)


@pytest.mark.parametrize("secret", ["very-secret", "secret-word", "another-"])
def test_secrets_are_cut(explain: Explain, secret: str) -> None:
    assert secret not in shown(explain(AGENT))


def test_a_secret_of_an_answer_is_cut(explain: Explain) -> None:
    page = explain("value: not-like-a-key-at-all\nexpires_at: 1\nsession: {type: realtime}\n")
    entry = page.effective.get(("value",))
    assert entry
    assert (entry.value, entry.shown) == ("not-li…", "not-li…")


def test_no_part_of_the_page_holds_a_secret(explain: Explain) -> None:
    text = """\
value: not-like-a-key-at-all
expires_at: 1
session: {type: realtime, client_secret: {value: nor-does-this-one, expires_at: 1}}
"""
    page = explain(text, at="session", rules=tuple(rule.code for rule in built_in().rules))
    nothing = Report((), Summary(1, 1, 0, 0, 0), {}, {})
    whole = as_json([page], nothing) + shown(page)
    assert "like-a-key" not in whole
    assert "does-this" not in whole


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ("type: realtime\n", "output_modalities", (["audio"], "default", None, False)),
        ("type: realtime\ntool_choice: auto\n", "tool_choice", ("auto", "file", 2, True)),
        ("type: realtime\ntool_choice: none\n", "tool_choice", ("none", "file", 2, False)),
        ("type: realtime\nmodel: ${M}\n", "model", ("${M}", "placeholder", 2, False)),
        ("type: realtime\n", "model", (None, "absent", None, False)),
        ("type: realtime\ntracing:\n", "tracing", (None, "file", 2, True)),
        ("type: realtime\naudio: {output: {speed: 1}}\n", "audio.output.speed", (1, "file", 2, True)),
        ("type: realtime\naudio: {output: {speed: true}}\n", "audio.output.speed", (True, "file", 2, False)),
        ("a: &a {type: x}\n<<: *a\ntype: realtime\nmodel: m\n", "model", ("m", "file", 4, False)),
        ("type: realtime\nmax_output_tokens: .inf\n", "max_output_tokens", (".inf", "file", 2, False)),
        ("type: realtime\nmodel: 2026-01-01\n", "model", ("2026-01-01", "file", 2, False)),
    ],
)
def test_where_a_value_comes_from(explain: Explain, text: str, path: str, told: object) -> None:
    entry = explain(text).effective.get(tuple(path.split(".")))
    assert entry
    assert (entry.value, entry.origin, entry.row, entry.is_default) == told


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ("", "600 = 10 min"), ("{seconds: 59}", "59"), ("{seconds: 90}", "90 = 1.5 min"),
        ("{seconds: 7200}", "7200 = 2 h"), ("{seconds: '90'}", '"90"'),
    ],
)  # fmt: skip  # pairs
def test_a_time_is_told_in_its_unit(explain: Explain, seconds: str, expected: str) -> None:
    entry = explain(f"expires_after: {seconds}\nsession: {{}}\n" if seconds else "session: {}\n").effective.get(
        ("expires_after", "seconds")
    )
    assert entry
    assert entry.shown == expected


def test_a_finding_stands_at_its_field_and_one_deeper_at_the_nearest(explain: Explain) -> None:
    page = explain("session:\n  type: realtime\n  tools: [{type: function, name: n, parameters: {a: 1, a: 2}}]\n")
    entry = page.effective.get(("session", "tools", 0, "parameters"))
    assert entry
    assert [note.code for note in entry.notes if note.code == "RT003"] == ["RT003"]


def test_an_unknown_key_stands_among_the_fields(explain: Explain) -> None:
    entry = explain("type: realtime\nmodell: gpt-realtime\n").effective.get(("modell",))
    assert entry
    assert (entry.known, entry.row) == (False, 2)
    assert entry.notes == (Note("RT101", Severity.ERROR, "unknown key modell; did you mean model?"),)


def test_each_kind_of_turn_detection_has_its_own_fields(explain: Explain) -> None:
    def fields(type_: str) -> list[str]:
        page = explain(f"type: realtime\naudio: {{input: {{turn_detection: {{type: {type_}}}}}}}\n")
        return [str(entry.path[-1]) for entry in page.effective.within(("audio", "input", "turn_detection"))[1:]]

    shared = ["create_response", "interrupt_response"]
    assert fields("semantic_vad") == ["type", "create_response", "eagerness", "interrupt_response"]
    assert "threshold" in fields("server_vad")
    assert fields("'${VAD}'") == ["type", *shared]
