"""Plain scalars, held against the two readers that most Python code uses: PyYAML for 1.1, ruamel.yaml for 1.2."""

import datetime
import re
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode as RuamelNode

from rtlint.text import scalar
from rtlint.text.scalar import Timestamp, read, read_11, read_12

UNREADABLE = object()
"""What a reader gives that fails on its own resolution."""

# Words apart from each other by blanks: a list of them would fill pages.
TABLE = """
~ null Null NULL nULL true True TRUE tRUE false False FALSE yes Yes YES yES no No NO on On ON off Off OFF y n
Y N t f 0 -0 +0 1 -1 +1 00 007 0600 -0600 +0600 08 0800 09 0o600 0o8 -0o7 +0o7 0o1_0 0O7 0x5DC0 0x5dc0 0xg
-0x1F +0x1F 0X1F 0b10 0b12 -0b1 +0b1 24000 24_000 1_000 1__0 1_ _1 -_1 +_1 0_7 0x_7 0x7_ 0b_ 0x_ 0o_ -_ +_ + -
. .. ... ._ +. -. 1. 1.0 .5 +.5 -.5 .5_ 1_0.5 1.5_ 1_. 0.1 00.1 1e3 1E3 24e3 1e+3 1e-3 1.0e3 1.0e+3 1.0E-3
1.e+3 .5e3 .5e+3 +.5e3 1e 1e+ e3 1_0e3 1.0e+ 1e3.5 inf Inf -inf .inf .Inf .INF +.inf -.inf .iNF nan .nan .NaN
.NAN +.nan 1:30 -1:30 12:30:45 1:60 01:30 0:30 1:3 1:30.5 12:30:45.25 1:30. 1:2:3:4 :30 1: 190:20:30
2025-08-28 2025-8-28 2025-08-28T10:00:00 2025-08-28T10:00:00Z 2025-08-28t10:00:00.25+02:00 2025-8-2T1:00:00-5
2025-08 20250828 2025-08-28T10:00 = << < <<< 1.10 1.2.3 1,000 1e3e3 0x 0b 0o 0-1 1-1 +-1 --1 ++1 1+
0xabcdefABCDEF 123456789012345678901234567890 a b e f E T Z
""".split()  # noqa: SIM905
ODD = [
    "",
    "2025-08-28 10:00:00",
    "2025-08-28 10:00:00 +2",
    "2025-08-28   10:00:00.5 Z",
    "1 000",
    "true false",
    "é",
    "١٢",
]

PIECES = [
    *"0123456789+-._:eExobacdfTZynof~<= ",
    "true",
    "false",
    "no",
    "on",
    "off",
    "yes",
    "inf",
    ".nan",
    "null",
    "2025-01-02",
]
SPELLINGS = st.lists(st.sampled_from(PIECES), max_size=7).map(lambda pieces: "".join(pieces).strip())


def pyyaml(text: str) -> object:
    loader: Any = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))
    try:
        return loader.construct_object(yaml.ScalarNode(tag, text))
    except (yaml.YAMLError, ValueError):
        return UNREADABLE


def ruamel_12(text: str) -> object:
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    tag = reader.resolver.resolve(RuamelNode, text, (True, False))
    try:
        return reader.constructor.construct_object(RuamelNode(tag, text))
    except (YAMLError, ValueError):
        return UNREADABLE


def same(ours: object, theirs: object) -> bool:
    """Whether two values are of one type and equal; a date of theirs is a Timestamp of ours on purpose.

    JSON has no dates, so what a date would be does not matter, and a date that no calendar has (2025-13-45) is still
    what somebody wrote.
    """
    if isinstance(ours, Timestamp):
        dates = (datetime.date, datetime.datetime, ruamel.yaml.timestamp.TimeStamp)
        return theirs is UNREADABLE or isinstance(theirs, dates)
    return type(ours) is type(theirs) and repr(ours) == repr(theirs)


def check_11(text: str) -> None:
    theirs = pyyaml(text)
    if theirs is UNREADABLE and not isinstance(read_11(text), Timestamp):
        # PyYAML raises for what its patterns take and its constructors do not: `0b_`, and the keys `=` and `<<` as
        # values. It is a text for us, so that a rule can speak about it.
        theirs = text
    assert same(read_11(text), theirs), (text, read_11(text), theirs)


