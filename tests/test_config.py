"""Configurations: which one holds where, what each key does, and the one line that each mistake in one gives."""

# ruff: noqa: E501  # tables of whole messages

import ast
import datetime
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rtlint.config import ConfigError, model
from rtlint.config.apply import applied, reported
from rtlint.config.call import finder
from rtlint.config.find import Finder
from rtlint.config.globs import Globs
from rtlint.config.places import places
from rtlint.finding import Severity
from rtlint.linters import Linters
from rtlint.rule.model import PackError
from rtlint.rule.pack import Pack, built_in
from rtlint.session.kinds import Kind
from rtlint.text.source import Source

Put = Callable[..., None]
PACK = built_in()
NAMES = {rule.code: rule for rule in PACK.rules}
ON = {rule.code for rule in PACK.rules if rule.enabled}


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """`put({name: text})` in a repository of its own, with the current folder at its root."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def write(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)

    return write


def select(folder: str = ".", **options: Any) -> Any:
    """What the nearest configuration of a folder selects."""
    config = Finder(**options).of(folder)
    return config and config.layers[-1].settings.select


def error(folder: str = ".") -> str:
    """What is wrong with a folder's configuration."""
    with pytest.raises((ConfigError, PackError)) as refused:
        Linters(PACK, Finder()).of(f"{folder}/a.yaml")
    return str(refused.value)


def codes(*texts: str) -> set[str]:
    """The rules that layers of TOML report."""
    config = finder(texts, {}, isolated=True).of("")
    assert config
    return reported(config, applied(config, PACK).rules)


def says(text: str, *layers: str, path: str = "a.yaml") -> list[str]:
    """`code severity message` of all findings in a text."""
    result = Linters(PACK, finder(layers, {}, isolated=True)).of(path).lint(Source(path, text))
    assert result
    return [f"{one.code} {one.severity.value} {one.message}" for one in result.findings]


# Which configuration holds where.


def test_the_nearest_file_wins(put: Put) -> None:
    put({"rtlint.toml": "select = ['RT1']", "a/b/rtlint.toml": "select = ['RT2']", "a/c/d/x": ""})
    assert [select(folder) for folder in (".", "a", "a/b", "a/c/d", "gone")] == [
        ["RT1"],
        ["RT1"],
        ["RT2"],
        ["RT1"],
        ["RT1"],
    ]


def test_of_several_files_in_a_folder_the_first_name_counts(put: Put) -> None:
    put({"pyproject.toml": "[tool.rtlint]\nselect = ['RT3']"})
    assert select() == ["RT3"]
    put({"rtlint.toml": "select = ['RT2']"})
    assert select() == ["RT2"]
    put({".rtlint.toml": "select = ['RT1']"})
    assert select() == ["RT1"]


@pytest.mark.parametrize(
    "text", ["", "[tool.ruff]\nx = 1", "# tool.rtlint is not used", "[tool.rtlint-x]\nselect = 3", "not toml"]
)
def test_a_pyproject_that_says_nothing_of_us_is_passed_by(put: Put, text: str) -> None:
    put({"rtlint.toml": "select = ['RT1']", "a/pyproject.toml": text})
    assert select("a") == ["RT1"]


def test_the_search_ends_at_the_root_of_the_repository(put: Put, tmp_path: Path) -> None:
    put({"rtlint.toml": "select = ['RT1']", "a/b/x": ""})
    (tmp_path / "a" / ".git").write_text("gitdir: elsewhere")
    assert select("a/b") is None
    put({"a/rtlint.toml": "select = ['RT2']"})
    assert select("a/b") == ["RT2"]


def test_folders_of_one_file_share_one_configuration(put: Put) -> None:
    put({"rtlint.toml": "select = ['RT1']", "a/rtlint.toml": "", "b/x": ""})
    found = Finder()
    assert found.of("b") is found.of(".") is found.of("")
    assert found.of("a") is not found.of(".")


