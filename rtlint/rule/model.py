"""The format of a rule file: two YAML documents, the first for the engine, the second for people and tests."""

import datetime
from typing import Any, Literal, dataclass_transform

import msgspec
from msgspec import UNSET, UnsetType

from rtlint.finding import Safety, Severity
from rtlint.session.kinds import Kind

CONFIG_KINDS = (Kind.REQUEST, Kind.SESSION, Kind.EVENT)
"""The kinds that a rule looks at unless it says otherwise: those that hold a speech or transcription session."""


class PackError(Exception):
    """A rule file that cannot be used: the message starts with its place."""


Json = str | int | float | bool | list[Any] | dict[str, Any] | None
"""Any value that a config may hold."""

TypeName = Literal["string", "number", "integer", "boolean", "array", "object", "null"]


@dataclass_transform(frozen_default=True)  # tells type checkers what `frozen` does to subclasses
class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of everything in a rule file: a misspelt key is refused, since it would switch a check off unseen."""


class Lookup(Part):
    """True when `table` has a row for the value and the row's columns meet `where`."""

    table: str
    where: "dict[str, Condition]" = {}


class Compare(Part):
    """Holds the value against the one at another path; true when either is absent."""

    to: str
    op: Literal["<", "<=", ">", ">=", "==", "!="]


class Condition(Part, rename={"multiple_of": "multipleOf", "min_length": "minLength", "max_length": "maxLength",
                              "min_items": "minItems", "max_items": "maxItems", "unique_items": "uniqueItems",
                              "not_": "not"}):  # fmt: skip  # JSON Schema's spellings
    """What a value has to be: all words given must hold.

    The first three lines are JSON Schema's words with JSON Schema's meaning: a word about numbers says nothing of a
    string. Numbers are inclusive bounds in the unit of the field.
    """

    const: Any = UNSET
    enum: list[Any] | UnsetType = UNSET
    type: TypeName | list[TypeName] | UnsetType = UNSET
    minimum: float | UnsetType = UNSET
    maximum: float | UnsetType = UNSET
    multiple_of: float | UnsetType = UNSET
    min_length: int | UnsetType = UNSET
    max_length: int | UnsetType = UNSET
    pattern: str | UnsetType = UNSET
    format: Literal["date", "uri", "http-url"] | UnsetType = UNSET
    min_items: int | UnsetType = UNSET
    max_items: int | UnsetType = UNSET
    unique_items: bool | UnsetType = UNSET
    present: bool | UnsetType = UNSET
    requires: list[str] | UnsetType = UNSET
    excludes: list[str] | UnsetType = UNSET
    exactly_one_of: list[str] | UnsetType = UNSET
    at_most_one_of: list[str] | UnsetType = UNSET
    any_of: list[str] | UnsetType = UNSET
    only: list[str] | UnsetType = UNSET
    unique_by: str | UnsetType = UNSET
    fields: "dict[str, Condition] | UnsetType" = UNSET
    each: "Condition | UnsetType" = UNSET
    in_values_of: str | UnsetType = UNSET
    compare: Compare | UnsetType = UNSET
    lookup: Lookup | UnsetType = UNSET
    past: bool | UnsetType = UNSET
    not_: "Condition | UnsetType" = UNSET
    any: "list[Condition] | UnsetType" = UNSET


class Bounds(Part):
    """A range, both ends included, in the unit of the field."""

    minimum: float | UnsetType = UNSET
    """The least. Default: no bound."""

    maximum: float | UnsetType = UNSET
    """The most. Default: no bound."""


class FixPlan(Part):
    """The fix that a rule promises: one verb, and whether it may be applied unread.

    It changes what the finding points at, the found value or key. A path is as in `when`: from the root of a request,
    or from the selected value with a leading dot. A text may hold words in braces: words of the finding, such as
    `{replacement}`, `{value}`, or a path for the value that stands there. `{hint}` is the bare name that the finding
    proposes. There is no fix for a finding in which a word is empty, or names several. A text that is one word alone
    becomes the value as YAML reads it plain.
    """

    safety: Safety
    """`safe`: the config means the same to the API, or could not work before. `unsafe`: somebody has to agree."""

    replace: Json | UnsetType = UNSET
    """What takes the place of the found value. A mapping tells for each value what takes its place, and leaves all
    other values alone; its keys are texts, or JSON's spelling of what is none. A key between strokes, as in
    `/^http:/`, is a pattern: a text in its place replaces each match, anything else the whole value."""

    set: Json | UnsetType = UNSET
    """The value for the key that the finding misses. A mapping holds a value for each path, and leaves paths that
    have one alone."""

    remove: bool | list[str] | UnsetType = UNSET
    """`true` removes the found key with its value, or the found item of a list; a list removes what stands at paths.
    A mapping or list that it leaves empty goes too."""

    rename: str | dict[str, str] | UnsetType = UNSET
    """The new name of the found key, or a new name for each old one. A mapping that has the new name is left alone."""

    move: str | dict[str, str] | UnsetType = UNSET
    """The path that the found key goes to, or a target for each path. `.` is the selected value itself: a mapping that
    moves into the one that holds it gives its keys to it. A target with `[*]` at its end takes an item of a list, a
    source the only one. A target that has a value, or lies outside the document, is left alone; what is left empty
    goes."""

    append: Json | UnsetType = UNSET
    """What goes to the end of the found list or text."""

    clamp: bool | Bounds | UnsetType = UNSET
    """`true` gives the nearest number within `minimum` and `maximum` of the clause's `assert`; a mapping has others."""

    quote: bool | UnsetType = UNSET
    """`true` puts the found text or key in quotes, as it is written, with what a comment cuts off."""

    unquote: bool | UnsetType = UNSET
    """`true` takes the quotes of the found text away."""

    @property
    def verbs(self) -> dict[str, Any]:
        """The verbs that are given, with what they are told: one, in a file that is proven."""
        names = (name for name in self.__struct_fields__ if name != "safety")
        return {name: given for name in names if (given := getattr(self, name)) is not UNSET}


