"""rtlint inside people's code: what `import rtlint` offers, seen as its users see it."""

import datetime
import enum
import http.server
import json
import os
import pickle
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import openai
import pytest
import yaml
from openai.types.realtime import RealtimeSessionCreateRequest
from openai.types.realtime.realtime_session_create_request_param import RealtimeSessionCreateRequestParam

import rtlint
from rtlint.api.session import RealtimeSession
from rtlint.cli.main import run
from rtlint.rule.files import read_rule
from rtlint.rule.pack import folder_built_in, rule_files

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
BROKEN = "session:\n  type: realtime\n  audio: {output: {speed: 2.0}}\n"
FAST: dict[str, Any] = {"type": "realtime", "audio": {"output": {"speed": 2.0}}}
SPEED = "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5"
HELP = "  = help: 1.0 is the natural speed\n  = see: https://rtlint.github.io/rtlint/rules/speed-range/\n"
IN_CODE = f"""{SPEED}
 --> audio.output.speed
  |
4 |     "output": {{
5 |       "speed": 2.0
  |                ^^^
  |
{HELP}
1 error in 1 document
"""
IN_FILE = f"""{SPEED}
 --> PATH:3:27
  |
2 |   type: realtime
3 |   audio: {{output: {{speed: 2.0}}}}
  |                           ^^^
  |
{HELP}
1 error in 1 file
1 fixable with --fix --unsafe-fixes
"""


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No configuration but a test's own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def lines(report: rtlint.Report) -> list[str]:
    return rtlint.show(report, "concise", quiet=True).splitlines()


def test_a_dict_is_judged_and_shown_by_its_dotted_paths() -> None:
    report = rtlint.check(FAST)
    (finding,) = report.findings
    assert (finding.code, finding.name, finding.severity) == ("RT205", "speed-range", rtlint.Severity.ERROR)
    assert finding.message == "speed is 2.0; the API takes 0.25 to 1.5"
    assert (finding.path, finding.at, finding.pointer) == ("<dict>", "audio.output.speed", "/audio/output/speed")
    assert (report.ok, report.errors, report.paths) == (False, (finding,), ("<dict>",))
    assert rtlint.show(report) == IN_CODE
    assert lines(report) == [f"audio.output.speed: {SPEED}"]
    assert rtlint.show(report, "grouped", quiet=True) == f"<dict>\n  audio.output.speed  {SPEED}\n"


def test_a_clean_dict_is_ok_and_warnings_do_not_change_that() -> None:
    clean = rtlint.check({"type": "realtime"})
    assert (clean.ok, clean.findings, rtlint.show(clean)) == (True, (), "No findings in 1 document.\n")
    assert rtlint.show(clean, quiet=True) == ""
    old = rtlint.check({"type": "realtime", "model": "gpt-realtime"}, as_of="2026-11-01")
    assert (old.ok, [finding.code for finding in old.findings], old.errors) == (True, ["RT504"], ())


def test_a_text_is_yaml_or_json_and_a_path_has_neither_line_nor_brace(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BROKEN)
    assert lines(rtlint.check(BROKEN)) == [f"<text>:3:27: {SPEED}"]
    assert lines(rtlint.check(BROKEN.replace("\n", "\r"))) == [f"<text>:3:27: {SPEED}"]
    assert lines(rtlint.check("{type: realtime, audio: {output: {speed: 2.0}}}")) == [f"<text>:1:42: {SPEED}"]
    assert lines(rtlint.check(json.dumps(FAST | {"instructions": "😀"}))) == [f"<text>:1:52: {SPEED}"]
    for path in ("a.yaml", Path("a.yaml")):
        assert rtlint.show(rtlint.check(path)) == IN_FILE.replace("PATH", "a.yaml")
    assert lines(rtlint.check(str(tmp_path / "a.yaml"))) == [f"{tmp_path}/a.yaml:3:27: {SPEED}"]


def test_a_folder_is_walked(tmp_path: Path) -> None:
    (tmp_path / "agents").mkdir()
    for name in ("b.yaml", "a.yaml"):
        (tmp_path / "agents" / name).write_text(BROKEN)
    (tmp_path / "agents" / "other.yaml").write_text("colour: red\n")
    report = rtlint.check("agents")
    assert lines(report) == [f"agents/{name}:3:27: {SPEED}" for name in ("a.yaml", "b.yaml")]
    assert report.paths == ("agents/a.yaml", "agents/b.yaml")


