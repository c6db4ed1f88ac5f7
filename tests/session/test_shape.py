"""Structural faults: each kind whole, each at its own spot, and no mistake told twice."""

from typing import Any, Literal

import msgspec
import pytest

from rtlint.api import request, response, session
from rtlint.session import shape
from rtlint.session.kinds import ANY_SESSION
from rtlint.session.shape import (
    ENUM,
    FRACTION,
    MISSING,
    NO_TAG,
    NULL,
    TAG,
    TYPE,
    UNKNOWN,
    Fault,
    faults,
    fits,
    plan,
)
from rtlint.text.scalar import Placeholder, Timestamp
from rtlint.text.spot import KEY, VALUE, Path, Spot

SESSION_KEYS = ("type", *session.RealtimeSession.__struct_fields__)
TAGS = ("realtime", "transcription")


def realtime(**fields: Any) -> dict[str, Any]:
    return {"type": "realtime", **fields}


def heard(**fields: Any) -> dict[str, Any]:
    """A realtime session with fields of `audio.input`."""
    return realtime(audio={"input": fields})


INPUT = ("audio", "input")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            realtime(instructons="x"),
            Fault(UNKNOWN, Spot(("instructons",), KEY), "x", choices=SESSION_KEYS, owner="RealtimeSession"),
        ),
        (
            {"type": "transcription", "voice": None},
            Fault(
                UNKNOWN, Spot(("voice",), KEY), None, choices=("type", "audio", "include"), owner="TranscriptionSession"
            ),
        ),
        (
            realtime(prompt={"version": "1"}),
            Fault(MISSING, Spot(("prompt", "id"), KEY), owner="Prompt"),
        ),
        (
            realtime(tools=[{"type": "mcp"}]),
            Fault(MISSING, Spot(("tools", 0, "server_label"), KEY), owner="McpTool"),
        ),
        (
            realtime(prompt={"ID": "1"}),
            Fault(UNKNOWN, Spot(("prompt", "ID"), KEY), "1", choices=("id", "variables", "version"), owner="Prompt"),
        ),
        (
            {"typ": "realtime"},
            Fault(UNKNOWN, Spot(("typ",), KEY), "realtime", choices=SESSION_KEYS),
        ),
        (realtime(model=5), Fault(TYPE, Spot(("model",)), 5, ("string",))),
        (realtime(model=["a"]), Fault(TYPE, Spot(("model",)), ["a"], ("string",))),
        (realtime(model=True), Fault(TYPE, Spot(("model",)), True, ("string",))),
        (realtime(audio="loud"), Fault(TYPE, Spot(("audio",)), "loud", ("mapping",))),
        (realtime(tools={}), Fault(TYPE, Spot(("tools",)), {}, ("list",))),
        (realtime(parallel_tool_calls=1), Fault(TYPE, Spot(("parallel_tool_calls",)), 1, ("boolean",))),
        (
            realtime(tracing=[]),
            Fault(TYPE, Spot(("tracing",)), [], ("string", "mapping"), ("auto",), nullable=True),
        ),
        (
            realtime(max_output_tokens="infinity"),
            Fault(ENUM, Spot(("max_output_tokens",)), "infinity", ("integer", "string"), ("inf",)),
        ),
        (
            realtime(max_output_tokens=1.5),
            Fault(TYPE, Spot(("max_output_tokens",)), 1.5, ("integer", "string"), ("inf",)),
        ),
        (
            realtime(max_output_tokens=100.0),
            Fault(FRACTION, Spot(("max_output_tokens",)), 100.0, ("integer", "string"), ("inf",)),
        ),
        (realtime(model=None), Fault(NULL, Spot(("model",)), None, ("string",))),
        (realtime(audio=None), Fault(NULL, Spot(("audio",)), None, ("mapping",))),
        (
            realtime(output_modalities=["text", "video"]),
            Fault(ENUM, Spot(("output_modalities", 1)), "video", ("string",), ("audio", "text")),
        ),
        (
            heard(format={"type": "audio/pcm", "rate": 16000}),
            Fault(ENUM, Spot((*INPUT, "format", "rate")), 16000, ("integer",), (24000,)),
        ),
        (
            heard(turn_detection={"type": "vad", "threshold": 0.5, "eagerness": "low"}),
            Fault(TAG, Spot((*INPUT, "turn_detection", "type")), "vad", ("string",), ("server_vad", "semantic_vad")),
        ),
        (
            heard(turn_detection={"type": False}),
            Fault(TYPE, Spot((*INPUT, "turn_detection", "type")), False, ("string",), ("server_vad", "semantic_vad")),
        ),
        (
            heard(turn_detection={"threshold": 0.5}),
            Fault(NO_TAG, Spot((*INPUT, "turn_detection", "type"), KEY), choices=("server_vad", "semantic_vad")),
        ),
        ({}, Fault(NO_TAG, Spot(("type",), KEY), choices=TAGS)),
        ({"type": None}, Fault(TYPE, Spot(("type",), VALUE), None, ("string",), TAGS)),
        ("realtime", Fault(TYPE, Spot(()), "realtime", ("mapping",))),
        (None, Fault(NULL, Spot(()), None, ("mapping",))),
        ([], Fault(TYPE, Spot(()), [], ("mapping",))),
        (
            realtime(instructions=Timestamp("2025-08-28")),
            Fault(TYPE, Spot(("instructions",)), Timestamp("2025-08-28"), ("string",)),
        ),
        (
            realtime(prompt={"id": "p", "variables": {"name": 5}}),
            Fault(TYPE, Spot(("prompt", "variables", "name")), 5, ("string", "mapping")),
        ),
    ],
)
def test_each_kind_of_fault(value: object, expected: Fault) -> None:
    assert faults(value, ANY_SESSION) == [expected]
    assert not fits(value, ANY_SESSION)


