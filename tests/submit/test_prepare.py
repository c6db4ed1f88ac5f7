"""From a file to jobs: what keeps it here, and what is found only once it is filled in."""

# ruff: noqa: E501  # tables of whole messages

import pytest

from rtlint import inputs
from rtlint.finding import Severity
from rtlint.result import Found
from rtlint.session.inside import Inside
from rtlint.submit.prepare import Trouble, prepared
from rtlint.text.part import read_at
from tests import asking


def lines(found: tuple[Found, ...]) -> list[str]:
    """Findings as a line each."""
    return [
        f"{one.path}:{one.location.row}:{one.location.column} {one.severity.value}[{one.code}] {one.at} {one.pointer} {one.message}"
        for one in (each.finding for each in found)
    ]


def test_a_clean_file_is_a_job() -> None:
    made = asking.prepare("session: {type: realtime}\n")
    assert [job.order.body for job in made.jobs] == [{"session": {"type": "realtime"}}]
    assert (made.result.found, made.troubles, made.new) == ((), (), ())


def test_errors_keep_a_file_here() -> None:
    made = asking.prepare("type: realtime\nspeed: 3\ninstructions: ${A}\n")
    assert (made.jobs, made.troubles, made.new) == ((), (), ())
    assert [one.finding.code for one in made.result.found] == ["RT501"]


@pytest.mark.parametrize(("least", "count"), [(Severity.ERROR, 1), (Severity.WARNING, 0)])
def test_warnings_do_so_where_that_is_wanted(least: Severity, count: int) -> None:
    file = inputs.decode("a.yaml", b"type: realtime\nmax_output_tokens: 5000\n")
    made = prepared(asking.linter(), *file, {}, least=least)
    assert [one.finding.code for one in made.result.found] == ["RT207"]
    assert len(made.jobs) == count


