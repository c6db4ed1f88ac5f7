"""Rules as Markdown: the page of one, which is its page on the site, and tables of all with their messages."""

import re
from collections.abc import Iterable, Iterator

from rtlint.rule.model import Rule
from rtlint.rulebook.entry import Entry, Shown, messages
from rtlint.rulebook.fixes import safety
from rtlint.rulebook.listing import cells, families

_FEW = 2
"""Examples of each verdict that stand beside a finding."""

_CODE = re.compile(r"(`[^`\n]+`)")
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|])")


def prose(text: str) -> str:
    """Text for people as Markdown: code in backticks stays code, and every other character means itself."""
    pieces = _CODE.split(text)
    return "".join(piece if index % 2 else _literal(piece) for index, piece in enumerate(pieces))


def _literal(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    # An underscore between letters means itself in every Markdown, and reads better without a stroke.
    return re.sub(r"(?<=\w)\\_(?=\w)", "_", escaped)


def fence(text: str, language: str, rows: list[int] | None = None) -> str:
    """A block of code; `rows` are marked. The fence is longer than any inside."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    bar = "`" * (longest + 1)
    marked = f' hl_lines="{" ".join(map(str, rows))}"' if rows else ""
    return "\n".join([f"{bar}{language}{marked}", text.removesuffix("\n"), bar])


def listing(rules: list[Rule]) -> str:
    """All rules, a table for each family, with all messages: to be read in one sitting."""
    tables = (_family(name, members) for name, members in families(rules).items())
    return "\n\n".join(["# Rules", *tables]) + "\n"


def _family(name: str, rules: list[Rule]) -> str:
    head = "| rule | severity | fix | default | messages |\n|---|---|---|---|---|"
    return "\n".join([f"## {name}\n", head, *map(_row, rules)])


def _row(rule: Rule) -> str:
    code, name, _family, severity, fix, state, _summary = cells(rule)
    said = "<br>".join(
        _template(message.text) + (f" ({message.severity.value})" if message.severity is not rule.severity else "")
        for message in messages(rule)
    )
    return f"| {code} {name} | {severity} | {fix} | {state} | {said} |"


def _template(text: str) -> str:
    return re.sub(r"\\([{}])", r"\1", prose(text))


def page(entry: Entry) -> str:
    """The page of a rule."""
    return "\n\n".join(_parts(entry)) + "\n"


def brief(entry: Entry) -> str:
    """What the page says beside the finding that it explains: without facts and options, and with few examples."""
    parts = [*_why(entry), *_examples(entry, _FEW)]
    parts += [_fix(entry)] if entry.fixes else []
    links = [entry.url, *entry.references] if entry.url else entry.references
    return "\n\n".join([*parts, *_read_on(links)]) + "\n"


def _parts(entry: Entry) -> Iterator[str]:
    yield f"# {entry.name}"
    yield _facts(entry)
    yield prose(entry.summary)
    yield from _why(entry)
    yield from _examples(entry)
    if entry.fixes:
        yield _fix(entry)
    if entry.options:
        yield _options(entry)
    yield from _read_on(entry.references)


def _why(entry: Entry) -> Iterator[str]:
    yield f"## Why\n\n{prose(entry.why)}"
    if entry.help:
        yield f"## Help\n\n{prose(_sentence(entry.help))}."


def _examples(entry: Entry, most: int | None = None) -> Iterator[str]:
    for verdict, title in (("fail", "Wrong"), ("pass", "Right")):
        examples = [example for example in entry.examples if example.verdict == verdict][:most]
        if examples:
            yield "\n\n".join([f"## {title}", *map(_example, examples)])


def _read_on(links: Iterable[str]) -> Iterator[str]:
    if lines := [f"- <{link}>" for link in links]:
        yield "\n".join(["## Read on\n", *lines])


def _facts(entry: Entry) -> str:
    """What the list tells, as one line."""
    fix = f"{safety(entry.fixes)} fix" if entry.fixes else "no fix"
    state = "on by default" if entry.enabled else f"off by default (`--extend-select {entry.code}`)"
    where = [] if len(entry.targets) > 1 else [f"`--target {entry.targets[0]}` only"]
    parts = [
        f"`{entry.code}`",
        f"**{entry.severity.value}**",
        entry.family,
        state,
        fix,
        *where,
        f"since {entry.since}",
    ]
    return " · ".join(parts)


def _example(example: Shown) -> str:
    language = "json" if example.file.endswith(".json") else "yaml"
    rows = sorted({found.location.row for found in example.findings})
    parts = [f"### {prose(_sentence(example.title))}"]
    if told := _given(example):
        parts.append(f"With {told}:")
    parts.append(fence(example.text, language, rows) if example.text.strip() else "An empty file.")
    parts += ["\n".join(_found(example))] if example.findings else []
    if example.fixed is not None:
        parts += ["Fixed:", fence(example.fixed, language)]
    return "\n\n".join(parts)


def _sentence(text: str) -> str:
    """The text with a capital at its start, unless it starts with a name of the API."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].isalpha() else text


def _given(example: Shown) -> str:
    kind = [f"`--kind {example.kind.value}`"] if example.kind else []
    return " and ".join([*kind, *([f"`--as-of {example.as_of}`"] if example.as_of else [])])


def _found(example: Shown) -> Iterator[str]:
    for found in example.findings:
        place = f"{found.location.row}:{found.location.column}"
        yield f"- `{place}` {found.severity.value}: {prose(found.message)}"


def _fix(entry: Entry) -> str:
    means = {
        "safe": "the config means the same to the API afterwards, or could not work before.",
        "unsafe": "the meaning may change, so that somebody has to agree.",
    }
    lines = [f"Fix ({one.safety.value}): {prose(one.text)}." for one in entry.fixes]
    fixes = lines if len(lines) == 1 else ["\n".join(f"- {line}" for line in lines)]
    kinds = dict.fromkeys(one.safety.value for one in entry.fixes)
    return "\n\n".join(["## Fix", *fixes, *(f"*{kind.capitalize()}:* {means[kind]}" for kind in kinds)])


def _options(entry: Entry) -> str:
    rows = [f"| `{option.name}` | `{option.value}` |" for option in entry.options]
    return "\n".join(["## Options\n", "| option | value |", "|---|---|", *rows])
