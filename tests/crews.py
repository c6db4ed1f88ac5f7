"""What tests of several processes share: a folder with files of every sort."""

from pathlib import Path

GOOD = "session: {type: realtime, model: gpt-realtime-2.1}\n"
BAD = "session:\n  type: realtime\n  max_output_tokens: 5000\n  audio: {output: {speed: 2}}\n"
TEXTS: tuple[bytes, ...] = (
    GOOD.encode(),
    BAD.encode(),
    b"name: somebody else's\n",  # left alone, where its name promises nothing
    b"session: [\n",
    b"",
    b"\xef\xbb\xbf" + BAD.encode(),
    b"session: {type: realtime, instructions: \xff}\n",
    BAD.encode("utf-16"),
    b"session: {type: realtime, 2026-11-23: a, audio: {output: {speed: 2}}}\n",  # a date has no place in a record
    b"session: {type: realtime, tools: [{type: mcp, server_label: a, authorization: sk-abcdefghijklmnop}]}\n",
    BAD.replace("2}}", "2}}  # rtlint: ignore[speed-range] as loud as that").encode(),
)


def fill(folder: Path, count: int = 20) -> None:
    """Files of every sort, `count` times, at paths of every sort; one is a link that leads nowhere."""
    for number in range(count):
        below = folder / ("even" if number % 2 else "odd")
        below.mkdir(exist_ok=True)
        for kind, text in enumerate(TEXTS):
            name = f"{number:03}-{kind:02}" + (".realtime.yaml" if kind % 2 else ".yaml")
            (below / name).write_bytes(text)
    (folder / "gone.realtime.yaml").symlink_to("nowhere")
    with open(bytes(folder) + b"/odd/\xff.realtime.yaml", "wb") as file:
        file.write(BAD.encode())
    # What this remarks, and a severity of its own, are known to children alone unless the parent asks.
    table = "[[suppress]]\nrules = ['RT205']\nuntil = 2020-01-31\n"
    (folder / "even" / "rtlint.toml").write_text(f"{table}[rules.RT205]\nseverity = 'info'\n")
