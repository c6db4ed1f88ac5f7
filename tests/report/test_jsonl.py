"""The lines are the findings of `json`, one each."""

import json
from collections.abc import Callable

import pytest

from rtlint.finding import Edit, Finding, Fix, Related, Report, Safety
from rtlint.report import renderer
from rtlint.report._style import Style
from rtlint.text.source import Location

render = renderer("jsonl")


@pytest.mark.parametrize("style", [Style(), Style(colour=True, quiet=True, statistics=True)])
def test_each_line_is_a_finding_of_json(
    report: Callable[..., Report], finding: Callable[..., Finding], related: Callable[..., Related], style: Style
) -> None:
    fix = Fix("Set it", Safety.UNSAFE, (Edit(Location(31, 14), Location(31, 17), "1.5"),))
    nasty = finding(
        path="caf\udce9.yaml", message="a\nb\r\u2028\u2029\x85\x1b é 😀", related=(related((1, 1), (1, 2)),)
    )
    made = report(finding((31, 14), (31, 17), fix=fix), nasty)
    text = render(made, style)
    assert text.endswith("\n")
    assert [json.loads(line) for line in text.splitlines()] == json.loads(renderer("json")(made, Style()))["findings"]
    assert [list(json.loads(line)) for line in text.splitlines()] == [list(Finding.__struct_fields__)] * 2


def test_without_findings_there_is_no_line(report: Callable[..., Report]) -> None:
    assert render(report(files=3), Style(statistics=True)) == ""