def test_a_file_that_cannot_be_read_is_a_finding() -> None:
    words = "error[RT001] yaml-syntax: the file cannot be read: no such file or directory"
    assert lines(rtlint.check("none.yaml")) == [f"none.yaml:1:1: {words}"]
    assert lines(rtlint.fix(Path("none.yaml")).report) == [f"none.yaml:1:1: {words}"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.realtime.*")), ids=lambda path: path.name)
def test_the_command_says_the_same_of_every_example(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["check", str(path), "--output", "json", "--as-of", "2026-11-22", "--isolated"])
    report = rtlint.check(path, as_of=datetime.date(2026, 11, 22), config=None)
    assert rtlint.show(report, "json") == capfd.readouterr().out


def passing() -> Iterator[Any]:
    for path in rule_files(folder_built_in()):
        rule, page = read_rule(path)
        for index, example in enumerate(page.examples):
            if isinstance(example.pass_, str) and "rtlint:" not in example.pass_:  # of comments nothing is dumped
                yield pytest.param(example.file, example.pass_, id=f"{rule.code}-{index}")


PASSING = list(passing())
NO_REQUEST = (
    "it is an answer of the API, and not a request", "is no request for a client secret: ", "it holds no session",
    " documents; a request is one", " is for another program to fill in",
)  # fmt: skip  # a table


class Everything(dict[str, str]):
    """An environment in which all is set."""

    def __missing__(self, key: str) -> str:
        return "set"

    def get(self, key: str, default: Any = None) -> Any:
        return self[key]

    def __contains__(self, key: object) -> bool:
        return True


def loaded(file: str) -> rtlint.ClientSecretRequest | None:
    """The request of a file; None where there is a reason that it is none."""
    try:
        return rtlint.load(file, environment=Everything(), config=None)
    except rtlint.Invalid as invalid:
        if invalid.report.ok and not any(words in str(invalid) for words in NO_REQUEST):
            raise
        return None


@pytest.mark.parametrize(("file", "text"), PASSING)
def test_what_is_loaded_and_dumped_is_loaded_again(file: str, text: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(text)
    request = loaded(file)
    if not request:
        return
    for name in ("again.yaml", "again.json"):
        assert rtlint.dump(request, name) == rtlint.dump(request)
        assert rtlint.load(name, environment=Everything(), config=None) == request
        assert stat.S_IMODE(os.stat(name).st_mode) == 0o600


def values() -> Iterator[dict[str, Any]]:
    """What the examples of all rules hold, as far as Python and JSON have the same words for it."""
    for path in rule_files(folder_built_in()):
        for example in read_rule(path)[1].examples:
            text = example.pass_ if isinstance(example.pass_, str) else example.fail
            with suppress(yaml.YAMLError, TypeError, ValueError):
                for value in yaml.safe_load_all(text):
                    again = json.loads(json.dumps(value, allow_nan=False, default=str))
                    if isinstance(value, dict) and again == value:
                        yield value


def test_a_dict_is_judged_as_its_json() -> None:
    told = 0
    for value in values():
        of_dict = rtlint.check(value, config=None)
        of_json = rtlint.check(json.dumps(value), config=None)
        known = [[(one.code, one.at, one.message) for one in made.findings] for made in (of_dict, of_json)]
        assert known[0] == known[1], value
        told += len(known[0])
    assert told > 300


class Voice(enum.StrEnum):
    MARIN = "marin"


class Rate(enum.IntEnum):
    PCM = 24000


def test_values_of_python_that_json_has_a_word_for() -> None:
    typed: RealtimeSessionCreateRequestParam = {"type": "realtime", "audio": {"output": {"speed": 2.0}}}
    model = RealtimeSessionCreateRequest.model_validate(typed)
    struct = msgspec.convert(FAST, RealtimeSession)
    for value in (typed, model, struct):
        assert lines(rtlint.check(value)) == [f"audio.output.speed: {SPEED}"]  # type: ignore[arg-type]  # a model is free
    for value in (model, struct):
        assert lines(rtlint.check({"session": value})) == [f"session.audio.output.speed: {SPEED}"]
    rate = {"type": "audio/pcm", "rate": Rate.PCM}
    said = rtlint.check(
        {
            "type": "realtime",
            "output_modalities": ("audio",),
            "audio": {"input": {"format": rate}, "output": {"voice": Voice.MARIN, "speed": 1e0}},
        }
    )
    assert said.findings == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"tools": [{"name": object()}]}, "tools[0].name is of type object, for which JSON has no word"),
        ({"audio": {"output": b"x"}}, "audio.output is of type bytes, for which JSON has no word"),
        ({"day": datetime.date(2027, 1, 1)}, "day is of type date, for which JSON has no word"),
        ({"audio": {1: 2}}, "audio has the key 1; a key of JSON is a text"),
        ({"a": {1, 2}}, "a is of type set, for which JSON has no word"),
        (7.5, "a document is a mapping, and not of type float"),
        (b"session: {}", "a document is no bytes; decode them first"),
    ],
)
def test_what_json_has_no_word_for_is_a_type_error_with_its_place(value: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        rtlint.check(value)
    assert str(caught.value) == words


def test_what_holds_itself_is_a_type_error_and_what_is_deep_a_finding() -> None:
    session: dict[str, Any] = {"type": "realtime", "tools": []}
    session["tools"].append(session)
    with pytest.raises(TypeError) as caught:
        rtlint.check(session)
    assert str(caught.value) == "tools[0] holds itself, for which JSON has no word"
    shared = {"type": "object"}
    assert rtlint.check({"type": "realtime", "metadata": shared, "x": shared}).findings
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    (finding,) = rtlint.check({"deep": deep}).findings
    while deep:  # one by one: all at once would be too deep for Python as well
        deep = deep.pop()
    words = "more than 200 collections within each other; a session config needs a few levels only"
    assert (finding.code, finding.message) == ("RT001", words)


def test_numbers_that_json_has_no_word_for_are_told_as_yaml_tells_them() -> None:
    value = {"type": "realtime", "max_output_tokens": float("inf"), "audio": {"output": {"speed": float("nan")}}}
    written = "type: realtime\nmax_output_tokens: .inf\naudio: {output: {speed: .nan}}\n"
    told = [(one.code, one.at, one.message) for one in rtlint.check(value).findings]
    assert told == [(one.code, one.at, one.message) for one in rtlint.check(written).findings]
    assert [code for code, _, _ in told] == ["RT002", "RT008"]


@pytest.mark.parametrize("number", [1.0, float("inf")])
@pytest.mark.parametrize("text", ["a\tb😀", "\x00\x7f\x85\u2028\uffff", "\"\\\r\n/'", "\U000e0001 ü", "é\U0010ffff"])
def test_any_text_may_stand_in_a_dict(text: str, number: float) -> None:
    value = {"type": "realtime", text: text, "max_output_tokens": number}
    found = [(one.code, one.at) for one in rtlint.check(value).findings]
    assert [code for code, _ in found if code == "RT001"] == []
    assert rtlint.fix(value).document[text] == text


def test_half_of_a_surrogate_pair_is_no_crash() -> None:
    for number in (1.0, float("inf")):
        value = {"type": "realtime", "instructions": "\ud800", "\udc00": 1, "max_output_tokens": number}
        assert rtlint.fix(value).document.keys() == value.keys()
        for output in ("full", "json", "sarif", "junit"):
            assert rtlint.show(rtlint.check(value), output)


def test_placeholders_and_secrets_are_what_they_are_in_a_file() -> None:
    assert rtlint.check({"type": "realtime", "model": "${MODEL}"}).ok
    key = "sk-proj-" + "a1B2" * 12
    report = rtlint.check({"type": "realtime", "instructions": key, "voice": 1})
    assert len(report.findings) == 2
    for output in ("full", "concise", "json", "sarif", "markdown"):
        assert key not in rtlint.show(report, output)


def test_options_are_those_of_the_command() -> None:
    old = {"type": "realtime", "model": "gpt-realtime"}
    assert [one.code for one in rtlint.check(old, as_of="2027-12-31").findings] == ["RT503"]
    assert rtlint.check(old, as_of=datetime.date(2027, 12, 31), target="azure").findings == ()
    assert not rtlint.check({"audio": {"output": {"language": "de"}}}, kind="session").ok
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"target": "aws"}, "'aws' is none of openai, azure"),
        ({"kind": "x"}, "'x' is none of request, session, event, response, translation"),
        ({"as_of": "soon"}, "Invalid isoformat string: 'soon'"),
    ]
    for options, words in wrong:
        with pytest.raises(ValueError, match=words):
            rtlint.check(old, **options)
    with pytest.raises(ValueError, match="no output format is called 'pdf'"):
        rtlint.show(rtlint.check(old), "pdf")


