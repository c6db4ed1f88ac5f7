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
    """A table of the pack, a file in its folder `data`, or a built-in one such as `models`."""

    where: "dict[str, Condition]" = {}
    """What the columns of the row have to be. A row without such a column does not meet it. Default `{}`."""


class Compare(Part):
    """Holds the value against the one at another path; true when either is absent."""

    to: str
    """The path of the other value, from the root of a request."""

    op: Literal["<", "<=", ">", ">=", "==", "!="]
    """How the value relates to the other one: `value op other`."""


class Condition(Part, rename={"multiple_of": "multipleOf", "min_length": "minLength", "max_length": "maxLength",
                              "min_items": "minItems", "max_items": "maxItems", "unique_items": "uniqueItems",
                              "not_": "not"}):  # fmt: skip  # JSON Schema's spellings
    """What a value has to be: all words given must hold.

    Words that JSON Schema has mean the same: a word about numbers says nothing of a text. Numbers are in the unit of
    the field.
    """

    const: Any = UNSET
    """The value is this one. 1 and 1.0 are the same, 1 and true are not."""

    enum: list[Any] | UnsetType = UNSET
    """The value is one of these."""

    type: TypeName | list[TypeName] | UnsetType = UNSET
    """The value is of this JSON type, or of one of these."""

    minimum: float | UnsetType = UNSET
    """A number is this or more."""

    maximum: float | UnsetType = UNSET
    """A number is this or less."""

    multiple_of: float | UnsetType = UNSET
    """A number is a multiple of this one, above 0."""

    min_length: int | UnsetType = UNSET
    """A text has so many characters or more."""

    max_length: int | UnsetType = UNSET
    """A text has so many characters or fewer."""

    pattern: str | UnsetType = UNSET
    """Some part of a text matches this pattern of Python's `re`, which has to run in linear time."""

    format: Literal["date", "uri", "http-url"] | UnsetType = UNSET
    """A text is a date as in ISO 8601, an absolute URI, or one with http or https."""

    min_items: int | UnsetType = UNSET
    """A list has so many items or more."""

    max_items: int | UnsetType = UNSET
    """A list has so many items or fewer."""

    unique_items: bool | UnsetType = UNSET
    """No item of a list stands in it twice."""

    present: bool | UnsetType = UNSET
    """The key is there; with `false`, it is not."""

    requires: list[str] | UnsetType = UNSET
    """A mapping has all of these keys."""

    excludes: list[str] | UnsetType = UNSET
    """A mapping has none of these keys."""

    exactly_one_of: list[str] | UnsetType = UNSET
    """A mapping has one of these keys."""

    at_most_one_of: list[str] | UnsetType = UNSET
    """A mapping has one of these keys or none."""

    any_of: list[str] | UnsetType = UNSET
    """A mapping has one of these keys or more."""

    only: list[str] | UnsetType = UNSET
    """A mapping has no other keys than these."""

    unique_by: str | UnsetType = UNSET
    """No two items of a list have the same value under this key."""

    fields: "dict[str, Condition] | UnsetType" = UNSET
    """The values below, by paths relative to this one, meet conditions; absent ones do."""

    each: "Condition | UnsetType" = UNSET
    """Every item of a list meets a condition."""

    in_values_of: str | UnsetType = UNSET
    """The value stands at another path too, which may hold `[*]`."""

    compare: Compare | UnsetType = UNSET
    """The value relates to the one at another path."""

    lookup: Lookup | UnsetType = UNSET
    """A table has a row for the value."""

    past: bool | UnsetType = UNSET
    """A date, as in ISO 8601, is the day of the run or earlier; with `false`, later."""

    not_: "Condition | UnsetType" = UNSET
    """A condition does not hold."""

    any: "list[Condition] | UnsetType" = UNSET
    """One of several conditions holds."""


_NO_VERBS = ("safety", "for_", "when", "kinds", "at", "follow")


class Bounds(Part):
    """A range, both ends included, in the unit of the field."""

    minimum: float | UnsetType = UNSET
    """The least. Default: no bound."""

    maximum: float | UnsetType = UNSET
    """The most. Default: no bound."""


