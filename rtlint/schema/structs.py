"""The JSON Schema of structs: any msgspec struct becomes a definition, with its docstrings for hover and completion.

Editors decide how it is written. A value of several types is an `anyOf` with nothing but alternatives below, for value
completion looks no deeper; an object of several kinds is a chain of if and else by its discriminator, for then a
message speaks of the one kind that is meant.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.session.fields import Field, about, fields
from rtlint.session.shape import Object, Plan, merged, plan, suits
from rtlint.text.scalar import Placeholder

Json = dict[str, Any]
Objects = tuple[Object, ...]
Site = tuple[Objects, str]
"""A field of an object, or of the kinds of object that may stand at one place. The empty name is the object itself."""

PLACEHOLDER = "placeholder"
PENDING = "pending"
_DEFINITIONS: dict[str, Json] = {
    PLACEHOLDER: {"description": "A value that is filled in later.", "type": "string", "pattern": Placeholder.pattern},
    PENDING: {
        "description": "A value that is filled in later, as ${VAR}, or still missing.",
        # Spelled by what it is not, so that completion does not offer null for every field.
        "not": {"type": ["array", "boolean", "number", "object"]},
        "pattern": Placeholder.pattern,
    },
}
_SUCH_AS = re.compile(r"such as `([^`]+)`")
DEPRECATED = re.compile(r"\bDeprecated\b.*?(?:\.(?= |$))")
"""The sentence of a field's text that tells that it goes."""


class Addition(msgspec.Struct):
    """What is known of a field beside its struct: values to offer, words that must hold, words for people."""

    choices: list[Json] = []
    words: list[Any] = []
    note: str = ""


Added = Callable[[Site], Addition]


