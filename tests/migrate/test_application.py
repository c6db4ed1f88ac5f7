"""Every name of the application's list is one that the `openai` package sent for the Beta, or sends today."""

import inspect
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openai.resources.beta.realtime import realtime as beta_connection
from openai.resources.beta.realtime import sessions, transcription_sessions
from openai.resources.realtime import client_secrets
from openai.resources.realtime import realtime as connection
from openai.types.beta import realtime as beta
from openai.types.beta.realtime import transcription_session, transcription_session_updated_event
from openai.types.realtime import (
    client_secret_create_response,
    realtime_client_event,
    realtime_conversation_item_assistant_message,
    realtime_response_create_audio_output,
    realtime_response_create_params,
    realtime_server_event,
)

from rtlint.lint import Linter
from rtlint.migrate.application import Change, application, ordered
from rtlint.rule.case import Case
from rtlint.text.source import Source

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guides" / "migrating-from-beta.md"
HEADER = "OpenAI-Beta: realtime=v1"


def types(union: Any) -> Iterator[str]:
    """The names of the events of a union."""
    for member in typing.get_args(union):
        if hasattr(member, "model_fields"):
            yield from typing.get_args(member.model_fields["type"].annotation)
        else:
            yield from types(member)


BETA_EVENTS = {
    *types(beta.realtime_server_event.RealtimeServerEvent),
    *types(beta.realtime_client_event.RealtimeClientEvent),
    *typing.get_args(
        transcription_session_updated_event.TranscriptionSessionUpdatedEvent.model_fields["type"].annotation
    ),
}
EVENTS = {*types(realtime_server_event.RealtimeServerEvent), *types(realtime_client_event.RealtimeClientEvent)}


def case(linter: Linter, text: str) -> Case:
    return linter.cases(Source("a.yaml", text))[0]


@pytest.fixture
def everything(linter: Linter) -> list[Change]:
    """What documents of all sorts make an application change."""
    after = {"realtime": case(linter, "type: realtime"), "transcription": case(linter, "type: transcription")}
    before = [case(linter, text) for text in ("voice: marin", "modalities: [text]")]
    pairs = [(one, other) for one in before for other in after.values()]
    return ordered(change for pair in pairs for change in application(*pair, target="openai"))


def named(changes: list[Change], about: str) -> list[tuple[str, str | None]]:
    return [(change.was, change.now) for change in changes if change.about == about]


def test_events_are_named_as_in_the_package(everything: list[Change]) -> None:
    events = named(everything, "event")
    news = {name for _was, now in events for name in str(now).replace(",", "").split() if "." in name}
    assert len(events) == 9
    assert {was for was, _now in events} <= BETA_EVENTS
    assert news <= EVENTS
    # Beside what was renamed, no event of the Beta has gone; the package goes on to know one that is sent no more.
    assert {was for was, _now in events} - {"conversation.item.created"} == BETA_EVENTS - EVENTS


def test_endpoints_and_header_are_those_of_the_package(everything: list[Change]) -> None:
    def asks(module: Any, endpoint: str) -> bool:
        return f'"{endpoint.removeprefix("POST /v1")}"' in inspect.getsource(module)

    old, new = zip(*named(everything, "endpoint"), strict=True)
    assert asks(sessions, old[0])
    assert asks(transcription_sessions, old[1])
    assert all(asks(client_secrets, endpoint) for endpoint in new)
    name, value = HEADER.split(": ")
    assert named(everything, "header") == [(HEADER, None)]
    assert f'{{"{name}": "{value}"}}' in inspect.getsource(beta_connection)
    assert name not in inspect.getsource(connection)


def test_answers_and_items_have_the_fields_of_the_package(everything: list[Change]) -> None:
    answer = client_secret_create_response.ClientSecretCreateResponse.model_fields
    secret = beta.session_create_response.ClientSecret.model_fields
    assert {now for _was, now in named(everything, "answer")} == set(answer)
    assert {f"client_secret.{name}" for name in secret} < {was for was, _now in named(everything, "answer")}
    assert set(transcription_session.ClientSecret.model_fields) == set(secret)
    content = realtime_conversation_item_assistant_message.Content.model_fields["type"].annotation
    items = named(everything, "content of the assistant's items")
    assert {now for _was, now in items} == set(typing.get_args(typing.get_args(content)[0]))
    older = typing.get_args(beta.conversation_item_content.ConversationItemContent.model_fields["type"].annotation)
    assert {was for was, _now in items} < set(typing.get_args(older[0]))


def test_responses_have_the_fields_of_the_package(everything: list[Change]) -> None:
    old = beta.response_create_event.Response.model_fields
    new = realtime_response_create_params.RealtimeResponseCreateParams.model_fields
    output = realtime_response_create_audio_output.Output.model_fields
    changes = named(everything, "response.create")
    assert {was for was, _now in changes} == set(old) - set(new)
    assert {str(now) for _was, now in changes if now} < {*new, *(f"audio.output.{name}" for name in output)}


def test_only_what_the_document_shows_is_told(linter: Linter) -> None:
    def abouts(old: str, new: str, target: str = "openai") -> list[str]:
        changes = application(case(linter, old), case(linter, new), target=target)
        return list(dict.fromkeys(change.about for change in changes))

    talks = ["header", "openai package", "session.update", "event", "content of the assistant's items"]
    event = "type: session.update\nsession: {voice: marin}"
    assert abouts(event, event) == [*talks, "response.create"]
    assert abouts("voice: marin", "session: {type: realtime}") == ["endpoint", "answer", *talks, "response.create"]
    assert abouts("voice: marin", "type: realtime", "azure") == ["body", "answer", *talks, "response.create"]
    flat = "input_audio_format: pcm16"
    assert abouts(flat, "type: transcription") == ["endpoint", "body", "answer", *talks[:4]]


@pytest.mark.parametrize(
    ("written", "renamed"),
    [
        ("modalities: [text]", "response.text.delta"),
        ("modalities: [text, audio]", "response.audio.delta"),
        ("output_modalities: [text]", "response.text.delta"),
        ("voice: marin", "response.audio.delta"),
    ],
)
def test_events_of_answers_follow_the_modalities(linter: Linter, written: str, renamed: str) -> None:
    changes = application(case(linter, written), case(linter, "type: realtime"), target="openai")
    assert named(changes, "event")[0][0] == renamed


def test_the_guide_names_every_change(everything: list[Change]) -> None:
    guide = GUIDE.read_text()
    spoken = {"the session itself", "the fields of the session at the root", "a session without type"}
    names = {change.was for change in everything} - spoken
    news = {word for change in everything if change.now for word in change.now.replace(",", "").split() if "." in word}
    assert {name for name in names | news if f"`{name}`" not in guide} == set()