class FixPlan(Part, rename={"for_": "for"}):
    """The fix that a rule promises: one verb, and whether it may be applied unread.

    Several of `replace`, `set`, `remove`, `rename` and `move` may go together, and are done in this order. With a
    `move` or `rename`, what goes is another value then, where `replace` knows it, and without a `set` it goes anyhow.
    A fix changes what the finding points at, the found value or key. A path is as in `when`: from the root of a
    request, or from the selected value with a leading dot. A text may hold words in braces: words of the finding, such
    as `{replacement}`, `{value}`, or a path for the value that stands there. `{hint}` is the bare name that the finding
    proposes. There is no fix for a finding in which a word is empty, or names several. A text that is one word alone
    becomes the value as YAML reads it plain.
    """

    safety: Safety
    """`safe`: the config means the same to the API, or could not work before. `unsafe`: somebody has to agree."""

    for_: str = ""
    """The path of the findings that the plan is for, which may hold `[*]`; a bar separates several. Default: all."""

    when: dict[str, Condition] = {}
    """Conditions on values by path, as in `when` of the rule: the plan is for findings where they are met.
    Default `{}`."""

    kinds: tuple[Kind, ...] = ()
    """The kinds of documents that the plan is for. Default: the clause's."""

    at: str = ""
    """The path of what the fix changes. Default: what the finding points at."""

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

    multiply: float | UnsetType = UNSET
    """The found number times this one takes its place, as a whole number where it is one."""

    follow: list[str] = []
    """Paths of values that are the same as the replaced one and change with it, such as the name of a tool where it is
    called. Default `[]`."""

    wrap: bool | UnsetType = UNSET
    """`true` makes the found value the one item of a list."""

    inline: bool | UnsetType = UNSET
    """`true` writes out what a merge key stands for, and takes away an anchor that nothing points at."""

    literal: bool | UnsetType = UNSET
    """`true` writes the found text as a block that keeps its lines as they are."""

    quote: bool | UnsetType = UNSET
    """`true` puts the found text or key in quotes, as it is written, with what a comment cuts off."""

    unquote: bool | UnsetType = UNSET
    """`true` takes the quotes of the found text away."""

    @property
    def verbs(self) -> dict[str, Any]:
        """The verbs that are given, with what they are told, in the order in which they are done."""
        names = (name for name in self.__struct_fields__ if name not in _NO_VERBS)
        return {name: given for name in names if (given := getattr(self, name)) is not UNSET}


class Clause(Part):
    """One thing a rule looks at."""

    select: str = ""
    """Where to look, a path from the root of a request; `[*]` is any item, a bar separates several. Default: the rule's
    own."""

    when: dict[str, Condition] = {}
    """Conditions on other values by path, from the root of a request, or with a leading dot from the selected value. A
    value that is absent or not known yet meets none but one about its presence. Default `{}`."""

    assert_: Condition | UnsetType = msgspec.field(name="assert", default=UNSET)
    """What the selected value has to be. A clause has this or a `check`."""

    check: str = ""
    """A check in Python that rtlint comes with, for what no condition can say."""

    message: str | dict[str, str] = ""
    """What a finding says, with words in braces: `{value}`, `{key}`, `{at}`, and the words of the condition. A mapping
    has a message for each word that may be broken. Default: the rule's own."""

    severity: Severity | UnsetType = UNSET
    """How much a finding of this clause matters. Default: the rule's own."""

    foreign: bool = False
    """The selected path is no field of the API, and that is the fault. Default false."""

    placeholders: bool = False
    """The clause sees `${VAR}` as the text that it is; without it a value that is not known yet is never spoken of.
    Default false."""

    kinds: tuple[Kind, ...] = ()
    """The kinds of documents that the clause looks at, of those of the rule. An event says only what changes, so that
    nothing is wrong with what it leaves out. Default: the rule's own."""

    from_: datetime.date | UnsetType = msgspec.field(name="from", default=UNSET)
    """The first day on which the clause speaks. Default: always."""

    until: datetime.date | UnsetType = UNSET
    """The day from which the clause is silent. Default: never."""

    fix: FixPlan | list[FixPlan] | UnsetType | None = UNSET
    """The fix that the clause promises, or several, of which the first that is for a finding counts; null for none.
    Default: the rule's own."""

    def speaks_on(self, day: datetime.date) -> bool:
        """Whether the clause has something to say on a day."""
        return (self.from_ is UNSET or self.from_ <= day) and (self.until is UNSET or day < self.until)