def test_the_nearest_configuration_counts_as_soon_as_it_is_there(tmp_path: Path) -> None:
    quiet, loud = tmp_path / "quiet", tmp_path / "loud"
    for folder in (quiet, loud):
        folder.mkdir()
        (folder / "a.yaml").write_text(BROKEN)
    assert not rtlint.check(FAST).ok
    (quiet / "rtlint.toml").write_text('ignore = ["speed-range"]\n')
    assert (rtlint.check("quiet/a.yaml").ok, rtlint.check("loud/a.yaml").ok) == (True, False)
    assert (rtlint.check(FAST).ok, rtlint.check(FAST, config="quiet/rtlint.toml").ok) == (False, True)
    (tmp_path / "rtlint.toml").write_text('[rules.speed-range]\nseverity = "warning"\n')
    assert lines(rtlint.check(FAST)) == [f"audio.output.speed: {SPEED.replace('error', 'warning')}"]
    assert lines(rtlint.check(BROKEN)) == [f"<text>:3:27: {SPEED.replace('error', 'warning')}"]
    assert lines(rtlint.check(FAST, config=None)) == [f"audio.output.speed: {SPEED}"]
    (tmp_path / "rtlint.toml").write_text("select = [\n")
    for call in (lambda: rtlint.check(FAST), lambda: rtlint.fix(FAST), lambda: rtlint.check(".")):
        with pytest.raises(rtlint.Misconfigured, match=r"rtlint\.toml:2:1: "):
            call()
    with pytest.raises(rtlint.Misconfigured, match=r"--config names none\.toml, which is neither a file nor KEY=VALUE"):
        rtlint.check(FAST, config="none.toml")


