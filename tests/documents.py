"""Documents for properties: good ones made from the plans of the structs themselves, then broken in known ways.

A new field or struct takes part by itself.
"""

import random
from collections.abc import Callable
from typing import Any

from rtlint.session import shape
from rtlint.text.spot import Path

Place = tuple[Any, Any, shape.Plan, Path]
"""What holds a value (a dict or list), its key or index there, the plan of the place, and its path."""

SAMPLES: dict[str, list[Any]] = {
    "string": ["", "text", "inf", "24000", "true"],
    "integer": [0, 1, -7, 24000, 2**70],
    "number": [0.5, 1.0, -2.25, 3, 0],
    "boolean": [True, False],
    "null": [None],
    "any": [None, True, 1, 1.5, "free", [1, None], {"a": {"b": []}}],
}
WRONG = [True, 3, 3.0, 2.5, "no such word", [], [1], {}, {"surprise": 1}]


def made(plan: shape.Plan, rng: random.Random, depth: int = 0) -> Any:
    """A value that the plan takes."""
    makers: list[Callable[[], Any]] = []
    for word in sorted(plan.types):
        choices = [one for one in plan.literals if isinstance(one, str) == (word == "string")]
        samples = choices if choices and word in ("string", "integer") else SAMPLES[word]
        makers.append(lambda samples=samples: rng.choice(samples))  # type: ignore[misc]
    if item := plan.item:
        makers.append(lambda: [made(item, rng, depth + 1) for _ in range(rng.randint(0, 3))])
    if values := plan.values:
        makers.append(
            lambda: {name: made(values, rng, depth + 1) for name in rng.sample(["x", "y", "z-1"], rng.randint(0, 3))}
        )
    # Objects hold most of what there is to get wrong.
    makers += [lambda one=one: built(one, rng, depth) for one in plan.objects] * 3
    return rng.choice(makers)()


def built(one: shape.Object, rng: random.Random, depth: int) -> dict[str, Any]:
    likely = 0.75 if depth < 3 else 0.4
    value: dict[str, Any] = {one.tag_field: one.tag} if one.tag_field else {}
    for key, (plan, required) in one.fields.items():
        if required or rng.random() < likely:
            value[key] = made(plan, rng, depth + 1)
    keys = list(value)
    rng.shuffle(keys)
    return {key: value[key] for key in keys}


def chosen(plan: shape.Plan, value: dict[str, Any]) -> shape.Object | None:
    """The object of the plan that a good value is."""
    for one in plan.objects:
        if not one.tag_field or value.get(one.tag_field) == one.tag:
            return one
    return None


def places(plan: shape.Plan, value: Any, found: list[Place], holder: Any, key: Any, path: Path) -> list[Place]:
    """Every place of a good document that a plan says something about, outermost first."""
    if "any" in plan.types:
        return found
    found.append((holder, key, plan, path))
    if isinstance(value, dict):
        one = chosen(plan, value)
        for name, inner in value.items():
            if one and name in one.fields:
                places(one.fields[name][0], inner, found, value, name, (*path, name))
            elif plan.values and not one:
                places(plan.values, inner, found, value, name, (*path, name))
    elif isinstance(value, list) and plan.item:
        for index, inner in enumerate(value):
            places(plan.item, inner, found, value, index, (*path, index))
    return found


def mutate(root: list[Any], plan: shape.Plan, rng: random.Random) -> tuple[str, Path] | None:
    """Break one place of the document in the one-element list `root`; what was done, and the path of the fault."""
    holder, key, at, path = rng.choice(places(plan, root[0], [], root, 0, ()))
    value = holder[key]
    one = chosen(at, value) if isinstance(value, dict) else None
    options: list[Callable[[], tuple[str, Path] | None]] = [
        lambda: replace(holder, key, at, path, rng.choice(WRONG)),
        lambda: replace(holder, key, at, path, None),
    ]
    if isinstance(value, str) and at.literals:
        options.append(lambda: replace(holder, key, at, path, value + rng.choice(["x", "_", " "])))
    if isinstance(value, int) and not isinstance(value, bool):
        options.append(lambda: replace(holder, key, at, path, float(value % 1000) + rng.choice([0.0, 0.5])))
        options.append(lambda: replace(holder, key, at, path, bool(value % 2)))
    if one:
        options += [lambda: unknown(value, path)] * 2
        options += [lambda: dropped(value, one, path, rng)] * 2
        if one.tag_field:
            options += [lambda: retagged(value, one, at, path, rng)] * 3
            options += [lambda: untagged(value, one, at, path)] * 2
    return rng.choice(options)()


def replace(holder: Any, key: Any, plan: shape.Plan, path: Path, value: Any) -> tuple[str, Path] | None:
    if takes(plan, value):
        return None
    holder[key] = value
    return "replaced", path


def takes(plan: shape.Plan, value: Any) -> bool:
    """Whether a plan takes a value as far as that is sure; True also where one mistake would be several faults."""
    if value is None:
        return "null" in plan.types
    if isinstance(value, (dict, list)):
        return bool(plan.objects or plan.values) if isinstance(value, dict) else bool(plan.item)
    if isinstance(value, bool):
        return "boolean" in plan.types
    if isinstance(value, float):
        return "number" in plan.types
    if isinstance(value, int):
        return bool({"integer", "number"} & plan.types) and (
            value in plan.literals or "inf" in plan.literals or not plan.literals
        )
    return "string" in plan.types and (not plan.literals or value in plan.literals)


def unknown(value: dict[str, Any], path: Path) -> tuple[str, Path]:
    value["no_such_key"] = {"of": ["any", 1]}
    return "unknown", (*path, "no_such_key")


def dropped(value: dict[str, Any], one: shape.Object, path: Path, rng: random.Random) -> tuple[str, Path] | None:
    required = [key for key, (_plan, needed) in one.fields.items() if needed and key in value]
    if not required:
        return None
    key = rng.choice(required)
    del value[key]
    return "dropped", (*path, key)


def retagged(
    value: dict[str, Any], one: shape.Object, at: shape.Plan, path: Path, rng: random.Random
) -> tuple[str, Path] | None:
    tags = {candidate.tag for candidate in at.objects}
    value[one.tag_field or ""] = wrong = rng.choice(["no_such_tag", "", 7, None, True, ["realtime"], {"a": 1}])
    assert wrong not in [*tags]
    return "retagged", (*path, one.tag_field or "")


def untagged(value: dict[str, Any], one: shape.Object, at: shape.Plan, path: Path) -> tuple[str, Path] | None:
    if len(at.objects) == 1:
        return None  # msgspec takes a lone struct without its tag, and so do we
    del value[one.tag_field or ""]
    return "untagged", (*path, one.tag_field or "")
