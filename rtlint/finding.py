"""What a rule found: whole at birth, holding a rule's code and never the rule."""

import enum

import msgspec
from msgspec import UNSET, UnsetType

from rtlint.text.source import IN_CODE, Location, Source


class Severity(enum.Enum):
    """How much a finding matters; the order of the members is the order of weight."""

    ERROR = "error"
    """The server rejects the config, or the config surely does not do what it says."""

    WARNING = "warning"
    """Likely wrong, soon wrong, or not confirmed to be refused."""

    INFO = "info"
    """Worth knowing; nothing is wrong."""

    @property
    def weight(self) -> int:
        """3 for an error, 2 for a warning, 1 for an info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class RuleCard(msgspec.Struct, frozen=True):
    """What reports say about a rule beside its findings."""

    code: str
    name: str
    severity: Severity
    summary: str
    help: str
    url: str
    family: str = ""


class Related(msgspec.Struct, frozen=True):
    """A second place that explains a finding: the first of two keys, the anchor of an alias."""

    message: str
    path: str
    location: Location
    end_location: Location


class Safety(enum.Enum):
    """Whether a fix may be applied without somebody reading it."""

    SAFE = "safe"
    """The config means the same to the API, or could not work before."""

    UNSAFE = "unsafe"
    """The meaning may change: the user has to agree."""


class Edit(msgspec.Struct, frozen=True):
    """Put `content` where `location` to `end_location` stands now."""

    location: Location
    end_location: Location
    content: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that make one finding go away."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


class Finding(msgspec.Struct, frozen=True):
    """One fault at one place.

    `at` is the dotted path inside the document as the API writes it (`session.tools[0].name`), `pointer` the same as
    a JSON pointer (RFC 6901); both name the key that is missing where one is. `document` counts from 0 in its file.
    Rows and columns count from 1, columns in Unicode code points, ends are exclusive. `fingerprint` is stable while
    the document changes elsewhere.
    """

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    document: int
    at: str
    pointer: str
    location: Location
    end_location: Location
    related: tuple[Related, ...]
    fix: Fix | None
    fingerprint: str
    url: str

    @property
    def place(self) -> str:
        """Where it is, as people read it: `path:row:column`, or `at` where the document lives in code."""
        if self.path == IN_CODE:
            return self.at or self.path
        return f"{self.path}:{self.location.row}:{self.location.column}"


class Summary(msgspec.Struct, frozen=True):
    """What a run looked at and what it counted; `baselined` are the findings that a baseline hides, where one does."""

    files: int
    documents: int
    errors: int
    warnings: int
    infos: int
    suppressed: int = 0
    fixed: int = 0
    baselined: int | UnsetType = UNSET


class Report(msgspec.Struct, frozen=True):
    """Everything that an output format may need: findings in order, and texts that are safe to show.

    `texts` holds the source of each path that has a finding, with the characters of secrets already replaced, so that
    no format can leak one; rows and columns still fit. `cards` holds the card of each code in `findings`, `pages` what
    there is to read about it, in Markdown, where a format asks for that. `root` is the absolute path of the folder from
    which programs name files, that of the repository; empty for the current one. `paths` are those of all files that
    were linted, sorted, with and without findings.

    A report is no truth value: ask it whether it is `ok`.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    texts: dict[str, Source]
    cards: dict[str, RuleCard]
    pages: dict[str, str] = {}
    root: str = ""
    paths: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error; there may be warnings."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors, in order."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def in_code(self) -> bool:
        """Whether it is about a document that lives in code, and so about no file."""
        return self.paths == (IN_CODE,)


def order(finding: Finding) -> tuple[str, int, Location, str, str]:
    """The key that all lists of findings are sorted by: path, place, code, message."""
    return (finding.path, finding.document, finding.location, finding.code, finding.message)
