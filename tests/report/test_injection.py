"""Whatever a file, its name or a message holds, a format says it as data: nothing drives a reader or a terminal."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.finding import Edit, Finding, Fix, Related, Report, RuleCard, Safety, Severity, Summary
from rtlint.report import formats, renderer
from rtlint.report._style import Style
from rtlint.report._text import printable
from rtlint.text.source import Location, Source

HOSTILE = {
    "workflow commands": "::error file=x,line=1::owned\n::set-env name=P::x\r::stop-commands::t\r\n##[error] %0A%25",
    "terminals": "\x1b[2J\x1b[31mred\x1b]0;title\x07\x1b]8;;http://x.example\x1b\\link\x1bP+q\x1b\\ \x08\x7f",
    "C1 controls": "\x80\x85\x8d\x90\x9b31m\x9c\x9d0;title\x9c\x9f",
    "bidi": "a\u202e\u2066b\u2069\u202cc\u200f",
    "XML": "<a href=\"x\" b='y'>&amp;&#27;</a>]]><![CDATA[ <!-- --> <?x?> \x00\x0b\x1f\ufffe\uffff",
    "Markdown and HTML": "|`a`|**b**|[c](javascript:x)|![d](e)|<img src=x>|```\n# h\n|-|-|\n</details>@a #1 \\|",
    "line ends": "a\nb\rc\r\nd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l",
    "lone surrogates": "caf\udce9 \udc80\udcff",
    "JSON": '"},{"a":["\\u0000\\"',
    "own words": "a.yaml:1:1: error[RT205] x: y\n\nNo findings in 1 file.\n",
}
STYLE = Style(quiet=True)

# What a terminal or a browser obeys, and what turns a text around.
CONTROLS = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def spelled(text: str) -> str:
    """A text as JSON can hold it."""
    return text.encode(errors="backslashreplace").decode()


def in_xml(text: str) -> str:
    """A text as XML 1.0 can hold it."""
    forbidden = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    return re.sub(forbidden, lambda one: printable(one[0]) if one[0] < "\ufff0" else f"\\u{ord(one[0]):04x}", text)


def hostile(text: str) -> Finding:
    """A finding with the same text wherever one may stand."""
    start, end = Location(1, 1), Location(1, 2)
    named = re.sub("[\0/]", "", text)  # no name of a file holds these
    return Finding(
        code=f"RT1{text}",
        name=f"name{text}",
        severity=Severity.ERROR,
        message=f"message{text}",
        path=f"path{named}.yaml",
        document=0,
        at=f"at{text}",
        pointer=f"/at{text}",
        location=start,
        end_location=end,
        related=(Related(f"related{text}", f"other{named}", start, end),),
        fix=Fix(f"title{text}", Safety.SAFE, (Edit(start, end, f"content{text}"),)),
        fingerprint="0123abcd",
        url="https://rtlint.example/",
    )


def reported(finding: Finding, text: str) -> Report:
    card = RuleCard(finding.code, finding.name, Severity.ERROR, f"summary{text}", f"help{text}", finding.url)
    texts = {finding.path: Source(finding.path, f"line{text}\n")}
    return Report((finding,), Summary(1, 1, 1, 0, 0), texts, {finding.code: card}, paths=(finding.path,))


# A reader of each format: what it has to say of the finding, and what it says.

Said = tuple[Any, Any]


def _objects(found: list[dict[str, Any]], finding: Finding) -> Said:
    (one,) = found
    fix, related = one["fix"], one["related"][0]
    assert finding.fix
    wanted = [finding.code, finding.name, finding.message, finding.path, finding.at, finding.pointer]
    wanted += [finding.fix.title, finding.fix.edits[0].content, finding.related[0].message, finding.related[0].path]
    said = [one[key] for key in ("code", "name", "message", "path", "at", "pointer")]
    return [*map(spelled, wanted)], [
        *said,
        fix["title"],
        fix["edits"][0]["content"],
        related["message"],
        related["path"],
    ]


def rdjson(text: str, finding: Finding) -> Said:
    (one,) = json.loads(text)["diagnostics"]
    assert finding.fix
    related = one["related_locations"][0]
    wanted = [finding.message, finding.path, finding.code, finding.fix.edits[0].content]
    wanted += [finding.related[0].message, finding.related[0].path]
    said = [one["message"], one["location"]["path"], one["code"]["value"], one["suggestions"][0]["text"]]
    return [*map(spelled, wanted)], [*said, related["message"], related["location"]["path"]]


def gitlab(text: str, finding: Finding) -> Said:
    (one,) = json.loads(text)
    wanted = (f"{finding.code} {finding.name}: {finding.message}", finding.code)
    return tuple(map(spelled, wanted)), (one["description"], one["check_name"])


def sarif(text: str, finding: Finding) -> Said:
    (run,) = json.loads(text)["runs"]
    (one,) = run["results"]
    message = re.sub(r"\\([\\\[\]])", r"\1", one["message"]["text"])  # where brackets would make a link
    return (spelled(finding.code), True), (one["ruleId"], spelled(finding.message) in message)


def junit(text: str, finding: Finding) -> Said:
    (case,) = ET.fromstring(text).iter("testcase")
    (failure,) = case
    place = f"{finding.path}:1:1: error[{finding.code}] {finding.name}: {finding.message}"
    wanted = (f"{finding.code} at 1:1 {finding.at}", finding.path, finding.path, finding.message, printable(place))
    said = [case.attrib[key] for key in ("name", "classname", "file")]
    line, *_ = (failure.text or "").split("\n")
    return tuple(map(in_xml, wanted)), (*said, failure.attrib["message"], line)


def github(text: str, finding: Finding) -> Said:
    """A command ends with its line; nothing else of the output starts one."""
    lines = [line for line in re.split("\r\n|\r|\n", text) if line.lstrip().startswith(("::", "##["))]
    (line,) = lines
    command = re.fullmatch(r"::error ([^:]*)::(.*)", line)
    assert command
    data = command[2].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return True, printable(finding.message) in printable(data)


def markdown(text: str, finding: Finding) -> Said:
    """No tag of the finding's, and no line that it has broken."""
    return (False, False), (
        "<img" in text,
        any(line.startswith(("# h", "|-|-|", "</det")) for line in text.split("\n")),
    )


