"""By which findings a file of the Beta is known, and which of them migrating mends."""

import re

from rtlint.finding import Finding, Safety
from rtlint.result import Found

_SIGNS = {
    "RT102": "",
    "RT104": r"transcription_session\.",
    "RT202": '"text".*"audio"|"audio".*"text"',
    "RT203": r'"(pcm16|g711_[au]law)"',
    "RT304": r"client_secret",
    "RT501": "",
    "RT502": r"(in|out)put_audio_",
    "RT503": "-preview",
}
"""Rules that speak of what the Beta had, each with what its place or message holds then."""

_MENDED = {"RT102", "RT105", "RT202", "RT203", "RT304", "RT305", "RT501", "RT502", "RT503"}
"""Rules whose unsafe fixes belong to migrating. An event that the API still takes is left to be one: no RT104."""


def is_sign(finding: Finding) -> bool:
    """Whether a finding shows that its document was written for the Beta, or is on its way from there."""
    sign = _SIGNS.get(finding.code)
    return sign is not None and bool(re.search(sign, f"{finding.at} {finding.message}"))


def belongs(finding: Finding) -> bool:
    """Whether a finding is about what the end of the Beta has changed."""
    return finding.code in _MENDED or is_sign(finding)


def is_wanted(found: Found) -> bool:
    """Whether migrating applies the fix of a finding: each safe one, and of the unsafe those that belong to it."""
    return found.draft is not None and (found.draft.safety is Safety.SAFE or belongs(found.finding))


def heard() -> frozenset[str]:
    """The rules that have to speak here, whatever a project chooses for its checks."""
    return frozenset(_SIGNS) | _MENDED