def ref(name: str) -> Json:
    """A reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def joined(parts: Iterable[Any]) -> Any:
    """The schema that holds where all parts do: one object where no part changes what another says, else an `allOf`."""
    whole: Json = {}
    rest: list[Any] = []
    for part in parts:
        if part is False:
            return False
        if whole and part and ({"$ref"} & (whole.keys() | part.keys()) or _groups(whole) & _groups(part)):
            rest.append(part)
        else:
            whole |= part
    return whole | {"allOf": [*whole.get("allOf", []), *rest]} if rest else whole


def _groups(schema: Json) -> set[str]:
    """The words of a schema, those as one that read each other."""
    return {{"then": "if", "else": "if", "additionalProperties": "properties"}.get(word, word) for word in schema}


class Structs:
    """The definitions of structs, made as fields lead to them.

    `lenient` also takes a placeholder for any value, a null, and an object whose discriminator is missing: `check`
    speaks of the last two less loudly, or by rules of their own. `open_` names structs whose unknown keys are let be.
    """

    def __init__(self, *, lenient: bool, added: Added = lambda _: Addition(), open_: Iterable[str] = ()) -> None:
        self.definitions: dict[str, Json] = dict(_DEFINITIONS) if lenient else {}
        self._lenient = lenient
        self._added = added
        self._open = frozenset(open_)
        self._names: dict[Objects, str] = {}

    def schema(self, type_: Any, name: str) -> Json:
        """The schema of a type; `name` is for its definition where several structs may stand there."""
        return self._value(plan(type_), name)

    def _value(self, one: Plan, name: str, choices: Iterable[Json] = ()) -> Json:
        found = [*choices, *self._alternatives(one, name)]
        if "any" in one.types:
            return {}
        return found[0] if len(found) == 1 else {"anyOf": found}

    def _alternatives(self, one: Plan, name: str) -> list[Json]:
        words = {word for word in one.types if not any(word_of(literal) == word for literal in one.literals)}
        found: list[Json] = [{"enum": list(one.literals)}] if one.literals else []
        found += [{"type": word} for word in ("string", "number", "integer", "boolean", "null") if word in words]
        if one.item:
            found.append({"type": "array", "items": self._value(one.item, name)})
        if one.values:
            found.append({"type": "object", "additionalProperties": self._value(one.values, name)})
        if one.objects:
            found.append(ref(self._define(one.objects, name)))
        return [*found, ref(PENDING)] if self._lenient and "any" not in one.types else found

    def _define(self, objects: Objects, name: str) -> str:
        if objects not in self._names:
            known = objects[0].name if len(objects) == 1 else "".join(word.capitalize() for word in name.split("_"))
            while known in self.definitions:
                known += "Either"
            self._names[objects] = known
            self.definitions[known] = {}  # holds the place, for structs that hold themselves
            one = self._struct(objects[0]) if len(objects) == 1 else self._union(objects)
            self.definitions[known] = joined([{"title": known}, one, *self._added((objects, "")).words])
        return self._names[objects]

    def _struct(self, one: Object) -> Json:
        properties = {one.tag_field: {"title": one.tag_field, "const": one.tag}} if one.tag_field else {}
        told = fields(one.struct)
        for key, (below, _required) in one.fields.items():
            properties[key] = self._field(((one,), key), below, told.get(key))
        made: Json = {"$comment": about(one.struct), "type": "object"}
        return made | self._closed(one, properties) | _needs(one)

    def _closed(self, one: Object, properties: Json) -> Json:
        shut = one.closed and one.name not in self._open
        return {"properties": properties, "additionalProperties": False} if shut else {"properties": properties}

    def _union(self, objects: Objects) -> Json:
        """The kinds of one object: the chosen one by its discriminator, the fields of all where it tells none."""
        tag = objects[0].tag_field if all(one.tag_field for one in objects) else None
        chain: Json = self._closed(objects[0], ({tag: True} if tag else {}) | self._merged(objects))
        if not tag:
            return {"type": "object"} | chain
        for one in reversed(objects):
            named = {"properties": {tag: {"const": one.tag}}, "required": [tag]}
            chain = {"if": named, "then": ref(self._define((one,), one.name)), "else": chain}
        made = {"type": "object", "properties": {tag: self._tag(objects, tag)}}
        return made | ({} if self._lenient else {"required": [tag]}) | chain

    def _tag(self, objects: Objects, tag: str) -> Json:
        texts = [about(one.struct) for one in objects]
        added, text = self._added((objects, tag)), "Which kind it is."
        words: Json = {"enum": [one.tag for one in objects], **_told(texts)}
        # With a description of its own, an editor does not take it for the constant of one kind.
        kinds = {"anyOf": [{"description": text} | words, ref(PLACEHOLDER)]} if self._lenient else words
        made: Json = joined([{"title": tag, **_markdown(text, added.note)}, kinds, *added.words])
        return made

    def _merged(self, objects: Objects) -> Json:
        made: Json = {}
        for key, below in merged(objects).items():
            owner = next(one for one in objects if key in one.fields)
            if owner.fields[key][0] == below:
                made[key] = {"$ref": f"#/definitions/{self._define((owner,), owner.name)}/properties/{key}"}
            else:
                made[key] = self._field((objects, key), below, fields(owner.struct).get(key))
        return made

    def _field(self, site: Site, below: Plan, told: Field | None) -> Json:
        added = self._added(site)
        value = self._value(below, site[1], added.choices)
        value = {"allOf": [value]} if "$ref" in value else value  # draft-07 ignores what stands beside a reference
        made: Json = joined([{"title": site[1], **_texts(told, below, added.note)}, value, *added.words])
        return made


def word_of(literal: object) -> str:
    """The JSON type of a literal."""
    return "string" if isinstance(literal, str) else "integer"


def _needs(one: Object) -> Json:
    """Which keys an object needs; none where the key that names its kind names another."""
    needed = [key for key, (_plan, required) in one.fields.items() if required]
    named = {key: {"const": below.literals[0]} for key in needed if len((below := one.fields[key][0]).literals) == 1}
    if not needed:
        return {}
    return {"if": {"properties": named}, "then": {"required": needed}} if named else {"required": needed}


def _texts(told: Field | None, below: Plan, note: str) -> Json:
    if told is None:
        return {}
    made = _markdown(told.text, note)
    if told.default is not UNSET:
        made["default"] = told.default
    if samples := [sample for sample in _SUCH_AS.findall(told.text) if suits(below, sample)]:
        made["examples"] = samples
    if old := DEPRECATED.search(told.text):
        made |= {"deprecated": True, "deprecationMessage": old[0].replace("`", "")}
    return made


def _markdown(text: str, note: str) -> Json:
    plain, rich = text.replace("`", ""), f"{text}\n\n{note}" if note else text
    return {"description": plain} | ({"markdownDescription": rich} if rich != plain else {})


def _told(texts: list[str]) -> Json:
    """Words beside an enumeration, for hover and completion."""
    plain = [text.replace("`", "") for text in texts]
    return {"enumDescriptions": plain, "markdownEnumDescriptions": texts} if any(texts) else {}


def offered(values: list[str], texts: list[str]) -> Json:
    """Values for completion, each with its text."""
    return {"enum": values, **_told(texts)}
