"""Other severities and options: what a configuration may make of a rule."""

from typing import Any

import pytest

from rtlint.finding import Severity
from rtlint.rule.model import Clause, Condition
from rtlint.rule.pack import Pack
from rtlint.rule.paths import misfits
from rtlint.rule.tune import BadOption, uses, with_options, with_severity

SPEED = {"select": "session.audio.output.speed", "assert": {"minimum": 0.5, "maximum": 1.2}, "options": ["maximum"]}
MESSAGE = "speed is {value}; we take up to {maximum}"


def test_an_option_changes_the_condition_and_its_message(make: Any, judge: Any) -> None:
    rule = make("VP1", **SPEED, message=MESSAGE)
    text = "session: {type: realtime, audio: {output: {speed: 1.3}}}\n"
    assert judge([rule], text) == ["1:51-1:54 error VP1: speed is 1.3; we take up to 1.2"]
    assert judge([with_options(rule, {"maximum": 1})], text) == ["1:51-1:54 error VP1: speed is 1.3; we take up to 1"]
    assert judge([with_options(rule, {"maximum": 1.3})], text) == []


def test_an_option_reaches_the_outermost_conditions_that_have_it(make: Any) -> None:
    asked = {"any": [{"type": "null"}, {"maximum": 1, "not": {"maximum": 0}}], "each": {"maximum": 5}}
    rule = make("VP1", **{"assert": asked, "options": ["maximum"]})
    assert with_options(rule, {"maximum": 7}).assert_ == Condition(
        any=[Condition(type="null"), Condition(maximum=7.0, not_=Condition(maximum=0.0))], each=Condition(maximum=7.0)
    )


def test_words_are_spelt_as_in_the_rule_file(make: Any) -> None:
    rule = make("VP1", **{"assert": {"maxLength": 5}, "options": ["maxLength"]})
    assert with_options(rule, {"maxLength": 7}).assert_ == Condition(max_length=7)


@pytest.mark.parametrize(
    ("options", "given", "words"),
    [
        (["maximum", "minimum"], {"maximun": 1}, "no option of VP1 is called maximun; did you mean maximum?"),
        (["maximum", "minimum"], {"enum": [1]}, "no option of VP1 is called enum; it has maximum, minimum"),
        ([], {"maximum": 1}, "no option of VP1 is called maximum; VP1 has no options"),
        (["maximum"], {"maximum": "fast"}, 'maximum is "fast"; it takes a number'),
        (["maximum"], {"maximum": True}, "maximum is true; it takes a number"),
    ],
)
def test_what_does_not_fit_is_told_with_what_may_be_set(make: Any, options: Any, given: Any, words: str) -> None:
    with pytest.raises(BadOption) as refused:
        with_options(make("VP1", **{**SPEED, "options": options}), given)
    assert str(refused.value) == words


def test_a_severity_holds_for_all_clauses(make: Any) -> None:
    rule = make("VP1", **SPEED, also=[{"select": "session.model", "severity": "error"}])
    changed = with_severity(rule, Severity.INFO)
    assert (changed.severity, changed.also) == (Severity.INFO, [Clause(select="session.model")])


@pytest.mark.parametrize(
    ("word", "used"), [("maximum", True), ("maxLength", True), ("pattern", False), ("speed", False)]
)
def test_a_condition_tells_its_words_however_deep(make: Any, word: str, used: bool) -> None:
    rule = make("VP1", **{"assert": {"any": [{"fields": {"x": {"not": {"maxLength": 1}}}}, {"maximum": 2}]}})
    assert uses(rule.assert_, word) is used


def test_an_option_that_the_condition_does_not_use_is_a_misfit(make: Any) -> None:
    rule = make("VP1", **{**SPEED, "options": ["maximum", "enum", "also"]})
    assert list(misfits(rule, Pack([rule], {}))) == [
        "options names enum, which its assert does not use",
        "options names also, which its assert does not use",
    ]