def test_a_file_that_is_named_ends_the_search_and_isolation_too(put: Put) -> None:
    put({"rtlint.toml": "select = ['RT1']", "other.toml": "select = ['RT2']", "a/rtlint.toml": ""})
    named = finder(["other.toml", "ignore = ['RT201']"], {"fail_on": "info"}).of("a")
    assert named
    assert named.layers[0].settings.select == ["RT2"]
    assert named.fail_on is Severity.INFO
    assert Finder(isolated=True).of(".") is None


def test_linters_are_made_once_for_each_configuration(put: Put) -> None:
    put({"rtlint.toml": "per-file-ignores = {'x*' = ['RT205']}", "a/rtlint.toml": "", "b/y": ""})
    linters = Linters(PACK, Finder())
    assert linters.of("n.yaml") is linters.of("b/n.yaml")
    assert linters.of("a/n.yaml") is not linters.of("n.yaml")
    assert linters.of("x1.yaml") is linters.of("b/x2.yaml")
    assert linters.of("x1.yaml").engine is linters.of("n.yaml").engine


# A file that extends another.


def test_a_file_goes_on_from_the_one_that_it_extends(put: Put) -> None:
    put(
        {
            "base/rtlint.toml": "target = 'azure'\nfail-on = 'info'\nignore = ['RT205']\nvoices = ['bob']\nexclude = ['old/']\n[rules.RT206]\nseverity = 'info'",
            "rtlint.toml": "extend = 'base/rtlint.toml'\nfail-on = 'warning'\nignore = ['RT207']\nvoices = ['eve']\n[rules.RT202]\nseverity = 'off'",
        }
    )
    config = Finder().of(".")
    assert config
    assert (config.target, config.fail_on) == ("azure", Severity.WARNING)
    pack = applied(config, PACK)
    assert ON - reported(config, pack.rules) == {"RT205", "RT207", "RT202"}
    assert {"bob", "eve", "marin"} <= set(pack.tables["voices"])
    assert config.excludes("base/old/") is True
    assert config.excludes("old/") is False


def test_a_pyproject_may_be_extended(put: Put) -> None:
    put({"pyproject.toml": "[tool.rtlint]\nkind = 'session'", "a/rtlint.toml": "extend = '../pyproject.toml'"})
    config = Finder().of("a")
    assert config
    assert config.kind is Kind.SESSION


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"rtlint.toml": "extend = 'gone.toml'"}, "rtlint.toml:1:10: there is no file gone.toml"),
        ({"rtlint.toml": "\nextend = './rtlint.toml'"}, "rtlint.toml:2:10: ./rtlint.toml leads back to this file"),
        (
            {"rtlint.toml": "extend = 'b.toml'", "b.toml": "extend = 'rtlint.toml'"},
            "b.toml:1:10: rtlint.toml leads back to this file",
        ),
        (
            {"rtlint.toml": "extend = 'a/pyproject.toml'", "a/pyproject.toml": ""},
            "rtlint.toml:1:10: a/pyproject.toml has no table [tool.rtlint]",
        ),
        (
            {"rtlint.toml": "extend = 'b.toml'", "b.toml": "selct = []"},
            "b.toml:1:1: unknown key selct; did you mean select?",
        ),
    ],
    ids=["gone", "itself", "circle", "no table", "mistake"],
)
def test_a_wrong_extension_is_told_where_it_stands(put: Put, texts: dict[str, str], words: str) -> None:
    put(texts)
    assert error() == words


