"""Secrets never reach an output: six characters and an ellipsis stand for one."""

import re

from rtlint.text.spot import Path

KEPT = 6
"""Characters of a secret that may be shown, so that people can tell which one it is."""

_SUSPECT = r"""(?x)
    \b(?: sk-[\w-]{12,} | ek_\w{12,} | gh[pousr]_\w{16,} | github_pat_\w{16,} | xox[abprs]-[\w-]{8,}
        | [sr]k_live_\w{8,} | AKIA[0-9A-Z]{12,} | AIza[\w-]{20,} | ya29\.[\w.-]{8,} | eyJ[\w-]{8,}\.[\w.-]+ )
  | (?<=[Bb]earer\ )(?![$<{%])[^\s"']{8,}
  | (?:(?<=[?&]token=)|(?<=[?&]api_key=)|(?<=[?&]apikey=)|(?<=[?&]key=))(?![$<{%])[^\s"'&]{4,}
"""
_SUSPECT_HEADER = r"(?i)authorization|api[-_]?key|cookie|token|secret|password"


def mask(text: str) -> str:
    """The text with everything that looks like a key or token cut short."""
    return re.sub(_SUSPECT, lambda match: cut(match.group()), text)


def blot(text: str) -> str:
    """Like `mask`, but of the same length, so that columns stay true."""
    return re.sub(_SUSPECT, lambda match: fill(match.group()), text)


def cut(secret: str) -> str:
    """What may be shown of a secret."""
    return secret[: _kept(secret)] + "…"


def fill(secret: str) -> str:
    """What may be shown of a secret, drawn out to its length; line ends stay."""
    kept = _kept(secret)
    return secret[:kept] + "".join(character if character in "\r\n" else "…" for character in secret[kept:])


def _kept(secret: str) -> int:
    """Of a short secret no more than half."""
    return min(KEPT, len(secret) // 2)


def is_secret(path: Path) -> bool:
    """Whether the value at a path is a secret whatever it looks like: an access token or a header that carries one."""
    last = path[-1] if path else ""
    if not isinstance(last, str):
        return False
    header = len(path) > 1 and path[-2] == "headers" and re.search(_SUSPECT_HEADER, last) is not None
    return header or last.lower() == "authorization"
