"""Sound in and sound out: formats, noise reduction, transcription, voices.

Source: the `openai` package's `RealtimeAudioConfigParam`, `RealtimeTranscriptionSessionAudioParam` and
`AudioTranscriptionParam`, and the API reference. That `transcription` and `noise_reduction` take null is
said only in the reference's prose.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct
from rtlint.api.turn_detection import TurnDetection

NoiseReductionType = Literal["near_field", "far_field"]
Delay = Literal["minimal", "low", "medium", "high", "xhigh"]


class AudioPcm(ApiStruct, tag_field="type", tag="audio/pcm"):
    """Raw 16-bit PCM, little-endian, mono."""

    rate: Literal[24000] | UnsetType = UNSET
    """Samples per second, in hertz. 24000 is the only rate; the server misses it when absent."""


class AudioPcmu(ApiStruct, tag_field="type", tag="audio/pcmu"):
    """G.711 mu-law, the telephone format of North America and Japan. Takes no `rate`."""


class AudioPcma(ApiStruct, tag_field="type", tag="audio/pcma"):
    """G.711 A-law, the telephone format of Europe. Takes no `rate`."""


AudioFormat = AudioPcm | AudioPcmu | AudioPcma


class NoiseReduction(ApiStruct):
    """Noise filter applied to the input before turn detection and model hear it."""

    strength: float | UnsetType = UNSET
    """How strongly noise is suppressed; more is stronger. Default 1 when the filter is first switched on.

    Since openai-python 3.46.
    """

    type: NoiseReductionType | UnsetType = UNSET
    """Where the microphone is: `near_field` on the head, `far_field` in a laptop or a meeting room."""


class Transcription(ApiStruct):
    """A written record of the user's speech, made beside the model by another model."""

    delay: Delay | UnsetType = UNSET
    """How long to wait for context before text is emitted: later is more exact.

    For streaming transcription models such as `gpt-realtime-whisper`. Since openai-python 2.36.
    """

    keywords: list[str] | UnsetType = UNSET
    """Words and phrases to expect. For `gpt-transcribe` and `gpt-live-transcribe`. Since openai-python 2.50."""

    language: str | UnsetType = UNSET
    """Language of the speech as an ISO 639-1 code, such as `en`. Makes the result better and faster."""

    languages: list[str] | UnsetType = UNSET
    """Languages that may occur, as ISO 639-1 codes; at least one.

    For `gpt-transcribe` and `gpt-live-transcribe`. Since openai-python 2.50.
    """

    model: str | UnsetType = UNSET
    """The transcription model. The server demands it; no schema says so."""

    prompt: str | UnsetType = UNSET
    """Text that guides the transcript: a keyword list for `whisper-1`, free text for `gpt-4o-transcribe`.

    Refused for `gpt-realtime-whisper`.
    """


class CustomVoice(ApiStruct):
    """A voice of one's own, made from audio samples. Since openai-python 2.28."""

    id: str
    """Identifier of the voice, such as `voice_1234`. Since openai-python 2.28."""


class RealtimeAudioInput(ApiStruct):
    """How the user's audio arrives and what is done with it, in a realtime session."""

    format: AudioFormat | UnsetType = UNSET
    """Encoding of the audio sent to the server. Default `{type: audio/pcm, rate: 24000}`."""

    noise_reduction: NoiseReduction | UnsetType | None = UNSET
    """Noise filter; null switches it off. Default null."""

    transcription: Transcription | UnsetType | None = UNSET
    """Transcript of the user's speech; null switches it off. Default null."""

    turn_detection: TurnDetection | UnsetType | None = UNSET
    """How the end of a turn is found; null leaves it to the client to commit audio and ask for responses.

    Default `{type: server_vad}`.
    """


class RealtimeAudioOutput(ApiStruct):
    """How the model sounds."""

    format: AudioFormat | UnsetType = UNSET
    """Encoding of the audio sent by the server. Default `{type: audio/pcm, rate: 24000}`."""

    speed: float | UnsetType = UNSET
    """Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns."""

    voice: str | CustomVoice | UnsetType = UNSET
    """A built-in voice by its name, or a custom voice by its id. Fixed once the model has spoken. Default `alloy`."""


class RealtimeAudio(ApiStruct):
    """Both directions of sound in a realtime session."""

    input: RealtimeAudioInput | UnsetType = UNSET
    """The user's side."""

    output: RealtimeAudioOutput | UnsetType = UNSET
    """The model's side."""


class TranscriptionAudioInput(ApiStruct):
    """How the audio to be transcribed arrives and what is done with it."""

    format: AudioFormat | UnsetType = UNSET
    """Encoding of the audio sent to the server. Default `{type: audio/pcm, rate: 24000}`."""

    noise_reduction: NoiseReduction | UnsetType | None = UNSET
    """Noise filter; null switches it off. Default null."""

    transcription: Transcription | UnsetType | None = UNSET
    """The model that writes, and its hints; null switches it off. Default null."""

    turn_detection: TurnDetection | UnsetType | None = UNSET
    """How the end of a turn is found; null leaves commits to the client.

    Must be null for `gpt-realtime-whisper`, which knows no turn detection. Default `{type: server_vad}`.
    """


class TranscriptionAudio(ApiStruct):
    """Sound in a transcription session, which has only one direction."""

    input: TranscriptionAudioInput | UnsetType = UNSET
    """The audio to transcribe."""