# Mistakes.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("targt = 'azure'", "1:1: unknown key targt; did you mean target?"),
        ("fail_on = 'error'", "1:1: unknown key fail_on; did you mean fail-on?"),
        ("# c\n\nselect = 'RT1'", '3:10: select is "RT1"; it takes a list'),
        ("ignore = [\n  'RT205',\n  3,\n]", "3:3: ignore[1] is 3; it takes a text"),
        ("fail-on = 'fatal'", '1:11: fail-on is "fatal"; it takes "error", "info" or "warning"'),
        ("target = 'gcp'", '1:10: target is "gcp"; it takes "azure" or "openai"'),
        ("kind = 'poem'", '1:8: kind is "poem"; it takes "request", "session", "event", "response" or "translation"'),
        ("as-of = 'soon'", '1:9: as-of is "soon"; it takes a date such as 2026-11-30'),
        ("[models.a]\nshutdown = 2026-11-30\n[models.'b c']\nshutdown = 'soon'", '4:12: models["b c"].shutdown is "soon"; it takes a date such as 2026-11-30'),
        ("kind = 'sesion'", '1:8: kind is "sesion"; it takes "request", "session", "event", "response" or "translation"; did you mean session?'),
        ("rules = {RT205 = {severity = 'loud'}}", '1:30: rules.RT205.severity is "loud"; it takes "error", "info", "off" or "warning"'),
        ("[rules.RT205]\nlevel = 'off'", "2:1: unknown key rules.RT205.level; expected severity, options"),
        ("rules.RT205 = 'off'", '1:15: rules.RT205 is "off"; it takes a mapping'),
        ("[rules.'speed-rnge']\nseverity = 'off'", "1:8: no rule is called speed-rnge; did you mean speed-range?"),
        ("[rules.RT2]\nseverity = 'off'", "1:8: no rule is called RT2; rtlint rules lists them"),
        ("[rules.RT317]\noptions = {maximum = 1}", "2:12: no option of RT317 is called maximum; RT317 has no options"),
        ("select = ['ALL', 'speed-rnge']", "1:18: no rule is called speed-rnge; did you mean speed-range?"),
        ("extend-ignore = ['x']", "1:18: no rule is called x; a code, a name, a family, a prefix such as RT2, or ALL fits"),
        ("[per-file-ignores]\n'*.json' = ['RT205', 'RT205x']", "2:22: no rule is called RT205x; did you mean RT205?"),
        ("[models.mine]\nrole = 'poet'", '2:8: models.mine.role is "poet"; it takes "live", "speech", "speech-synthesis", "text", "transcription" or "translation"'),
        ("[models.'mine']\nrol = 'text'", "2:1: unknown key models.mine.rol; did you mean role?"),
        ("rule-packs = ['gone']", "1:15: there is no folder gone"),
        ("select = [", "1:11: invalid value"),
        ("select = ['RT1']\nselect = []", "2:12: cannot overwrite a value"),
        ("[select]\n[select]", "2:8: cannot declare select twice"),
        ("[tool.rtlint]\nselect = []", "1:7: [tool.rtlint] is for pyproject.toml; here the keys stand by themselves"),
        ("[[documents]]\nfiles = 'x'", "1:3: documents[0].at is missing"),
        ("[[documents]]\nfiles = []\nat = 'a'", "2:9: documents[0].files is empty"),
        ("documents = [{files = 'x', at = ['a', 'b..c']}]", '1:39: "b..c" is no path; it takes keys and indices, as in providers[*].config'),
        ("x = " + "[" * 2000, "1:1: the values are nested too deep"),
    ],
)  # fmt: skip  # a table
def test_a_mistake_gives_one_line_with_its_place(put: Put, text: str, words: str) -> None:
    put({"rtlint.toml": text})
    assert error() == f"rtlint.toml:{words}"


def test_mistakes_are_found_below_a_table_and_in_other_folders(put: Put) -> None:
    put({"a/pyproject.toml": "[project]\nname = 'x'\n[tool.rtlint.rules.RT205]\nseverity = 3\n"})
    assert (
        error("a") == 'a/pyproject.toml:4:12: rules.RT205.severity is 3; it takes "error", "info", "off" or "warning"'
    )


