"""Test results as their readers take them: valid by Jenkins' schema, counted right, and no two tests of one name."""

from collections.abc import Callable
from pathlib import Path

import junitparser
import msgspec
import pytest
import xmlschema

from rtlint.finding import Finding, Related, Report, Severity
from rtlint.report import renderer
from rtlint.report._style import Style

render = renderer("junit")
SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd"))

MakeFinding = Callable[..., Finding]
MakeRelated = Callable[..., Related]
MakeReport = Callable[..., Report]

WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="rtlint" tests="3" failures="2" errors="0">
  <testsuite name="agent.realtime.yaml" file="agent.realtime.yaml" \
tests="2" failures="2" errors="0" skipped="0" time="0">
    <testcase name="RT003 at 2:1" classname="agent.realtime.yaml" file="agent.realtime.yaml" time="0">
      <failure type="warning" message="twice">agent.realtime.yaml:2:1: warning[RT003] dup: twice</failure>
    </testcase>
    <testcase name="RT205 at 31:14 session.audio.output.speed" classname="agent.realtime.yaml" \
file="agent.realtime.yaml" time="0">
      <failure type="error" message="&quot;2&quot; &lt;1&amp;&gt;&apos;">\
agent.realtime.yaml:31:14: error[RT205] speed-range: &quot;2&quot; &lt;1&amp;&gt;&apos;
other.yaml:3:1: note: first here
help: pick a factor from 0.25 to 1.5
see: https://rtlint.example/rules/RT205</failure>
    </testcase>
  </testsuite>
  <testsuite name="clean.yaml" file="clean.yaml" tests="1" failures="0" errors="0" skipped="0" time="0">
    <testcase name="no findings" classname="clean.yaml" file="clean.yaml" time="0"/>
  </testsuite>
</testsuites>
"""


def read(text: str) -> junitparser.JUnitXml:
    """The document, held against the schema."""
    SCHEMA.validate(text)
    return junitparser.JUnitXml.fromstring(text.encode())


@pytest.mark.parametrize("style", [Style(), Style(colour=True, quiet=True, statistics=True)])
def test_the_whole_document_in_every_style(
    report: MakeReport, finding: MakeFinding, related: MakeRelated, style: Style
) -> None:
    twice = finding((2, 1), severity=Severity.WARNING, code="RT003", name="dup", message="twice", at="", url="")
    fast = finding((31, 14), message='"2" <1&>\'', related=(related((3, 1), (3, 5), path="other.yaml"),))
    made = msgspec.structs.replace(report(twice, fast), paths=("agent.realtime.yaml", "clean.yaml"))
    text = render(made, style)
    assert text == WHOLE
    whole = read(text)
    assert (whole.tests, whole.failures, whole.errors) == (3, 2, 0)
    assert [(suite.name, suite.tests, suite.failures, suite.errors) for suite in whole] == [
        ("agent.realtime.yaml", 2, 2, 0),
        ("clean.yaml", 1, 0, 0),
    ]
    assert [[(case.name, case.classname, case.is_passed) for case in suite] for suite in whole] == [
        [
            ("RT003 at 2:1", "agent.realtime.yaml", False),
            ("RT205 at 31:14 session.audio.output.speed", "agent.realtime.yaml", False),
        ],
        [("no findings", "clean.yaml", True)],
    ]


def test_a_run_that_saw_no_file_is_empty_and_valid(report: MakeReport) -> None:
    whole = read(render(report(files=0), Style()))
    assert (whole.tests, whole.failures, list(whole)) == (0, 0, [])


def test_no_two_tests_of_a_file_have_one_name(report: MakeReport, finding: MakeFinding) -> None:
    ats = ("a", "a (2)", "a", "a\x1b", "a\\x1b")
    (suite,) = read(render(report(*(finding(at=at) for at in ats)), Style()))
    assert [case.name for case in suite] == [
        "RT205 at 1:1 a",
        "RT205 at 1:1 a (2)",
        "RT205 at 1:1 a (3)",
        "RT205 at 1:1 a\\x1b",
        "RT205 at 1:1 a\\x1b (2)",
    ]


def test_two_names_of_one_file_are_one_suite(
    report: MakeReport, finding: MakeFinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text("")
    Path("b.yaml").symlink_to("a.yaml")
    made = msgspec.structs.replace(report(finding(path="b.yaml"), finding(path="./a.yaml")), paths=("a.yaml", "b.yaml"))
    (suite,) = read(render(made, Style()))
    assert (suite.name, [case.name for case in suite]) == (
        "a.yaml",
        ["RT205 at 1:1 session.audio.output.speed", "RT205 at 1:1 session.audio.output.speed (2)"],
    )


@pytest.mark.parametrize(
    ("message", "read_back"),
    [
        ("a\x00\x08\x0b\x0c\x1f", "a\\x00\\x08\\x0b\\x0c\\x1f"),
        ("\t\n\r \x7f\x85\x9b\u2028\u202e\u2069", "\t\n\r \x7f\x85\x9b\u2028\u202e\u2069"),
        ("\ud800\udfff\ufffe\uffff", "\\ud800\\udfff\\ufffe\\uffff"),
        ("]]><!--&amp;&#1;<![CDATA[", "]]><!--&amp;&#1;<![CDATA["),
        (" é 😀 \U0010ffff ", " é 😀 \U0010ffff "),
    ],
)
def test_what_xml_can_hold_comes_back_as_it_was(
    report: MakeReport, finding: MakeFinding, message: str, read_back: str
) -> None:
    ((case,),) = read(render(report(finding(message=message)), Style()))
    assert [failure.message for failure in case.result] == [read_back]
