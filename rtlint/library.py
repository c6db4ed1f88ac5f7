"""rtlint inside people's code: what `import rtlint` offers, and nothing else that is meant to stay as it is."""

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypedDict, TypeVar, Unpack, overload

import msgspec

from rtlint import gate, inputs
from rtlint.api.request import ClientSecretRequest
from rtlint.finding import Finding, Report, RuleCard
from rtlint.fixer import Fixed as Made
from rtlint.fixer import fixed
from rtlint.lint import Linter, Text
from rtlint.result import report
from rtlint.save import Unsaved, save
from rtlint.sharing import Choice, Judge, Misconfigured, Name, Server, Wanted, misconfigured
from rtlint.text import incode
from rtlint.text.compose import compose
from rtlint.text.nodes import TextFault
from rtlint.text.source import Source
from rtlint.text.tree import Tree

__all__ = ["Fixed", "Invalid", "Misconfigured", "check", "dump", "fix", "load", "show"]

Session = Mapping[str, object] | msgspec.Struct
"""A session config, or a request, that lives in code."""

Document = Session | str | os.PathLike[str]

TEXT = "<text>"
"""The path of a text that is no file."""

D = TypeVar("D")
P = TypeVar("P", bound=os.PathLike[str])


class Options(TypedDict, total=False):
    """How documents are judged: see `check`."""

    as_of: datetime.date | str | None
    target: Server | None
    kind: Name | None
    config: Choice


class Invalid(ValueError):
    """A file that no request can be made of. `report` holds all that was found; the message reads like `check`'s."""

    __module__ = "rtlint"

    def __init__(self, message: str, report: Report) -> None:
        super().__init__(message, report)  # both, so that another process can have it
        self.report = report

    def __str__(self) -> str:
        return str(self.args[0])


class Fixed(msgspec.Struct, Generic[D], frozen=True):
    """What became of a document: `document` is a new dict or text, or the path of files that hold new texts.

    `fixed` are the findings that are gone, in the order in which they went; `report` tells what is left.
    """

    document: D
    fixed: tuple[Finding, ...]
    report: Report


def check(
    document: Document,
    *,
    as_of: datetime.date | str | None = None,
    target: Server | None = None,
    kind: Name | None = None,
    config: Choice = ...,
) -> Report:
    r"""Everything that `rtlint check` finds in a document.

    `document` is a session or a request that lives in code; the path of a file or folder; or YAML or JSON. A str is a
    text if it holds a line end or a brace `{`, and a path otherwise. What lives in code may be of dicts, lists, tuples,
    texts, numbers, booleans and None, of structs of `rtlint.api`, and of models of pydantic. Its findings have the
    path `<dict>`: where they are says `at`, as in `session.audio.output.speed`. Rows and columns are then those of the
    document as JSON with an entry on each line.

    `as_of` is the day of dated facts (today in UTC), also as "2027-01-31". `target` ("openai") is who serves the API,
    `kind` what the document is, where its root does not tell. The configuration is the one nearest to a file, and to
    the working folder for all else; `config` names another one, and None stands for none. Reading it again at each
    call, a change of it counts from the next call on; packs of rules are read once.

    Never raises for what a document holds: a file that cannot be read is a finding as well. TypeError for a value that
    JSON has no word for, with its place; ValueError for an option; Misconfigured for a configuration. May be called
    by several threads at once.
    """
    judge = Judge(Wanted(config, as_of, target, kind))
    if (path := _path(document)) is None:
        linter, text = _in_code(document, judge)
        return _called(report([linter.judge(text)], linter.cards))
    looked = [(linter, linter.judge(linter.read(source, fault))) for linter, source, fault in _files(path, judge)]
    return report([judge.new(result) for _, result in looked], _cards(linter for linter, _ in looked))


