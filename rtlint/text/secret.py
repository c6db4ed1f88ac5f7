"""Secrets never reach an output: six characters and an ellipsis stand for one."""

import re
from collections.abc import Callable

from rtlint.text.spot import Path, Step

KEPT = 6
"""Characters of a secret that may be shown, so that people can tell which one it is."""

# What a text has to hold before the pattern is tried at all, and the pattern, with the secret in a group if not all is.
_KEYS = (
    ("sk-", r"\bsk-[\w-]{12,}"),
    ("ek_", r"\bek_\w{12,}"),
)
_ISSUED = (
    ("gh", r"\bgh[pousr]_\w{16,}"),
    ("github_pat_", r"\bgithub_pat_\w{16,}"),
    ("xox", r"\bxox[abprs]-[\w-]{8,}"),
    ("k_live_", r"\b[sr]k_live_\w{8,}"),
    ("AKIA", r"\bAKIA[0-9A-Z]{12,}"),
    ("AIza", r"\bAIza[\w-]{20,}"),
    ("ya29.", r"\bya29\.[\w.-]{8,}"),
    ("eyJ", r"\beyJ[\w-]{8,}\.[\w.-]+"),
)
_IN_URLS = (
    ("=", r"""(?i)[?&](?:[\w.-]{0,40}(?:token|secret|password)|(?:x-)?api[_-]?key)=((?![$<{%])[^\s"'&#…]{4,}+)(?!…)"""),
    ("@", r"""://(?:[^\s/?#@:"']{0,200}:)?((?![$<{%])[^\s/?#@:"'…]{1,200}+)(?=@)"""),
)
_SUSPECTS = (
    *_KEYS,
    *_ISSUED,
    ("earer ", r"""[Bb]earer ((?![$<{%])[^\s"'…]{8,}+)(?!…)"""),
    ("key=", r"""[?&]key=((?![$<{%])[^\s"'&…]{4,}+)(?!…)"""),
    *_IN_URLS,
)
_TELLING = r"(?:authorization|api[-_]?key|cookie|token|secret|password)"
# Bounded, since every letter of a long line would be tried as the start of a long name.
_TOLD_BY_KEY = rf"(?i)({_TELLING}" + r"[\w-]{0,40}[\"']?[ \t]{0,40}:[ \t]{0,40})([^\s$][^\r\n]*)"


def mask(text: str) -> str:
    """The text with everything that looks like a key or token cut short."""
    return _replaced(text, cut)


def blot(text: str) -> str:
    """Like `mask`, but of the same length, so that columns stay true."""
    return _replaced(text, fill)


def _replaced(text: str, replace: Callable[[str], str]) -> str:
    for mark, pattern in _SUSPECTS:
        if mark in text:
            text = re.sub(pattern, lambda match: _replaced_in(match, replace), text)
    return text


def _replaced_in(match: re.Match[str], replace: Callable[[str], str]) -> str:
    start = match.start(match.lastindex or 0) - match.start()
    return match[0][:start] + replace(match[0][start:])


def issued(text: str) -> str | None:
    """The first token in a text whose beginning tells who issued it, such as `ghp_`; OpenAI's own are not meant."""
    return _first(_ISSUED, text)


def in_url(url: str) -> str | None:
    """The first secret that a URL gives away before its host or in its query."""
    return _first(_IN_URLS, url)


def _first(suspects: tuple[tuple[str, str], ...], text: str) -> str | None:
    found = (re.search(pattern, text) for mark, pattern in suspects if mark in text)
    return next((match[match.lastindex or 0] for match in found if match), None)


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


def blot_lines(text: str) -> str:
    """Like `blot`, for a text without values: what a line names by its key as a secret is one."""
    return re.sub(_TOLD_BY_KEY, lambda line: line[1] + fill(line[2]), text)


def is_secret(path: Path) -> bool:
    """Whether a path leads to a secret whatever its value looks like, or into one that was given as a collection.

    Secrets are access tokens and the headers that carry one.
    """
    above: Step = None
    for step in path:
        if isinstance(step, str) and (step.lower() == "authorization" or (above == "headers" and _is_telling(step))):
            return True
        above = step
    return False


def _is_telling(header: str) -> bool:
    return re.search(_TELLING, header, re.IGNORECASE) is not None
