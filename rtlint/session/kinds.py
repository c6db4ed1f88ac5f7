"""Which kind of document a value is, and what looks enough like a session to be linted unasked."""

from typing import Any

import msgspec

from rtlint.api import request, session
from rtlint.session import kind
from rtlint.text.nearest import misspelt
from rtlint.text.spot import Path

Kind = kind.Kind


class Layout(msgspec.Struct, frozen=True):
    """How a document of a kind is read: where its session stands, and the type of what stands at `typed`."""

    kind: Kind
    session: Path
    typed: Path
    type: Any


ANY_SESSION = session.RealtimeSession | session.TranscriptionSession

GA_FIELDS = frozenset(
    {"type", *session.RealtimeSession.__struct_fields__, *session.TranscriptionSession.__struct_fields__}
)
BETA_FIELDS = frozenset(
    {
        "modalities", "voice", "speed", "input_audio_format", "output_audio_format", "input_audio_transcription",
        "input_audio_noise_reduction", "turn_detection", "max_response_output_tokens", "temperature",
        "client_secret",
    }
)  # fmt: skip  # a table
EVENT_KEYS = ("type", "event_id", "session")
ANSWER_KEYS = frozenset({"value", "expires_at"})
_EVENTS = (
    "session.", "transcription_session.", "response.", "conversation.", "input_audio_buffer.", "output_audio_buffer.",
)  # fmt: skip  # a table
_ANSWERED = (".created", ".updated")
SESSION_TYPES = ("realtime", "transcription")


def layout(value: dict[Any, Any], kind: Kind | None = None) -> Layout:
    """The layout of a document; `kind` overrides what its root says."""
    kind = kind or detect(value)
    nested = isinstance(value.get("session"), dict)
    if kind is Kind.SESSION:
        return Layout(kind, (), (), ANY_SESSION)
    if kind is Kind.EVENT:
        flat = "session" not in value and str(value.get("type")).endswith("session.update")
        path: Path = () if flat else ("session",)
        return Layout(kind, path, path, ANY_SESSION)
    if kind is Kind.RESPONSE:
        return _answer(value)
    if kind is Kind.TRANSLATION and _is_event(value):
        return Layout(kind, ("session",), ("session", "audio"), _translation().TranslationAudio)
    if kind is Kind.TRANSLATION:
        whole = nested or "expires_after" in value
        type_ = _translation().TranslationRequest if whole else _translation().TranslationSession
        return Layout(kind, ("session",) if whole else (), (), type_)
    return Layout(kind, ("session",), (), request.ClientSecretRequest)


def detect(value: dict[Any, Any]) -> Kind:
    """The kind that the root of a document tells."""
    inner = value.get("session")
    answered = _is_event(value) and str(value.get("type")).endswith(_ANSWERED)
    if answered or ("value" in value and "session" in value):
        return Kind.RESPONSE
    if _translates(inner if isinstance(inner, dict) else value):
        return Kind.TRANSLATION
    if _is_event(value):
        return Kind.EVENT
    beside = "expires_after" in value and value.get("type") not in SESSION_TYPES
    wrapped = beside or "session" in value or value.keys() <= ANSWER_KEYS or _misspells_session(value)
    return Kind.REQUEST if wrapped else Kind.SESSION


def looks_like_session(value: object) -> bool:
    """Whether a document in a walked folder is one of ours rather than some application's own file."""
    if not isinstance(value, dict) or not value:
        return False
    inner = value.get("session")
    if any(isinstance(part, dict) and part.get("type") in SESSION_TYPES for part in (value, inner)):
        return True
    if set(value) <= {"session", "expires_after"}:
        return isinstance(inner, dict) or "session" not in value
    if _is_event(value):
        return True
    known = sum(key in GA_FIELDS or key in BETA_FIELDS for key in value)
    return known >= 2 and known * 2 > len(value)


def _misspells_session(value: dict[Any, Any]) -> bool:
    """Whether no key is a session's, and one with a mapping below is nearly called `session`."""
    nearly = misspelt("session", (key for key, inner in value.items() if isinstance(inner, dict)))
    return nearly and not any(key in GA_FIELDS or key in BETA_FIELDS for key in value)


def _is_event(value: dict[Any, Any]) -> bool:
    type_ = value.get("type")
    named = isinstance(type_, str) and type_.startswith(_EVENTS)
    return named or ("event_id" in value and "session" in value)


def _translates(value: dict[Any, Any]) -> bool:
    audio = value.get("audio")
    output = audio.get("output") if isinstance(audio, dict) else None
    return isinstance(output, dict) and "language" in output


def _translation() -> Any:
    from rtlint.api import translation  # as in _answer

    return translation


def _answer(value: dict[Any, Any]) -> Layout:
    """The layout of what the API answered: the body of a response, or a server event with a session."""
    from rtlint.api import response  # as many structs as all requests have, for documents that are rarely linted

    if _is_event(value):
        type_: Any = response.RealtimeSessionResponse | response.TranscriptionSessionResponse
        return Layout(Kind.RESPONSE, ("session",), ("session",), type_)
    inner = value.get("session")
    translated = isinstance(inner, dict) and inner.get("type") == "translation"
    type_ = response.TranslationResponse if translated else response.ClientSecretResponse
    return Layout(Kind.RESPONSE, ("session",), (), type_)
