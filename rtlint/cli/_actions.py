"""What a run inside GitHub Actions minds: the runner reads both streams for commands, and a step has a page to fill.

The runner takes a line for a command that starts with `::`, spaces before it or not, and one that holds `##[` anywhere.
A path, a message and a line of a file may do so. What people read goes out between `stop-commands` and its token, as it
is. Standard error cannot: the runner reads the streams side by side, so that the token of one would end the silence of
the other. Nor can what programs read, as two more lines would break it: there the characters are spelled.
"""

import os
import re

_PAGE = 1024 * 1024
"""Bytes that the page of a step takes; with more it is lost as a whole."""

_JSON = frozenset({"gitlab", "json", "jsonl", "rdjson", "sarif"})
_XML = frozenset({"junit", "svg"})


def active() -> bool:
    """Whether this is a step of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _stopped(text: str) -> str:
    """A text as it is, with commands stopped around it where it might hold any."""
    if "::" not in text and "##[" not in text:
        return text
    token = os.urandom(16).hex()
    end = "" if text.endswith("\n") else "\n"
    return f"::stop-commands::{token}\n{text}{end}::{token}::\n"


def defused(text: str) -> str:
    """A text for standard error, with what would make a command spelled out."""
    return text.replace("##[", r"\x23#[").replace("::", r"\x3a:") if active() else text


def harmless(text: str, form: str) -> str:
    """A text in a format, for a stream: the only commands in it are those of `github`."""
    if form == "github" or not active():
        return text
    if form in _JSON:  # only its strings hold such characters
        return text.replace("##[", r"#\u0023[")
    if form in _XML:
        return re.sub(r"^(\s*):(?=:)", r"\1&#58;", text.replace("##[", "#&#35;["), flags=re.MULTILINE)
    return _stopped(text)


def add_to_page(text: str) -> str:
    """Put Markdown at the end of the step's page, where there is one; gives why that could not be, in words."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not active() or not path or not text:
        return ""
    try:
        with open(path, "ab") as page:
            data = (b"\n" if page.tell() else b"") + text.encode("utf-8", "backslashreplace")
            if page.tell() + len(data) > _PAGE:
                return "the job summary is full: GitHub takes 1 MiB of a step"
            page.write(data)
    except OSError as error:
        return f"the job summary cannot be written: {(error.strerror or str(error)).lower()}"
    return ""
