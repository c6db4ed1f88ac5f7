"""The schemas that rtlint publishes: of a request, of a bare session, of a rule file, and of its configuration."""

from collections.abc import Callable
from typing import Any

from rtlint.api.request import ClientSecretRequest, ExpiresAfter
from rtlint.config.model import Settings
from rtlint.rule.model import Page, Rule
from rtlint.rule.pack import Pack, card
from rtlint.schema.permissive import permissive
from rtlint.schema.places import Places
from rtlint.schema.rules import SESSION, Words, spoken
from rtlint.schema.structs import Addition, Json, Site, Structs, ref
from rtlint.schema.texts import choices, mentions, note
from rtlint.session.shape import plan

BASE = "https://rtlint.github.io/rtlint/schema/"
DRAFTS = {"7": "http://json-schema.org/draft-07/schema#", "2020-12": "https://json-schema.org/draft/2020-12/schema"}
TITLES = {
    "request": "A client-secret request of the OpenAI Realtime API",
    "session": "A session of the OpenAI Realtime API, as it stands under session in a client-secret request",
    "rule": "A rule file of rtlint: two YAML documents, the rule and its page",
    "config": "The configuration of rtlint: rtlint.toml, .rtlint.toml, or [tool.rtlint] in pyproject.toml",
}


FILES: dict[str, tuple[type, ...]] = {"rule": (Rule, Page), "config": (Settings,)}
"""The files of rtlint's own, and the structs that a document of each may be."""

_OPTIONS = {"request": "", "session": " --kind session", **{name: f" --{name}" for name in FILES}}


def schema(name: str, draft: str, pack: Pack, *, refuses: bool = True) -> Json:
    """The schema of a kind of document, a key of TITLES; `draft` is a key of DRAFTS. OSError without the sources.

    Without `refuses` it takes any document, and is for completion and hover alone.
    """
    folder, option = ("", "") if refuses else ("permissive/", " --permissive")
    folder, option = (folder, option) if draft == "7" else (f"{folder}{draft}/", f"{option} --draft {draft}")
    head = {
        "$schema": DRAFTS[draft],
        "$id": f"{BASE}{folder}{name}.json",
        "$comment": f"Made by `rtlint schema{_OPTIONS[name]}{option}` from the structs and rules of rtlint.",
        "title": TITLES[name],
    }
    whole = head | (_own(FILES[name]) if name in FILES else _session(name, pack))
    whole = whole if refuses else permissive(whole)
    return whole if draft == "7" else _renamed(whole)


def _own(types: tuple[type, ...]) -> Json:
    structs = Structs(lenient=False)
    alternatives = [structs.schema(type_, type_.__name__) for type_ in types]
    return {"anyOf": alternatives, "definitions": _sorted(structs)}


def _session(name: str, pack: Pack) -> Json:
    # A key beside the session that the API does not know is a warning, so a schema lets it be.
    structs = Structs(lenient=True, added=_additions(pack), open_=[ClientSecretRequest.__name__])
    root = structs.schema(ClientSecretRequest, "request")["anyOf"][0]
    root = root if name == "request" else ref("Session")
    definitions = _sorted(structs)
    if name == "session":
        for beside in (ClientSecretRequest, ExpiresAfter):
            del definitions[beside.__name__]
    return {"type": "object", "allOf": [root], "definitions": definitions}


def _additions(pack: Pack) -> Callable[[Site], Addition]:
    """What the pack knows of a field: values, words and links."""
    places = Places(plan(ClientSecretRequest))
    words = spoken(pack.rules, pack.tables, places)
    told = mentions(pack.rules)
    urls = {rule.code: card(rule).url for rule in pack.rules}

    def added(site: Site) -> Addition:
        objects, key = site
        if not key:
            return Addition(words=_of_whole(places.of[objects], words))
        paths = sorted(places.paths(site))
        rules = {rule.code: rule for path in paths for rule in told.get(path, [])}
        offers = [one for path in paths[:1] for one in choices(path, pack.tables)]
        return Addition(offers, words.fields.get(site, []), note([rules[code] for code in sorted(rules)], urls))

    return added


def _of_whole(paths: set[tuple[str, ...]], words: Words) -> list[Any]:
    return words.session if paths == {SESSION} else words.request if paths == {()} else []


def _sorted(structs: Structs) -> Json:
    return dict(sorted(structs.definitions.items()))


def _renamed(value: Any) -> Any:
    """The same schema with the words of draft 2020-12."""
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    if not isinstance(value, dict):
        return value.replace("#/definitions/", "#/$defs/") if isinstance(value, str) else value
    return {"$defs" if key == "definitions" else key: _renamed(one) for key, one in value.items()}
