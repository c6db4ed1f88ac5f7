"""The picture: well-formed, alone in the world, told to those who cannot see it, and safe whatever a file says."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from rtlint.explain.page import Page
from rtlint.explain.svg import WIDTH, render

Explain = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"

TURN = 'type: realtime\naudio: {input: {turn_detection: {type: server_vad, silence_duration_ms: "SILENCE"}}}\n'


def test_the_golden_picture(explain: Explain, golden: Callable[[str], str]) -> None:
    assert render([explain(TURN.replace('"SILENCE"', "700"))]) == golden("turn.svg")


@pytest.mark.parametrize(
    "silence", ["${A}", "</svg><script>alert(1)</script>", "&amp;", "a\\u0001b\\uFFFE", "x" * 3000]
)
def test_it_is_well_formed_and_asks_for_nothing(explain: Explain, silence: str) -> None:
    text = render([explain(TURN.replace("SILENCE", silence))])
    root = ElementTree.fromstring(text.encode("utf-8", "backslashreplace"))
    assert root.tag == f"{SVG}svg"
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "g", "rect", "line", "text",
    }  # fmt: skip  # a list
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in text


def test_it_has_words_for_those_who_cannot_see_it(explain: Explain) -> None:
    root = ElementTree.fromstring(render([explain(TURN.replace('"SILENCE"', "700"))]))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Turn taking in agent.yaml"
    assert desc is not None
    assert desc.text
    assert "700 ms without speech end the turn" in desc.text
    assert root.get("role") == "img"


def test_it_has_a_light_and_a_dark_face(explain: Explain) -> None:
    assert "@media (prefers-color-scheme: dark)" in render([explain("type: realtime\nmodel: m\n")])


def test_several_documents_stand_below_each_other(explain: Explain) -> None:
    text = "type: realtime\nmodel: m\n---\ntype: realtime\naudio: {input: {turn_detection: null}}\n"
    root = ElementTree.fromstring(render([explain(text), explain(text, document=1)]))
    titles = [element.text for element in root.iter(f"{SVG}text") if element.get("class") == "title"]
    assert titles == ["Turn taking: agent.yaml, document 1 of 2", "Turn taking: agent.yaml, document 2 of 2"]


def test_no_box_leaves_the_sheet(explain: Explain) -> None:
    root = ElementTree.fromstring(render([explain(TURN.replace('"SILENCE"', "9999999"))]))
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", 0)) + float(rect.get("width", 0)) <= WIDTH
