"""The body of `POST /v1/realtime/client_secrets`.

Source: the `openai` package's `ClientSecretCreateParams` and the API reference.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct
from rtlint.api.session import Session


class ExpiresAfter(ApiStruct):
    """How long a client secret can open sessions. A session once open may outlive it."""

    anchor: Literal["created_at"] | UnsetType = UNSET
    """The moment from which time is counted; there is no other. Default `created_at`."""

    seconds: int | UnsetType = UNSET
    """Seconds from the anchor, 10 to 7200. Default 600."""


class ClientSecretRequest(ApiStruct):
    """A request for a short-lived key, and the session that it opens."""

    expires_after: ExpiresAfter | UnsetType = UNSET
    """Lifetime of the key."""

    session: Session | UnsetType = UNSET
    """The session's settings; a default that the client may still override when it connects."""
