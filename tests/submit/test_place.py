"""A 400 with a param is shown at its place in the file, like a finding; also where the file has no such place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done
from tests.submit.api import Api, refusal

TAIL = """\
  |
  = help: rtlint did not know this: please report it, with the lines above
  = see: https://github.com/rtlint/rtlint/issues/new

1 error in 1 file
"""
BARE = "type: realtime\nmodel: gpt-realtime-2.1\n"
FIRST = """\
 --> agent.yaml:1:1
  |
1 | session:
  | ^^^^^^^
"""

MODEL = """\
 --> agent.yaml:3:10
  |
2 |   type: realtime
3 |   model: gpt-realtime-2.1
  |          ^^^^^^^^^^^^^^^^
"""

PLACES = {
    "a value": (
        {"message": "Invalid 'session.audio.output.speed': no", "param": "session.audio.output.speed"},
        "Invalid 'session.audio.output.speed': no",
        " --> agent.yaml:7:14\n  |\n6 |     output:\n7 |       speed: 1.2\n  |              ^^^\n",
    ),
    "a value that the words do not name": (
        {"message": "Must be less", "param": "session.audio.output.speed"},
        "session.audio.output.speed: Must be less",
        " --> agent.yaml:7:14\n  |\n6 |     output:\n7 |       speed: 1.2\n  |              ^^^\n",
    ),
    "a place that is not there": (
        {"message": "Missing", "param": "session.tools[0].name"},
        "session.tools[0].name: Missing",
        FIRST,
    ),
    "a field that nobody knows": ({"message": "Unknown", "param": "foo"}, "foo: Unknown", FIRST),
    "a field without words": ({"message": "", "param": "session"}, "session: the API refuses the request", None),
    "words that would drive a terminal": (
        {"message": "\x1b[2J\u202e", "param": "session.model"},
        "session.model: \\x1b[2J\\u202e",
        MODEL,
    ),
}


@pytest.mark.parametrize(("error", "message", "place"), PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize("status", [400, 422])
def test_a_refusal_is_shown_at_its_place(
    submit: Callable[..., Done], api: Api, error: dict[str, Any], message: str, place: str | None, status: int
) -> None:
    api.always(refusal(status, **error))
    done = submit()
    title = f"error[API] refused: {message}\n"
    if place is None:
        assert (done.status, done.out, done.err[: len(title)]) == (1, "", title)
    else:
        assert done == Done(1, "", title + place + TAIL)


@pytest.mark.parametrize("param", ["", "session..x", "["])
def test_a_param_that_is_no_path_is_told_in_a_line(submit: Callable[..., Done], api: Api, param: str) -> None:
    api.always(refusal(400, "Bad", param=param))
    assert submit() == Done(1, "", "agent.yaml: the API refuses the request (it says: Bad)\n")


@pytest.mark.parametrize("status", [401, 404, 429, 500])
def test_another_refusal_is_no_finding(submit: Callable[..., Done], api: Api, status: int) -> None:
    api.always(refusal(status, param="session.model", headers={"x-should-retry": "false"}))
    done = submit()
    assert (done.err[:12], done.err.count("\n")) == ("agent.yaml: ", 1)


def test_a_bare_session_in_a_file_of_several_is_found(submit: Callable[..., Done], api: Api, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(BARE + "---\n" + BARE + "instructions: Be brief.\n")
    api.answers = lambda got: refusal(400, "No", param="session.model" + ".x" * (b"brief" not in got.body))
    done = submit("two.yaml", "--config", 'ignore=["RT011"]')
    assert [line for line in done.err.splitlines() if "-->" in line or "refused" in line] == [
        "error[API] refused: session.model.x: No",
        " --> two.yaml:2:1",
        "error[API] refused: session.model: No",
        " --> two.yaml:5:8",
    ]
    assert done.status == 1
