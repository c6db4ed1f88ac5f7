"""What is sent of a document of each kind, and where to."""

import pytest

from rtlint.submit.order import REALTIME, TRANSLATIONS, Order, Unsendable
from tests import asking

SESSION = {"type": "realtime"}
SPOKEN = {"model": "gpt-realtime-translate", "audio": {"output": {"language": "es"}}}


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("session: {type: realtime}", Order(REALTIME, {"session": SESSION})),
        (
            "expires_after: {anchor: created_at, seconds: 60}\nsession: {type: realtime}",
            Order(REALTIME, {"expires_after": {"anchor": "created_at", "seconds": 60}, "session": SESSION}),
        ),
        ("type: realtime", Order(REALTIME, {"session": SESSION}, ("session",))),
        ("type: transcription", Order(REALTIME, {"session": {"type": "transcription"}}, ("session",))),
        (
            "{type: session.update, session: {type: realtime}}",
            Order(REALTIME, {"session": SESSION}, ("session",), ("session",)),
        ),
        (
            "{type: session.update, session: {model: gpt-realtime-translate, audio: {output: {language: es}}}}",
            Order(TRANSLATIONS, {"session": SPOKEN}, ("session",), ("session",)),
        ),
        (
            "{model: gpt-realtime-translate, audio: {output: {language: es}}}",
            Order(TRANSLATIONS, {"session": SPOKEN}, ("session",)),
        ),
        (
            "session: {model: gpt-realtime-translate, audio: {output: {language: es}}}",
            Order(TRANSLATIONS, {"session": SPOKEN}),
        ),
    ],
)
def test_orders(text: str, order: Order) -> None:
    assert asking.job(text).order == order


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1]", "it holds no session"),
        ("", "it holds no session"),
        ("session: 1", "it holds no session"),
        ("{type: session.update, event_id: e, audio: {output: {voice: marin}}}", "it holds no session"),
        ("{type: session.update, session: 1}", "it holds no session"),
        ("a: [", "it cannot be read"),
        ("{value: ek_1, expires_at: 1, session: {type: realtime}}", "it is an answer of the API, and not a request"),
        ("{type: session.created, session: {type: realtime}}", "it is an answer of the API, and not a request"),
        ("{type: realtime, tools: [{parameters: {x: .nan}}]}", "it holds what JSON has no word for"),
    ],
)
def test_documents_that_are_no_request(text: str, words: str) -> None:
    with pytest.raises(Unsendable) as raised:
        asking.job(text)
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("text", "path", "at"),
    [
        ("session: {type: realtime}", ("session", "type"), ("session", "type")),
        ("type: realtime", ("session", "type"), ("type",)),
        ("type: realtime", ("expires_after",), ()),
        ("{type: session.update, session: {type: realtime}}", ("session", "type"), ("session", "type")),
    ],
)
def test_a_field_of_the_body_is_found_in_the_document(text: str, path: tuple[str], at: tuple[str]) -> None:
    assert asking.job(text).order.in_document(path) == at