def test_a_baseline_hides_what_it_knows(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BROKEN)
    assert run(["baseline", "write"]) == 0
    (tmp_path / "rtlint.toml").write_text('baseline = ".rtlint-baseline.json"\n')
    report = rtlint.check("a.yaml")
    assert (report.ok, report.summary.baselined) == (True, 1)
    assert not rtlint.check(FAST).ok


def test_fixing_a_dict_gives_a_new_one() -> None:
    session = {"type": "realtime", "max_output_tokens": float("inf"), "audio": {"output": {"speed": 2.0}}}
    done = rtlint.fix(session)
    assert done.document == {"type": "realtime", "max_output_tokens": "inf", "audio": {"output": {"speed": 2.0}}}
    assert [one.code for one in done.fixed] == ["RT002"]
    assert lines(done.report) == [f"audio.output.speed: {SPEED}"]
    assert session["max_output_tokens"] == float("inf")
    all_of_it = rtlint.fix(session, unsafe=True)
    assert all_of_it.document["audio"] == {"output": {"speed": 1.5}}
    assert (all_of_it.report.ok, [one.code for one in all_of_it.fixed]) == (True, ["RT002", "RT205"])
    assert rtlint.fix({"type": "realtime", "prompt": {"id": "${ID}"}}).document["prompt"] == {"id": "${ID}"}


