"""What plans of rule files make of a finding, at the edges that no example of a rule shows."""

import datetime

import pytest

from rtlint.fixer import fixed
from rtlint.lint import Linter
from rtlint.rule.pack import built_in
from rtlint.text.source import Source

PACK = built_in()


def linter() -> Linter:
    return Linter(PACK, [rule.code for rule in PACK.rules], as_of=datetime.date(2026, 11, 1))


def drafts(code: str, text: str) -> list[tuple[str, str] | None]:
    """Title and safety of what would mend each finding of a rule, None for one that has no fix."""
    result = linter().lint(Source("a.yaml", text))
    return [
        (one.draft.title, one.draft.safety.value) if one.draft else None
        for one in (result.found if result else ())
        if one.finding.code == code
    ]


def mended(text: str, *codes: str) -> str:
    made = fixed(
        linter(), Source("a.yaml", text), unsafe=True, only=lambda found: not codes or found.finding.code in codes
    )
    return made.source.text


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("24_0", ("replace 24_0 with 240", "safe")),
        ("+60", ("replace +60 with 60", "safe")),
        ("6e2", ('replace "6e2" with 600', "safe")),
        ("0x258", ("replace 0x258 with 600", "safe")),
        ("0600", ("replace 0600 with 600", "unsafe")),
        ("0900", ('replace "0900" with 900', "unsafe")),
        ("10:00", ("replace 10:00 with 600", "unsafe")),
        ("1:00:00", ("replace 1:00:00 with 3600", "unsafe")),
    ],
)
def test_a_number_becomes_plain_digits(written: str, told: tuple[str, str]) -> None:
    assert drafts("RT007", f"expires_after: {{seconds: {written}}}\nsession: {{type: realtime}}\n") == [told]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("instuctions", ("rename instuctions to instructions", "unsafe")),
        ("maxOutputTokens", ("rename maxOutputTokens to max_output_tokens", "unsafe")),
        ("max_tokens", None),  # it is asked about, and more than two letters away
        ("seed", None),
    ],
)
def test_a_key_is_renamed_only_where_it_is_nearly_right(key: str, told: tuple[str, str] | None) -> None:
    assert drafts("RT101", f"session: {{type: realtime, {key}: 1}}\n") == [told]


MCP = """\
session:
  type: realtime
  tools:
    - type: mcp
      server_label: crm
      server_url: https://crm.example.com/mcp
      authorization: {token}
      headers: {{Authorization: "{header}", X-Team: desk}}
"""


@pytest.mark.parametrize(
    ("token", "header", "safety"),
    [
        ("${CRM}", "Bearer ${CRM}", "safe"),
        ("${CRM}", "bearer  ${CRM}", "safe"),
        ("${CRM}", "${CRM}", "safe"),
        ("${CRM}", "Bearer ${OTHER}", "unsafe"),
        ("${CRM}", "Basic ${CRM}", "unsafe"),
    ],
)
def test_a_header_goes_unread_only_with_the_same_token(token: str, header: str, safety: str) -> None:
    text = MCP.format(token=token, header=header)
    assert drafts("RT334", text) == [("remove Authorization", safety)]


def test_only_the_rules_that_are_named_mend() -> None:
    text = "session: {type: Realtime, instuctions: Be brief., audio: {output: {speed: 9}}}\n"
    assert mended(text, "RT205") == text.replace("9", "1.5")
    assert mended(text, "RT205", "RT103") == text.replace("9", "1.5").replace("Realtime", "realtime")
    assert mended(text) == "session: {type: realtime, instructions: Be brief., audio: {output: {speed: 1.5}}}\n"


def test_a_tool_is_renamed_where_it_is_chosen_too() -> None:
    text = """\
session:
  type: realtime
  tool_choice:
    type: function
    name: hang up  # always
  tools:
    - type: function
      name: hang up
      parameters: {type: object, properties: {}}
"""
    assert mended(text, "RT217") == text.replace("hang up", "hang_up")


def test_a_label_is_renamed_where_it_is_chosen_too() -> None:
    text = """\
session:
  type: realtime
  tool_choice: {type: mcp, server_label: My Docs}
  tools:
    - type: mcp
      server_label: My Docs
      server_url: https://docs.example.com/mcp
"""
    assert mended(text, "RT218") == text.replace("My Docs", "My_Docs")


def test_keywords_stay_where_the_prompt_is_not_known_yet() -> None:
    text = """\
session:
  type: realtime
  audio:
    input:
      transcription:
        model: whisper-1
        prompt: ${PROMPT}
        keywords: [Acme]
"""
    assert drafts("RT322", text) == [("remove keywords", "unsafe")]


def test_nothing_is_guessed_where_fields_of_both_kinds_stand() -> None:
    text = "session: {type: realtime, audio: {input: {turn_detection: {threshold: 0.5, eagerness: low}}}}\n"
    assert drafts("RT305", text) == [None]


def test_a_source_that_is_missing_moves_nothing() -> None:
    text = "session: {type: realtime, client_secret: {expires_at: 1785000000}}\n"
    assert drafts("RT501", text) == [("remove client_secret", "safe")]
    assert mended(text, "RT501") == "session: {type: realtime}\n"
