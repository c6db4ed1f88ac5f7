"""Checks of the structure: each speaks of one kind of fault that the walk over the structs found."""

from collections.abc import Callable, Iterator

from rtlint.api.session import RealtimeSession, TranscriptionSession
from rtlint.rule.blame import KEY, VALUE, Blame, listed, show
from rtlint.rule.case import Case
from rtlint.session import shape
from rtlint.session.homes import audio_homes, home
from rtlint.session.kinds import ANSWER_KEYS, BETA_FIELDS, Kind
from rtlint.text.nearest import alike, close, proposed, suggest
from rtlint.text.nodes import is_scalar
from rtlint.text.spot import Path, dotted

_ENOUGH = 20
"""Unknown keys that tell a foreign document: a file of a hundred thousand is not compared key by key."""

_ARTICLES = {"integer": "an integer", "string": "a text"}


def _faults(case: Case, path: Path, *kinds: str) -> Iterator[shape.Fault]:
    """The faults of some kinds at and below the selected path."""
    for fault in case.shape_faults:
        if fault.kind in kinds and fault.spot.path[: len(path)] == path:
            yield fault


def unknown_key(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Keys that an object of the API does not have, except at the root of a request."""
    bare = not case.layout.session
    faults = [fault for fault in _faults(case, path, shape.UNKNOWN) if not _at_root(fault, case)]
    yield from _all_unknown(faults, value if bare else None, path, case)


def unknown_root_key(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Keys beside `session` and `expires_after`."""
    faults = [fault for fault in _faults(case, path, shape.UNKNOWN) if _at_root(fault, case)]
    yield from _all_unknown(faults, value, path, case)


def _all_unknown(faults: list[shape.Fault], root: object, path: Path, case: Case) -> Iterator[Blame]:
    """A blame for each unknown key; a single one for a root where no key is known or nearly so."""
    if at_root := _foreign(faults, root, case):
        yield Blame(path, KEY, "nothing", {"expected": _names(at_root[0])})
        return
    for fault in faults:
        expected = _expected(fault, case)
        near = proposed(expected)  # a fix has to be surer than a question
        hint = expected if near and close(str(fault.spot.path[-1]), near) else ""
        words = {"key": str(fault.spot.path[-1]), "expected": expected, "hint": hint}
        yield Blame(fault.spot.path, KEY, "unknown", words)


def misnested(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Keys of `audio` on another level of it, or at the session's root unless the Beta had them there."""
    faults = list(_faults(case, path, shape.UNKNOWN))
    if case.layout.kind is Kind.TRANSLATION or _foreign(faults, None if case.layout.session else value, case):
        return
    depth = len(case.layout.session)
    for fault in faults:
        steps, key = fault.spot.path[depth:-1], str(fault.spot.path[-1])
        within = fault.spot.path[:depth] == case.layout.session and steps[:1] in ((), ("audio",))
        if not within or (not steps and key in BETA_FIELDS):
            continue
        homes = audio_homes(key, _session_type(case))
        if homes and dotted((*steps, key)) not in homes:
            words = {"owner": dotted(steps) or "the session", "home": listed(homes)}
            yield Blame(fault.spot.path, KEY, "misnested", words)


def _foreign(faults: list[shape.Fault], root: object, case: Case) -> list[shape.Fault]:
    """The unknown keys of a root that has no other keys, and none that belongs anywhere in a session."""
    at_root = [fault for fault in faults if len(fault.spot.path) == 1]
    whole = isinstance(root, dict) and len(at_root) == len(root)
    return at_root if whole and all(_is_foreign(fault, case) for fault in at_root[:_ENOUGH]) else []


def _is_foreign(fault: shape.Fault, case: Case) -> bool:
    known = fault.spot.path[-1] in ANSWER_KEYS or fault.spot.path[-1] in BETA_FIELDS
    return not known and _expected(fault, case).startswith("expected")


def _at_root(fault: shape.Fault, case: Case) -> bool:
    return len(fault.spot.path) == 1 and bool(case.layout.session) and case.layout.kind is not Kind.EVENT


def _names(fault: shape.Fault) -> str:
    return listed([str(choice) for choice in fault.choices])


def _expected(fault: shape.Fault, case: Case) -> str:
    key, choices = str(fault.spot.path[-1]), fault.choices
    if hint := suggest(key, [str(choice) for choice in choices]):
        return hint
    if place := _home(key, case):
        return f"it belongs in {place}"
    return f"expected {'one of ' * (len(choices) > 2)}{_names(fault)}"


def _home(key: str, case: Case) -> str | None:
    """Where the key belongs in a session of the document's type."""
    return None if case.layout.kind is Kind.TRANSLATION else home(key, _session_type(case))


def _session_type(case: Case) -> type[RealtimeSession | TranscriptionSession]:
    transcribes = case.get((*case.layout.session, "type")) == "transcription"
    return TranscriptionSession if transcribes else RealtimeSession


def wrong_type(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Values of another JSON type, and objects without a key that they need."""
    for fault in _faults(case, path, shape.TYPE, shape.MISSING):
        if fault.kind == shape.TYPE:
            words = {"type": _types(fault), "given": _given(fault.value)}
            yield Blame(fault.spot.path, VALUE, "type", words)
        else:
            yield Blame(fault.spot.path, KEY, "missing", {"owner": _owner(fault)})


def scalar_for_object(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """A bare text or number where a mapping belongs."""
    for fault in _faults(case, path, shape.TYPE):
        if isinstance(fault.value, (str, int, float)) and fault.types == ("mapping",):
            yield Blame(fault.spot.path, VALUE, "scalar", {"null": " or null" if fault.nullable else ""})


def null(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """A null where the API documents none."""
    for fault in _faults(case, path, shape.NULL):
        yield Blame(fault.spot.path, VALUE, "null", {"type": _types(fault)})


def implicit_null(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """An empty value: a null that nobody wrote."""
    node = case.tree.node(path) if case.tree and value is None else None
    if is_scalar(node) and not node.value and not node.style:
        yield Blame(path, KEY, "empty", {})


def fraction(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """A whole number written as a float where an integer belongs."""
    for fault in _faults(case, path, shape.FRACTION):
        yield Blame(fault.spot.path, VALUE, "fraction", {"integer": f"{fault.value:.0f}"})


def enumeration(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Values outside a closed list, discriminators too; a boolean or number where a text of such a list belongs."""
    for fault in _faults(case, path, shape.ENUM, shape.TAG, shape.TYPE):
        texts_only = "string" in fault.types and not {"integer", "number"} & set(fault.types)
        scalar = isinstance(fault.value, (bool, int, float))
        if fault.kind != shape.TYPE or (fault.choices and texts_only and scalar):
            yield _outside(fault)


def _outside(fault: shape.Fault) -> Blame:
    choices = [str(value) for value in fault.choices]
    hint = suggest(str(fault.value), choices, before="; ")
    others = ["a mapping"] * ("mapping" in fault.types) + ["null"] * fault.nullable
    enum = listed([*(show(value) for value in fault.choices), *others])
    words = {"enum": enum, "hint": hint, "alike": alike(str(fault.value), choices)}
    return Blame(fault.spot.path, VALUE, "enum", words)


def _types(fault: shape.Fault) -> str:
    """The types that fit, with the texts where only some do."""
    texts = [show(choice) for choice in fault.choices if isinstance(choice, str)]
    words = [_ARTICLES.get(word, f"a {word}") for word in fault.types if word != "string" or not texts]
    return listed([*words, *texts])


def _given(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    word = {str: "the text ", bool: "the boolean ", int: "the number ", float: "the number "}.get(type(value), "")
    return word + show(value)


def _owner(fault: shape.Fault) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in fault.owner).strip()
    words = "MCP tool choice" if words == "tool choice mcp" else words.replace("mcp", "MCP")
    return f"{'an' if words[:1] in 'aeiouM' else 'a'} {words}"


CHECKS: dict[str, Callable[[object, Path, Case], Iterator[Blame]]] = {
    "unknown-key": unknown_key,
    "unknown-root-key": unknown_root_key,
    "misnested": misnested,
    "wrong-type": wrong_type,
    "scalar-for-object": scalar_for_object,
    "null": null,
    "implicit-null": implicit_null,
    "fraction": fraction,
    "enumeration": enumeration,
}
