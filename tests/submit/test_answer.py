"""What came back as structs; what is new to them is told, and the secret is there all the same."""

from typing import Any

import msgspec
import pytest

from rtlint.api.response import ClientSecretResponse, TranslationResponse
from rtlint.submit.answer import Answer, read
from rtlint.submit.order import REALTIME, TRANSLATIONS

SESSION = {"id": "sess_1", "object": "realtime.session", "type": "realtime", "model": "gpt-realtime-2.1"}
TRANSLATION = {
    "id": "sess_1",
    "type": "translation",
    "model": "gpt-realtime-translate",
    "expires_at": 5,
    "audio": {"output": {"language": "es"}},
}


def answered(session: dict[str, Any], endpoint: str = REALTIME, **more: Any) -> Answer:
    return read(msgspec.json.encode({"value": "ek_1", "expires_at": 5, "session": session, **more}), endpoint)


def test_an_answer_is_decoded() -> None:
    whole = {"value": "ek_1", "expires_at": 5, "session": SESSION}
    made = answered(SESSION)
    assert made == Answer("ek_1", 5, SESSION, msgspec.convert(whole, ClientSecretResponse))
    assert (made.id, made.model) == ("sess_1", "gpt-realtime-2.1")


def test_the_answer_of_a_translation_is_decoded() -> None:
    whole = {"value": "ek_1", "expires_at": 5, "session": TRANSLATION}
    assert answered(TRANSLATION, TRANSLATIONS) == Answer(
        "ek_1", 5, TRANSLATION, msgspec.convert(whole, TranslationResponse)
    )


def test_new_fields_are_told_and_the_rest_is_decoded() -> None:
    session = {**SESSION, "mood": "kind", "audio": {"output": {"echo": True}}}
    made = answered(session, made_by="x")
    assert made.remarks == (
        "session.mood is new to rtlint",
        "session.audio.output.echo is new to rtlint",
        "made_by is new to rtlint",
    )
    known = {"value": "ek_1", "expires_at": 5, "session": {**SESSION, "audio": {"output": {}}}}
    assert made == Answer("ek_1", 5, session, msgspec.convert(known, ClientSecretResponse), made.remarks)


@pytest.mark.parametrize(
    ("session", "remarks"),
    [
        ({}, ("session.type is not what the API documents",)),
        ({"type": "song"}, ("session.type is not what the API documents",)),
        ({**SESSION, "audio": []}, ("session.audio is not what the API documents",)),
        ({**SESSION, "id": 7}, ("session.id is not what the API documents",)),
    ],
)
def test_a_session_of_another_shape_is_told_and_the_secret_is_kept(session: Any, remarks: tuple[str, ...]) -> None:
    assert answered(session) == Answer("ek_1", 5, session, None, remarks)
