"""The kinds of documents by name: apart from how they are told, for who loads no structs of the API."""

import enum


class Kind(enum.Enum):
    """The kinds of documents, told apart by their root."""

    REQUEST = "request"
    """The body of `POST /v1/realtime/client_secrets`."""

    SESSION = "session"
    """What stands under `session` there."""

    EVENT = "event"
    """A WebSocket event, such as `session.update`."""

    RESPONSE = "response"
    """A captured answer of the API: `value`, `expires_at` and `session`, or an event such as `session.created`."""

    TRANSLATION = "translation"
    """A body, or its session, of `POST /v1/realtime/translations/client_secrets`."""
