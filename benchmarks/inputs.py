"""The files that all tools read: made, so that nobody needs ours, and the same ones on every machine.

Every clean session is without a finding of rtlint, of the schema and of yamllint; each faulty one has `FAULTS` faults
that a JSON Schema can see too.
"""

from pathlib import Path

FAULTS = 10
GROWTH = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
"""Sizes in bytes of the sessions that tell how time grows."""

VOICES = ("alloy", "ash", "coral", "echo", "marin", "sage")
TURNS = (
    "{type: semantic_vad, eagerness: low}",
    "{type: server_vad, threshold: 0.6, prefix_padding_ms: 250, silence_duration_ms: 450}",
)

SESSION = """\
# Desk {number} of the ferry line: bookings by telephone.
expires_after: {{anchor: created_at, seconds: {seconds}}}

session:
  type: realtime
  model: gpt-realtime-2.1
  output_modalities: [audio]
  max_output_tokens: {tokens}
  instructions: |
    # Role
    You answer the telephone at desk {number} of a ferry line.

    # Manner
    - Friendly and brief: one or two sentences, then wait.
    - Read times and names back before you book.

    # Limits
    - Only crossings, prices and luggage. For anything else, offer a colleague.
  audio:
    input:
      format: {{type: audio/pcm, rate: 24000}}
      noise_reduction: {{type: near_field}}
      transcription:
        model: gpt-transcribe
        languages: [en, de]
        prompt: Names of harbours and ships
      turn_detection: {turn}
    output:
      format: {{type: audio/pcm, rate: 24000}}
      voice: {voice}
      speed: {speed}
  tracing: auto
  truncation: auto
  tool_choice: auto
  tools:
"""

TOOL = """\
    - type: function
      name: find_crossing_{number}
      description: Crossings between two harbours on one day, with their free places.
      parameters:
        type: object
        properties:
          origin: {{type: string, description: The harbour where the ship leaves}}
          goal: {{type: string, description: The harbour where it arrives}}
          day: {{type: string, description: 'The day, such as 2027-05-01'}}
        required: [origin, goal, day]
        additionalProperties: false
"""

FAULTY = """\
expires_after: {{anchor: now, seconds: {number}000000}}
session:
  type: realtime
  colour: blue
  max_output_tokens: -{number}
  output_modalities: [smell]
  audio:
    input:
      format: {{type: audio/pcm, rate: 8000}}
      noise_reduction: {{type: far}}
      turn_detection: {{type: server_vad, threshold: 1.5}}
    output: {{speed: 9.0, volume: 11}}
"""


def session(number: int, tools: int = 2) -> str:
    """A clean session. Numbers differ in voice, turn taking and figures."""
    head = SESSION.format(
        number=number, seconds=60 + number % 600, tokens=512 + number % 512, voice=VOICES[number % len(VOICES)],
        turn=TURNS[number % len(TURNS)], speed=1 + number % 5 / 10,
    )  # fmt: skip  # one number of the session beside the other
    return head + "".join(TOOL.format(number=index) for index in range(tools))


def faulty(number: int) -> str:
    """A session with `FAULTS` faults."""
    return FAULTY.format(number=number + 1)


def sized(size: int) -> str:
    """A clean session of about `size` bytes, which are almost all tools."""
    return session(0, tools=max(1, (size - len(session(0, tools=0))) // len(TOOL.format(number=10_000))))


def few(files: int) -> int:
    """How many files a slow tool gets instead."""
    return max(1, files // 10)


def write(folder: Path, files: int) -> None:
    """Write `one.realtime.yaml`, the folders `clean`, `faulty` and `few`, and `size-N.realtime.yaml`."""
    (folder / "one.realtime.yaml").write_text(session(0))
    for name, text, count in (("clean", session, files), ("faulty", faulty, files), ("few", session, few(files))):
        _emptied(folder / name)
        for number in range(count):
            (folder / name / f"desk-{number:05d}.realtime.yaml").write_text(text(number))
    for size in GROWTH.values():
        (folder / f"size-{size}.realtime.yaml").write_text(sized(size))


def _emptied(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for file in folder.glob("desk-*"):
        file.unlink()