class Rule(Part):
    """The first document of a rule file: a card for people and clauses for the engine."""

    code: str
    """Capital letters and a number, such as `ACME1`; `RT` is the built-in rules'."""

    name: str
    """The fault in a few words with hyphens between them: `ignore = ["voice-off-brand"]` reads as "allow it"."""

    severity: Severity
    """`error`: the server rejects it, or it surely does not do what it says. `warning`: likely wrong. `info`: worth
    knowing."""

    since: str
    """The version that brought the rule."""

    summary: str
    """One sentence for lists."""

    family: str = ""
    """What the rule belongs to. Default: the name of the file's folder."""

    help: str = ""
    """What helps, below each finding. Default: nothing."""

    select: str = ""
    """Where to look, a path from the root of a request; `[*]` is any item, a bar separates several. Default: the
    root."""

    when: dict[str, Condition] = {}
    """Conditions on other values by path, from the root of a request, or with a leading dot from the selected value. A
    value that is absent or not known yet meets none but one about its presence. Default `{}`."""

    assert_: Condition | UnsetType = msgspec.field(name="assert", default=UNSET)
    """What the selected value has to be. A rule has this or a `check`."""

    check: str = ""
    """A check in Python that rtlint comes with, for what no condition can say."""

    message: str | dict[str, str] = ""
    """What a finding says, with words in braces: `{value}`, `{key}`, `{at}`, and the words of the condition. A mapping
    has a message for each word that may be broken."""

    also: list[Clause] = []
    """More clauses. Default `[]`."""

    over: list[str] = []
    """Codes of rules that keep still at and below a spot where this one speaks. Default `[]`."""

    around: list[str] = []
    """Codes of rules that keep still in the whole mapping that holds a spot where this one speaks. Default `[]`."""

    options: list[str] = []
    """Words of the rule's own condition that a configuration may set to other values. Default `[]`."""

    kinds: tuple[Kind, ...] = CONFIG_KINDS
    """The kinds of documents that the rule looks at. Default `[request, session, event]`."""

    targets: tuple[Literal["openai", "azure"], ...] = ("openai", "azure")
    """Who serves the API where the rule is true. Default `[openai, azure]`."""

    enabled: bool = True
    """False for a rule that speaks only where it is selected. Default true."""

    foreign: bool = False
    """The selected path is no field of the API, and that is the fault. Default false."""

    placeholders: bool = False
    """The rule sees `${VAR}` as the text that it is; without it a value that is not known yet is never spoken of.
    Default false."""

    from_: datetime.date | UnsetType = msgspec.field(name="from", default=UNSET)
    """The first day on which the rule speaks. Default: always."""

    until: datetime.date | UnsetType = UNSET
    """The day from which the rule is silent. Default: never."""

    fix: FixPlan | list[FixPlan] | UnsetType = UNSET
    """The fix that the rule promises, or several, of which the first that is for a finding counts. Default: none."""

    url: str = ""
    """The page that findings lead to. Default: as the pack's manifest says."""

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

    def fixes_of(self, clause: Clause) -> list[FixPlan]:
        """The fixes of a clause: its own, or else the rule's."""
        given = self.fix if clause.fix is UNSET else clause.fix
        return given if isinstance(given, list) else [given] if isinstance(given, FixPlan) else []

    @property
    def fixes(self) -> list[FixPlan]:
        """The fixes of all clauses in their order, each once."""
        given = [fix for clause in self.clauses for fix in self.fixes_of(clause)]
        return [fix for place, fix in enumerate(given) if fix not in given[:place]]


class Example(Part):
    """A document and what the rule says of it: exactly one of `fail` and `pass` is the text.

    A failing example of a built-in rule has findings of that rule only, and of the codes in `beside`.
    """

    title: str
    """What the example shows, in a few words."""

    fail: str = ""
    """A document where the rule speaks. `# <- 27` at the end of a line promises a finding at column 27 of that line."""

    pass_: str | UnsetType = msgspec.field(name="pass", default=UNSET)
    """A document where the rule keeps still."""

    fixed: str | UnsetType = UNSET
    """The document after the rule's fix, to the byte. Default: not told."""

    places: list[str] = []
    """Places of findings as "row:column", for lines that cannot bear a comment. Default `[]`."""

    beside: list[str] = []
    """Codes of other rules that may speak in a failing example. Default `[]`."""

    file: str = "example.yaml"
    """The name of the document, where its ending matters. Default `example.yaml`."""

    kind: Kind | UnsetType = UNSET
    """The kind of the document, as after `--kind`. Default: told from its root."""

    as_of: datetime.date | UnsetType = UNSET
    """The day of the run, as after `--as-of`."""


class Page(Part):
    """The second document of a rule file."""

    why: str
    """What happens otherwise, and how to put it right, in a few sentences."""

    examples: list[Example]
    """Documents that prove the rule: one or more that fail, and one or more that pass."""

    references: list[str] = []
    """Addresses to read on. Default `[]`."""


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
