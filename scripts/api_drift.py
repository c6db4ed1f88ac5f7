"""Tells where the `openai` package's realtime types and the structs of `rtlint.api` have moved apart.

Both sides are walked in parallel from the roots of a request and of an answer: fields, required or not, null
or not, literals, variants of unions. One line for each difference; nothing printed but the version is good.

    python scripts/api_drift.py
"""

import sys
import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import openai
import typing_extensions
from openai.types import realtime
from openai.types.realtime.translations import client_secret_create_params as translations

from rtlint.api.request import ClientSecretRequest
from rtlint.api.response import ClientSecretResponse, TranslationResponse
from rtlint.api.translation import TranslationRequest
from rtlint.rule.pack import built_in

ROOTS: tuple[tuple[str, Any, Any], ...] = (
    ("request", realtime.ClientSecretCreateParams, ClientSecretRequest),
    ("translation request", translations.ClientSecretCreateParams, TranslationRequest),
    ("response", realtime.ClientSecretCreateResponse, ClientSecretResponse),
    ("translation response", realtime.RealtimeTranslationClientSecretCreateResponse, TranslationResponse),
)

_TABLES = built_in().tables
_VOICES = tuple(_TABLES["voices"])


def _models(role: str) -> tuple[str, ...]:
    return tuple(name for name, row in _TABLES["models"].items() if row.get("role") == role and "*" not in name)


NAMES: dict[str, tuple[str, ...]] = {
    "RealtimeAudioOutput.voice": _VOICES,
    "RealtimeAudioOutputResponse.voice": _VOICES,
    "RealtimeSession.model": _models("speech"),
    "RealtimeSessionResponse.model": _models("speech"),
    "Transcription.model": _models("transcription"),
    "TranscriptionResponse.model": _models("transcription"),
}
"""Fields that are open strings with known names: the tables of the rules hold those."""

_NULL = "the API reference's prose says it can be set to null"
_NAME = "the server refuses a function tool without a name"
_OBJECT = "the API reference types it as an object; the package leaves it untyped"
_OLDER = "answers of earlier releases hold the key inside the session, and neither id nor object"
_OLD_TRANSCRIBER = "gpt-4o-mini-transcribe-2025-03-20"
_DATED = "the deprecation list names the model, the enumeration does not"

EXCEPTIONS: dict[str, str] = {
    "request.session<realtime>.audio.input.noise_reduction: theirs refuses null": _NULL,
    "request.session<realtime>.audio.input.transcription: theirs refuses null": _NULL,
    "request.session<transcription>.audio.input.noise_reduction: theirs refuses null": _NULL,
    "request.session<transcription>.audio.input.transcription: theirs refuses null": _NULL,
    "request.session<realtime>.tools[]<function>.name: theirs is optional": _NAME,
    "request.session<realtime>.tools[]<function>.parameters: ours lacks any value": _OBJECT,
    "request.session<realtime>.tools[]<function>.parameters: theirs lacks an object with any keys": _OBJECT,
    "request.session<realtime>.tracing.metadata: ours lacks any value": _OBJECT,
    "request.session<realtime>.tracing.metadata: theirs lacks an object with any keys": _OBJECT,
    "response.session<realtime>.tools[]<function>.parameters: ours lacks any value": _OBJECT,
    "response.session<realtime>.tools[]<function>.parameters: theirs lacks an object with any keys": _OBJECT,
    "response.session<realtime>.tracing.metadata: ours lacks any value": _OBJECT,
    "response.session<realtime>.tracing.metadata: theirs lacks an object with any keys": _OBJECT,
    "response.session<realtime>.id: ours is optional": _OLDER,
    "response.session<realtime>.id: theirs refuses null": _OLDER,
    "response.session<realtime>.object: ours is optional": _OLDER,
    "response.session<realtime>.object: theirs refuses null": _OLDER,
    "response.session<realtime>.client_secret: theirs lacks the field": _OLDER,
    **{
        f"{root}.session<realtime>.model: theirs lacks '{model}'": _DATED
        for root in ("request", "response")
        for model in ("gpt-audio", "gpt-4o-realtime", "gpt-4o-mini-realtime")
    },
    **{
        f"{root}.session<{kind}>.audio.input.transcription.model: theirs lacks '{_OLD_TRANSCRIBER}'": _DATED
        for root in ("request", "response")
        for kind in ("realtime", "transcription")
    },
}
"""Differences that are meant: the exact line, and why. One that no longer occurs is reported itself."""


@dataclass
class Shape:
    """What a type admits, taken apart into kinds that can be compared one by one."""

    kinds: set[str] = field(default_factory=set)
    """Plain kinds: str, int, float, bool, "any value"."""
    literals: set[object] = field(default_factory=set)
    null: bool = False
    item: Any = None
    """Type of a list's entries; None where it admits no list."""
    value: Any = None
    """Type of a mapping's values; None where it admits no mapping of any keys."""
    objects: dict[str, Any] = field(default_factory=dict)
    """Classes with fields, by the literal of their `type`, or "" for those that have none."""


@dataclass
class Member:
    """A field of a class, in either world."""

    type: Any
    required: bool


def differences() -> list[str]:
    """All differences that EXCEPTIONS does not explain, and all exceptions that explain nothing."""
    found = [line for name, theirs, ours in ROOTS for line in compare(theirs, ours, name)]
    stale = [f"{line}: this exception is no longer needed" for line in EXCEPTIONS if line not in found]
    return sorted({line for line in found if line not in EXCEPTIONS}) + stale


