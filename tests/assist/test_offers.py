"""What is offered at places, in order, and that what is accepted is what the API takes there."""

import datetime
import functools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from rtlint.api.request import ClientSecretRequest
from rtlint.assist.offers import Offer, offers
from rtlint.assist.picks import Facts
from rtlint.assist.skeleton import whole
from rtlint.assist.where import Where, where
from rtlint.assist.writing import Stop
from rtlint.edit.render import braces
from rtlint.rule.pack import built_in
from rtlint.session.kind import Kind
from rtlint.session.shape import Object, Plan, plan, suits
from rtlint.text.compose import compose
from rtlint.text.source import Source
from rtlint.text.spot import Path, dotted
from rtlint.text.tree import Tree

HOLE = "¦"


@functools.cache
def facts(kind: Kind | None = None, day: str = "2026-11-22") -> Facts:
    return Facts(built_in().tables, datetime.date.fromisoformat(day), kind)


def at(text: str, kind: Kind | None = None, day: str = "2026-11-22") -> list[Offer]:
    found = where(Source("a.yaml", text.replace(HOLE, "")), text.index(HOLE))
    assert isinstance(found, Where)
    return offers(found, facts(kind, day))


def labels(text: str, kind: Kind | None = None) -> list[str]:
    return [one.label for one in at(text, kind)]


