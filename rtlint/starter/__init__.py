"""The first files of a project: texts with blanks, and with parts that an answer keeps or leaves out.

`${voice}` is a blank. What stands between `# [if tool]` and `# [end]`, each on a line of its own, is kept where the
answer is yes; after `# [else]`, where it is no. So a template is YAML as it stands.
"""

import os
import re
from collections.abc import Mapping

from rtlint import __version__

TEMPLATES = ("phone", "browser", "transcription", "translation")
"""What a first session can be for."""

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_BLANK = re.compile(r"\$\{(\w+)\}")
_PART = re.compile(r"^ *# \[if (\w+)\]\n(.*?)(?:^ *# \[else\]\n(.*?))?^ *# \[end\]\n", re.MULTILINE | re.DOTALL)


def about(template: str) -> str:
    """What a template is for, in its own words."""
    lines = _text(f"{template}.yaml").splitlines()
    return next(line for line in lines if "$schema" not in line).removeprefix("# ").partition(":")[0]


def asked(template: str) -> set[str]:
    """What has to be answered before a template can be filled in."""
    text = _text(f"{template}.yaml")
    return {match[1] for pattern in (_BLANK, _PART) for match in pattern.finditer(text)}


def session(template: str, answers: Mapping[str, str | bool]) -> str:
    """The session of a template; KeyError where an answer to what is `asked` is missing."""
    kept = _PART.sub(lambda part: part[2] if answers[part[1]] else part[3] or "", _text(f"{template}.yaml"))
    return _filled(kept, answers)


def configuration() -> str:
    """A configuration that says what holds without one."""
    return _text("config.toml")


def pre_commit() -> tuple[str, str]:
    """A configuration of pre-commit that runs this rtlint, and the entry alone, to stand under `repos`."""
    whole = _filled(_text("pre-commit.yaml"), {"version": __version__})
    return whole, whole.partition("repos:\n")[2]


def _filled(text: str, answers: Mapping[str, str | bool]) -> str:
    return _BLANK.sub(lambda blank: str(answers[blank[1]]), text)


def _text(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()
