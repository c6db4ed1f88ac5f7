"""Every page of the site, as far as it can be told without building it."""

import re
from pathlib import Path

import pytest

from rtlint.rule import pack as packs
from rtlint.rule.model import Condition, Rule
from scripts.docsite import rules
from scripts.docsite.runs import filled

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
PACK = packs.built_in()
MADE = dict(rules.pages(PACK, packs.folder_built_in()))
FENCE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.MULTILINE | re.DOTALL)


def prose(text: str) -> str:
    """What is no code: blocks first, since a block may hold any number of backticks."""
    return re.sub(r"`[^`\n]+`", "", FENCE.sub("", text))


def links(name: str) -> list[str]:
    """The paths of the pages that a page links to, from the root of the site's sources."""
    found = re.findall(r"\]\((?!https?:)([^)#\s]+)", prose((DOCS / name).read_text()))
    return [((DOCS / name).parent / link).resolve().relative_to(DOCS.resolve()).as_posix() for link in found]


def test_every_rule_has_its_page_where_findings_say() -> None:
    assert [f"rules/{packs.card(rule).url.removeprefix(packs.DOCS)}" for rule in PACK.rules] == [
        path.removesuffix(".md") + "/" for path in MADE if path != "rules/index.md"
    ]


@pytest.mark.parametrize("path", MADE)
def test_a_page_has_no_raw_braces_and_its_fences_are_closed(path: str) -> None:
    left = prose(MADE[path])
    assert "```" not in left
    assert re.findall(r"(?<!\\)[{}]", left) == []
    assert re.findall(r"<(?!https?://|br>|/?small>|/?div\b)", left) == []


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.code)
def test_a_page_says_what_rtlint_says_of_each_failing_example(rule: Rule) -> None:
    page = MADE[f"rules/{rule.name}.md"]
    wrong = page.partition("\n## Wrong\n")[2].partition("\n## Right\n")[0]
    examples = wrong.split("\n### ")[1:]
    assert examples
    said = re.compile(r"^- `\d+:\d+` (error|warning|info): ", re.MULTILINE)
    assert [example for example in examples if not said.search(example)] == []


def test_the_table_links_to_every_rule() -> None:
    linked = re.findall(r"^\| (\w+) \| \[([\w-]+)\]\(\2\.md\)", MADE["rules/index.md"], re.MULTILINE)
    assert linked == [(rule.code, rule.name) for rule in PACK.rules]


@pytest.mark.parametrize("name", WRITTEN)
def test_links_of_guides_lead_somewhere(name: str) -> None:
    made = {*MADE, "reference/commands.md", "reference/configuration.md"}
    assert [link for link in links(name) if link not in made and not (DOCS / link).is_file()] == []


def test_links_of_guides_to_rules_are_seen_at_all() -> None:
    assert "rules/pcm-rate-missing.md" in links("guides/migrating-from-beta.md")


@pytest.mark.parametrize("name", WRITTEN)
def test_commands_of_guides_end_as_they_say(name: str, tmp_path: Path) -> None:
    text = filled((DOCS / name).read_text(), tmp_path)
    assert "{run=" not in text


@pytest.mark.parametrize("name", WRITTEN)
def test_rules_that_guides_name_exist(name: str) -> None:
    text = (DOCS / name).read_text()
    known = {rule.code for rule in PACK.rules}
    assert set(re.findall(r"\bRT\d{3}\b", text)) <= known


def test_the_guide_to_own_rules_names_every_word_of_a_condition_and_key_of_a_rule() -> None:
    text = (DOCS / "guides/own-rules.md").read_text()
    asked = {*Condition.__struct_encode_fields__, *Rule.__struct_encode_fields__}
    untold = {"family", "check", "foreign", "placeholders", "around"}
    assert {word for word in asked - untold if f"`{word}`" not in text} == set()


def test_the_navigation_names_every_guide_once() -> None:
    named = re.findall(r"^ +- .*: (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE)
    assert sorted({*named}) == sorted(named)
    assert [name for name in named if name not in WRITTEN] == []
