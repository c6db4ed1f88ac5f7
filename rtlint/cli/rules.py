"""`rtlint rules`: list the rules, show one, begin a new one, prove a pack of them."""

import os
from typing import TYPE_CHECKING

import click

from rtlint.cli.common import load_packs, mistaken, mistakes, own_packs, rule_called, tell, write
from rtlint.config.find import Finder
from rtlint.rule import pack as packs
from rtlint.rule.model import Rule

if TYPE_CHECKING:  # a proof needs all structs of the API, and a list does not
    from rtlint.proof import Proof
    from rtlint.rulebook.entry import Entry

DISPROVED = 1


class _CodeOrCommand(click.Group):
    """`rules check` and `rules new` are commands; `rules RT205` and `rules speed-range` show a rule."""

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


@click.group(
    "rules",
    cls=_CodeOrCommand,
    invoke_without_command=True,
    subcommand_metavar="[CODE | check [PATH]... | new CODE NAME]",
)
@_output
@click.pass_context
def command(ctx: click.Context, output: str | None) -> None:
    """List the rules, show one, begin a new one, or prove a pack."""
    ctx.obj = output
    if ctx.invoked_subcommand is None:
        write(_list(load_packs(), output or "text"), output or "text")


@command.command("show", hidden=True)
@click.argument("name", metavar="CODE")
@_output
@click.pass_obj
def show(before: str | None, name: str, output: str | None) -> None:
    """Show one rule: what it says, why, and its examples."""
    pack = load_packs()
    rule = rule_called(name, pack.rules)
    form = output or before or "text"
    write(_page(_entries(pack, [rule])[0], form), form)


@command.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True))
@click.option("--sniff", is_flag=True, help="Skip named files that belong to no pack.")
def check(paths: tuple[str, ...], sniff: bool) -> int:
    """Prove packs: every path exists, every example gives what it promises, every clause is needed.

    PATH is a folder of rule files, or a file of a pack: the pack that the configuration names, or that has a pack.yaml.
    Without any, the built-in rules are proven, and the packs of the configuration. Exit status 1 when something does
    not hold.
    """
    from rtlint.proof import Proof

    folders = _named(paths, sniff=sniff) if paths else (packs.folder_built_in(), *own_packs())
    with mistakes():
        proofs = [_proof(where) for where in folders]
    proof = Proof(
        sum(one.rules for one in proofs),
        sum(one.examples for one in proofs),
        tuple(disproof for one in proofs for disproof in one.disproofs),
    )
    for disproof in proof.disproofs:
        write(disproof + "\n")
    left = f"{len(proof.disproofs)} claims do not hold" if proof.disproofs else "all proven"
    tell(f"{proof.rules} rules, {proof.examples} examples: {left}")
    return DISPROVED if proof.disproofs else 0


def _named(paths: tuple[str, ...], *, sniff: bool) -> list[str]:
    """The folders of the packs that paths name, each once."""
    from rtlint.cli._packs import folders_of

    finder, folders = Finder(), dict[str, str]()
    for path in paths:
        with mistakes():
            found = list(folders_of(path, finder))
        if not (found or sniff):
            mistaken(f"{path} belongs to no rule pack; name its folder, or the pack under rule-packs")
        for folder in found:
            folders.setdefault(os.path.realpath(folder), folder)
    return list(folders.values())


@command.command("new")
@click.argument("code")
@click.argument("name")
@click.option("--pack", "folder", metavar="DIR", help="The folder to put it in; the configured pack by default.")
def new(code: str, name: str, folder: str | None) -> int:
    """Begin a rule of your own: a file with blanks to fill in.

    CODE is capital letters and a number (ACME1), NAME what the rule finds (voice-off-brand). The file is called
    CODE-NAME.yaml and never takes the place of another; rtlint rules check says what is still to be filled in.
    """
    from rtlint.rule.own import manifest_of, refused
    from rtlint.rule.skeleton import begin, misnamed

    if folder is None:
        folder, *others = own_packs() or (os.curdir,)
        if others:
            mistaken(f"the configuration names several packs; say which one with --pack {folder}")
    with mistakes():
        words = misnamed(code, name) or refused(code, folder, manifest_of(folder))
    if words:
        mistaken(words)
    path = os.path.normpath(os.path.join(folder, f"{code}-{name}.yaml"))
    try:
        begin(path, code, name)
    except FileExistsError:
        mistaken(f"{path} is there already")
    except OSError as error:
        mistaken(f"{path} cannot be written: {(error.strerror or str(error)).lower()}")
    tell(f"{path}: fill in what says FIXME, then run rtlint rules check {os.path.dirname(path) or os.curdir}")
    return 0


def _own_folders() -> list[str]:
    """The folders of the configured packs and of those that they extend."""
    folders = own_packs()
    if not folders:
        return []
    from rtlint.rule.own import read_own

    return [each for folder in folders for each in read_own(folder).folders]


def _proof(folder: str) -> "Proof":
    from rtlint.proof import prove
    from rtlint.rule.own import inherited

    own = packs.folder_built_in()
    built_in = packs.same_folder(folder, own)
    pack = packs.read(own)
    others = packs.Pack([], {}) if built_in else inherited(folder)
    if not built_in:
        pack = packs.joined(packs.joined(pack, others), packs.tolerant(folder))
    proof = prove(folder, pack, built_in=built_in)
    if not (proof.rules or proof.disproofs or others.rules):
        mistaken(f"{folder} holds no rule file")
    return proof


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

    writer, folders = Writer(pack), (packs.folder_built_in(), *_own_folders())
    with mistakes():
        return tuple(writer.entry(rule, packs.page(rule, *folders)) for rule in rules)
