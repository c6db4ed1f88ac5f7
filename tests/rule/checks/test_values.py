"""How numbers are counted, and which language somebody meant."""

from typing import Any

import pytest

from rtlint.rule.pack import built_in

LANGUAGES = built_in().tables["languages"]
SPEED = "type: realtime\naudio: {{output: {{speed: {}}}}}\n"
PLACES = {"select": "session.audio.output.speed", "check": "decimal-places", "message": "{places}"}


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("0.6", ""),
        ("0.1234567890123456", ""),
        ("0.12345678901234567", "17"),
        ("-0.12345678901234567", "17"),
        ("0.600000000000000000000", ""),
        ("0.1_2345678901234567", "17"),
        ("1.2345678901234567e+1", ""),
        ("1.234567890123456e-2", "17"),
        ("1.0e-17", "17"),
        (".12345678901234567", "17"),
        ("1" + "0" * 400 + ".0", ""),
        ("1.0e-99999999999999999999", "9999"),
        ("'0.12345678901234567'", ""),
    ],
)
def test_decimal_places(written: str, places: str, make: Any, judge: Any) -> None:
    said = judge([make("VP1", **PLACES)], SPEED.format(written))
    assert [line.rpartition(" ")[2] for line in said] == [places] * bool(places)


@pytest.mark.parametrize("written", ["1e-17", "1E-17", "0.12345678901234567e0"])
def test_decimal_places_in_json(written: str, make: Any, judge: Any) -> None:
    text = f'{{"type": "realtime", "audio": {{"output": {{"speed": {written}}}}}}}'
    said = judge([make("VP1", **PLACES)], text, path="a.json")
    assert [line.rpartition(" ")[2] for line in said] == ["17"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("en", []),
        ("'no'", []),
        ("en-US", ["; did you mean en?"]),
        ("zh_Hant_TW", ["; did you mean zh?"]),
        ("EN", ["; did you mean en?"]),
        ("jp", ["; did you mean ja?"]),
        ("JP", ["; did you mean ja?"]),
        ("deu", ["; did you mean de?"]),
        ("German", ["; did you mean de?"]),
        ("english (US)", ["; did you mean en?"]),
        ("klingon", [""]),
        ("auto", [""]),
        ("''", [""]),
        ("'-'", [""]),
        ("7", []),
    ],
)
def test_language(written: str, said: list[str], make: Any, judge: Any) -> None:
    rule = make("VP1", select="session.audio.input.transcription.language", check="language", message="<{hint}>")
    text = f"type: realtime\naudio: {{input: {{transcription: {{language: {written}}}}}}}\n"
    lines = judge([rule], text, tables={"languages": LANGUAGES})
    assert [line.partition("<")[2].rstrip(">") for line in lines] == said


def test_the_table_of_languages() -> None:
    codes = {code for code, row in LANGUAGES.items() if "name" in row}
    assert len(codes) == 183
    assert all(len(code) == 2 and code.isascii() and code.islower() for code in codes)
    assert {row["instead"] for row in LANGUAGES.values() if "instead" in row} <= codes
    assert all(len(row) == 1 and name == name.lower() for name, row in LANGUAGES.items())
