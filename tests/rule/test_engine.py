"""Rules at work: where they look, when they speak, which of several speaks, and what their messages tell."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from rtlint.rule.model import Rule
from rtlint.session.kinds import Kind

Says = Callable[..., list[str]]
Make = Callable[..., Rule]

REQUEST = """\
expires_after: {seconds: 5}
session:
  audio: {input: {a: 1}, output: {a: 2}}
  tools: [{a: 3}, {b: 0, more: [{a: 4}]}, {a: 5}]
"""
NEVER = {"assert": {"const": "never"}}


def spots(findings: list[str]) -> list[str]:
    return [finding.split("-")[0] for finding in findings]


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("expires_after.seconds", ["1:26"]),
        ("session.audio.input.a", ["3:22"]),
        ("session.tools[*].a", ["4:15", "4:47"]),
        ("session.tools[*].more[*].a", ["4:37"]),
        ("session.audio.input.a | session.audio.output.a", ["3:22", "3:38"]),
        ("session.audio.input.a|session.nothing|expires_after.seconds", ["1:26", "3:22"]),
        ("$", ["1:1"]),
        ("", ["1:1"]),
        ("session", ["2:1"]),
        ("session.tools", ["4:10"]),
        ("session.tools[*]", ["4:11", "4:19", "4:43"]),
        ("session.tools.a", []),
        ("session.audio[*].a", []),
        ("session.nothing", []),
    ],
)
def test_a_selector_leads_to_its_values(judge: Says, make: Make, select: str, expected: list[str]) -> None:
    assert spots(judge([make(select=select, **NEVER)], REQUEST)) == expected


def test_a_rule_is_asked_once_for_each_value(judge: Says, make: Make) -> None:
    also = [{"select": "session.x", "assert": {"minimum": 3}}, {"assert": {"maximum": 0}}]
    rule = make(select="session.x", also=also, **{"assert": {"type": "string"}})
    assert judge([rule], "x: 2") == [
        "1:4-1:5 error VP1: x is 2; it takes string",
        "1:4-1:5 error VP1: x is 2; the least is 3",
        "1:4-1:5 error VP1: x is 2; the most is 0",
    ]


@pytest.mark.parametrize(
    ("when", "speaks"),
    [
        ({"session.y": {"const": 1}}, True),
        ({"session.y": {"const": 2}}, False),
        ({"session.gone": {"const": 1}}, False),
        ({"session.gone": {"minimum": 1}}, False),
        ({"session.gone": {"not": {"const": 1}}}, False),
        ({"session.gone": {}}, False),
        ({"session.gone": {"present": False}}, True),
        ({"session.gone": {"present": True}}, False),
        ({"session.y": {"present": True}}, True),
        ({"session.y": {"present": True, "minimum": 2}}, False),
        ({"session.later": {"const": "${LATER}"}}, False),
        ({"session.later": {"maximum": 1}}, False),
        ({"session.later": {"not": {"const": 1}}}, False),
        ({"session.later": {"present": True}}, True),
        ({"session.later": {"present": False}}, False),
        ({"session.later.deep.down": {"present": False}}, False),
        ({"session.later.deep": {"present": True}}, False),
        ({"session.y.deep": {"present": False}}, True),
        ({".b": {"const": 3}}, True),
        ({".b": {"const": 4}}, False),
        ({".c.d": {"const": "deep"}}, True),
        ({".gone": {"present": False}}, True),
        ({".": {"type": "object"}}, True),
        ({".": {"type": "array"}}, False),
        ({"$": {"requires": ["y"]}}, True),
        ({"session.y": {"const": 1}, ".b": {"const": 3}}, True),
        ({"session.y": {"const": 1}, ".b": {"const": 4}}, False),
        ({"session.x[*].b": {"present": True}}, False),
    ],
    ids=str,
)
def test_a_clause_speaks_when_all_its_conditions_are_known_to_be_met(
    judge: Says, make: Make, when: dict[str, Any], speaks: bool
) -> None:
    rule = make(select="session.x", when=when, **{"assert": {"excludes": ["a"]}})
    found = judge([rule], "x: {a: 0, b: 3, c: {d: deep}}\ny: 1\nlater: ${LATER}\n")
    assert found == (["1:5-1:6 error VP1: a does not belong here"] if speaks else [])


def test_relative_conditions_are_about_each_item(judge: Says, make: Make) -> None:
    rule = make(select="session.tools[*]", when={".type": {"const": "mcp"}}, **{"assert": {"requires": ["url"]}})
    text = "tools: [{type: mcp}, {type: function}, {url: x, type: mcp}, {type: mcp, a: 1}]"
    assert judge([rule], text) == [
        "1:10-1:14 error VP1: url is missing",
        "1:62-1:66 error VP1: url is missing",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("session: {speed: 9}\n", "1:18-1:19"),
        ("speed: 9\ninstructions: bare\n", "1:8-1:9"),
        ("type: session.update\nsession: {speed: 9}\n", "2:18-2:19"),
        ("type: transcription_session.update\nspeed: 9\n", "2:8-2:9"),
        ('{"session": {"speed": 9}}', "1:23-1:24"),
    ],
)
def test_a_session_is_found_wherever_the_kind_of_document_has_it(
    judge: Says, make: Make, text: str, place: str
) -> None:
    rule = make(select="session.speed", when={"session.speed": {"minimum": 9}}, **{"assert": {"maximum": 1}})
    assert judge([rule], text) == [f"{place} error VP1: speed is 9; the most is 1"]


def test_a_bare_session_is_no_request(judge: Says, make: Make) -> None:
    rule = make(select="audio", **NEVER)
    assert judge([rule], "audio: {}\ninstructions: bare\n") == []
    assert spots(judge([rule], "audio: {}\nsession: {}\n")) == ["1:8"]


ONE_OF_EACH = {
    Kind.REQUEST: "session: {instructions: x}\n",
    Kind.SESSION: "instructions: x\naudio: {}\n",
    Kind.EVENT: "type: session.update\nsession: {}\n",
    Kind.RESPONSE: "value: v\nsession: {}\n",
    Kind.TRANSLATION: "session: {audio: {output: {language: de}}}\n",
}


@pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)
def test_a_rule_looks_at_its_kinds_only(judge: Says, make: Make, kind: Kind) -> None:
    rule = make(kinds=[kind.value], **NEVER)
    assert [one for one, text in ONE_OF_EACH.items() if judge([rule], text)] == [kind]


def test_a_clause_may_look_at_fewer_kinds_than_its_rule(judge: Says, make: Make) -> None:
    also = [{"assert": {"maximum": 3}, "kinds": ["event", "translation"]}]
    rule = make(select="session.x", also=also, **{"assert": {"maximum": 5}})
    assert spots(judge([rule], "x: 4")) == []
    assert spots(judge([rule], "type: session.update\nsession: {x: 4}")) == ["2:14"]
    assert spots(judge([rule], "x: 4", kind=Kind.TRANSLATION)) == []


def test_unless_it_says_otherwise_a_rule_looks_at_configs_of_speech_and_transcription(judge: Says, make: Make) -> None:
    spoke = [one for one, text in ONE_OF_EACH.items() if judge([make(**NEVER)], text)]
    assert spoke == [Kind.REQUEST, Kind.SESSION, Kind.EVENT]


def test_the_kind_may_be_told(judge: Says, make: Make) -> None:
    rule = make(select="session.x", kinds=["translation"], **NEVER)
    assert judge([rule], "x: 1") == []
    assert spots(judge([rule], "x: 1", kind=Kind.TRANSLATION)) == ["1:4"]


def test_a_clause_may_weigh_otherwise_than_its_rule(judge: Says, make: Make) -> None:
    also = [
        {"assert": {"maximum": 5}, "severity": "warning", "message": "rather high"},
        {"assert": {"maximum": 3}, "severity": "info"},
    ]
    rule = make(select="session.x", also=also, message="too high", **{"assert": {"maximum": 9}})
    assert judge([rule], "x: 7") == ["1:4-1:5 warning VP1: rather high", "1:4-1:5 info VP1: too high"]


def test_a_message_for_each_word(judge: Says, make: Make) -> None:
    words = {"minimum": 1, "multipleOf": 2, "maximum": 0}
    rule = make(select="session.x", message={"minimum": "low: {value}", "maximum": "high"}, **{"assert": words})
    assert judge([rule], "x: 0.5") == [
        "1:4-1:7 error VP1: high",
        "1:4-1:7 error VP1: low: 0.5",
        "1:4-1:7 error VP1: x is 0.5; it takes multiples of 2",
    ]


def test_a_message_may_name_what_its_conditions_asked_for(judge: Says, make: Make) -> None:
    when = {"session.model": {"type": "string"}, ".kind": {"present": True}}
    rule = make(select="session.x", when=when, message="{model} has no {key} of kind {kind}, {at}", **NEVER)
    assert judge([rule], "model: gpt\nx: {kind: 3}\n") == ['2:4-2:13 error VP1: "gpt" has no x of kind 3, x']


def test_a_word_that_nothing_gives_stays_and_nothing_else_is_a_word(judge: Says, make: Make) -> None:
    message = "{nothing} {value} {value!r} {type: realtime} {{}} {0} } { {"
    rule = make(select="session", message=message, **{"assert": {"requires": ["type"]}})
    assert judge([rule], "session: {a: 1}") == [
        "1:1-1:8 error VP1: {nothing} {value} {value!r} {type: realtime} {{}} {0} } { {"
    ]


def test_words_of_the_document_are_not_words_of_the_message(judge: Says, make: Make) -> None:
    rule = make(select="session.x", message="x is {value}", **NEVER)
    assert judge([rule], "x: '{key}'") == ['1:4-1:11 error VP1: x is "{key}"']


@pytest.mark.parametrize(
    ("path", "key", "at"),
    [
        ("$", "the document", ""),
        ("session.tools", "tools", "tools"),
        ("session.tools[*]", "tools[0]", "tools[0]"),
        ("session.tools[*].name", "tools[0].name", "tools[0].name"),
        ("session.tools[*].list[*]", "list[0]", "tools[0].list[0]"),
    ],
)
def test_a_message_names_the_key_and_the_way_to_it(judge: Says, make: Make, path: str, key: str, at: str) -> None:
    rule = make(select=path, message="<{key}> <{at}>", **NEVER)
    (found,) = judge([rule], "tools: [{name: a, list: [b]}]")
    assert found.partition("VP1: ")[2] == f"<{key}> <{at}>"


def speakers(findings: list[str]) -> list[tuple[str, str]]:
    return [(finding.split(" ")[2].rstrip(":"), finding.split("-")[0]) for finding in findings]


@pytest.mark.parametrize(
    ("specific", "wide", "heard"),
    [
        ("session.a", "session.a", [("VP1", "1:4")]),
        ("session.a", "session.a.b", [("VP1", "1:4")]),
        ("session.a.b", "session.a", [("VP2", "1:4"), ("VP1", "1:8")]),
        ("session.a.b", "session.a.c", [("VP1", "1:8"), ("VP2", "1:14")]),
        ("session.d[*]", "session.d[*].e", [("VP1", "2:5")]),
        ("session.a", "session.d", [("VP1", "1:4"), ("VP2", "2:4")]),
        ("$", "session.d[*].e", [("VP1", "1:1")]),
    ],
)
def test_the_specific_rule_silences_the_wide_one_at_its_spot_and_below(
    judge: Says, make: Make, specific: str, wide: str, heard: list[tuple[str, str]]
) -> None:
    rules = [make("VP2", select=wide, **NEVER), make("VP1", select=specific, over=["VP2"], **NEVER)]
    for order in (rules, rules[::-1]):
        assert speakers(judge(order, "a: {b: 1, c: 2}\nd: [{e: 3}]\n")) == heard


def test_the_specific_rule_silences_nothing_while_it_has_nothing_to_say(judge: Says, make: Make) -> None:
    quiet = make("VP1", select="session.a", over=["VP2"], **{"assert": {"const": 1}})
    assert speakers(judge([quiet, make("VP2", select="session.a", **NEVER)], "a: 1")) == [("VP2", "1:4")]


@pytest.mark.parametrize(
    ("specific", "heard"),
    [
        ("session.d[*].e", [("VP1", "1:9")]),
        ("session.d[*].f.g", [("VP2", "1:9"), ("VP1", "1:19")]),
        ("session.d", [("VP1", "1:4")]),
    ],
)
def test_a_rule_may_silence_the_whole_mapping_around_its_spot(
    judge: Says, make: Make, specific: str, heard: list[tuple[str, str]]
) -> None:
    rules = [
        make("VP1", select=specific, around=["VP2"], **NEVER),
        make("VP2", select="session.d[*].e | session.d[*].f.h | session.d[*].missing", **NEVER),
    ]
    for order in (rules, rules[::-1]):
        assert speakers(judge(order, "d: [{e: 1, f: {g: 2, h: 3}}]")) == heard


@pytest.mark.parametrize(("placeholders", "heard"), [(False, []), (True, ["1:4-1:13 error VP1: x is Bearer ${T}"])])
def test_a_placeholder_is_a_text_only_for_a_clause_that_asks_for_it(
    judge: Says, make: Make, placeholders: bool, heard: list[str]
) -> None:
    asked = {"placeholders": placeholders, "message": "x is {value}", "assert": {"not": {"pattern": "^Bearer"}}}
    text = "x: Bearer ${T}"
    heard = [line.replace("1:13", f"1:{len(text) + 1}") for line in heard]
    assert judge([make(select="session.x", **asked)], text) == heard
    assert judge([make(select="session.nothing", also=[{"select": "session.x", **asked}])], text) == heard


def test_a_message_may_name_what_a_table_says_of_the_value(judge: Says, make: Make) -> None:
    gone = {"lookup": {"table": "models", "where": {"until": {"past": True}}}}
    message = "{value} ended on {until}; {next} came, {fast}, {rate}, {none}"
    tables = {"models": {"old-*": {"until": "2026-10-31", "next": "new", "fast": True, "rate": 24000, "none": None}}}
    rule = make(select="session.x", message=message, **{"assert": {"not": gone}})
    assert judge([rule], "x: old-1", tables=tables) == [
        '1:4-1:9 error VP1: "old-1" ended on 2026-10-31; new came, true, 24000, null'
    ]
    assert judge([rule], "x: new", tables=tables) == []


def test_a_missing_key_is_a_spot_of_its_own(judge: Says, make: Make) -> None:
    specific = make("VP1", select="session.a", over=["VP2"], **{"assert": {"requires": ["x"]}})
    wide = make("VP2", select="session.a", **{"assert": {"requires": ["x", "y"]}})
    assert [found.partition(" ")[2] for found in judge([specific, wide], "a: {}")] == [
        "error VP1: x is missing",
        "error VP2: y is missing",
    ]


SECRET_RULES: list[tuple[str, dict[str, Any]]] = [
    ("{value}", {"assert": {"const": "x"}}),
    ("{key} holds {other}", {"assert": {"compare": {"to": "session.tools.authorization", "op": "=="}}}),
    ("{authorization}", {"select": "session.tools", "when": {".authorization": {"present": True}}, **NEVER}),
    ("{authorization}", {"when": {"session.tools.authorization": {"present": True}}, **NEVER}),
]


@pytest.mark.parametrize("secret", ["hunter2-hunter2", "123456789012", "0x123456789012"])
@pytest.mark.parametrize(("message", "fields"), SECRET_RULES)
def test_a_message_never_tells_an_authorization(
    judge: Says, make: Make, message: str, fields: dict[str, Any], secret: str
) -> None:
    rule = make(message=message, **{"select": "session.tools.x", **fields})
    text = f"tools:\n  authorization: {secret}\n  x: a\n"
    value = make("VP2", select="session.tools.authorization", message="{value}", **NEVER)
    found = judge([rule, value], text)
    assert found
    assert [one for one in found if secret[:7] in one or secret[-5:] in one] == []


@pytest.mark.parametrize("header", ["Authorization", "X-Api-Key", "Cookie", "x-auth-token", "Client-Secret"])
@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ("hunter2-hunter2", '"x" takes hunter…'),
        ("'123456789012'", '"x" takes 123456…'),
        ("123456789012", '"x" takes 123456…'),
        ("0x1234567890ab", '"x" takes 200159…'),
    ],
)
def test_a_message_never_tells_a_secret_header(judge: Says, make: Make, header: str, secret: str, told: str) -> None:
    path = f"session.headers.{header}"
    asking = make(select="session.x", when={path: {"present": True}}, message="{value} takes {Cookie}", **NEVER)
    looking = make("VP2", select=path, message="{value}", **NEVER)
    of_cookie, of_itself = judge([asking, looking], f"x: x\nheaders: {{{header}: {secret}}}\n")
    assert of_cookie == "1:4-1:5 error VP1: " + (told if header == "Cookie" else '"x" takes {Cookie}')
    assert of_itself.endswith("error VP2: " + told.partition(" takes ")[2])


@pytest.mark.parametrize(
    ("secret", "told"),
    [
        ("123456789012", "authorization is 123456…, which YAML reads as the number 123456…; the API takes a text"),
        ("123456.789012", "authorization is 123456…, which YAML reads as the number 123456…; the API takes a text"),
        ("9" * 90, "authorization is 999999…, which YAML reads as the number 999999…; the API takes a text"),
    ],
)
def test_no_word_of_a_check_tells_a_secret(judge: Says, make: Make, secret: str, told: str) -> None:
    message = "{key} is {text}, which YAML reads as the number {read}; the API takes a text"
    rule = make(check="implicit-number", message=message)
    text = f"session:\n  type: realtime\n  tools: [{{type: mcp, server_label: a, authorization: {secret}}}]\n"
    assert [found.partition("VP1: ")[2] for found in judge([rule], text)] == [told]


def test_a_value_is_shown_short_and_on_one_line(judge: Says, make: Make) -> None:
    rule = make(select="session.x", message="{value}", **NEVER)
    assert judge([rule], 'x: "a\\n  b"')[0].endswith('VP1: "a b"')
    assert judge([rule], f"x: {'a' * 61}")[0].endswith(f'VP1: "{"a" * 59}…"')
    assert judge([rule], f"x: {'a' * 60}")[0].endswith(f'VP1: "{"a" * 60}"')
    assert judge([rule], "x: sk-proj-abcdefghijklmnop")[0].endswith('VP1: "sk-pro…"')
    assert judge([rule], "x: off")[0].endswith("VP1: off (false)")
    assert judge([rule], "x: true")[0].endswith("VP1: true")


def test_checks_of_the_text_alone_speak_of_a_text_without_a_value(judge: Says, make: Make) -> None:
    rules = [make("VP1", check="yaml-syntax", message="{fault}"), make("VP2", **NEVER), make("VP3", check="documents")]
    (found,) = judge(rules, "session: *gone\n")
    assert found.startswith("1:10-1:11 error VP1: the alias *gone has no anchor before it; quote the value")


def test_a_clause_speaks_from_a_day_on_or_until_the_day_before(make: Callable[..., Rule], judge: Says) -> None:
    before = {"assert": {"present": False}, "message": "soon", "until": "2026-11-30"}
    after = {"assert": {"present": False}, "message": "gone", "from": "2026-11-30"}
    rules = [make(select="session.prompt", also=[after], **before)]
    said = {day: judge(rules, "session: {prompt: {id: a}}\n", as_of=datetime.date(2026, 11, day)) for day in (29, 30)}
    assert said == {29: ["1:11-1:17 error VP1: soon"], 30: ["1:11-1:17 error VP1: gone"]}