def test_fixing_a_text_keeps_all_else(tmp_path: Path) -> None:
    text = "# mine\r\ntype: realtime\r\nmax_output_tokens: .inf  # all of it\r\n"
    done = rtlint.fix(text)
    assert done.document == text.replace(".inf", "inf")
    (tmp_path / "a.yaml").write_bytes(text.encode())
    os.chmod("a.yaml", 0o640)
    path = Path("a.yaml")
    fixed = rtlint.fix(path)
    assert (fixed.document, path.read_bytes().decode(), fixed.report.ok) == (path, done.document, True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert rtlint.fix("a.yaml").document == "a.yaml"


def test_a_file_that_may_not_be_written_keeps_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("type: realtime\nmax_output_tokens: .inf\n")
    path.chmod(0o400)
    with pytest.raises(OSError, match=r"a\.yaml not fixed: the file is read-only"):
        rtlint.fix(Path("a.yaml"))
    assert path.read_text() == "type: realtime\nmax_output_tokens: .inf\n"


def test_loading_a_broken_file_raises_with_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BROKEN)
    with pytest.raises(rtlint.Invalid) as caught:
        rtlint.load("a.yaml")
    shown = rtlint.show(rtlint.check("a.yaml")).rstrip()
    assert str(caught.value) == f"a.yaml is not what the API takes\n\n{shown}"
    assert shown.startswith(SPEED)
    assert caught.value.report.findings == rtlint.check("a.yaml").findings
    again = pickle.loads(pickle.dumps(rtlint.Invalid("no", rtlint.check({"type": "realtime"}))))
    assert (type(again), str(again)) == (rtlint.Invalid, "no")


def test_placeholders_are_filled_in_as_submit_does(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        'type: realtime\ninstructions: Hello ${NAME}\naudio: {output: {speed: "${SPEED:-1.25}"}}\n'
    )
    request = rtlint.load("a.yaml", environment={"NAME": "Ada"})
    assert rtlint.dump(request) == {
        "session": {"type": "realtime", "instructions": "Hello Ada", "audio": {"output": {"speed": 1.25}}}
    }
    with pytest.raises(rtlint.Invalid) as caught:
        rtlint.load("a.yaml", environment={})
    assert str(caught.value) == "a.yaml:2:15: the variable NAME is not set"
    with pytest.raises(rtlint.Invalid) as caught:
        rtlint.load("a.yaml", environment={"NAME": "Ada", "SPEED": "7"})
    assert "once ${SPEED:-1.25} is filled in: speech speed outside the range" in str(caught.value)


def test_the_environment_is_that_of_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("type: realtime\ninstructions: Hello ${RTLINT_TEST_NAME}\n")
    monkeypatch.setenv("RTLINT_TEST_NAME", "Grace")
    assert rtlint.dump(rtlint.load(Path("a.yaml")))["session"]["instructions"] == "Hello Grace"


def test_what_is_no_request_for_a_client_secret(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rtlint.load("none.yaml")
    with pytest.raises(IsADirectoryError):
        rtlint.load(tmp_path)
    (tmp_path / "rtlint.toml").write_text('ignore = ["yaml-documents"]\n')
    (tmp_path / "two.yaml").write_text("type: realtime\n---\ntype: realtime\n")
    (tmp_path / "translation.yaml").write_text(
        "session: {model: gpt-realtime-translate, audio: {output: {language: de}}}\n"
    )
    for name, words in (
        ("two.yaml", "two.yaml holds 2 documents; a request is one"),
        ("translation.yaml", "translation.yaml is no request for a client secret: "),
    ):
        with pytest.raises(rtlint.Invalid) as caught:
            rtlint.load(name)
        assert str(caught.value).startswith(words)


def test_dumping_to_a_name_of_another_kind(tmp_path: Path) -> None:
    request = rtlint.ClientSecretRequest()
    with pytest.raises(ValueError, match=r"a\.toml ends in none of \.yaml, \.yml, \.json"):
        rtlint.dump(request, "a.toml")
    assert os.listdir(tmp_path) == [".git"]
    with pytest.raises(FileNotFoundError):
        rtlint.dump(request, tmp_path / "none" / "a.yaml")


class Server(http.server.BaseHTTPRequestHandler):
    bodies: list[Any]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.bodies.append((self.path, body))
        answer = json.dumps({"value": "ek_1", "expires_at": 1, "session": body["session"]}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments: Any) -> None:
        """Nothing of a test's server is worth a line."""


@pytest.fixture
def bodies() -> Iterator[tuple[str, list[Any]]]:
    got: list[Any] = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Kept", (Server,), {"bodies": got}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1", got
    server.shutdown()
    thread.join()
    server.server_close()


SENT = [
    "order-desk-tools.realtime.yaml", "phone-line.realtime.yaml", "call-transcripts.realtime.yaml",
    "live-captions.realtime.yaml", "table-booking.realtime.json",
]  # fmt: skip  # a list


def test_the_official_sdk_sends_what_was_dumped(bodies: tuple[str, list[Any]]) -> None:
    url, got = bodies
    requests = [rtlint.load(EXAMPLES / name, environment=Everything()) for name in SENT]
    with openai.OpenAI(api_key="none", base_url=url, max_retries=0) as client:
        for request in requests:
            assert client.realtime.client_secrets.create(**rtlint.dump(request)).value == "ek_1"
    assert got == [("/v1/realtime/client_secrets", rtlint.dump(request)) for request in requests]
    assert {body["session"]["type"] for _, body in got} == {"realtime", "transcription"}


def test_several_threads_get_what_one_gets() -> None:
    documents = [json.loads(json.dumps(FAST)) | {"instructions": f"No. {number}"} for number in range(40)]
    documents += [{"type": "realtime", "audio": {"output": {"speed": 1 + number / 20}}} for number in range(40)]
    alone = [rtlint.show(rtlint.check(document)) for document in documents]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda document: rtlint.show(rtlint.check(document)), documents * 3))
    assert together == alone * 3


