"""Why rules speak or keep still: golden texts, every verdict, and the engine's own word for each."""

from collections.abc import Callable

import pytest

from rtlint.explain.page import Page
from rtlint.explain.text import Look, render
from rtlint.explain.why import Tried, When, Why
from rtlint.explain.words import wants
from rtlint.finding import Severity
from rtlint.report._style import Style
from rtlint.rule.model import Condition, Rule
from rtlint.rule.pack import built_in

Explain = Callable[..., Page]

BROKEN = """\
session:
  type: realtime
  model: ${MODEL}
  audio:
    input:
      turn_detection: {type: semantic_vad, threshold: 60, eagerness: low}
"""


def shown(page: Page) -> str:
    return render([page], Look(style=Style(), width=100))


def verdict(page: Page, code: str) -> str:
    assert page.rules is not None
    return {rule.code: rule.verdict for rule in page.rules}.get(code, "")


def test_the_golden_reasons_at_a_field(explain: Explain, golden: Callable[[str], str]) -> None:
    assert shown(explain(BROKEN, at="session.audio.input.turn_detection")) == golden("at.txt")


def test_the_golden_conditions_of_rules(explain: Explain, golden: Callable[[str], str]) -> None:
    rules = ("RT211", "RT305", "RT306", "RT308", "RT315", "RT318")
    assert shown(explain(BROKEN, rules=rules)) == golden("rules.txt")


def test_a_rule_whole(explain: Explain) -> None:
    page = explain(BROKEN, rules=("RT306",))
    at = "session.audio.input.turn_detection"
    assert page.rules == (
        Why(
            code="RT306",
            name="semantic-vad-fields",
            severity=Severity.ERROR,
            summary="A field of server_vad with semantic_vad.",
            verdict="fired",
            tried=(
                Tried(
                    at=at,
                    value=None,
                    shown="{type, threshold, eagerness}",
                    when=(When(f"{at}.type", '"semantic_vad"', "semantic_vad", '"semantic_vad"', met=True),),
                    wants="a mapping without threshold, prefix_padding_ms, silence_duration_ms or idle_timeout_ms",
                    verdict="fired",
                    messages=("threshold belongs to server_vad; the API refuses it with semantic_vad",),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        (BROKEN, "RT306", "fired"),
        (BROKEN, "RT211", "silenced"),
        (BROKEN, "RT305", "held"),
        (BROKEN, "RT315", "unknown"),
        (BROKEN, "RT307", "not asked"),
        (BROKEN, "RT205", "absent"),
        ("session: {audio: {output: {language: de}}}\n", "RT306", "kind"),
        (BROKEN, "RT101", "silenced"),
        ("session: {type: realtime}\n", "RT101", "held"),
    ],
)
def test_every_verdict(explain: Explain, text: str, code: str, expected: str) -> None:
    assert verdict(explain(text, rules=(code,)), code) == expected


def test_a_rule_that_is_not_about_the_target(explain: Explain) -> None:
    assert verdict(explain(BROKEN, rules=("RT317",), target="azure"), "RT317") == "target"


def test_a_rule_that_keeps_still_names_the_one_that_speaks(explain: Explain) -> None:
    (rule,) = explain(BROKEN, rules=("RT211",)).rules or ()
    assert [(one.by, one.messages) for one in rule.tried] == [("RT306", ("threshold is 60; the API takes 0 to 1",))]


@pytest.mark.parametrize("text", ["type: realtime\nmodel: gpt-4o\n", "session: {type: realtime, model: gpt-4o}\n"])
@pytest.mark.parametrize("at", ["session.model", "model"])
def test_a_bare_session_is_asked_with_and_without_its_name(explain: Explain, text: str, at: str) -> None:
    if at == "model" and text.startswith("session"):
        with pytest.raises(LookupError):
            explain(text, at=at)
    else:
        assert verdict(explain(text, at=at), "RT315") == "fired"


@pytest.mark.parametrize(
    ("at", "looking", "not_looking"),
    [
        ("session.type", {"RT308", "RT315"}, {"RT306"}),
        ("session.audio.input.turn_detection.threshold", {"RT306", "RT211"}, {"RT214", "RT318"}),
        ("session.audio.input", {"RT306", "RT301", "RT308"}, {"RT205", "RT202"}),
        ("session.tools[0].server_url", {"RT333"}, {"RT306"}),
    ],
)
def test_which_rules_look_at_a_field(explain: Explain, at: str, looking: set[str], not_looking: set[str]) -> None:
    text = BROKEN + "  tools: [{type: mcp, server_label: a, server_url: x}, {type: function, name: n}]\n"
    found = {rule.code for rule in explain(text, at=at).rules or ()}
    assert looking <= found
    assert not_looking.isdisjoint(found)


def test_what_rules_say_is_what_check_says(explain: Explain) -> None:
    """For every failing example of the pack the findings are the messages of the rules that fired."""
    from rtlint.rule import files, pack

    for path in pack.rule_files(pack.folder_built_in()):
        _rule, card = files.read_rule(path)
        for example in card.examples:
            text = example.fail
            if "rtlint:" in text:
                continue  # comments are no part of a session
            if not text or example.kind or example.as_of or example.file != "example.yaml":
                continue
            page = explain(text, rules=tuple(rule.code for rule in built_in().rules))
            fired = [
                (rule.code, message)
                for rule in page.rules or ()
                for tried in rule.tried
                if tried.verdict == "fired"
                for message in tried.messages
            ]
            notes = [*page.effective.notes, *(note for entry in page.effective.entries for note in entry.notes)]
            assert sorted(fired) == sorted((note.code, note.message) for note in notes), example.title


def test_every_condition_of_the_pack_has_words() -> None:
    def conditions(rule: Rule) -> list[Condition]:
        found = [condition for clause in rule.clauses for condition in clause.when.values()]
        return found + [clause.assert_ for clause in rule.clauses if isinstance(clause.assert_, Condition)]

    words = [wants(condition) for rule in built_in().rules for condition in conditions(rule)]
    assert all(words)
    assert not any("Condition(" in one for one in words)
