"""Sound as the server describes it in an answer: what was asked for, with defaults filled in and nulls.

Every optional field may be null here, unlike in requests. Objects without such fields are those of `audio`.
Source: the `openai` package's `RealtimeSessionCreateResponse`, `RealtimeTranscriptionSessionCreateResponse`,
`RealtimeTranslationSession`, and the API reference.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from rtlint.api.audio import AudioPcma, AudioPcmu, Delay, NoiseReductionType
from rtlint.api.base import ApiStruct
from rtlint.api.translation import TranslationTranscription
from rtlint.api.turn_detection import Eagerness


class AudioPcmResponse(ApiStruct, tag_field="type", tag="audio/pcm"):
    """Raw 16-bit PCM, as answered."""

    rate: Literal[24000] | UnsetType | None = UNSET
    """Samples per second, in hertz: 24000."""


AudioFormatResponse = AudioPcmResponse | AudioPcmu | AudioPcma


class NoiseReductionResponse(ApiStruct):
    """The noise filter in force."""

    strength: float | UnsetType | None = UNSET
    """How strongly noise is suppressed; more is stronger."""

    type: NoiseReductionType | UnsetType | None = UNSET
    """The kind of microphone it is tuned for."""


class TranscriptionResponse(ApiStruct):
    """The transcription in force."""

    delay: Delay | UnsetType | None = UNSET
    """How long the model waits before it emits text."""

    keywords: list[str] | UnsetType | None = UNSET
    """Words and phrases to expect."""

    language: str | UnsetType | None = UNSET
    """Language of the speech, ISO 639-1."""

    languages: list[str] | UnsetType | None = UNSET
    """Languages that may occur, ISO 639-1."""

    model: str | UnsetType | None = UNSET
    """The transcription model."""

    prompt: str | UnsetType | None = UNSET
    """Text that guides the transcript; empty where none was given."""


class ServerVadResponse(ApiStruct, tag_field="type", tag="server_vad"):
    """Turn detection by loudness, as answered."""

    create_response: bool | UnsetType | None = UNSET
    """Whether a response starts when the speaker stops."""

    idle_timeout_ms: int | UnsetType | None = UNSET
    """Milliseconds of silence until the model speaks up by itself; null is never."""

    interrupt_response: bool | UnsetType | None = UNSET
    """Whether the user's speech cancels a running response."""

    prefix_padding_ms: int | UnsetType | None = UNSET
    """Milliseconds of audio kept from before the start of speech."""

    silence_duration_ms: int | UnsetType | None = UNSET
    """Milliseconds of silence that end a turn."""

    threshold: float | UnsetType | None = UNSET
    """Loudness at which speech is assumed, 0.0 to 1.0."""


class SemanticVadResponse(ApiStruct, tag_field="type", tag="semantic_vad"):
    """Turn detection by meaning, as answered."""

    create_response: bool | UnsetType | None = UNSET
    """Whether a response starts when the speaker stops."""

    eagerness: Eagerness | UnsetType | None = UNSET
    """How soon the model takes the turn."""

    interrupt_response: bool | UnsetType | None = UNSET
    """Whether the user's speech cancels a running response."""


class RealtimeAudioInputResponse(ApiStruct):
    """The user's audio in a realtime session."""

    format: AudioFormatResponse | UnsetType | None = UNSET
    """Encoding of the audio that the server expects."""

    noise_reduction: NoiseReductionResponse | UnsetType | None = UNSET
    """Noise filter; null is off."""

    transcription: TranscriptionResponse | UnsetType | None = UNSET
    """Transcript of the user's speech; null is off."""

    turn_detection: ServerVadResponse | SemanticVadResponse | UnsetType | None = UNSET
    """How the end of a turn is found; null is by the client."""


class RealtimeAudioOutputResponse(ApiStruct):
    """The model's audio in a realtime session."""

    format: AudioFormatResponse | UnsetType | None = UNSET
    """Encoding of the audio that the server sends."""

    speed: float | UnsetType | None = UNSET
    """Pace of speech as a multiple, 0.25 to 1.5."""

    voice: str | UnsetType | None = UNSET
    """The voice: a string here, where a request may also hold an object."""


class RealtimeAudioResponse(ApiStruct):
    """Both directions of sound in a realtime session."""

    input: RealtimeAudioInputResponse | UnsetType | None = UNSET
    """The user's side."""

    output: RealtimeAudioOutputResponse | UnsetType | None = UNSET
    """The model's side."""


class TranscriptionTurnDetection(ApiStruct):
    """Turn detection in the answer for a transcription session: an older shape that knows only loudness."""

    prefix_padding_ms: int | UnsetType | None = UNSET
    """Milliseconds of audio kept from before the start of speech. Default 300."""

    silence_duration_ms: int | UnsetType | None = UNSET
    """Milliseconds of silence that end a turn. Default 500."""

    threshold: float | UnsetType | None = UNSET
    """Loudness at which speech is assumed, 0.0 to 1.0. Default 0.5."""

    type: str | UnsetType | None = UNSET
    """Kind of detection: an open string, with `server_vad` its only known value."""


class TranscriptionAudioInputResponse(ApiStruct):
    """The audio in a transcription session."""

    format: AudioFormatResponse | UnsetType | None = UNSET
    """Encoding of the audio that the server expects."""

    noise_reduction: NoiseReductionResponse | UnsetType | None = UNSET
    """Noise filter; null is off."""

    transcription: TranscriptionResponse | UnsetType | None = UNSET
    """The model that writes, and its hints."""

    turn_detection: TranscriptionTurnDetection | UnsetType | None = UNSET
    """How the end of a turn is found; null is by the client."""


class TranscriptionAudioResponse(ApiStruct):
    """Sound in a transcription session."""

    input: TranscriptionAudioInputResponse | UnsetType | None = UNSET
    """The audio to transcribe."""


class TranslationNoiseReductionResponse(ApiStruct):
    """The noise filter in force in a translation session."""

    type: NoiseReductionType
    """The kind of microphone it is tuned for."""

    strength: float | UnsetType | None = UNSET
    """How strongly noise is suppressed; more is stronger."""


class TranslationAudioInputResponse(ApiStruct):
    """The speech that is translated."""

    noise_reduction: TranslationNoiseReductionResponse | UnsetType | None = UNSET
    """Noise filter; null is off."""

    transcription: TranslationTranscription | UnsetType | None = UNSET
    """Transcript in the original language; null is off."""


class TranslationAudioOutputResponse(ApiStruct):
    """The translated speech."""

    language: str | UnsetType | None = UNSET
    """Language translated into."""


class TranslationAudioResponse(ApiStruct):
    """Both directions of sound in a translation session."""

    input: TranslationAudioInputResponse | UnsetType | None = UNSET
    """The speaker's side."""

    output: TranslationAudioOutputResponse | UnsetType | None = UNSET
    """The listener's side."""