@pytest.mark.parametrize("type_", ["no_such", "", 7, None, True, [], {}])
def test_a_wrong_discriminator_is_one_fault_and_what_any_candidate_knows_is_none(type_: object) -> None:
    whole = {
        "type": type_,
        "audio": {"input": {"format": {"type": "audio/pcmu"}}, "output": {"voice": "cedar"}},
        "include": ["item.input_audio_transcription.logprobs"],
        "model": "gpt-realtime",
    }
    assert [fault.spot.path for fault in faults(whole, ANY_SESSION)] == [("type",)]


def test_what_no_candidate_knows_is_still_a_fault() -> None:
    found = faults({"type": "x", "modle": 1, "audio": {"output": {"spede": 1}}}, ANY_SESSION)
    assert [(fault.kind, fault.spot.path) for fault in found] == [
        (TAG, ("type",)),
        (UNKNOWN, ("modle",)),
        (UNKNOWN, ("audio", "output", "spede")),
    ]


def test_candidates_that_differ_in_a_field_are_taken_together() -> None:
    # The name of an MCP tool may be null, and that of a function may not.
    assert [fault.spot.path for fault in faults(realtime(tool_choice={"type": "x", "name": None}), ANY_SESSION)] == [
        ("tool_choice", "type")
    ]
    # One kind of answered session has a fixed `object`, the other any text; turn detection has a tag in one only.
    for turn_detection in ({"type": "anything"}, {"type": "semantic_vad", "eagerness": "low"}):
        answer = {
            "value": "ek", "expires_at": 1,
            "session": {"type": "x", "object": "any", "audio": {"input": {"turn_detection": turn_detection}}},
        }  # fmt: skip
        assert [fault.spot.path for fault in faults(answer, response.ClientSecretResponse)] == [("session", "type")]


NULLABLE = {
    (*INPUT, "noise_reduction"), (*INPUT, "transcription"), (*INPUT, "turn_detection"), ("prompt",), ("tracing",),
}  # fmt: skip  # a table


@pytest.mark.parametrize(
    "path",
    [
        *((name,) for name in session.RealtimeSession.__struct_fields__),
        *((*INPUT, name) for name in ("format", "noise_reduction", "transcription", "turn_detection")),
        *(("audio", "output", name) for name in ("format", "speed", "voice")),
    ],
    ids=".".join,
)
def test_null(path: Path) -> None:
    value: Any = None
    for step in reversed(path):
        value = {step: value}
    found = faults(realtime(**value), ANY_SESSION)
    assert [(fault.kind, fault.spot) for fault in found] == ([] if path in NULLABLE else [(NULL, Spot(path))])


def test_twelve_mistakes_are_twelve_faults() -> None:
    document = {
        "expires_after": {"anchor": "now", "seconds": "600"},
        "surprise": 1,
        "session": {
            "type": "realtime",
            "model": None,
            "instructions": ["be", "nice"],
            "max_output_tokens": 4096.0,
            "output_modalities": ["audio", "smell"],
            "tools": [{"name": "x"}, {"type": "mcp", "server_url": "https://x.example"}, "search"],
            "audio": {
                "input": {"turn_detection": {"type": "vad"}, "format": {"type": "audio/pcmu", "rate": 8000}},
            },
        },
    }
    found = faults(document, request.ClientSecretRequest)
    assert [(fault.kind, fault.spot.path) for fault in found] == [
        (ENUM, ("expires_after", "anchor")),
        (TYPE, ("expires_after", "seconds")),
        (UNKNOWN, ("surprise",)),
        (NULL, ("session", "model")),
        (TYPE, ("session", "instructions")),
        (FRACTION, ("session", "max_output_tokens")),
        (ENUM, ("session", "output_modalities", 1)),
        (NO_TAG, ("session", "tools", 0, "type")),
        (MISSING, ("session", "tools", 1, "server_label")),
        (TYPE, ("session", "tools", 2)),
        (TAG, ("session", "audio", "input", "turn_detection", "type")),
        (UNKNOWN, ("session", "audio", "input", "format", "rate")),
    ]


