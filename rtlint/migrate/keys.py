"""The session of the Beta, key by key: where each went, and what is to be said of it."""

HOMES = {
    "modalities": "output_modalities",
    "voice": "audio.output.voice",
    "speed": "audio.output.speed",
    "input_audio_format": "audio.input.format",
    "output_audio_format": "audio.output.format",
    "input_audio_transcription": "audio.input.transcription",
    "input_audio_noise_reduction": "audio.input.noise_reduction",
    "turn_detection": "audio.input.turn_detection",
    "max_response_output_tokens": "max_output_tokens",
}
"""Paths in a session: that of the Beta, and today's."""

_OF_ANSWERS = "the API writes it into answers, and no request takes it"

GONE = {
    "temperature": "nothing takes its place: say in instructions how lively or how strict answers are to be",
    "client_secret.value": _OF_ANSWERS,
    "client_secret.expires_at": _OF_ANSWERS,
    "id": _OF_ANSWERS,
    "object": _OF_ANSWERS,
    "expires_at": _OF_ANSWERS,
}
"""Keys that have no place any more, and why."""

AUDIO_ALONE = "the transcript comes along with the audio"
NO_TURNS = "null switches turn detection off"
SWITCHED_ON = "transcription is on while its mapping stands there"
SWITCHED_OFF = "it was off, and is on now: put null in place of the mapping if you want none"
TYPE = "every session says what it is; look whether this one does"
BESIDE = "it stands beside the session"
WRAPPED = "a request holds the session, and expires_after beside it"
NO_EVENT = "there is no such event any more; what is left is what session.update takes"
REASONS = (
    "it reasons before it speaks and follows instructions more literally; it takes reasoning and parallel_tool_calls"
)