def test_a_file_that_is_no_text_is_told(put: Put, tmp_path: Path) -> None:
    put({})
    (tmp_path / "rtlint.toml").write_bytes(b"# good\n# \xff\n")
    assert error() == "rtlint.toml:2:3: the file is not UTF-8"
    (tmp_path / "rtlint.toml").write_bytes(b"\xef\xbb\xbfselect = ['ALL']\r\nfail-on = 3\r\n")
    assert error() == 'rtlint.toml:2:11: fail-on is 3; it takes "error", "info" or "warning"'


TOML = """\
top = 1
'quoted key' = [1, [2, 3.5], {a = "x, ]", b.c = 1979-05-27 07:32:00}] # , [
multi = \"\"\"
[no.table]
\"\"\"
[a."b.c".d] # ]
e.f = -1e3
g = [
  "x", # ,
  '''y
]''',
]
[[h]]
i = 1
[[h]]
i = {j = [], k = {}}
[h.l]
m = true
"""


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every key and item of a value."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield (*path, step)
        yield from paths(item, (*path, step))


def test_everything_in_a_toml_text_has_its_place() -> None:
    found = places(TOML)
    expected = {path for path in paths(tomllib.loads(TOML)) if path not in {("h", 0), ("h", 1)}}
    assert set(found) == expected
    starts = {path: (TOML[key:][:3], TOML[value:][:3]) for path, (key, value) in found.items()}
    assert starts["quoted key", 1, 1] == ("3.5", "3.5")
    assert starts["quoted key", 2, "b", "c"] == ("c =", "197")
    assert starts["a", "b.c"] == ('"b.', '"b.')
    assert starts["a", "b.c", "d", "g", 1] == ("'''", "'''")
    assert starts["h", 1, "l", "m"] == ("m =", "tru")


# What the keys do.


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        (["voices = []"], ON),
        (["select = ['RT205']"], {"RT205"}),
        (["select = []"], set()),
        (["select = ['value']\nignore = ['RT205']\nextend-select = ['RT001']"], {code for code in ON if NAMES[code].family == "value"} - {"RT205"} | {"RT001"}),
        (["ignore = ['ALL']", "extend-select = ['speed-range']"], {"RT205"}),
        (["ignore = ['RT205']", "select = ['RT205', 'RT207']"], {"RT205", "RT207"}),
        (["ignore = ['RT205']", "extend-ignore = ['RT207']"], ON - {"RT205", "RT207"}),
        (["select = ['RT205', 'RT207']", "extend-ignore = ['RT207']"], {"RT205"}),
        (["rules = {RT205 = {severity = 'off'}}"], ON - {"RT205"}),
        (["select = ['value']\nrules = {speed-range = {severity = 'off'}}", "extend-ignore = ['RT2']\nextend-select = ['RT207']"], {"RT207"}),
        (["rules = {RT205 = {severity = 'off'}}", "rules = {RT205 = {severity = 'warning'}}"], ON),
        (["rules = {RT205 = {severity = 'off'}}", "select = ['RT205']"], {"RT205"}),
    ],
)  # fmt: skip  # a table
def test_each_layer_goes_on_from_what_the_one_before_chose(layers: list[str], expected: set[str]) -> None:
    assert codes(*layers) == expected


FAST = "session: {type: realtime, audio: {output: {speed: 2}}}\n"


def test_a_severity_replaces_that_of_the_rule() -> None:
    assert says(FAST) == ["RT205 error speed is 2; the API takes 0.25 to 1.5"]
    assert says(FAST, "rules.RT205.severity = 'info'") == ["RT205 info speed is 2; the API takes 0.25 to 1.5"]
    assert says(FAST, "rules.speed-range.severity = 'off'") == []


