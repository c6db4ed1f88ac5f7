"""The structs and the `openai` package say the same, and the walk that says so can fail."""

from typing import Any, Literal, Required, TypedDict

import openai
import pytest
from msgspec import UNSET, Struct, UnsetType
from pydantic import BaseModel

from rtlint.api.base import ApiStruct
from rtlint.api.response import SessionClientSecret
from scripts import api_drift


def test_structs_and_openai_agree() -> None:
    assert api_drift.differences() == []


def test_walk_reaches_every_struct(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: set[type] = set()
    walk = api_drift.compare_objects

    def spy(theirs: Any, ours: Any, path: str) -> Any:
        reached.add(ours)
        return walk(theirs, ours, path)

    monkeypatch.setattr(api_drift, "compare_objects", spy)
    assert api_drift.differences() == []
    assert structs_of_the_api() - reached == {SessionClientSecret}, "only the older key has no counterpart"


def structs_of_the_api() -> set[type]:
    return {cls for cls in ApiStruct.__subclasses__() if cls.__module__.startswith("rtlint.api.")}


def test_a_missing_exception_shows_its_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "request.session<realtime>.tools[]<function>.name: theirs is optional"
    monkeypatch.delitem(api_drift.EXCEPTIONS, line)
    assert api_drift.differences() == [line]


def test_an_exception_for_nothing_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(api_drift.EXCEPTIONS, "request.session: ours refuses null", "once upon a time")
    expected = "request.session: ours refuses null: this exception is no longer needed"
    assert api_drift.differences() == [expected]


def test_a_forgotten_model_name_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    known = api_drift.NAMES["RealtimeSession.model"]
    monkeypatch.setitem(api_drift.NAMES, "RealtimeSession.model", ("gpt-imagined", *known[1:]))
    assert api_drift.differences() == [
        "request.session<realtime>.model: ours lacks 'gpt-realtime'",
        "request.session<realtime>.model: theirs lacks 'gpt-imagined'",
    ]


def test_names_belong_to_fields_that_exist() -> None:
    fields = {f"{cls.__name__}.{name}" for cls in structs_of_the_api() for name in api_drift.members(cls)}
    assert set(api_drift.NAMES) <= fields


def test_every_exception_has_a_reason() -> None:
    assert all(len(reason.split()) > 3 for reason in api_drift.EXCEPTIONS.values())


def test_script_tells_version_and_fails_on_drift(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert api_drift.main() == 0
    count = len(api_drift.EXCEPTIONS)
    assert capsys.readouterr().out == f"0 differences to openai {openai.__version__}, {count} exceptions\n"
    monkeypatch.setattr(api_drift, "differences", lambda: ["request.session: ours refuses null"])
    assert api_drift.main() == 1
    assert capsys.readouterr().out.splitlines()[0] == "request.session: ours refuses null"


class Inner(TypedDict, total=False):
    kept: str
    planted: int


class Theirs(TypedDict, total=False):
    must: Required[str]
    inner: Inner
    many: list[Inner]
    table: dict[str, int | None]


class OurInner(Struct):
    kept: str | UnsetType = UNSET


class OurInnerWhole(Struct):
    kept: str | UnsetType = UNSET
    planted: int | UnsetType = UNSET


class Ours(Struct):
    must: str
    inner: OurInner | UnsetType = UNSET
    many: list[OurInner] | UnsetType = UNSET
    table: dict[str, int] | UnsetType = UNSET


class OursLax(Struct):
    must: str | UnsetType | None = UNSET
    inner: OurInnerWhole | UnsetType = UNSET
    many: list[OurInnerWhole] | UnsetType = UNSET
    table: dict[str, int | None] | UnsetType = UNSET
    extra: bool | UnsetType = UNSET


class One(TypedDict, total=False):
    type: Required[Literal["one"]]
    size: int


class Two(TypedDict, total=False):
    type: Required[Literal["two"]]


class Model(BaseModel):
    id: str
    size: float | None = None


class OurOne(Struct, tag_field="type", tag="one"):
    size: float | UnsetType = UNSET


class OurThree(Struct, tag_field="type", tag="three"):
    pass


class OurModel(Struct):
    id: str
    size: float | UnsetType | None = UNSET


class OurStrictModel(Struct):
    id: str | None
    size: float


PLANTED: dict[str, tuple[Any, Any, list[str]]] = {
    "a field is missing, also inside lists; a mapping's values take null": (
        Theirs,
        Ours,
        [
            "at.inner.planted: ours lacks the field",
            "at.many[].planted: ours lacks the field",
            "at.table{}: ours refuses null",
        ],
    ),
    "a field too many, null where it is refused, a requirement dropped": (
        Theirs,
        OursLax,
        ["at.extra: theirs lacks the field", "at.must: theirs refuses null", "at.must: ours is optional"],
    ),
    "literals on either side": (
        Literal["a", "b"],
        Literal["b", "c"],
        ["at: ours lacks 'a'", "at: theirs lacks 'c'"],
    ),
    "null refused": (str | None, str, ["at: ours refuses null"]),
    "a number is no string": (int, str, ["at: ours lacks int", "at: theirs lacks str"]),
    "a list is no string": (str | list[str], str, ["at: ours lacks a list"]),
    "a mapping too many": (str, str | dict[str, str], ["at: theirs lacks an object with any keys"]),
    "known names of an open string": (str | Literal["new"], str, ["at: ours lacks 'new'"]),  # noqa: PYI051  # theirs is written so
    "variants by their type": (
        One | Two,
        OurOne | OurThree,
        [
            "at: ours lacks <two>",
            "at: theirs lacks <three>",
            "at<one>.size: ours lacks int",
            "at<one>.size: theirs lacks float",
        ],
    ),
    "an object is no string": (str | Inner, str, ["at: ours lacks an object"]),
    "a model that agrees": (Model, OurModel, []),
    "a model that does not": (
        Model,
        OurStrictModel,
        ["at.id: theirs refuses null", "at.size: theirs is optional", "at.size: ours refuses null"],
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_walk_finds_what_is_planted(planted: str) -> None:
    theirs, ours, expected = PLANTED[planted]
    assert sorted(api_drift.compare(theirs, ours, "at")) == sorted(expected)


def test_walk_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="does not know how to compare"):
        api_drift.shape(bytes)
    with pytest.raises(TypeError, match="nothing tells"):
        api_drift.shape(Inner | Theirs)
