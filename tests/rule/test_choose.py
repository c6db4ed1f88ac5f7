"""Which rules a run reports, for each way to say so."""

from collections.abc import Callable
from typing import Any

import pytest

from rtlint.rule.choose import UnknownRule, chosen
from rtlint.rule.model import Rule

ON = ["RT001", "RT205", "RT206", "RT301"]
OFF = "RT299"


@pytest.fixture
def rules(make: Callable[..., Rule]) -> list[Rule]:
    return [
        make("RT001", name="yaml-syntax", family="yaml"),
        make("RT205", name="speed-range", family="value"),
        make("RT206", name="voice-unknown", family="value"),
        make("RT299", name="voice-taste", family="value", enabled=False),
        make("RT301", name="rate-missing", family="relation"),
    ]


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        ({}, ON),
        ({"select": ["RT205"]}, ["RT205"]),
        ({"select": ["speed-range"]}, ["RT205"]),
        ({"select": ["value"]}, ["RT205", "RT206", OFF]),
        ({"select": ["RT2"]}, ["RT205", "RT206", OFF]),
        ({"select": ["RT20"]}, ["RT205", "RT206"]),
        ({"select": ["R"]}, [*ON, OFF]),
        ({"select": ["ALL"]}, [*ON, OFF]),
        ({"select": ["yaml", "RT301"]}, ["RT001", "RT301"]),
        ({"extend_select": [OFF]}, [*ON, OFF]),
        ({"extend_select": ["ALL"]}, [*ON, OFF]),
        ({"select": ["yaml"], "extend_select": ["RT205"]}, ["RT001", "RT205"]),
        ({"ignore": ["RT205"]}, ["RT001", "RT206", "RT301"]),
        ({"ignore": ["voice-unknown"]}, ["RT001", "RT205", "RT301"]),
        ({"ignore": ["value"]}, ["RT001", "RT301"]),
        ({"ignore": ["RT2", "yaml"]}, ["RT301"]),
        ({"ignore": ["ALL"]}, []),
        ({"extend_ignore": ["RT301"]}, ["RT001", "RT205", "RT206"]),
        ({"select": ["value"], "ignore": ["RT206"]}, ["RT205", OFF]),
        ({"select": ["ALL"], "ignore": ["value"]}, ["RT001", "RT301"]),
        ({"select": ["RT205"], "ignore": ["value"]}, ["RT205"]),
        ({"select": ["RT205"], "ignore": ["ALL"]}, ["RT205"]),
        ({"ignore": ["ALL"], "extend_select": ["yaml"]}, ["RT001"]),
        ({"ignore": ["RT2"], "extend_select": ["RT20"]}, [*ON]),
        ({"select": ["RT2"], "ignore": ["RT20"]}, [OFF]),
        ({"select": ["RT205"], "ignore": ["speed-range"]}, []),
        ({"select": ["ALL"], "ignore": ["ALL"]}, []),
        ({"select": ["RT2"], "ignore": ["RT2"]}, []),
        ({"select": ["value"], "extend_ignore": ["value"]}, []),
    ],
    ids=str,
)
def test_the_chosen_rules(rules: list[Rule], choice: dict[str, Any], codes: list[str]) -> None:
    assert sorted(chosen(rules, **choice)) == sorted(codes)


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("RT2O5", "no rule is called RT2O5; did you mean RT205?"),
        ("speed-rnge", "no rule is called speed-rnge; did you mean speed-range?"),
        ("Relation", "no rule is called Relation; did you mean relation?"),
        ("rt301", "no rule is called rt301; did you mean RT301?"),
        ("all", "no rule is called all; did you mean ALL?"),
        ("XY", "no rule is called XY; a code, a name, a family, a prefix such as RT2, or ALL fits"),
        ("", "no rule is called ; a code, a name, a family, a prefix such as RT2, or ALL fits"),
    ],
)
@pytest.mark.parametrize("option", ["select", "ignore", "extend_select", "extend_ignore"])
def test_a_selector_that_fits_nothing_is_refused(rules: list[Rule], option: str, selector: str, message: str) -> None:
    with pytest.raises(UnknownRule) as refused:
        chosen(rules, **{option: [selector]})
    assert str(refused.value) == message
