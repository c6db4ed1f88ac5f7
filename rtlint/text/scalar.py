"""How plain YAML scalars are read: by YAML 1.1 (PyYAML, what most Python code uses) and by the 1.2 core schema.

Facts measured with PyYAML 6.0.3 and ruamel.yaml 0.19.1; `tests/text/test_scalar.py` holds both readings against them.
"""

import re
from math import isfinite
from typing import ClassVar

JSON = "json"
"""The tag of a number or word that stands in a JSON text, where it has one reading only."""

STR, INT, FLOAT, BOOL, NULL = ("tag:yaml.org,2002:" + name for name in ("str", "int", "float", "bool", "null"))
JSON_TAGS = frozenset((STR, INT, FLOAT, BOOL, NULL))
"""The tags of YAML that name types of JSON's own."""

# CPython refuses to turn more than 4,300 digits into an int; no field of the API comes near.
_DIGITS = 400

_DIGITS_OF_DOUBLE = 16

# Most files need _CANONICAL only: the other patterns stay text until a scalar asks for them.

_BOOL_12 = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_BOOL_11 = _BOOL_12 | {
    form: value
    for word, value in (("yes", True), ("on", True), ("no", False), ("off", False))
    for form in (word, word.title(), word.upper())
}
_JSON_WORDS = {"true": True, "false": False, "null": None}
_NULL = {"", "~", "null", "Null", "NULL"}
_INT_11 = r"""(?x)(?P<binary>[-+]?0b[0-1_]+) | (?P<octal>[-+]?0[0-7_]+) | (?P<decimal>[-+]?(?:0|[1-9][0-9_]*))
      | (?P<hex>[-+]?0x[0-9a-fA-F_]+) | (?P<sixty>[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)"""
_FLOAT_11 = r"""(?x)(?P<plain>[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)? | \.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)
      | (?P<sixty>[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)
      | (?P<inf>[-+]?\.(?:inf|Inf|INF)) | (?P<nan>\.(?:nan|NaN|NAN))"""
_INT_12 = r"(?P<decimal>[-+][0-9_]+|[0-9][0-9_]*)|(?P<octal>[-+]?0o[0-7_]+)|(?P<hex>0x[0-9a-fA-F_]+)"
_FLOAT_12 = (
    r"(?P<plain>[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<inf>[-+]?\.(?:inf|Inf|INF))|(?P<nan>\.(?:nan|NaN|NAN))"
)
_TIMESTAMP = r"""(?x)[0-9]{4}-[0-9]{2}-[0-9]{2}
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?
        (?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"""
_STARTS = frozenset("-+.0123456789")
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_BASES = {"binary": 2, "octal": 8, "hex": 16}


KNOWN: dict[str, object] = {}
"""Plain scalars read before in this process: those with one reading only, and nothing else to say of."""

DOUBTFUL = object()
"""Stands for the value of a plain scalar that has to be looked at closer."""

_KNOWN_AT_MOST = 4096
_KNOWN_LENGTH = 200
"""Scalars that are kept in mind, and their longest: a sentence comes once, or grows letter by letter in an editor."""


class Placeholder(str):
    """A text with `${VAR}` or `${VAR:-default}` in it, or with a local tag: a value that is not known yet."""

    __slots__ = ()
    pattern: ClassVar[str] = r"\$\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\}"


class Timestamp:
    """A date or time as YAML reads it: a value that JSON has no word for."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timestamp) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Timestamp({self.text!r})"


def is_number(value: object) -> bool:
    """Whether a value is a number of JSON: a boolean is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def quoted_text(text: str) -> str:
    """The value of a scalar in quotes, or of a block."""
    return Placeholder(text) if "${" in text and re.search(Placeholder.pattern, text) else text


def learn(text: str) -> object:
    """The value of a plain scalar that everybody reads alike, kept in KNOWN; DOUBTFUL for others."""
    if "${" in text and re.search(Placeholder.pattern, text):
        return Placeholder(text)
    value, agreed = read(text)
    if not agreed or text in ("", "<<") or (type(value) is float and is_precise(text)):
        return DOUBTFUL
    if len(KNOWN) < _KNOWN_AT_MOST and len(text) <= _KNOWN_LENGTH:
        KNOWN[text] = value
    return value


def is_precise(text: str) -> bool:
    """Whether a float is written with more characters than a double has digits, or with an exponent."""
    return len(text) > _DIGITS_OF_DOUBLE or "e" in text or "E" in text


def read(text: str) -> tuple[object, bool]:
    """The value by YAML 1.1, and whether nobody could read the text as anything else."""
    if text[:1] not in _STARTS:
        if text in _BOOL_11:
            return _BOOL_11[text], text in _BOOL_12
        return (None, True) if text in _NULL else (text, True)
    if _CANONICAL.fullmatch(text):
        return _number(text, "decimal" if "." not in text else "plain"), True
    value, other = read_11(text), read_12(text)
    if isinstance(value, str):
        return value, isinstance(other, str)
    return value, type(value) is type(other) is float and value == other and _is_plain(text, value)


def _is_plain(text: str, value: float) -> bool:
    """Whether a float is written as nearly every reader takes it: .5 and 8.0e+3, but no sign +, no underscore."""
    return isfinite(value) and text[0] != "+" and "_" not in text


def read_json(text: str) -> object:
    """The value of a JSON number, `true`, `false` or `null`."""
    if text in _JSON_WORDS:
        return _JSON_WORDS[text]
    return _number(text, "plain" if set(text) & set(".eE") else "decimal")


def read_11(text: str) -> object:
    """The value of a plain scalar by YAML 1.1 as PyYAML resolves it."""
    if text in _BOOL_11:
        return _BOOL_11[text]
    if text in _NULL:
        return None
    for pattern in (_INT_11, _FLOAT_11):
        if match := re.fullmatch(pattern, text):
            return _number(text, str(match.lastgroup))
    return Timestamp(text) if re.fullmatch(_TIMESTAMP, text) else text


def read_12(text: str) -> object:
    """The value of a plain scalar by the YAML 1.2 core schema, with the underscores and dates of ruamel.yaml."""
    if text in _BOOL_12:
        return _BOOL_12[text]
    if text in _NULL:
        return None
    for pattern in (_INT_12, _FLOAT_12):
        if match := re.fullmatch(pattern, text):
            return _number(text, str(match.lastgroup))
    return Timestamp(text) if re.fullmatch(_TIMESTAMP, text) else text


def _number(text: str, form: str) -> int | float | str:
    digits = text.replace("_", "")
    if form in ("inf", "nan"):
        return float(digits.lower().replace(".", ""))
    try:
        if form == "sixty":
            return _sixty(digits)
        if form == "decimal" and len(digits) <= _DIGITS:
            return int(digits)
        return int(digits, _BASES[form]) if form in _BASES else float(digits)
    except ValueError:  # `0b_` looks like a number to the pattern and has no digit; thousands of digits are too many
        return text


def _sixty(digits: str) -> int | float:
    sign = -1 if digits.startswith("-") else 1
    value: int | float = 0
    for part in digits.lstrip("+-").split(":"):
        value = value * 60 + (float(part) if "." in part else int(part))
    return sign * value
