"""What clients may want, and what is said of wishes that nobody knows."""

from pathlib import Path
from typing import Any

import pytest

from rtlint.server.settings import Settings, read


def test_without_settings_the_defaults_count() -> None:
    assert [read(given, "") for given in (None, dict[str, Any]())] == [(Settings(), [])] * 2


def test_a_client_has_settings_of_its_own() -> None:
    assert read({"enable": True, "path": "rtlint", "trace": {"server": "off"}}, "") == (Settings(), [])


def test_settings_are_taken_over(tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text("")
    given = {"configuration": "strict.toml", "run": "onSave", "fixAll": False}
    assert read(given, str(tmp_path)) == (Settings(str(tmp_path / "strict.toml"), "onSave", fix_all=False), [])
    assert read({"configuration": None}, "") == (Settings(), [])
    assert read({"configuration": ""}, "") == (Settings(configuration=""), [])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([1], "the settings are no object; the defaults count"),
        ({"run": "onsave"}, 'the setting run is "onsave"; it takes "onType" or "onSave"'),
        ({"fixAll": "yes"}, 'the setting fixAll is "yes"; it takes true or false'),
        ({"configuration": 3}, "the setting configuration is 3; it takes the path of a file, or null"),
        ({"configuration": "gone.toml"}, "the setting configuration names gone.toml, and there is no such file"),
        ({"configuraton": None}, "there is no setting configuraton; did you mean configuration?"),
    ],
)
def test_a_wrong_setting_is_one_line_and_its_default_stays(given: Any, words: str, tmp_path: Path) -> None:
    assert read(given, str(tmp_path)) == (Settings(), [words])


def test_a_long_value_is_cut() -> None:
    (words,) = read({"run": "x" * 100}, "")[1]
    assert words == f'the setting run is "{"x" * 38}…; it takes "onType" or "onSave"'