def show(found: Report, output: str = "full", *, colour: bool = False, quiet: bool = False) -> str:
    """A report in a format of `rtlint check --output`: a text that ends with a line end, or nothing at all.

    `quiet` leaves out the summary where people read it. `json` is the stable format for programs. ValueError for a
    format that there is not.
    """
    from rtlint.report import renderer, wants_pages
    from rtlint.report._style import Style

    if found.findings and wants_pages(output):
        from rtlint.rulebook.pages import pages

        found = msgspec.structs.replace(found, pages=pages(found.cards, ()))
    return renderer(output)(found, Style(colour=colour, quiet=quiet))


def load(
    path: str | os.PathLike[str], *, environment: Mapping[str, str] | None = None, config: Choice = ...
) -> ClientSecretRequest:
    """The request that a file stands for; a bare session, or an event that holds one, is wrapped.

    `${VAR}` and `${VAR:-default}` are filled in from `environment`, by default that of the process. The file is linted
    before and after; warnings do not matter. `config` as for `check`.

    OSError for a file that cannot be read. Invalid for one that has errors, for a variable that is not set (the message
    has its name, and where it stands), and for what is no request for a client secret: an answer, a translation, or
    several documents.
    """
    from rtlint.submit.prepare import prepared

    name = os.fspath(path)
    source, fault = inputs.decode(name, inputs.contents(name))
    linter = Judge(Wanted(config)).linter(name)
    made = prepared(linter, source, fault, os.environ if environment is None else environment)
    found = report([made.result], linter.cards)
    if made.troubles:
        raise Invalid("\n".join(f"{trouble.place}: {trouble.words}" for trouble in made.troubles), found)
    if not made.jobs:
        raise Invalid(f"{name} is not what the API takes\n\n{show(found)}".rstrip(), found)
    if len(made.jobs) > 1:
        raise Invalid(f"{name} holds {len(made.jobs)} documents; a request is one", found)
    try:
        return msgspec.convert(made.jobs[0].order.body, gate.prepared(ClientSecretRequest))
    except msgspec.ValidationError as error:  # a translation, or a rule that somebody has turned off
        raise Invalid(f"{name} is no request for a client secret: {error}", found) from error


def dump(request: ClientSecretRequest, path: str | os.PathLike[str] | None = None) -> dict[str, Any]:
    """A request as plain values: `client.realtime.client_secrets.create(**rtlint.dump(request))`.

    With `path` it is written there too, as YAML or JSON as the name ends in .yaml, .yml or .json: whole or not at all,
    and readable for you alone, since it may hold what placeholders stood for. `load` of that gives an equal request.
    ValueError for another ending, OSError for what cannot be written.
    """
    value: dict[str, Any] = msgspec.to_builtins(request)
    if path is not None:
        from rtlint.save import keep

        keep(os.fspath(path), _written(value, os.fspath(path)).encode())
    return value


@overload
def fix(document: Session, *, unsafe: bool = False, **options: Unpack[Options]) -> Fixed[dict[str, Any]]: ...
@overload
def fix(document: str, *, unsafe: bool = False, **options: Unpack[Options]) -> Fixed[str]: ...
@overload
def fix(document: P, *, unsafe: bool = False, **options: Unpack[Options]) -> Fixed[P]: ...
def fix(document: Document, *, unsafe: bool = False, **options: Unpack[Options]) -> Fixed[Any]:
    """Apply the safe fixes, with `unsafe` also those that may change what a document means.

    For what lives in code there is a new dict, for a text a new one; a file is replaced as by `rtlint check --fix`,
    whole or not at all, after the fixes of all files have been made. All else as for `check`; OSError for what
    cannot be written: that file keeps its text, as do those behind it.
    """
    judge = Judge(Wanted(**options))
    if (path := _path(document)) is not None:
        return _in_files(document, path, judge, unsafe=unsafe)
    linter, text = _in_code(document, judge)
    made = fixed(linter, text.source, unsafe=unsafe)
    new = made.source.data.decode() if isinstance(document, str) else _value(document, linter, made)
    left = report([made.result], linter.cards, fixed=len(made.applied))
    return Fixed(new, tuple(map(_renamed, made.applied)), _called(left))


