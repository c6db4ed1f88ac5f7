"""What the server answers to a request for a client secret, as somebody may have captured it.

Every optional field may be null here. Source: the `openai` package's `ClientSecretCreateResponse`,
`RealtimeTranslationClientSecretCreateResponse`, the API reference, and for `client_secret` inside a session
the package's earlier releases.
"""

from typing import Any, Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct
from rtlint.api.response_audio import (
    RealtimeAudioResponse,
    TranscriptionAudioResponse,
    TranslationAudioResponse,
)
from rtlint.api.response_tools import PromptResponse, ToolResponse
from rtlint.api.session import Effort, Include, Modality
from rtlint.api.tools import ToolChoice


class TracingResponse(ApiStruct):
    """How the session appears in the Traces Dashboard."""

    group_id: str | UnsetType | None = UNSET
    """Ties traces together."""

    metadata: dict[str, Any] | UnsetType | None = UNSET
    """Anything else to filter by, an object."""

    workflow_name: str | UnsetType | None = UNSET
    """Name of the trace."""


class TokenLimitsResponse(ApiStruct):
    """Limits on the conversation."""

    post_instructions: int | UnsetType | None = UNSET
    """Most tokens allowed after instructions and tool definitions."""


class RetentionRatioResponse(ApiStruct):
    """Truncation that drops more than needed."""

    type: Literal["retention_ratio"]
    """Always `retention_ratio`."""

    retention_ratio: float
    """Share of the conversation kept, 0.0 to 1.0."""

    token_limits: TokenLimitsResponse | UnsetType | None = UNSET
    """When to truncate."""


class ReasoningResponse(ApiStruct):
    """How the model reasons."""

    effort: Effort | UnsetType | None = UNSET
    """How much it thinks before speaking."""


class SessionClientSecret(ApiStruct):
    """The key as earlier releases gave it, inside the session."""

    expires_at: int
    """End of the key's life, in seconds since the Unix epoch."""

    value: str
    """The key itself: a secret."""


class RealtimeSessionResponse(ApiStruct, tag_field="type", tag="realtime"):
    """A realtime session as the server made it."""

    id: str | UnsetType | None = UNSET
    """Id of the session, such as `sess_1234`. Earlier releases had none, so it is not required."""

    object: Literal["realtime.session"] | UnsetType | None = UNSET
    """Always `realtime.session`. Earlier releases had none, so it is not required."""

    audio: RealtimeAudioResponse | UnsetType | None = UNSET
    """Sound in and out."""

    client_secret: SessionClientSecret | UnsetType | None = UNSET
    """The key, in earlier releases; now it is `value` beside the session."""

    expires_at: int | UnsetType | None = UNSET
    """End of the session, in seconds since the Unix epoch."""

    include: list[Include] | UnsetType | None = UNSET
    """Extra fields in what the server sends."""

    instructions: str | UnsetType | None = UNSET
    """System message; the server's own where the request had none."""

    max_output_tokens: int | Literal["inf"] | UnsetType | None = UNSET
    """Most tokens in one response, or `inf`."""

    model: str | UnsetType | None = UNSET
    """The model, often by its dated name."""

    output_modalities: list[Modality] | UnsetType | None = UNSET
    """Whether the model answers in speech or in text."""

    prompt: PromptResponse | UnsetType | None = UNSET
    """The stored prompt in use."""

    reasoning: ReasoningResponse | UnsetType | None = UNSET
    """How the model reasons."""

    tool_choice: ToolChoice | UnsetType | None = UNSET
    """How the model chooses tools."""

    tools: list[ToolResponse] | UnsetType | None = UNSET
    """Tools that the model may call."""

    tracing: Literal["auto"] | TracingResponse | UnsetType | None = UNSET
    """The trace being written; null is none."""

    truncation: Literal["auto", "disabled"] | RetentionRatioResponse | UnsetType | None = UNSET
    """What happens when the conversation outgrows the context."""


class TranscriptionSessionResponse(ApiStruct, tag_field="type", tag="transcription"):
    """A transcription session as the server made it."""

    id: str
    """Id of the session, such as `sess_1234`."""

    object: str
    """`realtime.transcription_session`; typed as an open string."""

    audio: TranscriptionAudioResponse | UnsetType | None = UNSET
    """The sound to transcribe, and by which model."""

    expires_at: int | UnsetType | None = UNSET
    """End of the session, in seconds since the Unix epoch."""

    include: list[Include] | UnsetType | None = UNSET
    """Extra fields in what the server sends."""


class ClientSecretResponse(ApiStruct):
    """A short-lived key, and the session that it opens."""

    expires_at: int
    """End of the key's life, in seconds since the Unix epoch."""

    session: RealtimeSessionResponse | TranscriptionSessionResponse
    """The session as the server made it."""

    value: str
    """The key itself: a secret."""


class TranslationSessionResponse(ApiStruct):
    """A translation session as the server made it.

    Its `type` is a field and no msgspec tag: there is no other variant, and a missing tag would pass.
    """

    type: Literal["translation"]
    """Always `translation`; the request has no such key."""

    id: str
    """Id of the session, such as `sess_1234`."""

    audio: TranslationAudioResponse
    """Sound in and out, and the language."""

    expires_at: int
    """End of the session, in seconds since the Unix epoch."""

    model: str
    """The translation model."""


class TranslationResponse(ApiStruct):
    """A short-lived key for a translation session."""

    expires_at: int
    """End of the key's life, in seconds since the Unix epoch."""

    session: TranslationSessionResponse
    """The session as the server made it."""

    value: str
    """The key itself: a secret."""
