"""Who notices that the speaker has finished: the two kinds of voice activity detection.

Source: the `openai` package's `RealtimeAudioInputTurnDetectionParam` and the API reference.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct

Eagerness = Literal["low", "medium", "high", "auto"]


class ServerVad(ApiStruct, tag_field="type", tag="server_vad"):
    """Turn detection by loudness: a turn ends after a stretch of silence."""

    create_response: bool | UnsetType = UNSET
    """Start a model response when the speaker stops. Default true.

    With `interrupt_response` false, nothing starts while the model is still speaking.
    """

    idle_timeout_ms: int | UnsetType | None = UNSET
    """Milliseconds of silence after the model's last audio until it speaks up by itself.

    5000 to 30000; null switches it off. Default null.
    """

    interrupt_response: bool | UnsetType = UNSET
    """Cancel the running response as soon as the user starts to speak. Default true."""

    prefix_padding_ms: int | UnsetType = UNSET
    """Milliseconds of audio kept from before the detected start of speech. Default 300."""

    silence_duration_ms: int | UnsetType = UNSET
    """Milliseconds of silence that end a turn. Default 500; shorter answers faster, and cuts into pauses."""

    threshold: float | UnsetType = UNSET
    """Loudness at which speech is assumed, 0.0 to 1.0. Default 0.5; raise it for noisy rooms."""


class SemanticVad(ApiStruct, tag_field="type", tag="semantic_vad"):
    """Turn detection by meaning: a model judges whether the sentence is complete."""

    create_response: bool | UnsetType = UNSET
    """Start a model response when the speaker stops. Default true."""

    eagerness: Eagerness | UnsetType = UNSET
    """How soon to take the turn: waits at most 8 s (`low`), 4 s (`medium`) or 2 s (`high`).

    Default `auto`, which acts like `medium`.
    """

    interrupt_response: bool | UnsetType = UNSET
    """Cancel the running response as soon as the user starts to speak. Default true."""


TurnDetection = ServerVad | SemanticVad
