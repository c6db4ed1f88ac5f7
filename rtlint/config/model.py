"""The keys of a configuration. Their docstrings are what the reference says of them."""

import datetime
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from rtlint.session.kind import Kind


class Keys(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="kebab"):
    """The base of all tables of a configuration: a misspelt key is refused, since nobody would see that it is idle."""


class RuleSettings(Keys, frozen=True):
    """What a project wants of one rule."""

    severity: Literal["error", "warning", "info", "off"] | UnsetType = UNSET
    """The severity of everything that the rule finds; `off` leaves the rule out, as `ignore` does. A rule that is off
    by default needs `extend-select` besides. Default: the rule's own."""

    options: dict[str, Any] = {}
    """Other values for the words of the rule's condition that its file names under `options`. Default `{}`."""


class Suppression(Keys, frozen=True):
    """Findings that are not reported at one place, as a comment would have it in a file that takes comments."""

    rules: list[str]
    """Codes or names of single rules. Default: there is none."""

    files: str | list[str] = []
    """A glob of files, or a list of them. Default: all files."""

    at: str = ""
    """The place, with everything below it, as findings name it: `session.tools[0]`; `[*]` is any item of a list.
    Default: the whole file."""

    reason: str = ""
    """Why. Default: none."""

    until: datetime.date | UnsetType = UNSET
    """The last day on which this counts. Default: no end."""


class ModelRow(Keys, frozen=True, rename=None):
    """What is known about a model of your own, such as a deployment on Azure."""

    role: Literal["speech", "transcription", "translation", "live", "text", "speech-synthesis"] | UnsetType = UNSET
    """What the model is for: `speech` may be `session.model`, `transcription` may transcribe. Default: not known."""

    reasoning: bool | UnsetType = UNSET
    """Whether the model takes `session.reasoning`. Default: not known."""

    parallel: bool | UnsetType = UNSET
    """Whether the model takes `session.parallel_tool_calls`. Default: not known."""

    context: int | UnsetType = UNSET
    """The context window in tokens. Default: not known."""

    output: int | UnsetType = UNSET
    """The longest answer in tokens. Default: not known."""

    vad: bool | UnsetType = UNSET
    """Whether a transcription session takes turn detection with the model. Default: not known."""

    languages: bool | UnsetType = UNSET
    """Whether the transcriber takes `languages`. Default: not known."""

    keywords: bool | UnsetType = UNSET
    """Whether the transcriber takes `keywords`. Default: not known."""

    prompt: bool | UnsetType = UNSET
    """Whether the transcriber takes `prompt`. Default: not known."""

    delay: bool | UnsetType = UNSET
    """Whether the transcriber takes `delay`. Default: not known."""

    shutdown: datetime.date | UnsetType = UNSET
    """The day from which the model answers no more. Default: none is known."""

    replacement: str | UnsetType = UNSET
    """The model to take instead. Default: none is known."""

    change: str | UnsetType = UNSET
    """What the replacement does otherwise, as the end of a sentence. Default: nothing is told."""

    budget: int | UnsetType = UNSET
    """Tokens that instructions and tools may take together before a rule speaks. Default: no limit is known."""


class Documents(Keys, frozen=True):
    """Session configs inside larger files: these files are linted at these places, and nowhere else."""

    files: str | list[str]
    """Globs of the files, which are linted without being named, too. Default: none; it has to be given."""

    at: str | list[str]
    """The paths of the places, such as `providers[*].config`: keys and indices, `[*]` for any item of a list, `*` for
    the value of any key too, `[id=openai:*]` for items whose `id` fits a glob. Default: none; it has to be given."""

    kind: Kind | UnsetType = UNSET
    """What stands at the places, as `kind` says it of all documents. Default: as `kind` says, or told by each place."""


class Settings(Keys, frozen=True):
    """The keys of `rtlint.toml`, `.rtlint.toml` and `[tool.rtlint]` in `pyproject.toml`.

    Paths and globs are relative to the file that holds them. Globs have the meaning of lines in a `.gitignore`.
    """

    extend: str | UnsetType = UNSET
    """A configuration that this one goes on from. Values here take the place of its values; choices of rules go on
    from its choices; `rules`, `per-file-ignores`, `suppress`, `rule-packs`, `documents`, `voices` and `models` add to
    it. Default: none."""

    required_version: str | UnsetType = UNSET
    """The versions of rtlint that may read this file, such as `">=0.1"` or `"~=0.3.2"`; others end with status 2.
    Default: any."""

    include: list[str] | UnsetType = UNSET
    """Globs of files that are session configs by their name, whatever they look like.
    Default `["*.realtime.yaml", "*.realtime.yml", "*.realtime.json"]`."""

    exclude: list[str] | UnsetType = UNSET
    """Globs of files and folders that are left out while a folder is walked; with `--force-exclude` also when they are
    named. Default `[]`."""

    select: list[str] | UnsetType = UNSET
    """The rules that are reported, and no others: codes, names, families, prefixes of codes, or `ALL`.
    Default: the rules that are on by default."""

    ignore: list[str] = []
    """Rules that are not reported. Default `[]`."""

    extend_select: list[str] = []
    """Rules that are reported besides. Default `[]`."""

    extend_ignore: list[str] = []
    """Rules that are not reported either. Default `[]`."""

    per_file_ignores: dict[str, list[str]] = {}
    """Rules that are not reported in some files: a glob, and a list of rules. Default `{}`."""

    rules: dict[str, RuleSettings] = {}
    """What is wanted of single rules: a code or a name, and a table with `severity` and `options`. Default `{}`."""

    suppress: list[Suppression] = []
    """What is known and not to be reported, for files such as JSON that take no comments: tables with `rules`, `files`,
    `at`, `reason` and `until`. Default `[]`."""

    rule_packs: list[str] = []
    """Folders with rules of your own; of two rules with one code the later pack's counts. Default `[]`."""

    target: Literal["openai", "azure"] | UnsetType = UNSET
    """Who serves the API: rules that are not true there keep still. Default `"openai"`."""

    fail_on: Literal["error", "warning", "info"] | UnsetType = UNSET
    """The severity from which a finding makes the exit status 1. Default `"error"`."""

    baseline: str | UnsetType = UNSET
    """The baseline: a file with the findings that are known, which are not reported; `rtlint baseline write` makes it.
    `""` for none, where a configuration that this one extends has one. Default: none."""

    as_of: datetime.date | UnsetType = UNSET
    """The day on which dated facts are judged, such as the end of a model. Default: today."""

    kind: Kind | UnsetType = UNSET
    """What the documents are: `request`, `session`, `event`, `response` or `translation`.
    Default: told from the root of each document."""

    documents: list[Documents] = []
    """Session configs inside larger files: tables with `files`, `at` and `kind`. Default `[]`."""

    voices: list[str] = []
    """Names of voices that are known besides the built-in ones. Default `[]`."""

    models: dict[str, ModelRow] = {}
    """Models that are known besides the built-in ones: a name, or a glob such as `gpt-mine-*`, and a table of what is
    known about it. Default `{}`."""
