"""Which kind of document something is, and whether it is one of ours at all."""

from typing import Any

import pytest

from rtlint.api import request, response, translation
from rtlint.session.kinds import ANY_SESSION, BETA_FIELDS, GA_FIELDS, Kind, Layout, detect, layout, looks_like_session

REALTIME = {"type": "realtime", "model": "gpt-realtime"}
TRANSLATED = {"model": "x", "audio": {"output": {"language": "de"}}}
ANSWERED = response.RealtimeSessionResponse | response.TranscriptionSessionResponse

DOCUMENTS: list[tuple[dict[Any, Any], Kind]] = [
    ({"session": REALTIME}, Kind.REQUEST),
    ({"session": REALTIME, "expires_after": {}}, Kind.REQUEST),
    ({"expires_after": {"seconds": 60}}, Kind.REQUEST),
    ({"session": None}, Kind.REQUEST),
    ({"session": "text", "surprise": 1}, Kind.REQUEST),
    ({"session": ["x"]}, Kind.REQUEST),
    (REALTIME, Kind.SESSION),
    ({"type": "transcription"}, Kind.SESSION),
    ({"model": "x", "instructions": "y"}, Kind.SESSION),
    ({"modalities": ["text"], "voice": "alloy"}, Kind.SESSION),
    ({"type": 5}, Kind.SESSION),
    ({"type": ["session.update"]}, Kind.SESSION),
    ({}, Kind.REQUEST),
    ({1: 2, None: 3}, Kind.SESSION),
    ({"type": "session.update", "session": REALTIME}, Kind.EVENT),
    ({"type": "session.update"}, Kind.EVENT),
    ({"type": "transcription_session.update", "session": {}}, Kind.EVENT),
    ({"type": "session.created", "event_id": "e", "session": REALTIME}, Kind.RESPONSE),
    ({"type": "session.updated"}, Kind.RESPONSE),
    ({"type": "realtime", "expires_after": {}}, Kind.SESSION),
    ({"event_id": "e", "session": {}}, Kind.EVENT),
    ({"event_id": "e"}, Kind.SESSION),
    ({"value": "ek_1", "expires_at": 1, "session": REALTIME}, Kind.RESPONSE),
    ({"value": "ek_1", "session": TRANSLATED}, Kind.RESPONSE),
    ({"value": "ek_1"}, Kind.REQUEST),
    ({"type": "response.create", "response": {}}, Kind.EVENT),
    ({"type": "session.update", "session": TRANSLATED}, Kind.TRANSLATION),
    ({"session": TRANSLATED}, Kind.TRANSLATION),
    (TRANSLATED, Kind.TRANSLATION),
    ({"session": {"audio": {"output": {"voice": "x"}}}}, Kind.REQUEST),
    ({"audio": {"output": None}}, Kind.SESSION),
    ({"audio": ["output"]}, Kind.SESSION),
]


@pytest.mark.parametrize(("value", "kind"), DOCUMENTS)
def test_detect(value: dict[Any, Any], kind: Kind) -> None:
    assert detect(value) is kind
    assert layout(value).kind is kind


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"session": REALTIME}, Layout(Kind.REQUEST, ("session",), (), request.ClientSecretRequest)),
        (REALTIME, Layout(Kind.SESSION, (), (), ANY_SESSION)),
        ({"type": "session.update", "session": {}}, Layout(Kind.EVENT, ("session",), ("session",), ANY_SESSION)),
        ({"type": "session.update"}, Layout(Kind.EVENT, (), (), ANY_SESSION)),
        ({"event_id": "e", "session": {}}, Layout(Kind.EVENT, ("session",), ("session",), ANY_SESSION)),
        ({"type": "session.created", "session": {}}, Layout(Kind.RESPONSE, ("session",), ("session",), ANSWERED)),
        ({"type": "session.updated", "session": {}}, Layout(Kind.RESPONSE, ("session",), ("session",), ANSWERED)),
        ({"value": "x", "session": {}}, Layout(Kind.RESPONSE, ("session",), (), response.ClientSecretResponse)),
        (
            {"value": "x", "session": {"type": "translation"}},
            Layout(Kind.RESPONSE, ("session",), (), response.TranslationResponse),
        ),
        ({"session": TRANSLATED}, Layout(Kind.TRANSLATION, ("session",), (), translation.TranslationRequest)),
        (TRANSLATED, Layout(Kind.TRANSLATION, (), (), translation.TranslationSession)),
        (
            {**TRANSLATED, "expires_after": {}},
            Layout(Kind.TRANSLATION, ("session",), (), translation.TranslationRequest),
        ),
    ],
)
def test_layout(value: dict[Any, Any], expected: Layout) -> None:
    assert layout(value) == expected


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("value", [document for document, _ in DOCUMENTS])
def test_a_kind_that_is_given_overrides_the_root(value: dict[Any, Any], kind: Kind) -> None:
    assert layout(value, kind).kind is kind


@pytest.mark.parametrize(
    "value",
    [
        REALTIME,
        {"type": "transcription"},
        {"type": "realtime", "name": "somebody's own wrapper", "owner": "x"},
        {"session": {"type": "realtime"}, "deploy": {"region": "eu"}},
        {"session": {"type": "transcription"}},
        {"session": {}},
        {"session": {"model": "x"}, "expires_after": {"seconds": 60}},
        {"expires_after": {"seconds": 60}},
        {"type": "session.update", "session": {}},
        {"type": "transcription_session.update"},
        {"model": "x", "instructions": "y"},
        {"modalities": ["text"], "voice": "alloy", "temperature": 0.8},
        {"model": "x", "instructions": "y", "mine": 1},
    ],
)
def test_ours(value: object) -> None:
    assert looks_like_session(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "type: realtime",
        [REALTIME],
        {},
        # Applications' own files, with words that sessions use too.
        {"session": {"secret": "x", "cookie": "sid"}, "port": 8080},
        {"session": "redis", "expires_after": 3600, "store": {"host": "x"}},
        {"session": "text"},
        {"session": None},
        {"session": ["a"], "expires_after": 1},
        {"session": {"type": "memory"}, "database": {"url": "x"}},
        {"type": "object", "properties": {"model": {}}},
        {"type": "realtimes"},
        {"type": ["realtime"]},
        {"type": {"realtime": 1}},
        {"model": "x"},
        {"name": "x", "on": {"push": None}, "jobs": {}},
        {True: {"push": None}, "jobs": {}, 5: 6, None: 7},
        {"model": "x", "prompt": "y", "dataset": "z", "epochs": 3},  # half of it is not more than half
        {"services": {"a": {"type": "realtime"}}},
        {"tools": ["a"], "name": "x"},
        {"value": 1, "session": {"ttl": 5}},
    ],
)
def test_not_ours(value: object) -> None:
    assert not looks_like_session(value)


def test_the_fields_of_both_generations() -> None:
    assert {"type", "audio", "instructions", "include", "tracing", "truncation"} <= GA_FIELDS
    assert not GA_FIELDS & BETA_FIELDS