def _line(shape: str) -> Callable[[str, Finding], Said]:
    """A reader of a format whose last line, or only one, is the finding as people read it."""

    def read(text: str, finding: Finding) -> Said:
        words = f"[{finding.code}] {finding.name}: {finding.message}"
        line = shape.format(path=finding.path, words=words, finding=finding)
        return "\n".join(map(printable, line.split("\t"))) + "\n", text

    return read


def full(text: str, finding: Finding) -> Said:
    title, place, *_ = text.split("\n")
    wanted = (f"error[{finding.code}] {finding.name}: {finding.message}", f" --> {finding.path}:1:1")
    return tuple(map(printable, wanted)), (title, place)


READERS: dict[str, Callable[[str, Finding], Said]] = {
    "concise": _line("{path}:1:1: error{words}"),
    "full": full,
    "github": github,
    "gitlab": gitlab,
    "grouped": _line("{path}\t  1:1  error{words}"),
    "json": lambda text, finding: _objects(json.loads(text)["findings"], finding),
    "jsonl": lambda text, finding: _objects([json.loads(line) for line in text.splitlines()], finding),
    "junit": junit,
    "markdown": markdown,
    "parsable": _line("{path}:1:1: [error] {finding.message} ({finding.code} {finding.name})"),
    "rdjson": rdjson,
    "sarif": sarif,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", formats())
def test_a_reader_gets_what_was_found_and_nothing_else(name: str, text: str) -> None:
    assert name in READERS, f"say in READERS how {name} is read"
    finding = hostile(text)
    rendered = renderer(name)(reported(finding, text), STYLE)
    wanted, said = READERS[name](rendered.encode().decode(), finding)
    assert said == wanted


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", formats())
def test_no_control_character_is_printed_as_it_is(name: str, text: str) -> None:
    rendered = renderer(name)(reported(hostile(text), text), Style(statistics=True))
    if name == "github":  # which finds the file by its name, and prints none of it
        rendered = re.sub("^::error file=[^,]*", "", rendered)
    assert re.findall(CONTROLS, rendered) == []


# Findings that nobody thought of.

ANY = st.text(st.characters(), max_size=12)
# What a name can be: no NUL, and of surrogates those that stand for a byte.
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("\udc80\udcff/."))
PLACES = st.builds(Location, st.integers(1, 5), st.integers(1, 20))
FINDINGS = st.builds(
    Finding,
    code=ANY,
    name=ANY,
    severity=st.sampled_from(Severity),
    message=ANY,
    path=st.sampled_from(["a.yaml", "b.yaml"]) | NAMES,
    document=st.integers(0, 3),
    at=ANY,
    pointer=ANY,
    location=PLACES,
    end_location=PLACES,
    related=st.lists(st.builds(Related, ANY, st.just("a.yaml") | NAMES, PLACES, PLACES), max_size=2).map(tuple),
    fix=st.none()
    | st.builds(
        Fix, ANY, st.sampled_from(Safety), st.lists(st.builds(Edit, PLACES, PLACES, ANY), max_size=3).map(tuple)
    ),
    fingerprint=st.sampled_from(["a", "b"]) | ANY,
    url=ANY,
)
READABLE: dict[str, Callable[[str], object]] = {
    "gitlab": json.loads,
    "json": json.loads,
    "jsonl": lambda text: [json.loads(line) for line in text.splitlines()],
    "junit": ET.fromstring,
    "rdjson": json.loads,
    "sarif": json.loads,
}


@pytest.mark.parametrize("name", formats())
@settings(max_examples=100, deadline=None)
@given(findings=st.lists(FINDINGS, max_size=3), text=ANY, names=st.lists(NAMES, max_size=2))
def test_no_finding_makes_a_format_stumble(name: str, findings: list[Finding], text: str, names: list[str]) -> None:
    cards = {one.code: RuleCard(one.code, one.name, one.severity, one.at, one.pointer, one.url) for one in findings[:1]}
    texts = {path: Source(path, text + "\n" * 5) for path in ("a.yaml", *names)}  # in which all rows lie
    summary = Summary(len(names), len(findings), len(findings), 0, 0)
    report = Report(tuple(findings), summary, texts, cards, paths=tuple(sorted(texts)))
    rendered = renderer(name)(report, Style(statistics=True)).encode().decode()
    assert rendered == "" or rendered.endswith("\n")
    READABLE.get(name, str)(rendered)
