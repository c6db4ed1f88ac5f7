"""What stands in a text unseen: keys, comments that were none, lines that run together."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type: realtime\ninstructions: Press #1 now\n", ["2:21-2:27 #1"]),
        ("type: realtime\ninstructions: Press #1 now\r\n", ["2:21-2:27 #1"]),
        ("type: realtime\ninstructions: Press\n  or #a-b\n", ["3:6-3:10 #a-b"]),
        ("type: realtime\ninstructions: &i Press #1\n", ["2:24-2:26 #1"]),
        ("{type: realtime, instructions: Press #1\n}", ["1:38-1:40 #1"]),
        ("type: realtime\ninstructions: Press\t#1\n", []),
        ("type: realtime\ninstructions: Press  #1\n", []),
        ("type: realtime\ninstructions: Press # 1\n", []),
        ("type: realtime\ninstructions: Press # <- 3\n", []),
        ("type: realtime\ninstructions: Press #\n", []),
        ("type: realtime\ninstructions: Press. #1\n", []),
        ("type: realtime\ninstructions: Press #TODO: more\n", []),
        ("type: realtime\ninstructions: 'Press' #1\n", []),
        ("type: realtime\ninstructions: Press#1 now\n", []),
        ("type: realtime\ninstructions: |\n  Press #1 now\n", []),
        ("type: realtime\ninstructions: #1\n", []),
        ("type: realtime\ninstructions:\n", []),
    ],
)
def test_cut_text(text: str, said: list[str], make: Any, judge: Any) -> None:
    rule = make("VP1", select="session.instructions", check="cut-text", message="{word}")
    assert [line.replace(" error VP1:", "") for line in judge([rule], text)] == said


@pytest.mark.parametrize(
    ("written", "odd"),
    [
        ('"a\\u200bb"', "holds U+200B (zero width space)"),
        ('"\\u00a0a "', "holds U+00A0 (no-break space)"),
        ('"a\\u2060b"', "holds U+2060 (word joiner)"),
        ('" a"', "starts with a blank"),
        ('"a\\t"', "ends with a blank"),
        ('"a\\n"', "ends with a line break"),
        ('"\\u2019"', "holds U+2019 (right single quotation mark)"),
        ('" "', ""),
        ('""', ""),
        ("é日本", ""),
        ("7", ""),
        ('"${A} "', ""),
    ],
)
def test_odd_characters(written: str, odd: str, make: Any, judge: Any) -> None:
    rule = make("VP1", select="session.model", check="odd-characters", message="<{odd}>")
    lines = judge([rule], f"type: realtime\nmodel: {written}\n")
    assert [line.partition("<")[2].rstrip(">") for line in lines] == [odd] * bool(odd)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('session: {type: realtime, "model ": x}\n', ['1:27-1:35 error VP1: api "model "']),
        ('"session ": {}\nsession: {type: realtime}\n', ['1:1-1:11 error VP1: free "session "']),
        ('type: session.update\nsession: {type: realtime}\n"x\\u200b": 1\n', ['3:1-3:10 error VP1: free "x\\u200b"']),
        (
            'type: realtime\ntracing: {metadata: {"\\uFEFFa": &a {"b\\u00ad": 1}, c: *a, "d e": 2}}\n',
            ['2:22-2:31 error VP1: free "\\ufeffa"', '2:37-2:46 error VP1: free "b\\xad"'],
        ),
        ("type: realtime\ntracing: {metadata: {größe: 1, 7: 2, ~: 3}}\n", []),
    ],
)
def test_odd_keys(text: str, said: list[str], make: Any, judge: Any) -> None:
    free = {"select": "$", "check": "odd-key", "message": "free {text}"}
    assert judge([make("VP1", check="odd-field", message="api {text}", also=[free])], text) == said
