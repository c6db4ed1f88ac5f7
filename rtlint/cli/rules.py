"""`rtlint rules`: list the rules, show one, prove a pack of them."""

from typing import TYPE_CHECKING

import click

from rtlint.cli.common import load_pack, mistaken, tell, write
from rtlint.rule import pack as packs
from rtlint.rule.model import PackError, Rule
from rtlint.text.nearest import suggest

if TYPE_CHECKING:
    from rtlint.rulebook.entry import Entry

DISPROVED = 1


class _CodeOrCommand(click.Group):
    """`rules check` is a command; `rules RT205` and `rules speed-range` show a rule."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            return "show", show, args
        return super().resolve_command(ctx, args)


_output = click.option(
    "--output",
    type=click.Choice(["text", "json", "markdown"]),
    help="How to write the list or the rule: text (default), json (version 1, everything), markdown.",
)


@click.group("rules", cls=_CodeOrCommand, invoke_without_command=True, subcommand_metavar="[CODE | check [DIR]]")
@_output
@click.pass_context
def command(ctx: click.Context, output: str | None) -> None:
    """List the rules, show one, or prove a pack."""
    ctx.obj = output
    if ctx.invoked_subcommand is None:
        write(_list(load_pack(), output or "text"))


@command.command("show", hidden=True)
@click.argument("name", metavar="CODE")
@_output
@click.pass_obj
def show(before: str | None, name: str, output: str | None) -> None:
    """Show one rule: what it says, why, and its examples."""
    pack = load_pack()
    rules = pack.rules
    rule = next((rule for rule in rules if name in (rule.code, rule.name)), None)
    if rule is None:
        known = [known for rule in rules for known in (rule.code, rule.name)]
        mistaken(f"no rule is called {name}; {suggest(name, known, otherwise='rtlint rules lists them')}")
    write(_page(_entries(pack, [rule])[0], output or before or "text"))


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


def _list(pack: packs.Pack, output: str) -> str:
    if output == "json":
        from rtlint.rulebook.entry import book

        return book(_entries(pack, pack.rules))
    if output == "markdown":
        from rtlint.rulebook import markdown

        return markdown.listing(pack.rules)
    from rtlint.rulebook import listing

    return listing.listing(pack.rules)


def _page(entry: "Entry", output: str) -> str:
    from rtlint.rulebook import markdown, text
    from rtlint.rulebook.entry import book

    if output == "json":
        return book((entry,))
    return markdown.page(entry) if output == "markdown" else text.page(entry)


def _entries(pack: packs.Pack, rules: list[Rule]) -> "tuple[Entry, ...]":
    from rtlint.rulebook.entry import Writer

    writer = Writer(pack)
    try:
        return tuple(writer.entry(rule, packs.page(rule, packs.folder_built_in())) for rule in rules)
    except PackError as error:
        mistaken(error)