@pytest.mark.parametrize(
    "value",
    [
        realtime(),
        realtime(max_output_tokens="inf"),
        realtime(max_output_tokens=1),
        realtime(tracing="auto", truncation="disabled", tool_choice="none"),
        realtime(truncation={"type": "retention_ratio", "retention_ratio": 1}),
        realtime(tracing={"metadata": {"any": [None, {"thing": 1.5}]}}),
        realtime(prompt={"id": "p", "variables": {"a": "x", "b": {"type": "input_text", "text": "y"}}}),
        realtime(tools=[{"type": "mcp", "server_label": "x", "headers": {"A": "b"}, "allowed_tools": ["a"]}]),
        heard(turn_detection=None, transcription=None),
        heard(turn_detection={"type": "server_vad", "threshold": 1, "idle_timeout_ms": None}),
        realtime(audio={"output": {"voice": {"id": "voice_1"}, "speed": 1}}),
        {"type": "transcription"},
    ],
)
def test_good_values_have_no_faults(value: object) -> None:
    assert (faults(value, ANY_SESSION), fits(value, ANY_SESSION)) == ([], True)


HOLE = Placeholder("${X}")


@pytest.mark.parametrize(
    "value",
    [
        HOLE,
        {"type": HOLE},
        {"type": HOLE, "model": "x", "audio": {"output": {"speed": 1.5}}},
        realtime(model=HOLE, audio=HOLE, tools=HOLE, max_output_tokens=HOLE, parallel_tool_calls=HOLE),
        realtime(output_modalities=[HOLE], tools=[HOLE, {"type": HOLE}]),
        realtime(prompt={HOLE: 1}),  # the key may yet become the one that is required
        {HOLE: 1, "type": "realtime"},
    ],
)
def test_what_is_not_known_yet_is_no_fault(value: object) -> None:
    assert faults(value, ANY_SESSION) == []


def test_keys_that_are_no_strings_are_left_to_another_rule() -> None:
    assert faults({"type": "realtime", True: 1, 5: 2, None: 3}, ANY_SESSION) == []


def test_paths_begin_where_the_caller_says() -> None:
    found = faults(realtime(model=5), ANY_SESSION, ("session",))
    assert [fault.spot for fault in found] == [Spot(("session", "model"))]


def test_a_plan_is_made_once() -> None:
    assert plan(ANY_SESSION) is plan(ANY_SESSION)


def test_an_open_text_beside_literals_has_no_literals() -> None:
    made = plan(Literal["a", 1] | str)  # noqa: PYI051
    assert (made.types, made.literals, made.expected) == ({"string", "integer"}, (1,), ("integer", "string"))


def test_types_that_no_struct_uses_are_refused() -> None:
    with pytest.raises(TypeError, match="no struct of rtlint uses BytesType"):
        plan(bytes)


class Leaf(msgspec.Struct):
    """A struct that refers to itself."""

    inner: "Leaf | None" = None


def test_structs_may_refer_to_themselves() -> None:
    assert faults({"inner": {"inner": {"inner": 5}}}, Leaf) == [
        Fault(TYPE, Spot(("inner", "inner", "inner")), 5, ("mapping",), nullable=True)
    ]


def test_unknown_keys_of_an_open_struct_are_no_fault() -> None:
    assert faults({"more": 1}, Leaf) == []


def test_the_kinds_are_different() -> None:
    kinds = [shape.UNKNOWN, shape.MISSING, shape.TYPE, shape.NULL, shape.ENUM, shape.TAG, shape.NO_TAG, shape.FRACTION]
    assert len(set(kinds)) == 8


def test_half_of_a_surrogate_pair_in_a_key_is_a_key_that_there_is_not() -> None:
    value = {"type": "realtime", "\ud800": 1}
    assert not fits(value, ANY_SESSION)
    (fault,) = faults(value, ANY_SESSION)
    assert (fault.kind, fault.spot) == (UNKNOWN, Spot(("\ud800",), KEY))
