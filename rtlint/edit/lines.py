"""Lines of a text by offsets: where they start and end, and how a block of them moves to another column."""

import re

_END = re.compile(r"\r\n|\n|\r")
_KEPT_ENDS = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


def start_of(text: str, offset: int) -> int:
    """Where the line of an offset starts."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def end_of(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its line end."""
    match = _END.search(text, offset)
    return match.start() if match else len(text)


def after(text: str, offset: int) -> int:
    """Where the next line starts; the end of the text for the last one."""
    match = _END.search(text, offset)
    return match.end() if match else len(text)


def before(text: str, start: int) -> int:
    """Where the line above a line starts; -1 for the first."""
    return start_of(text, start - 1 - text.endswith("\r\n", 0, start)) if start else -1


def column(text: str, offset: int) -> int:
    """How many characters stand before an offset on its line."""
    return offset - start_of(text, offset)


def indent(text: str, offset: int) -> int:
    """How many blanks start the line of an offset, or tabs, as JSON may have them."""
    start = start_of(text, offset)
    line = text[start : end_of(text, start)]
    return len(line) - len(line.lstrip(" \t"))


def line_end(text: str) -> str:
    """The line end of a text: that of its first line."""
    match = _END.search(text)
    return match.group() if match else "\n"


def split(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return [line for line in _KEPT_ENDS.findall(text) if line]


def shift(text: str, by: int, *, first: bool) -> str:
    """The lines of a text moved by columns; with `first`, the first of them too. A line without words stays."""
    lines = split(text)
    moved = [_shifted(line, by) if first or number else line for number, line in enumerate(lines)]
    return "".join(moved)


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    if by >= 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" \t"))) :]
