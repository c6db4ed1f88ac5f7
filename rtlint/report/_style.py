"""How a report should look, and who decides about colour: kept apart from what a report says."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from rtlint.finding import Severity

BOLD = 1
RED = 31
GREEN = 32
YELLOW = 33
BLUE = 34
CYAN = 36

_SEVERITIES = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: BLUE}


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose; a format for machines takes no notice of it."""

    colour: bool = False
    quiet: bool = False
    statistics: bool = False
    fix: bool = False
    unsafe_fixes: bool = False

    def codes(self, *codes: int) -> tuple[int, ...]:
        """The same codes for `paint`, or none where colour is off."""
        return codes if self.colour else ()

    def severity(self, severity: Severity) -> tuple[int, ...]:
        """The codes that a severity is shown in, or none where colour is off."""
        return self.codes(BOLD, _SEVERITIES[severity])


def paint(text: str, *codes: int) -> str:
    """The text in the given SGR codes; without codes, or without text, as it is."""
    if not codes or not text:
        return text
    return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"


Choice = Literal["auto", "always", "never"]


def wants_colour(choice: Choice, environ: Mapping[str, str], is_tty: bool) -> bool:
    """Whether to colour: the option, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then the terminal.

    NO_COLOR and FORCE_COLOR count with any value but an empty one (no-color.org, force-color.org);
    CLICOLOR_FORCE does not count as "0" either (bixense.com/clicolors).
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_tty and environ.get("TERM") != "dumb"
