"""The body of `POST /v1/realtime/translations/client_secrets`.

Source: the `openai` package's `translations.ClientSecretCreateParams`,
`RealtimeTranslationSessionCreateRequestParam`, and the API reference.
"""

from msgspec import UNSET, UnsetType

from rtlint.api.audio import NoiseReductionType
from rtlint.api.base import ApiStruct
from rtlint.api.request import ExpiresAfter


class TranslationNoiseReduction(ApiStruct):
    """Noise filter applied to the speech before it is translated."""

    type: NoiseReductionType
    """Where the microphone is: `near_field` on the head, `far_field` in a laptop or a meeting room."""

    strength: float | UnsetType = UNSET
    """How strongly noise is suppressed; more is stronger. Default 1 when the filter is first switched on.

    Since openai-python 3.46.
    """


class TranslationTranscription(ApiStruct):
    """A transcript of the original speech, made beside the translation."""

    model: str
    """The transcription model."""


class TranslationAudioInput(ApiStruct):
    """The speech to translate."""

    noise_reduction: TranslationNoiseReduction | UnsetType | None = UNSET
    """Noise filter; null switches it off. Default null."""

    transcription: TranslationTranscription | UnsetType | None = UNSET
    """Transcript in the original language; null switches it off. Default null."""


class TranslationAudioOutput(ApiStruct):
    """The translated speech."""

    language: str | UnsetType = UNSET
    """Language to translate into, for sound and transcript."""


class TranslationAudio(ApiStruct):
    """Both directions of sound in a translation session."""

    input: TranslationAudioInput | UnsetType = UNSET
    """The speaker's side."""

    output: TranslationAudioOutput | UnsetType = UNSET
    """The listener's side."""


class TranslationSession(ApiStruct):
    """A session that speaks the input in another language, without pause. Carries no `type`.

    Since openai-python 3.23.
    """

    model: str
    """The translation model."""

    audio: TranslationAudio | UnsetType = UNSET
    """Sound in and out, and the language."""


class TranslationRequest(ApiStruct):
    """A request for a short-lived key that opens a translation session. Since openai-python 3.23."""

    session: TranslationSession
    """The session's settings. Required here, unlike in `ClientSecretRequest`."""

    expires_after: ExpiresAfter | UnsetType = UNSET
    """Lifetime of the key."""
