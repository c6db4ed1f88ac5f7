"""What somebody who types waits for: from a change to its diagnostics, at a real server and over its line."""

import itertools
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import inputs
from benchmarks.client import Client, Message, framed
from benchmarks.results import Editor, Wait

CHANGES = 1000
EDITS = 10_000
"""Changes between two looks at the memory."""

BURST = 50
"""Changes that a client sends at once."""

TYPED = 10
"""Of so many lines one is typed character by character: all of them would take a quarter of an hour."""

PAUSE = 0.01
"""Seconds between two keystrokes: the server has gone to sleep, as between those of a person."""

WANTED = {60: 0.005, 1000: 0.05}
"""Seconds within which 95 of 100 changes are to be answered, by lines."""


class Change(NamedTuple):
    """Some text in the place of another, in one line: row and characters from 0."""

    row: int
    start: int
    end: int
    text: str

    def told(self) -> Message:
        """As the protocol has it."""
        start, end = ({"line": self.row, "character": character} for character in (self.start, self.end))
        return {"range": {"start": start, "end": end}, "text": self.text}


class Page:
    """One document, open at a server."""

    def __init__(self, client: Client, name: str, text: str) -> None:
        self._client = client
        self._uri = f"file:///{name}.realtime.yaml"
        self._version = 1
        item = {"uri": self._uri, "languageId": "yaml", "version": 1, "text": text}
        client.notify("textDocument/didOpen", textDocument=item)
        self.findings = len(self._answered()[-1]["params"]["diagnostics"])

    def wait(self, change: Change) -> float:
        """Seconds from a change to its diagnostics."""
        message = self._next(change)
        start = time.perf_counter()
        self._client.write([message])
        self._answered()
        return time.perf_counter() - start

    def burst(self, changes: Iterable[Change]) -> int:
        """How many times the server looks at changes that are sent at once."""
        self._client.write([self._next(change) for change in changes])
        return len(self._answered())

    def _next(self, change: Change) -> bytes:
        self._version += 1
        its = {"uri": self._uri, "version": self._version}
        return framed(
            {"method": "textDocument/didChange", "params": {"textDocument": its, "contentChanges": [change.told()]}}
        )

    def _answered(self) -> list[Message]:
        """The diagnostics up to those of the last version."""
        heard = self._client.until(lambda one: one.get("params", {}).get("version") == self._version)
        return [one for one in heard if one.get("method") == "textDocument/publishDiagnostics"]


def text(lines: int, *, faulty: bool) -> str:
    """A session of at least so many lines, without a finding or with `inputs.FAULTS`."""
    made = inputs.faulty(0) + "  tools:\n" if faulty else inputs.session(0, tools=0)
    tools = (inputs.TOOL.format(number=number) for number in itertools.count())
    while made.count("\n") < lines:
        made += next(tools)
    return made


def keystrokes(written: str) -> Iterator[Change]:
    """A letter in the middle of a text comes, and goes again, without end."""
    rows = [row for row, line in enumerate(written.splitlines()) if "description: Crossings" in line]
    row = rows[len(rows) // 2]
    at = written.splitlines()[row].index("Crossings")
    return itertools.cycle([Change(row, at, at, "x"), Change(row, at, at + 1, "")])


def typed(written: str) -> Iterator[Change]:
    """A text from its start to its end: one line in `TYPED` by characters, the others whole."""
    for row, line in enumerate(written.splitlines(keepends=True)):
        parts = [line] if row % TYPED else line
        for column, part in enumerate(parts):
            yield Change(row, column, column, part)


def wait(title: str, findings: int, waits: Sequence[float], wanted: float | None = None) -> Wait:
    """What came of many changes: seconds to a hundredth of a millisecond."""
    ordered = [round(seconds, 5) for seconds in sorted(waits)]
    half, most, nearly_all = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99))
    return Wait(title, findings, len(ordered), half, most, nearly_all, ordered[-1], wanted)


def measure(command: Sequence[str], folder: Path, env: dict[str, str], date: str) -> Editor:
    """All of it: one server for each question."""
    waits = []
    for lines, faulty in itertools.product(WANTED, (False, True)):
        title = f"{lines:,} lines, {'faulty' if faulty else 'clean'}"
        print(title, flush=True)
        with Client(command, folder, env) as client:
            waits.append(_changed(client, title, text(lines, faulty=faulty), WANTED[lines]))
    print("typed", flush=True)
    with Client(command, folder, env) as client:
        waits.append(_typed(client, text(1000, faulty=False)))
    with Client(command, folder, env) as client:
        written = text(1000, faulty=True)
        page, changes = Page(client, "burst", written), keystrokes(written)
        page.wait(next(changes))
        looks = page.burst(itertools.islice(changes, BURST))
    print(f"{EDITS:,} changes", flush=True)
    with Client(command, folder, env) as client:
        before, after = _grown(client, text(60, faulty=True))
    return Editor(date, tuple(waits), BURST, looks, EDITS, before, after)


def _changed(client: Client, title: str, written: str, wanted: float) -> Wait:
    page, changes = Page(client, "changed", written), keystrokes(written)
    for change in itertools.islice(changes, 20):  # what a server does for the first time is another question
        page.wait(change)
    waits = []
    for change in itertools.islice(changes, CHANGES):
        time.sleep(PAUSE)
        waits.append(page.wait(change))
    return wait(title, page.findings, waits, wanted)


def _typed(client: Client, written: str) -> Wait:
    page = Page(client, "typed", "")
    return wait("1,000 lines as they are typed", page.findings, [page.wait(change) for change in typed(written)])


def _grown(client: Client, written: str) -> tuple[float, float]:
    """MiB before and after many changes, and after some that count for nothing."""
    page, changes = Page(client, "grown", written), keystrokes(written)
    for change in itertools.islice(changes, 200):
        page.wait(change)
    before = resident(client.pid)
    for change in itertools.islice(changes, EDITS):
        page.wait(change)
    return before, resident(client.pid)


def resident(process: int) -> float:
    """MiB that a process holds now, to a tenth. OSError where the system is not Linux."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return round(int(found[1]) / 1024, 1)
