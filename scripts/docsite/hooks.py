"""What mkdocs calls while it builds the site: pages that are made from the tool itself, and commands that are run."""

import importlib
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:  # the site tells of this checkout, whatever is installed
    sys.path.insert(0, str(ROOT))

from mkdocs.exceptions import PluginError  # noqa: E402  # the path comes first
from mkdocs.structure.files import File, Files  # noqa: E402

from rtlint.cli.main import rtlint  # noqa: E402
from rtlint.rule import pack as packs  # noqa: E402
from rtlint.rulebook.listing import families  # noqa: E402
from scripts.docsite import commands, rules, runs, structs  # noqa: E402

LOADED = re.compile(
    r'<(?:(?:script|img|iframe)\b[^>]*\bsrc|link\b(?![^>]*\bcanonical\b)[^>]*\bhref)="?(?:https?:)?//[^" >]+'
)
COMMANDS = "reference/commands.md"
CONFIGURATION = "reference/configuration.md"


def on_config(config: Any) -> Any:
    """Complete the navigation of mkdocs.yml: guides that it does not name, rules by family, the reference."""
    pack = packs.built_in()
    listed = [{name: [f"rules/{rule.name}.md" for rule in group]} for name, group in families(pack.rules).items()]
    guides = next(entry["Guides"] for entry in config.nav if "Guides" in entry)
    named = {path for entry in guides for path in entry.values()}
    found = sorted(f"guides/{path.name}" for path in Path(config.docs_dir, "guides").glob("*.md"))
    guides += [path for path in found if path not in named]
    reference = [COMMANDS, *([CONFIGURATION] if _configuration() else [])]
    config.nav += [{"Rules": ["rules/index.md", *listed]}, {"Reference": reference}]
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that are made."""
    made = dict(rules.pages(packs.built_in(), packs.folder_built_in()))
    made[COMMANDS] = commands.reference(rtlint, "rtlint")
    if struct := _configuration():
        made[CONFIGURATION] = structs.reference(struct, "Configuration")
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Any, **_rest: Any) -> str:
    """Run the commands of a hand-written page."""
    if page.file.generated_by:
        return markdown
    with tempfile.TemporaryDirectory() as scratch:
        try:
            return runs.filled(markdown, Path(scratch))
        except runs.Failed as error:
            raise PluginError(f"{page.file.src_uri}: {error}") from error


def on_post_page(output: str, page: Any, **_rest: Any) -> str:
    """Let no page load anything from the net; links that people click are no loading."""
    if loaded := LOADED.search(output):
        raise PluginError(f"{page.file.src_uri}: {loaded[0]} is loaded from the net")
    return output


def _configuration() -> Any:
    """The struct of the configuration file, where this checkout has one."""
    if not (ROOT / "rtlint" / "config" / "model.py").is_file():
        return None
    return importlib.import_module("rtlint.config.model").Settings
