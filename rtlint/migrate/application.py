"""What an application of the Beta has to change beside its files, by what those show.

The names are those of the `openai` package: what its `beta.realtime` sent and took, and what its `realtime` does.
"""

from collections.abc import Iterable, Iterator

import msgspec

from rtlint.rule.case import ABSENT, Case
from rtlint.session.kinds import Kind


class Change(msgspec.Struct, frozen=True):
    """A name of the Beta and today's; `now` is None for what is to be left out. `about` says what it is."""

    about: str
    was: str
    now: str | None = None


_ANSWER = (
    Change("answer", "client_secret.value", "value"),
    Change("answer", "client_secret.expires_at", "expires_at"),
    Change("answer", "the fields of the session at the root", "session"),
)
_CONVERSATION = Change("endpoint", "POST /v1/realtime/sessions", "POST /v1/realtime/client_secrets")
_TRANSCRIPTION = Change("endpoint", "POST /v1/realtime/transcription_sessions", "POST /v1/realtime/client_secrets")
_BODY = Change("body", "the session itself", '{"session": the session}')
_ALL = (
    Change("header", "OpenAI-Beta: realtime=v1"),
    Change("openai package", "client.beta.realtime", "client.realtime"),
    Change("session.update", "a session without type", "a session with type: realtime or transcription"),
)
_UPDATES = (
    Change("event", "transcription_session.update", "session.update"),
    Change("event", "transcription_session.updated", "session.updated"),
)
_SOUND = (
    Change("event", "response.audio.delta", "response.output_audio.delta"),
    Change("event", "response.audio.done", "response.output_audio.done"),
    Change("event", "response.audio_transcript.delta", "response.output_audio_transcript.delta"),
    Change("event", "response.audio_transcript.done", "response.output_audio_transcript.done"),
    Change("content of the assistant's items", "audio", "output_audio"),
)
_WRITING = (
    Change("event", "response.text.delta", "response.output_text.delta"),
    Change("event", "response.text.done", "response.output_text.done"),
    Change("content of the assistant's items", "text", "output_text"),
)
_ITEMS = Change("event", "conversation.item.created", "conversation.item.added, and conversation.item.done at its end")
_RESPONSES = (
    Change("response.create", "modalities", "output_modalities"),
    Change("response.create", "voice", "audio.output.voice"),
    Change("response.create", "output_audio_format", "audio.output.format"),
    Change("response.create", "max_response_output_tokens", "max_output_tokens"),
    Change("response.create", "temperature"),
)
_ORDER = [
    one.about for one in (_CONVERSATION, _BODY, *_ANSWER, *_ALL, *_UPDATES, *_SOUND, *_WRITING, _ITEMS, *_RESPONSES)
]


def application(old: Case, new: Case, *, target: str) -> list[Change]:
    """What the application of one document has to change; `old` is the document as it was, `new` as it is."""
    return list(_changes(old, new, target))


def ordered(changes: Iterable[Change]) -> list[Change]:
    """Changes of several documents in the order in which they are made, each once."""
    return sorted(dict.fromkeys(changes), key=lambda change: _ORDER.index(change.about))


def _changes(old: Case, new: Case, target: str) -> Iterator[Change]:
    updates = str(old.get(("type",))).startswith("transcription_session.")
    transcribes = updates or new.get((*new.layout.session, "type")) == "transcription"
    if old.layout.kind is not Kind.EVENT:
        if target == "openai":  # others have addresses of their own
            yield _TRANSCRIPTION if transcribes else _CONVERSATION
        if not new.layout.session:
            yield _BODY
        yield from _ANSWER
    yield from _ALL
    yield from _UPDATES if transcribes else _WRITING if _writes(old) else _SOUND
    yield _ITEMS
    if not transcribes:
        yield from _RESPONSES


def _writes(old: Case) -> bool:
    """Whether answers were text alone."""
    names = ("modalities", "output_modalities")
    told = [value for name in names if (value := old.get((*old.layout.session, name))) is not ABSENT]
    return bool(told) and told[0] == ["text"]
