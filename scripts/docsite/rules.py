"""The pages of rules: one for each, and the table of all."""

from collections.abc import Iterator

from rtlint.rule import pack as packs
from rtlint.rule.model import Rule
from rtlint.rulebook import markdown
from rtlint.rulebook.entry import Writer
from rtlint.rulebook.listing import cells

TABLE = """\
# All rules

Every finding names its rule. A word in the field narrows the list, several words narrow it further: `error yaml`,
`audio`, `off`. A click on a heading sorts by it. `rtlint rules` prints the same list. A fix puts the fault right: a
safe one keeps the meaning, an unsafe one may change it. [`--fix`](../guides/fixing.md) applies them.

<div class="rules" markdown>

| Code | Rule | Family | Severity | Fix | Default |
|---|---|---|---|---|---|
"""


def pages(pack: packs.Pack, folder: str) -> Iterator[tuple[str, str]]:
    """Path and text of each page below `rules/`."""
    writer = Writer(pack)
    yield "rules/index.md", table(pack.rules)
    for rule in pack.rules:
        yield f"rules/{rule.name}.md", markdown.page(writer.entry(rule, packs.page(rule, folder)))


def table(rules: list[Rule]) -> str:
    """The table of all rules; the summary stands below the name."""
    return TABLE + "\n".join(map(_row, rules)) + "\n\n</div>\n"


def _row(rule: Rule) -> str:
    code, name, family, severity, fix, state, summary = cells(rule)
    linked = f"[{name}]({name}.md)<br><small>{markdown.prose(summary)}</small>"
    return f"| {code} | {linked} | {family} | {severity} | {fix} | {state} |"
