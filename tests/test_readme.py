"""The README tells the truth: what it shows is what rtlint prints, and its commands are the ones that CI runs."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec

from rtlint import proof
from rtlint.config.model import Settings
from rtlint.rule import pack

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def block(language: str) -> str:
    match = re.search(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert match
    return match.group(1)


def test_the_first_block_is_a_real_run(tmp_path: Path) -> None:
    shown = re.fullmatch(r"\$ cat (\S+)\n(.*?)\n\$ rtlint (.*?)\n(.*)", block("console"), re.DOTALL)
    assert shown
    name, text, arguments, output = shown.groups()
    (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "rtlint", *arguments.split()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (output, "", 1)


def test_the_rule_that_it_shows_is_proven(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "ACME1-voice-off-brand.yaml").write_text(block("yaml"))
    whole = pack.joined(pack.built_in(), pack.read(str(tmp_path)))
    assert proof.prove(str(tmp_path), whole) == proof.Proof(rules=1, examples=2, disproofs=())


def test_the_configuration_that_it_shows_is_one_and_every_key_is_named() -> None:
    config = msgspec.convert(tomllib.loads(block("toml")), Settings)
    assert set(config.rules) | set(config.ignore) <= {rule.name for rule in pack.built_in().rules}
    section = README[README.index("### Configuration") : README.index("### For programs")]
    keys = [field.encode_name for field in msgspec.structs.fields(Settings)]
    assert [
        key for key in keys if not re.search(rf"^{key} =|^\[{key}\.|^\[{key}\]|`{key}`", section, re.MULTILINE)
    ] == []


def test_two_commands_are_all_the_set_up() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert [command.split(" && ")[-1] for command in commands] == [
        ".venv/bin/rtlint check examples --exit-zero",
        ".venv/bin/python -m pytest",
    ]


def test_it_names_every_format_and_exit_status() -> None:
    from rtlint.report import formats

    (named,) = re.findall(r"formats: ([a-z, ]+)$", README, re.MULTILINE)
    assert sorted(named.split(", ")) == formats()
    assert re.findall(r"^\| (\d) \|", README, re.MULTILINE) == ["0", "1", "2", "3"]


def test_the_changelog_counts_the_rules() -> None:
    count = len(pack.built_in().rules)
    assert f"- {count} rules about" in (ROOT / "CHANGELOG.md").read_text()
