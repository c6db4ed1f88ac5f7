"""Secrets are cut everywhere, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.text.secret import KEPT, blot, cut, fill, is_secret, mask
from rtlint.text.spot import Path

TOKENS = [
    "sk-proj-abcDEF123456",
    "sk-abcdefghijkl",
    "ek_abcdef123456",
    "ghp_0123456789abcdef",
    "gho_0123456789abcdef",
    "github_pat_0123456789abcdef",
    "xoxb-12345678-abcd",
    "sk_live_12345678",
    "rk_live_12345678",
    "AKIA0123456789AB",
    "AIzaSyA-0123456789abcdef",
    "ya29.a0AfH6SMBx",
    "eyJhbGciOiJI.eyJzdWIi.c2ln",
]
FRAMES = ["{}", "key: {}\n", '{{"a": "{}"}}', "see {}, then go on", "a\r\n{}\r\nb", "😀{}", "({})"]
BODIES = st.text("abcXYZ0189_", min_size=16, max_size=40)
PREFIXES = st.sampled_from(
    ["sk-", "sk-proj-", "ek_", "ghp_", "github_pat_", "xoxb-", "sk_live_", "Bearer ", "bearer ", "?token="]
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("token", TOKENS)
def test_a_token_is_cut_wherever_it_stands(token: str, frame: str) -> None:
    text = frame.format(token)
    assert mask(text) == frame.format(token[:6] + "…")
    assert blot(text) == frame.format(token[:6] + "…" * (len(token) - 6))


@given(PREFIXES, BODIES, st.sampled_from(FRAMES))
def test_nothing_of_a_token_beyond_six_characters_survives(prefix: str, body: str, frame: str) -> None:
    text = frame.format(prefix + body)
    secret = body if prefix.endswith((" ", "=")) else prefix + body
    for shown in (mask(text), blot(text)):
        assert secret[: KEPT + 1] not in shown
        assert secret[KEPT:] not in shown
        assert secret[:KEPT] + "…" in shown


@given(st.lists(st.one_of(st.sampled_from(TOKENS), st.text(" ab\r\n\x85😀'\"", max_size=5)), max_size=6).map(" ".join))
def test_blot_keeps_the_length_and_the_line_ends(text: str) -> None:
    assert len(blot(text)) == len(text)
    assert [(at, one) for at, one in enumerate(blot(text)) if one in "\r\n"] == [
        (at, one) for at, one in enumerate(text) if one in "\r\n"
    ]
    assert blot(blot(text)) == blot(text)
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Authorization: Bearer abcdefgh12345", "Authorization: Bearer abcdef…"),
        ("https://x.example/mcp?token=abcdef123456", "https://x.example/mcp?token=abcdef…"),
        ("https://x.example/mcp?a=1&api_key=abcdef123456&b=2", "https://x.example/mcp?a=1&api_key=abcdef…&b=2"),
        ("https://x.example/?key=123456789012", "https://x.example/?key=123456…"),
        ("sk-abcdefghijklmn ek_abcdefghijklmn", "sk-abc… ek_abc…"),
    ],
)
def test_what_stands_around_a_token_stays(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "${OPENAI_API_KEY}",
        "Bearer ${OPENAI_API_KEY}",
        "Bearer ${OPENAI_API_KEY:-none}",
        "Bearer $OPENAI_API_KEY",
        "Bearer {{ token_from_vault }}",
        "Bearer <your-token-here>",
        "Bearer %API_TOKEN_VALUE%",
        "https://x.example/?token=${MCP_TOKEN}",
        "https://x.example/?api_key={{mcp_api_key}}",
        "You are a task-force-coordinator for risk-averse-customers.",
        "Ask for the Bearer token. Say `sk-` keys are secret.",
        "monkey_business_is_not_a_key and week_number_1234567890",
        "?page=12345678&sort=descending&monkey=1234567890",
        "gpt-4o-mini-realtime-preview-2024-12-17",
        "connector_googlecalendar",
        "eyJ is how JSON tokens start",
        "",
    ],
)
def test_placeholders_and_prose_stay(text: str) -> None:
    assert (mask(text), blot(text)) == (text, text)


@given(st.text("abc…\r\n😀 ", max_size=20))
def test_fill_and_cut_show_six_characters_and_half_of_a_short_secret(secret: str) -> None:
    kept = min(6, len(secret) // 2)
    assert cut(secret) == secret[:kept] + "…"
    filled = fill(secret)
    assert (len(filled), filled[:kept]) == (len(secret), secret[:kept])
    assert [one for one in filled[kept:] if one not in "\r\n"] == ["…"] * sum(
        one not in "\r\n" for one in secret[kept:]
    )
    assert [at for at, one in enumerate(filled) if one in "\r\n"] == [
        at for at, one in enumerate(secret) if one in "\r\n"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("session", "tools", 0, "authorization"), True),
        (("Authorization",), True),
        (("tools", 0, "headers", "Authorization"), True),
        (("tools", 0, "headers", "X-Api-Key"), True),
        (("tools", 0, "headers", "apikey"), True),
        (("tools", 0, "headers", "Cookie"), True),
        (("tools", 0, "headers", "X-Auth-Token"), True),
        (("tools", 0, "headers", "Client-Secret"), True),
        (("tools", 0, "headers", "X-Password"), True),
        (("tools", 0, "authorization", 0, "key"), True),
        (("tools", 0, "headers", "X-Api-Key", "value"), True),
        (("tools", 0, "headers", "Accept"), False),
        (("tools", 0, "token"), False),
        (("session", "max_output_tokens"), False),
        (("headers",), False),
        (("headers", 0), False),
        (("headers", None), False),
        ((True,), False),
        ((), False),
    ],
)
def test_is_secret(path: Path, expected: bool) -> None:
    assert is_secret(path) is expected