@pytest.mark.parametrize(
    ("text", "environment", "found"),
    [
        (
            "type: realtime\naudio:\n  output: {speed: '${S}'}\n",
            {"S": "9.75"},
            "a.yaml:3:19 error[RT205] audio.output.speed /audio/output/speed once ${S} is filled in: speech speed outside the range that the API takes",
        ),
        (
            "session:\n  type: realtime\n  max_output_tokens: ${MAX}\n",
            {"MAX": "many"},
            "a.yaml:3:22 error[RT207] session.max_output_tokens /session/max_output_tokens once ${MAX} is filled in: a limit on output tokens that the API does not take",
        ),
        (
            "type: realtime\n'${KEY}': 1\n",
            {"KEY": "hidden-word"},
            "a.yaml:2:1 error[RT101] ${KEY} /${KEY} once ${KEY} is filled in: a key that the API does not have at this place",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_once_it_is_filled_in(text: str, environment: dict[str, str], found: str) -> None:
    made = asking.prepare(text, **environment)
    assert lines(made.new) == [found]
    assert made.jobs == ()


@pytest.mark.parametrize("speed", ["9", "1"])
def test_the_lines_of_a_file_are_safe_to_show(speed: str) -> None:
    text = "type: realtime\naudio: {output: {speed: '${S}'}} # ek_0123456789abcdef\n"
    made = asking.prepare(text, S=speed)
    assert made.result.text.text == text.replace("3456789abcdef", "…" * 13)


def test_a_warning_that_comes_of_filling_in_is_told_and_sent() -> None:
    made = asking.prepare("type: realtime\nmax_output_tokens: ${MAX}\n", MAX="5000")
    assert lines(made.new) == [
        "a.yaml:2:20 warning[RT207] max_output_tokens /max_output_tokens once ${MAX} is filled in: a limit on output tokens that the API does not take"
    ]
    assert len(made.jobs) == 1


def test_a_variable_that_is_set_to_nothing_is_null_where_the_api_takes_no_text() -> None:
    made = asking.prepare("type: realtime\naudio: {output: {speed: '${S}'}}\n", S="")
    assert lines(made.new) == [
        "a.yaml:2:25 warning[RT108] audio.output.speed /audio/output/speed once ${S} is filled in: a null where the API documents none"
    ]
    assert made.jobs[0].order.body["session"]["audio"] == {"output": {"speed": None}}


def test_a_comment_suppresses_such_a_finding() -> None:
    made = asking.prepare("type: realtime\nmax_output_tokens: ${MAX} # rtlint: ignore[RT207] -- so be it\n", MAX="5000")
    assert (made.new, len(made.jobs)) == ((), 1)


def test_a_secret_that_is_filled_in_is_where_it_belongs() -> None:
    text = "type: realtime\ntools:\n- {type: mcp, server_label: a, server_url: 'https://a.example', authorization: '${T}', require_approval: never, allowed_tools: [a]}\n"
    made = asking.prepare(text, T="sk-0123456789abcdef0123")
    assert (made.new, made.troubles, len(made.jobs)) == ((), (), 1)


def test_several_documents_are_several_jobs() -> None:
    quiet = asking.linter().without(["RT011"])
    file = inputs.decode("a.yaml", b"type: realtime\n---\nsession: {type: realtime, instructions: '${A}'}\n")
    made = prepared(quiet, *file, {"A": "x"})
    assert [(job.case.index, job.order.body) for job in made.jobs] == [
        (0, {"session": {"type": "realtime"}}),
        (1, {"session": {"type": "realtime", "instructions": "x"}}),
    ]


def test_documents_inside_larger_files_are_sent_each() -> None:
    text = "name: desk\nagents:\n- {type: realtime, audio: {output: {speed: '${S:-1}'}}}\n- {type: realtime}\n"
    inside = asking.linter().within((Inside(read_at("agents[*]"), None),))
    file = inputs.decode("a.yaml", text.encode())
    assert [job.order.body["session"] for job in prepared(inside, *file, {}).jobs] == [
        {"type": "realtime", "audio": {"output": {"speed": 1}}},
        {"type": "realtime"},
    ]
    assert lines(prepared(inside, *file, {"S": "7"}).new) == [
        "a.yaml:3:44 error[RT205] agents[0].audio.output.speed /agents/0/audio/output/speed once ${S:-1} is filled in: speech speed outside the range that the API takes"
    ]


def test_a_file_that_nothing_is_said_of_but_that_holds_no_session() -> None:
    quiet = asking.linter().without(asking.linter().codes)
    troubles = {
        text: prepared(quiet, *inputs.decode("a.yaml", text.encode()), {}).troubles for text in ("", "a: [", "[1]")
    }
    assert troubles == {
        "": (Trouble("a.yaml:1:1", "it holds no session"),),
        "a: [": (Trouble("a.yaml:1:1", "it cannot be read"),),
        "[1]": (Trouble("a.yaml:1:1", "it holds no session"),),
    }


def test_an_answer_is_told_to_be_one() -> None:
    made = asking.prepare("# kept\nvalue: ek_0123456789abcdef\nexpires_at: 1\nsession: {type: realtime}\n")
    assert (made.jobs, made.troubles) == ((), (Trouble("a.yaml:2:1", "it is an answer of the API, and not a request"),))


def test_a_value_that_is_no_text_is_told() -> None:
    made = asking.prepare("type: realtime\ninstructions: ${A}\n", A="caf\udce9")
    assert (made.jobs, made.troubles) == (
        (),
        (Trouble("a.yaml:2:15", "the variable A holds bytes that are not UTF-8"),),
    )


@pytest.mark.parametrize(
    ("environment", "words"),
    [({}, "the variable A is not set"), ({"A": "x"}, "it holds no session")],
)
def test_a_session_that_is_a_variable(environment: dict[str, str], words: str) -> None:
    quiet = asking.linter().without(asking.linter().codes)
    made = prepared(quiet, *inputs.decode("a.yaml", b"session: ${A}\n"), environment)
    assert [one.words for one in made.troubles] == [words]