def test_models_and_voices_of_ones_own_are_known() -> None:
    text = "session: {type: realtime, model: mine-7, reasoning: {effort: low}, audio: {output: {voice: bob}}}\n"
    assert [line.split()[0] for line in says(text)] == ["RT317", "RT206"]
    own = ["voices = ['bob']", "[models.'mine-*']\nrole = 'speech'\nreasoning = false\nshutdown = 2030-01-01"]
    assert [line.split()[0] for line in says(text, *own)] == ["RT504", "RT318"]


def test_the_date_the_kind_and_the_target_are_taken() -> None:
    config = finder(["as-of = 2030-02-03\nkind = 'translation'", "target = 'azure'"], {}, isolated=True).of("")
    assert config
    assert (config.as_of, config.kind, config.target) == (datetime.date(2030, 2, 3), Kind.TRANSLATION, "azure")
    linter = Linters(PACK, finder(["as-of = '2030-02-03'"], {}, isolated=True)).of("a.yaml")
    assert linter.as_of == datetime.date(2030, 2, 3)


def test_what_the_call_says_wins(put: Put) -> None:
    put({"rtlint.toml": "target = 'azure'\nfail-on = 'info'\nas-of = 2030-01-01"})
    config = finder(["fail-on = 'warning'"], {"target": "openai"}).of(".")
    assert config
    assert (config.target, config.fail_on, config.as_of) == ("openai", Severity.WARNING, datetime.date(2030, 1, 1))


def test_rules_are_ignored_in_single_files(put: Put) -> None:
    put({"a/rtlint.toml": "[per-file-ignores]\n'/x/' = ['value']\n'*.json' = ['speed-range']", "a/x/y": ""})
    linters = Linters(PACK, Finder())
    ignored = {path: ON - linters.of(path).codes for path in ("a/n.yaml", "a/n.json", "a/x/n.yaml", "x/n.yaml")}
    value = {code for code in ON if NAMES[code].family == "value"}
    assert ignored == {"a/n.yaml": set(), "a/n.json": {"RT205"}, "a/x/n.yaml": value, "x/n.yaml": set()}


def test_globs_speak_of_what_lies_in_their_folder(tmp_path: Path) -> None:
    globs = Globs(str(tmp_path / "a"), ["*.yaml", "!keep.yaml", "/sub/"])
    verdicts = {
        name: globs.verdict(f"{tmp_path}/{name}")
        for name in ("a/x.yaml", "a/keep.yaml", "a/x.json", "a/sub/", "a/s/sub/", "ab/x.yaml", "a/")
    }
    assert verdicts == {
        "a/x.yaml": True, "a/keep.yaml": False, "a/x.json": None, "a/sub/": True, "a/s/sub/": None, "ab/x.yaml": None, "a/": None,
    }  # fmt: skip  # a table


# What the reference is made of.


def keys() -> Iterator[tuple[str, str, str | None]]:
    """Each key of each table, with its docstring."""
    for node in ast.parse(inspect.getsource(model)).body:
        if isinstance(node, ast.ClassDef) and node.name != "Keys":
            for field, after in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    told = after.value if isinstance(after, ast.Expr) else None
                    text = told.value if isinstance(told, ast.Constant) and isinstance(told.value, str) else None
                    yield node.name, field.target.id, text


@pytest.mark.parametrize(("table", "key", "text"), list(keys()))
def test_every_key_says_what_it_does_and_what_holds_without_it(table: str, key: str, text: str | None) -> None:
    assert text
    assert re.search(r"Default(: [a-z'`,; ]+| `[^`]+`)\.$", " ".join(text.split())), (table, key)


def test_a_model_of_ones_own_has_the_columns_of_the_table() -> None:
    assert set(model.ModelRow.__struct_fields__) == PACK.lookup().columns("models")


def test_a_configuration_leaves_the_built_in_pack_as_it_is() -> None:
    config = finder(["voices = ['bob']\nrules.RT205.severity = 'info'"], {}, isolated=True).of("")
    assert config
    before = Pack(list(PACK.rules), dict(PACK.tables))
    assert applied(config, PACK) != PACK
    assert before == PACK == built_in()