def check_12(text: str) -> None:
    theirs = ruamel_12(text)
    if theirs is UNREADABLE and not isinstance(read_12(text), Timestamp):
        theirs = text
    if re.fullmatch(r"[-+]?0b[01_]+|[-+]0x[0-9a-fA-F_]+", text):
        theirs = text  # ruamel.yaml keeps these numbers of 1.1; the core schema of 1.2 has neither
    if re.fullmatch(r"[-+]?\.[0-9_]*[0-9][0-9_]*[eE][0-9]+", text):
        theirs = float(text.replace("_", ""))  # numbers of the core schema that ruamel.yaml misses: `.5e3`
    assert same(read_12(text), theirs), (text, read_12(text), theirs)


@pytest.mark.parametrize("text", TABLE + ODD)
def test_the_table_reads_as_in_pyyaml(text: str) -> None:
    check_11(text)


@pytest.mark.parametrize("text", TABLE + ODD)
def test_the_table_reads_as_in_ruamel(text: str) -> None:
    check_12(text)


@given(SPELLINGS)
@settings(max_examples=2000, deadline=None)
def test_made_up_spellings_read_as_in_pyyaml(text: str) -> None:
    check_11(text)


@given(SPELLINGS)
@settings(max_examples=1000, deadline=None)
def test_made_up_spellings_read_as_in_ruamel(text: str) -> None:
    check_12(text)


@given(SPELLINGS)
@settings(max_examples=2000, deadline=None)
@example("-_1")
@example("-0o7")
@example("1_0e3")
def test_agreed_is_said_only_where_all_readers_read_the_same(text: str) -> None:
    value, agreed = read(text)
    assert repr(value) == repr(read_11(text))
    if agreed:
        # A reader that fails on the text reads it as nothing else.
        readings = [repr(theirs) for theirs in (pyyaml(text), ruamel_12(text)) if theirs is not UNREADABLE]
        assert set(readings) <= {repr(value)}, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, True)),
        ("~", (None, True)),
        ("text", ("text", True)),
        ("true", (True, True)),
        ("no", (False, False)),
        ("24000", (24000, True)),
        ("-1.5", (-1.5, True)),
        ("24_000", (24000, False)),
        ("0600", (384, False)),
        ("0800", ("0800", False)),
        ("0o600", ("0o600", False)),
        ("0x5DC0", (24000, False)),
        ("1:30", (90, False)),
        ("1e3", ("1e3", False)),
        ("1.0e+3", (1000.0, True)),
        (".5", (0.5, True)),
        ("5.", (5.0, True)),
        ("+1.5", (1.5, False)),
        ("1_0.5", (10.5, False)),
        (".inf", (float("inf"), False)),
        ("inf", ("inf", True)),
        ("-", ("-", True)),
        ("1.2.3", ("1.2.3", True)),
        ("+1", (1, False)),
        ("2025-08-28", (Timestamp("2025-08-28"), False)),
    ],
)
def test_read(text: str, expected: tuple[object, bool]) -> None:
    value, agreed = read(text)
    assert (type(value), value, agreed) == (type(expected[0]), *expected)


@pytest.mark.parametrize(
    "text", ["1" * 5000, "-" + "1" * 5000, "1" * 5000 + ":30", "0x" + "f" * 5000, "1" * 5000 + ".5"]
)
def test_thousands_of_digits_are_read_somehow(text: str) -> None:
    # CPython refuses to make an int of them; what the value is does not matter, since no field takes it.
    assert isinstance(read(text)[0], (int, float, str))
    assert isinstance(read_12(text), (int, float, str))


def test_a_timestamp_is_its_text() -> None:
    day = Timestamp("2025-08-28")
    assert (day, hash(day)) == (Timestamp("2025-08-28"), hash(Timestamp("2025-08-28")))
    assert day != Timestamp("2025-08-29")
    assert day != "2025-08-28"
    assert (str(day), repr(day)) == ("2025-08-28", "Timestamp('2025-08-28')")


def test_the_tags_are_those_of_yaml() -> None:
    plain: Any = yaml.SafeLoader("")
    tags = [plain.resolve(yaml.ScalarNode, text, (True, False)) for text in ("a", "1", "1.5", "true", "~")]
    assert tags == [scalar.STR, scalar.INT, scalar.FLOAT, scalar.BOOL, scalar.NULL]
