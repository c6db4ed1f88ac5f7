"""The same schema for completion and hover alone: beside `rtlint server` or `check`, nobody is told of a fault twice.

What could refuse a value goes, and what an editor shows or offers stays. An offer is an alternative of an `anyOf` whose
last one takes anything; conditions keep their words, since all that they do is choose what is shown.
"""

from typing import Any

from rtlint.schema.structs import PENDING, PLACEHOLDER, Json, joined, ref

_SHOWN = ("$comment", "title", "description", "markdownDescription", "default", "examples", "doNotSuggest")
_OFFERS = ("type", "const", "enum")
_OF_OFFERS = (*_OFFERS, "enumDescriptions", "markdownEnumDescriptions")
_SILENT = {"doNotSuggest", "$comment"}
_PARTIAL = (ref(PLACEHOLDER), ref(PENDING))


def permissive(whole: Json) -> Json:
    """A draft-07 schema made to refuse nothing, with its definitions; what stands at its head is kept."""
    definitions = {
        name: one if ref(name) in _PARTIAL else _eased(one) for name, one in whole.get("definitions", {}).items()
    }
    head = {word: whole[word] for word in ("$schema", "$id", "$comment", "title") if word in whole}
    return head | {word: one for word, one in _eased(whole).items() if word not in head} | {"definitions": definitions}


def _eased(schema: Any) -> Json:
    """A schema that takes any value; empty where it would show nothing."""
    if not isinstance(schema, dict) or schema in _PARTIAL:
        return {}
    if "$ref" in schema:
        return schema
    made = _shown(schema) | _below(schema)
    offers = [_offer(one) for one in [*_own(schema), *schema.get("anyOf", [])]]
    if any(one and one not in _PARTIAL for one in offers):
        made["anyOf"] = [one for one in offers if one] + [{}]
    parts = [part for one in schema.get("allOf", []) if (part := _eased(one))]
    made = joined([made, *([{"allOf": parts}] if parts else []), _chosen(schema)])
    return made if made.keys() - _SILENT else {}


def _shown(schema: Json) -> Json:
    made = {word: schema[word] for word in _SHOWN if word in schema}
    # An editor warns of what is marked as deprecated. The description tells it as well.
    return made | ({"doNotSuggest": True} if "deprecated" in schema else {})


def _below(schema: Json) -> Json:
    """What is shown of the keys and items below."""
    keys = {key: made for key, one in schema.get("properties", {}).items() if (made := _eased(one))}
    below: Json = {"properties": keys} if keys else {}
    return below | {word: made for word in ("items", "additionalProperties") if (made := _eased(schema.get(word)))}


def _own(schema: Json) -> list[Json]:
    """The values that a schema itself names, as the alternative that they become."""
    own = {word: schema[word] for word in _OF_OFFERS if word in schema}
    return [own] if own.keys() & set(_OFFERS) and own.get("type") != "object" else []


def _offer(one: Any) -> Json:
    """An alternative: it may refuse a value, for another one takes it."""
    if not isinstance(one, dict) or "$ref" in one:
        return one if isinstance(one, dict) else {}
    if not one.keys() & set(_OFFERS):
        return _eased(one)
    return {word: one[word] for word in _OF_OFFERS if word in one} | _shown(one) | _below(one)


def _chosen(schema: Json) -> Json:
    """What is shown by condition."""
    branches = {word: made for word in ("then", "else") if (made := _eased(schema.get(word)))}
    return {"if": schema["if"], **branches} if branches and "if" in schema else {}