REALTIME = [
    "audio", "include", "instructions", "max_output_tokens", "model", "output_modalities", "parallel_tool_calls",
    "reasoning", "tool_choice", "tools", "tracing", "truncation", "prompt",
]  # fmt: skip  # a list
SERVER_VAD = [
    "create_response", "idle_timeout_ms", "interrupt_response", "prefix_padding_ms", "silence_duration_ms", "threshold",
]  # fmt: skip  # a list
TURNS = "type: realtime\naudio:\n  input:\n    turn_detection:"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¦", ["expires_after", "session", "realtime", "transcription", "type", *REALTIME]),
        ("expires_after: {}\n¦", ["session"]),
        ("session:\n  type: realtime\n¦", ["expires_after"]),
        ("type: realtime\n¦", REALTIME),
        ("type: transcription\n¦", ["audio", "include"]),
        ("instructions: Hi.\n¦", ["type", *(key for key in REALTIME if key != "instructions")]),
        ("include: []\n¦", ["type", *(key for key in REALTIME if key != "include")]),
        ("session:\n  type: ¦", ["realtime", "transcription"]),
        (f"{TURNS} ¦", ["server_vad", "semantic_vad", "null"]),
        (f"{TURNS}\n      ¦", ["server_vad", "semantic_vad", "null", "type", *SERVER_VAD, "eagerness"]),
        (f"{TURNS}\n      threshold: 1\n      ¦", ["type", *SERVER_VAD[:-1]]),
        (f"{TURNS}\n      type: semantic_vad\n      ¦", ["create_response", "eagerness", "interrupt_response"]),
        (f"{TURNS} {{type: semantic_vad, eagerness: ¦}}", ["auto", "high", "low", "medium"]),
        (f"{TURNS}\n      threshold: ¦", ["0.5"]),
        (f"{TURNS}\n      create_response: ¦", ["true", "false"]),
        ("type: realtime\noutput_modalities: [text, ¦]", ["audio"]),
        ("type: realtime\nmax_output_tokens: ¦", ["inf"]),
        ("tools:\n  - type: mcp\n    server_label: a\n    require_approval: ¦", ["always", "never", "null"]),
        ("type: session.update\n¦", ["event_id", "session"]),
        ("session:\n  model: gpt-realtime-translate\n  audio:\n    output: {language: de, ¦}", []),
        ("session:\n  instructions: ¦", []),
        ("session:\n  modalities: ¦", []),
    ],
)
def test_labels_in_their_order(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_the_kind_of_all_documents_decides_where_it_is_set() -> None:
    assert labels("¦", Kind.REQUEST) == ["expires_after", "session"]
    assert labels("¦", Kind.SESSION) == ["realtime", "transcription", "type", *REALTIME]
    assert labels("¦", Kind.TRANSLATION) == ["model", "audio"]


def test_an_item_of_a_union_starts_with_what_its_kind_needs() -> None:
    first, second = at("tools:\n  - ¦")[:2]
    assert (first.label, first.text) == ("function", ("type:", " ", "function", "\n    ", "name:", " ", Stop((), True)))
    assert (second.label, second.documentation[:34]) == ("mcp", "The tools of a remote MCP server, ")


def test_needed_keys_come_first_and_those_that_go_last() -> None:
    found = at("tools:\n  - type: mcp\n    ¦")
    assert [found[0].label, found[0].detail] == ["server_label", "required: string"]
    assert [(one.label, one.deprecated) for one in found if one.deprecated] == [("connector_id", True)]
    assert found[-1].label == "connector_id"


def test_models_that_are_gone_come_after_those_that_go() -> None:
    names = [one.label for one in at("type: realtime\nmodel: ¦")]
    staying, going, gone = (
        names.index(name) for name in ("gpt-realtime-2.1", "gpt-realtime", "gpt-4o-realtime-preview")
    )
    assert staying < going < gone
    later = {one.label: one.documentation for one in at("type: realtime\nmodel: ¦", day="2027-01-20")}
    assert later["gpt-realtime"].endswith("Deprecated: shut down on 2027-01-20; `gpt-realtime-2.1` takes its place.")


TOOLS = "tools:\n  - {type: function, name: look_up, description: Looks.}\n  - {type: mcp, server_label: 'on'}\n"


def test_a_choice_of_tools_names_those_of_the_document() -> None:
    assert at(f"{TOOLS}tool_choice: ¦")[:2] == [
        Offer("look_up", "name", ("\n  ", "type:", " ", "function", "\n  ", "name:", " ", "look_up"), "", "Looks."),
        Offer("on", "name", ("\n  ", "type:", " ", "mcp", "\n  ", "server_label:", " ", '"on"')),
    ]
    assert labels(f"{TOOLS}tool_choice: {{type: function, name: ¦}}") == ["look_up"]
    assert at(f"{TOOLS}tool_choice: {{type: mcp, server_label: ¦}}") == [Offer("on", "name", ('"on"',))]


def filled(one: Offer) -> str:
    """What is inserted, with something where the author has to write."""
    made = ""
    for part in one.text:
        open_ = "x" if isinstance(part, Stop) and part.text else "0" if made.endswith(" ") and made.strip() else ""
        made += part if isinstance(part, str) else part.choices[0] if part.choices else open_
    return made


def objects(one: Plan, path: Path = (), seen: tuple[Object, ...] = ()) -> Iterator[tuple[Path, Object]]:
    """Each object of the API with a path that leads there."""
    if one.item:
        yield from objects(one.item, (*path, 0), seen)
    for inner in one.objects:
        if inner not in seen:
            yield path, inner
            for key, (below, _required) in inner.fields.items():
                yield from objects(below, (*path, key), (*seen, inner))


def minimal(path: Path, one: Object) -> dict[str, Any]:
    """A request in which the object, with the keys that it needs and a marked one, stands at a path."""
    value: Any = json.loads(json.dumps(whole(one), default=lambda _: "x")) | {"mark": 0}
    for depth in range(len(path) - 1, -1, -1):
        value = [value] if path[depth] == 0 else {**_kind(path[: depth + 1], path), path[depth]: value}
    assert isinstance(value, dict)
    return value


def _kind(here: Path, path: Path) -> dict[str, Any]:
    """What names the kind of the mapping that holds the last key of a path."""
    at_, found = plan(ClientSecretRequest), {}
    for step in here:
        owner = next((one for one in at_.objects if step in one.fields), None) if isinstance(step, str) else None
        found = {owner.tag_field: owner.tag} if owner and owner.tag_field else {}
        at_ = owner.fields[str(step)][0] if owner else at_.item or at_
    return found


def lines(value: Any, column: int) -> str:
    """A value as YAML in lines."""
    if isinstance(value, dict):
        start = "\n" + " " * column
        return "".join(f"{start}{key}:{lines(inner, column + 2)}" for key, inner in value.items())
    if isinstance(value, list):
        return "".join(f"\n{' ' * column}-{lines(inner, column + 2)[column + 2 :]}" for inner in value)
    return f" {braces(value, quoted=False)}"


WRITERS = {
    "lines": lambda value: (lines(value, 0).lstrip("\n") + "\n").replace("mark: 0", HOLE),
    "braces": lambda value: braces(value, quoted=False).replace("mark: 0", HOLE),
    "json": lambda value: json.dumps(value, indent=2).replace('"mark": 0', HOLE),
}
OBJECTS = list(objects(plan(ClientSecretRequest)))


@pytest.mark.parametrize("style", WRITERS)
@pytest.mark.parametrize(("path", "one"), OBJECTS, ids=[f"{dotted(path)}-{one.name}" for path, one in OBJECTS])
def test_each_key_of_each_object_is_what_the_api_takes_there(style: str, path: Path, one: Object) -> None:
    name = "a.json" if style == "json" else "a.yaml"
    text = WRITERS[style](minimal(path, one))
    start, text = text.index(HOLE), text.replace(HOLE, "")
    place = where(Source(name, text), start)
    assert isinstance(place, Where)
    made = offers(place, facts())
    keys = {offer.label for offer in made if offer.sort == "key"}
    assert keys >= set(one.fields) - set(whole(one)), (text, place)
    for offer in made if place.is_key else []:
        written = text[:start] + filled(offer) + text[start:]
        value: Any = tree(name, written)
        for step in path:
            value = value[step]
        assert offer.label in value, written
        below = one.fields[offer.label][0] if offer.label in one.fields else None
        if below and not any(isinstance(part, Stop) and not part.choices for part in offer.text):
            assert suits(below, value[offer.label]), written


def tree(name: str, text: str) -> object:
    source = Source(name, text)
    composed = compose(source)
    assert composed.fault is None, text
    return Tree(source, 0, composed).value