def _path(document: object) -> str | None:
    """The path that a document is, if it is one. TypeError for bytes and the like."""
    if isinstance(document, os.PathLike):
        return str(os.fspath(document))
    if isinstance(document, str):
        return None if "{" in document or "\n" in document or "\r" in document else document
    if isinstance(document, (bytes, bytearray)):
        raise TypeError("a document is no bytes; decode them first")
    return None


def _in_code(document: object, judge: Judge) -> tuple[Linter, Text]:
    """What lives in code, or is a text, with the linter of the working folder."""
    if isinstance(document, str):
        source = Source(f"{TEXT}.json" if _is_json(document) else TEXT, document)
        linter = judge.linter(source.path)
        return linter, linter.read(source)
    _, source, composed = incode.document(document)
    trees = [Tree(source, index, composed) for index in range(composed.count)]
    return judge.linter(source.path), Text(source, composed, trees, trees, [None] * len(trees))


def _called(found: Report) -> Report:
    """A report on what lives in code: its name there tells readers whether it is JSON, and people need not know."""
    findings = tuple(map(_renamed, found.findings))
    texts = {_name(path): Source(_name(path), text.data.decode()) for path, text in found.texts.items()}
    paths = tuple(map(_name, found.paths))
    return msgspec.structs.replace(found, findings=findings, texts=texts, paths=paths)


def _renamed(finding: Finding) -> Finding:
    related = tuple(msgspec.structs.replace(one, path=_name(one.path)) for one in finding.related)
    return msgspec.structs.replace(finding, path=_name(finding.path), related=related)


def _name(path: str) -> str:
    return path.removesuffix(".json")


def _is_json(text: str) -> bool:
    """Whether a text is JSON: nearly all of it is YAML too, but not how JSON spells characters beyond 16 bits."""
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return False
    return True


def _files(path: str, judge: Judge) -> Iterator[tuple[Linter, Source, TextFault | None]]:
    """The files of a path that are ours."""
    with misconfigured():
        items = list(inputs.gather([path], finder=judge.finder))
    for item in items:
        source, fault = item.read()
        linter = judge.linter(item.path)
        if not item.sniff or linter.takes(source, fault):
            yield linter, source, fault


def _cards(linters: Iterable[Linter]) -> dict[str, RuleCard]:
    """The cards of the rules of several linters, many of which may be one."""
    return {code: card for linter in dict.fromkeys(linters) for code, card in linter.cards.items()}


def _in_files(document: Any, path: str, judge: Judge, *, unsafe: bool) -> Fixed[Any]:
    """Fixes all files of a path, then writes those that have changed."""
    looked = [
        (linter, source, Made(source, linter.judge(linter.read(source, fault)), (), ()))
        if fault
        else (linter, source, fixed(linter, source, unsafe=unsafe))
        for linter, source, fault in _files(path, judge)
    ]
    for _, source, made in looked:
        if made.source.text != source.text:
            try:
                save(source.path, source.data, made.source.data)
            except Unsaved as error:
                raise OSError(f"{source.path} not fixed: {error}") from error
    gone = tuple(finding for _, _, made in looked for finding in made.applied)
    left = [judge.new(made.result) for _, _, made in looked]
    return Fixed(document, gone, report(left, _cards(linter for linter, _, _ in looked), fixed=len(gone)))


def _value(document: object, linter: Linter, made: Made) -> object:
    """The value of a document in code after its fixes."""
    return _plain(linter.read(made.source).trees[0].value if made.applied else incode.document(document)[0])


def _plain(value: Any) -> Any:
    """A copy with texts of Python's own type, also where they are placeholders."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return str.__str__(value) if isinstance(value, str) else value


def _written(value: dict[str, Any], path: str) -> str:
    """A value as the text of a file of that name."""
    ending = os.path.splitext(path)[1].lower()
    if ending == ".json":
        return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
    if ending not in inputs.SUFFIXES:
        raise ValueError(f"{path} ends in none of {', '.join(inputs.SUFFIXES)}")
    from rtlint.edit.render import block
    from rtlint.edit.style import Style

    source = Source(path, "a: b\n")
    return block(value, Style(Tree(source, 0, compose(source)))) + "\n"
