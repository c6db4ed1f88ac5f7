"""`rtlint schema`: JSON Schema for editors."""

import click

from rtlint.cli.common import load_pack, mistaken, write_to


@click.command("schema")
@click.option("--kind", type=click.Choice(["request", "session"]), help="What a document is; request unless given.")
@click.option("--rule", "own", flag_value="rule", help="The schema of rule files instead.")
@click.option("--config", "own", flag_value="config", help="The schema of rtlint.toml instead.")
@click.option("--permissive", is_flag=True, help="For completion and hover alone: it refuses nothing.")
@click.option("--draft", type=click.Choice(["7", "2020-12"]), default="7", show_default=True)
@click.option("-o", "output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to FILE.")
def command(kind: str | None, own: str | None, permissive: bool, draft: str, output: str | None) -> None:
    """Print a JSON Schema for completion, hover and a first check in an editor."""
    if own and kind:
        mistaken(f"--{own} and --kind name two schemas; give one of them")
    if own and permissive:
        mistaken(f"--permissive is for requests and sessions; --{own} has no such schema")
    write_to(output or "", _text(own or kind or "request", draft, refuses=not permissive), "json")


def _text(name: str, draft: str, *, refuses: bool) -> str:
    import json  # msgspec writes no indented text

    from rtlint.schema.document import schema

    try:
        return json.dumps(schema(name, draft, load_pack(), refuses=refuses), indent=2, ensure_ascii=False) + "\n"
    except OSError as error:
        mistaken(f"the schema is made of the source files of rtlint, which cannot be read: {error}")
