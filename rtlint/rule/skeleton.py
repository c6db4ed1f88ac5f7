"""A new rule file with blanks, and what to put where one is left."""

import os
import re
from collections.abc import Sequence

from rtlint.text.newfile import create

BLANK = "FIXME"

CODE = r"[A-Z]+[0-9]+"
NAME = r"[a-z0-9]+(-[a-z0-9]+)*"

_SKELETON = """\
# What the engine reads. Put something in the place of each FIXME; `rtlint rules check` says what is left.
code: {code}
name: {name}
severity: warning  # error, warning or info
since: "1.0"
# One sentence: what is wrong where this rule speaks.
summary: FIXME
# The path of the value: session.audio.output.voice, session.tools[*].name, expires_after.seconds
select: FIXME
# What the value has to be, in JSON Schema's words: {{const: marin}}, {{maximum: 1.2}}, {{pattern: "^[a-z]+$"}}
assert: FIXME
# What people read. Words in braces are filled in: {{value}}, {{key}}, and each word of assert, such as {{maximum}}.
message: FIXME
---
# What people and tests read: why your team wants this, in a few sentences.
why: FIXME
examples:
  - title: FIXME
    # A session that is wrong. End the line of the fault with a comment that marks the column of the value: # <- 27
    fail: |
      FIXME
  - title: FIXME
    # The same session, put right.
    pass: |
      FIXME
"""

_HINTS = {
    "summary": "say in one sentence what is wrong where this rule speaks",
    "select": "name the path of the value, such as session.audio.output.voice",
    "assert": "say what the value has to be, such as {const: marin} or {maximum: 1.2}",
    "message": 'write what people read, such as "voice is {value}; ours is {const}"',
    "why": "tell why your team wants this, in a few sentences",
    "title": "name what the example shows, in a few words",
    "fail": "write a session that is wrong, and mark the column of the fault: # <- 27",
    "pass": "write a session that is right",
}


def begin(path: str, code: str, name: str) -> None:
    """Put a new rule file at a path. FileExistsError where there is one already."""
    os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
    create(path, _SKELETON.format(code=code, name=name))


def misnamed(code: str, name: str) -> str | None:
    """Why a rule cannot be called so, or None."""
    if not re.fullmatch(CODE, code):
        return f"{code} is no code of a rule; take capital letters and a number, such as ACME1"
    if not re.fullmatch(NAME, name):
        return f"{name} is no name of a rule; take small letters and hyphens, and name the fault: voice-off-brand"
    return None


def blank(path: Sequence[object], value: str) -> str | None:
    """What to write at a path of a rule file whose value nobody has filled in yet; None for any other value."""
    key = str(path[-1]) if path else ""
    ours = len(path) == 1 or (len(path) == 3 and path[0] == "examples")
    if value.strip() != BLANK or key not in _HINTS or not ours:
        return None
    name = f"{key} of example {path[1] + 1}" if len(path) == 3 and isinstance(path[1], int) else key
    return f"{name} is still {BLANK}: {_HINTS[key]}"