class Clause(Part):
    """One thing a rule looks at. `select` and `severity` default to the rule's own.

    `foreign` tells that the selected path is no field of the API, and that this is the fault. `placeholders` makes the
    clause see `${VAR}` as the text that it is; without it a value that is not known yet is never spoken of. `kinds`
    narrows the rule's: an event says only what changes, so that nothing is wrong with what it leaves out. The clause
    speaks on the day `from` and later, and before the day `until`. `fix` is the rule's own too, and null for none.
    """

    select: str = ""
    when: dict[str, Condition] = {}
    assert_: Condition | UnsetType = msgspec.field(name="assert", default=UNSET)
    check: str = ""
    message: str | dict[str, str] = ""
    severity: Severity | UnsetType = UNSET
    foreign: bool = False
    placeholders: bool = False
    kinds: tuple[Kind, ...] = ()
    from_: datetime.date | UnsetType = msgspec.field(name="from", default=UNSET)
    until: datetime.date | UnsetType = UNSET
    fix: FixPlan | UnsetType | None = UNSET

    def speaks_on(self, day: datetime.date) -> bool:
        """Whether the clause has something to say on a day."""
        return (self.from_ is UNSET or self.from_ <= day) and (self.until is UNSET or day < self.until)


class Rule(Part):
    """The first document of a rule file: a card for people and clauses for the engine.

    `over` names the rules that keep still at and below a spot where this one speaks, `around` those that keep still in
    the whole mapping that holds the spot. `options` names words of the rule's own condition that a configuration may
    set to other values. `family` is the name of the file's folder, `url` the page that findings lead to.
    """

    code: str
    name: str
    severity: Severity
    since: str
    summary: str
    family: str = ""
    help: str = ""
    select: str = ""
    when: dict[str, Condition] = {}
    assert_: Condition | UnsetType = msgspec.field(name="assert", default=UNSET)
    check: str = ""
    message: str | dict[str, str] = ""
    also: list[Clause] = []
    over: list[str] = []
    around: list[str] = []
    options: list[str] = []
    kinds: tuple[Kind, ...] = CONFIG_KINDS
    targets: tuple[Literal["openai", "azure"], ...] = ("openai", "azure")
    enabled: bool = True
    foreign: bool = False
    placeholders: bool = False
    from_: datetime.date | UnsetType = msgspec.field(name="from", default=UNSET)
    until: datetime.date | UnsetType = UNSET
    fix: FixPlan | UnsetType = UNSET
    url: str = ""

    @property
    def clauses(self) -> list[Clause]:
        """All clauses, the rule's own first."""
        own = Clause(
            self.select,
            self.when,
            self.assert_,
            self.check,
            self.message,
            foreign=self.foreign,
            placeholders=self.placeholders,
            from_=self.from_,
            until=self.until,
            fix=self.fix,
        )
        return [own, *self.also]

    def fix_of(self, clause: Clause) -> FixPlan | None:
        """The fix of a clause: its own, or else the rule's."""
        given = self.fix if clause.fix is UNSET else clause.fix
        return given if isinstance(given, FixPlan) else None

    @property
    def fixes(self) -> list[FixPlan]:
        """The fixes of all clauses in their order, each once."""
        given = [self.fix_of(clause) for clause in self.clauses]
        return [fix for place, fix in enumerate(given) if fix and fix not in given[:place]]


class Example(Part):
    """A document and what the rule says of it: exactly one of `fail` and `pass` is the text.

    In a failing example `# <- 27` at the end of a line promises a finding of this rule at column 27 of that line;
    `places` does the same, as "row:column", for lines that cannot bear a comment. A failing example has findings of
    its own rule only, and of the codes in `beside`. `file` names the document where its ending matters, `as_of` and
    `kind` are what the command line would be given.
    """

    title: str
    fail: str = ""
    pass_: str | UnsetType = msgspec.field(name="pass", default=UNSET)
    fixed: str | UnsetType = UNSET
    places: list[str] = []
    beside: list[str] = []
    file: str = "example.yaml"
    kind: Kind | UnsetType = UNSET
    as_of: datetime.date | UnsetType = UNSET


class Page(Part):
    """The second document of a rule file."""

    why: str
    examples: list[Example]
    references: list[str] = []


class Manifest(Part):
    """What a pack of somebody's own rules says of itself, in its file `pack.yaml`. Every key may be left out."""

    name: str = ""
    """What people call the pack. Default: the name of its folder."""

    prefix: str = ""
    """How the code of each rule of the pack starts, such as `ACME`. Default: anything but `RT`."""

    summary: str = ""
    """One sentence on what the pack is for. Default: none."""

    url: str = ""
    """Where the pages of the rules stand: findings lead to `{url}/{name of the rule}/`. Default: no page."""

    extends: list[str] = []
    """Folders of other packs, relative to this one, whose rules and tables come along. A rule of this pack takes the
    place of one with the same code there. Default: none."""