def compare(theirs: Any, ours: Any, path: str, names: tuple[str, ...] = ()) -> Iterator[str]:
    """The differences of two types; `names` are ours for an open string."""
    a, b = shape(theirs), shape(ours)
    if a.null != b.null:
        yield f"{path}: {'ours' if a.null else 'theirs'} refuses null"
    yield from _one_sided(path, a.kinds, b.kinds)
    yield from _one_sided(path, _quoted(a.literals), _quoted(b.literals | set(names)))
    yield from _compare_inside(a.item, b.item, f"{path}[]", "a list")
    yield from _compare_inside(a.value, b.value, f"{path}{{}}", "an object with any keys")
    yield from _one_sided(path, _marked(a.objects), _marked(b.objects))
    for label in sorted(a.objects.keys() & b.objects.keys()):
        yield from compare_objects(a.objects[label], b.objects[label], path + _mark(label))


def compare_objects(theirs: Any, ours: Any, path: str) -> Iterator[str]:
    """The differences of two classes, field by field.

    A struct's tag is left out: the walk has told variants apart by it, and where the package has it optional
    a union of structs cannot do without.
    """
    a, b = members(theirs), members(ours)
    a.pop(ours.__struct_config__.tag_field, None)
    for name in sorted(a.keys() | b.keys()):
        here = f"{path}.{name}"
        if name not in a or name not in b:
            yield f"{here}: {'theirs' if name in b else 'ours'} lacks the field"
            continue
        if a[name].required != b[name].required:
            yield f"{here}: {'ours' if a[name].required else 'theirs'} is optional"
        yield from compare(a[name].type, b[name].type, here, NAMES.get(f"{ours.__name__}.{name}", ()))


def shape(hint: Any) -> Shape:
    """The kinds that a type admits."""
    result = Shape()
    for part in _parts(hint):
        _add(result, part)
    return result


def members(cls: Any) -> dict[str, Member]:
    """The fields of a TypedDict, a pydantic model or a struct; a struct's tag is not among them."""
    if issubclass(cls, msgspec.Struct):
        return {f.encode_name: Member(f.type, f.required) for f in msgspec.structs.fields(cls)}
    if typing_extensions.is_typeddict(cls):
        hints = typing.get_type_hints(cls, include_extras=True)
        return {name: Member(hint, _is_required(hint)) for name, hint in hints.items()}
    return {name: Member(f.annotation, f.is_required()) for name, f in cls.model_fields.items()}


def main() -> int:
    """Print the differences; 1 when there are any."""
    lines = differences()
    for line in lines:
        print(line)
    print(f"{len(lines)} differences to openai {openai.__version__}, {len(EXCEPTIONS)} exceptions")
    return 1 if lines else 0


def _parts(hint: Any) -> Iterator[Any]:
    """The members of a union, flat, and without what only decorates a type."""
    origin = typing.get_origin(hint)
    if origin in (typing.Annotated, typing_extensions.Required, typing_extensions.NotRequired):
        yield from _parts(typing.get_args(hint)[0])
    elif origin in (typing.Union, types.UnionType):
        for part in typing.get_args(hint):
            yield from _parts(part)
    elif hint is not msgspec.UnsetType:
        yield hint


def _add(result: Shape, part: Any) -> None:
    origin, args = typing.get_origin(part), typing.get_args(part)
    if part is None or part is type(None):
        result.null = True
    elif origin is typing.Literal:
        result.literals |= set(args)
    elif origin in (list, Sequence):
        result.item = args[0]
    elif origin is dict:
        result.value = args[1]
    elif part in (str, int, float, bool):
        result.kinds.add(part.__name__)
    elif part in (object, Any):
        result.kinds.add("any value")
    elif _has_fields(part):
        _add_object(result, part)
    else:
        raise TypeError(f"the walk does not know how to compare {part!r}")


def _add_object(result: Shape, cls: Any) -> None:
    name = _label(cls)
    if name in result.objects:
        raise TypeError(f"nothing tells {cls!r} from {result.objects[name]!r} in a union")
    result.objects[name] = cls


def _has_fields(part: Any) -> bool:
    kinds = ("model_fields", "__struct_config__")
    return any(hasattr(part, kind) for kind in kinds) or typing_extensions.is_typeddict(part)


def _label(cls: Any) -> str:
    """The one literal that a class's `type` admits, "" where there is none or a choice."""
    config = getattr(cls, "__struct_config__", None)
    if config is not None and config.tag is not None:
        return str(config.tag)
    kind = members(cls).get("type")
    literals = shape(kind.type).literals if kind else set()
    return str(*literals) if len(literals) == 1 else ""


def _is_required(hint: Any) -> bool:
    return typing.get_origin(hint) is typing_extensions.Required


def _compare_inside(theirs: Any, ours: Any, path: str, kind: str) -> Iterator[str]:
    """Compare the types inside two containers, if both sides have that container at all."""
    if (theirs is None) != (ours is None):
        yield f"{path[:-2]}: {'theirs' if theirs is None else 'ours'} lacks {kind}"
    elif theirs is not None:
        yield from compare(theirs, ours, path)


def _one_sided(path: str, theirs: set[str], ours: set[str]) -> Iterator[str]:
    yield from (f"{path}: ours lacks {what}" for what in sorted(theirs - ours))
    yield from (f"{path}: theirs lacks {what}" for what in sorted(ours - theirs))


def _quoted(literals: set[Any]) -> set[str]:
    return {repr(literal) for literal in literals}


def _marked(objects: dict[str, Any]) -> set[str]:
    return {_mark(name) or "an object" for name in objects}


def _mark(name: str) -> str:
    return f"<{name}>" if name else ""


if __name__ == "__main__":
    sys.exit(main())
