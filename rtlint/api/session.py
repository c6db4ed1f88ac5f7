"""The two sessions a client secret can be made for: realtime conversation, and transcription.

Source: the `openai` package's `RealtimeSessionCreateRequestParam` and
`RealtimeTranscriptionSessionCreateRequestParam`, and the API reference.
"""

from typing import Any, Literal

from msgspec import UNSET, UnsetType

from rtlint.api.audio import RealtimeAudio, TranscriptionAudio
from rtlint.api.base import ApiStruct
from rtlint.api.prompt import Prompt
from rtlint.api.tools import Tool, ToolChoice

Modality = Literal["text", "audio"]
Include = Literal["item.input_audio_transcription.logprobs"]
Effort = Literal["minimal", "low", "medium", "high", "xhigh"]


class Tracing(ApiStruct):
    """How the session appears in the Traces Dashboard."""

    group_id: str | UnsetType = UNSET
    """Ties traces together, for filtering and grouping."""

    metadata: dict[str, Any] | UnsetType = UNSET
    """Anything else to filter by, an object."""

    workflow_name: str | UnsetType = UNSET
    """Name of the trace."""


class TokenLimits(ApiStruct):
    """Limits on the conversation that replace the model's own. Since openai-python 2.7."""

    post_instructions: int | UnsetType = UNSET
    """Most tokens allowed after instructions and tool definitions; 0 or more.

    At most the model's context window less its largest output.
    """


class RetentionRatio(ApiStruct):
    """Drop more than needed when the context is full, so that the cache survives more turns.

    Its `type` is a field and no msgspec tag: it is alone in its union, where a missing tag would pass.
    """

    type: Literal["retention_ratio"]
    """Always `retention_ratio`."""

    retention_ratio: float
    """Share of the conversation kept at a truncation, 0.0 to 1.0."""

    token_limits: TokenLimits | UnsetType = UNSET
    """When to truncate; without it when the model's own limit is reached. Since openai-python 2.7."""


Truncation = Literal["auto", "disabled"] | RetentionRatio


class Reasoning(ApiStruct):
    """How models that reason do so, such as `gpt-realtime-2`. Since openai-python 2.36."""

    effort: Effort | UnsetType = UNSET
    """How much to think before speaking. Default `low`."""


class RealtimeSession(ApiStruct, tag_field="type", tag="realtime"):
    """A conversation with a model in speech or text."""

    audio: RealtimeAudio | UnsetType = UNSET
    """Sound in and out."""

    include: list[Include] | UnsetType = UNSET
    """Extra fields in what the server sends, such as the transcript's log probabilities."""

    instructions: str | UnsetType = UNSET
    """System message: what the model shall do and how it shall speak.

    When absent the server fills in its own and shows it in `session.created`.
    """

    max_output_tokens: int | Literal["inf"] | UnsetType = UNSET
    """Most tokens in one response, tool calls included: 1 to 4096, or `inf` for as many as the model can.

    Default `inf`.
    """

    model: str | UnsetType = UNSET
    """The speech model, by name."""

    output_modalities: list[Modality] | UnsetType = UNSET
    """`[audio]` answers in speech with a transcript, `[text]` in text. Never both at once. Default `[audio]`."""

    parallel_tool_calls: bool | UnsetType = UNSET
    """Whether the model may call several tools at a time. Only for models that reason. Since openai-python 2.36."""

    prompt: Prompt | UnsetType | None = UNSET
    """A stored prompt template. Deprecated: stored prompts shut down on 2026-11-30."""

    reasoning: Reasoning | UnsetType = UNSET
    """Only for models that reason. Since openai-python 2.36."""

    tool_choice: ToolChoice | UnsetType = UNSET
    """How the model chooses tools: a mode, or one tool by force. Default `auto`."""

    tools: list[Tool] | UnsetType = UNSET
    """Tools that the model may call."""

    tracing: Literal["auto"] | Tracing | UnsetType | None = UNSET
    """Write a trace of the session; null switches it off. Once on it cannot be changed. Default null."""

    truncation: Truncation | UnsetType = UNSET
    """What happens when the conversation outgrows the context: old messages are dropped, or it fails (`disabled`).

    Default `auto`.
    """


class TranscriptionSession(ApiStruct, tag_field="type", tag="transcription"):
    """A session that only writes down what it hears."""

    audio: TranscriptionAudio | UnsetType = UNSET
    """The sound to transcribe, and by which model."""

    include: list[Include] | UnsetType = UNSET
    """Extra fields in what the server sends, such as the transcript's log probabilities."""


Session = RealtimeSession | TranscriptionSession