def test_importing_rtlint_loads_nothing_but_itself() -> None:
    script = "import sys; before = set(sys.modules); import rtlint; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["rtlint"]


def test_all_names_are_there_and_no_others() -> None:
    script = (
        "import rtlint\n"
        "assert set(rtlint.__all__) <= set(dir(rtlint))\n"
        "from rtlint import *\n"
        "import rtlint.fixes.plan, rtlint.fixer, rtlint.submit.prepare\n"
        "print(*(callable(getattr(rtlint, name)) for name in ('check', 'dump', 'fix', 'load', 'show')))\n"
        "print(rtlint.Invalid.__module__, rtlint.Misconfigured.__module__)\n"
        "rtlint.chekc\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.stdout == "True True True True True\nrtlint rtlint\n"
    assert "AttributeError: module 'rtlint' has no attribute 'chekc'" in done.stderr.splitlines()[-1]


USER = """
import datetime
from pathlib import Path
from typing import Any, TypedDict, assert_type

import rtlint


class Session(TypedDict):
    type: str


session: Session = {"type": "realtime"}
report = rtlint.check(session, as_of=datetime.date(2027, 1, 1), target="azure", kind="session", config=None)
assert_type(report, rtlint.Report)
assert_type(report.ok, bool)
assert_type(report.errors, tuple[rtlint.Finding, ...])
assert_type(report.errors[0].severity if report.errors else rtlint.Severity.INFO, rtlint.Severity)
assert_type(rtlint.show(report, "json", colour=False, quiet=True), str)
assert_type(rtlint.fix(session, unsafe=True), rtlint.Fixed[dict[str, Any]])
assert_type(rtlint.fix("type: realtime\\n", as_of="2027-01-01").document, str)
Path("a.yaml").write_text("type: realtime\\n")
path = Path("a.yaml")
assert_type(rtlint.fix(path).document.name, str)
try:
    request = rtlint.load(path, environment={"A": "b"})
except rtlint.Invalid as invalid:
    assert_type(invalid.report, rtlint.Report)
    raise
except rtlint.Misconfigured:
    raise
assert_type(request, rtlint.ClientSecretRequest)
assert_type(rtlint.dump(request, "b.json"), dict[str, Any])
print(rtlint.__version__, rtlint.SITE)
"""


def test_a_type_checker_knows_all_of_it_and_it_runs_as_installed(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "MYPYPATH")}
    ran = subprocess.run(
        [installed, "user.py"], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert (ran.stdout, ran.stderr) == (f"{rtlint.__version__} {rtlint.SITE}\n", "")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(installed), "--cache-dir", "cache"]
    done = subprocess.run(
        [*mypy, "user.py"], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
    )
    assert done.stdout + done.stderr == "Success: no issues found in 1 source file\n"
