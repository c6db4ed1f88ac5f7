"""The built-in pack: proven rule by rule, and how its rules speak."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from rtlint.finding import Finding
from rtlint.proof import _card, _examples, _run, prove
from rtlint.rule.files import read_rule
from rtlint.rule.model import Page, Rule
from rtlint.rule.pack import folder_built_in, read, rule_files
from rtlint.rule.paths import misfits

FOLDER = folder_built_in()
PACK = read(FOLDER)
FILES = list(rule_files(FOLDER))
RULES: dict[str, tuple[Rule, Page]] = {path: read_rule(path) for path in FILES}


def stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


each_rule = pytest.mark.parametrize("path", FILES, ids=stem)


def found(rule: Rule, page: Page) -> Iterator[Finding]:
    """What the rule says of its own examples."""
    for example in page.examples:
        yield from (finding for finding in _run(PACK, example, rule.code) if finding.code == rule.code)


@each_rule
def test_a_rule_is_proven(path: str) -> None:
    rule, page = RULES[path]
    assert [*_card(path, rule, built_in=True), *misfits(rule, PACK), *_examples(rule, page, PACK, alone=True)] == []


def test_the_whole_pack_is_proven() -> None:
    proof = prove(FOLDER, PACK, built_in=True)
    assert proof.disproofs == ()
    assert proof.rules == len(FILES) > 40
    assert proof.examples == sum(len(page.examples) for _, page in RULES.values())


@each_rule
def test_a_file_is_named_after_its_rule_and_stands_in_the_folder_of_its_hundred(path: str) -> None:
    rule, _ = RULES[path]
    assert stem(path) == f"{rule.code}-{rule.name}"
    assert os.path.basename(os.path.dirname(path)) == rule.family
    assert re.fullmatch(r"RT\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", rule.name)


def test_each_hundred_of_codes_is_one_family() -> None:
    families: dict[str, set[str]] = {}
    for rule, _ in RULES.values():
        families.setdefault(rule.code[:3], set()).add(rule.family)
    assert {hundred: sorted(names) for hundred, names in families.items() if len(names) > 1} == {}
    assert len({name for names in families.values() for name in names}) == len(families)


@each_rule
def test_a_message_is_a_clause_and_no_sentence(path: str) -> None:
    rule, page = RULES[path]
    messages = [finding.message for finding in found(rule, page)]
    assert messages
    for message in messages:
        assert message == message.strip()
        assert not message.endswith("."), message
        assert "\n" not in message
        # What the document says and names of things keep their capitals.
        assert not message[0].isupper() or message.startswith(("X-", "JSON ", "YAML ")), message


@each_rule
def test_a_message_uses_no_word_that_nothing_gives(path: str) -> None:
    rule, page = RULES[path]
    words = {word for text in templates(rule) for word in re.findall(r"\{\w*\}", text)}
    assert [finding.message for finding in found(rule, page) if any(word in finding.message for word in words)] == []


@each_rule
def test_a_card_says_what_the_rule_is_about(path: str) -> None:
    rule, page = RULES[path]
    assert rule.summary.endswith(".")
    assert rule.summary[0].isupper() or rule.summary[0] in ".`"
    assert len(rule.summary) <= 100
    assert not rule.help.endswith(".")
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)
    assert len(page.why.split()) >= 25
    assert all(re.match(r"https://\S+$", reference) for reference in page.references)
    assert len({example.title for example in page.examples}) == len(page.examples)


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule, _ in RULES.values()]
    assert sorted(names) == sorted(set(names))


def test_contributing_counts_the_named_checks() -> None:
    """By family, in the order of the codes."""
    families: dict[str, list[bool]] = {}
    for rule, _ in sorted(RULES.values(), key=lambda one: one[0].code):
        families.setdefault(rule.family, []).append(any(clause.check for clause in rule.clauses))
    told = (Path(FOLDER).parent / "CONTRIBUTING.md").read_text().split("### Named checks")[1].split("\n## ")[0]
    counts = [(int(some), int(all_)) for some, all_ in re.findall(r"(\d+) of (\d+)", told)]
    assert counts == [(sum(named), len(named)) for named in families.values()]
    assert f"Of the {len(RULES)} rules {sum(map(sum, families.values()))} name one" in " ".join(told.split())


def test_rules_of_values_and_relations_are_data() -> None:
    """At least two thirds need no check in Python: that is what the words of conditions are for."""
    families = [rule for rule, _ in RULES.values() if rule.family in ("value", "relation")]
    in_python = [rule.code for rule in families if any(clause.check for clause in rule.clauses)]
    assert len(families) >= 24
    assert len(in_python) * 3 <= len(families), in_python


@each_rule
def test_a_rule_that_knows_models_by_name_keeps_still_on_azure(path: str) -> None:
    """There a model is the name of a deployment, and shutdown dates are other ones."""
    rule, _ = RULES[path]
    judged = [msgspec.structs.replace(clause, fix=None) for clause in rule.clauses]  # no finding hangs on a fix
    if b'"table":"models"' in msgspec.json.encode(judged):
        assert rule.targets == ("openai",)


def templates(rule: Rule) -> list[str]:
    given = [clause.message for clause in rule.clauses]
    return [text for one in given for text in ([one] if isinstance(one, str) else one.values())]
