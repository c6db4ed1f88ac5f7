"""`rtlint rules`: list the rules, show one, prove a pack of them."""

import click

from rtlint.cli.common import load_pack, mistaken, tell, write
from rtlint.rule import pack as packs
from rtlint.rule.model import Example, PackError, Page, Rule
from rtlint.text.nearest import suggest

DISPROVED = 1


class _CodeOrCommand(click.Group):
    """`rules check` is a command; `rules RT205` and `rules speed-range` show a rule."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return "show", show, args
        return super().resolve_command(ctx, args)


@click.group("rules", cls=_CodeOrCommand, invoke_without_command=True, subcommand_metavar="[CODE | check [DIR]]")
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the rules, show one, or prove a pack."""
    if ctx.invoked_subcommand is None:
        write(_table(load_pack().rules))


@command.command("show", hidden=True)
@click.argument("name", metavar="CODE")
def show(name: str) -> None:
    """Show one rule: what it says, why, and its examples."""
    rules = load_pack().rules
    rule = next((rule for rule in rules if name in (rule.code, rule.name)), None)
    if rule is None:
        known = [known for rule in rules for known in (rule.code, rule.name)]
        mistaken(f"no rule is called {name}; {suggest(name, known, otherwise='rtlint rules lists them')}")
    try:
        write(_page(rule, packs.page(rule, packs.folder_built_in())))
    except PackError as error:
        mistaken(error)


@command.command("check")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(exists=True, file_okay=False))
def check(folder: str | None) -> int:
    """Prove a pack: every path exists, every example gives what it promises, every clause is needed.

    DIR is a folder of rule files; without it the built-in rules are proven. Exit status 1 when something does not hold.
    """
    from rtlint.proof import prove

    own = packs.folder_built_in()
    built_in = folder is None or packs.same_folder(folder, own)
    where = folder or own
    try:
        pack = packs.read(own)
        proof = prove(where, pack if built_in else packs.joined(pack, packs.tolerant(where)), built_in=built_in)
    except PackError as error:
        mistaken(error)
    for disproof in proof.disproofs:
        write(disproof + "\n")
    if not proof.rules and not proof.disproofs:
        mistaken(f"{where} holds no rule file")
    left = f"{len(proof.disproofs)} claims do not hold" if proof.disproofs else "all proven"
    tell(f"{proof.rules} rules, {proof.examples} examples: {left}")
    return DISPROVED if proof.disproofs else 0


def _table(rules: list[Rule]) -> str:
    width = max(len(rule.name) for rule in rules)
    rows = [f"{rule.code}  {rule.name:<{width}}  {_level(rule):<7}  {rule.family:<8}  {rule.summary}" for rule in rules]
    return "\n".join(rows) + "\n"


def _level(rule: Rule) -> str:
    return rule.severity.value if rule.enabled else "off"


def _page(rule: Rule, page: Page) -> str:
    parts = [
        f"{rule.code} {rule.name} ({rule.severity.value}, {rule.family}, since {rule.since})",
        rule.summary,
        page.why.strip(),
        *(["To mend it: " + rule.help] if rule.help else []),
        *(_example(example) for example in page.examples),
        "\n".join(["Read on:", *page.references, packs.card(rule).url]).strip(),
    ]
    return "\n\n".join(parts) + "\n"


def _example(example: Example) -> str:
    failing = not isinstance(example.pass_, str)
    text = example.fail if failing else str(example.pass_)
    head = f"{'Wrong' if failing else 'Right'}: {example.title}"
    return "\n".join([head, *(f"    {line}".rstrip() for line in text.rstrip("\n").split("\n"))])
