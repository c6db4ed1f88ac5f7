"""What no output may hold is taken out however it is spelled, and nothing else is."""

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.submit.hide import Hider

VALUE = "Canary \"quoted\"\n\tß — 'ü' 100%\\"


@pytest.mark.parametrize(
    "spelled",
    [
        VALUE,
        json.dumps(VALUE),
        json.dumps(VALUE, ensure_ascii=False),
        repr(VALUE),
        quote(VALUE),
        " ".join(VALUE.split()),
    ],
)
def test_each_spelling_is_hidden(spelled: str) -> None:
    told = Hider(values={VALUE: "${A}"})(f"before {spelled} after")
    assert told.replace('"', "").replace("'", "") == "before ${A} after"


def test_a_key_is_cut() -> None:
    assert Hider("sk-proj-CanaryOfTheKey0123456789")("a sk-proj-CanaryOfTheKey0123456789 b") == "a sk-pro… b"
    assert Hider("abcdefgh")("a abcdefgh b") == "a abcd… b"


def test_a_key_with_stars_is_hidden_in_what_a_server_says() -> None:
    assert Hider().quoted("Incorrect key: sk-proj-****6789, see") == "Incorrect key: …, see"
    assert Hider().quoted("it is 2 ** 3, **bold**") == "it is 2 ** 3, **bold**"


def test_the_beginning_of_a_long_value_is_hidden_where_it_was_cut() -> None:
    hide = Hider(values={"CanaryOfAVeryLongValue": "${A}"})
    assert hide("no 'CanaryOfAVery…', no") == "no '${A}…', no"
    assert hide("CanaryOfAVeryLongValueCanaryOfAVeryLongValue") == "${A}${A}"
    assert hide("Canary is a bird") == "Canary is a bird"


def test_the_longer_of_two_values_goes_first() -> None:
    assert Hider(values={"Canary": "${A}", "Canary2": "${B}"})("Canary2, Canary") == "${B}, ${A}"


def test_short_values_are_hidden_only_in_what_a_server_says() -> None:
    hide = Hider(values={"1.5": "${A}", "Qz": "${B}", " ": "${C}", "2.50": "${D}"})
    assert hide("1.5 of 11.5 Qz") == "1.5 of 11.5 Qz"
    assert hide.quoted("1.5 of 11.5, 1.55, 1.5.1, or 1.5.") == "${A} of 11.5, 1.55, 1.5.1, or ${A}."
    assert hide.quoted("Qz Qzz 'Qz' 2.5") == "${B} Qzz '${B}' ${D}"


def test_values_of_json_are_hidden_in_keys_and_texts() -> None:
    hide = Hider(values={"Canary": "${A}"})
    assert hide.within({"a Canary": ["Canary", 1, None, {"b": "Canary!"}]}) == {
        "a ${A}": ["${A}", 1, None, {"b": "${A}!"}]
    }
    assert hide.within(("session", 0, "Canary")) == ("session", 0, "${A}")


@given(st.text(min_size=4), st.text(), st.text())
def test_no_value_is_left_in_any_text(value: str, before: str, after: str) -> None:
    assert value not in Hider(values={value: ""})(f"{before}\0{value}\0{after}").replace("…", "\0")
