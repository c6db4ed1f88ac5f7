"""Packs of users' own rules: folders with a manifest, which may bring other packs along. Nothing of theirs is run."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

import msgspec
from msgspec import UNSET

from rtlint.rule import checks
from rtlint.rule.files import at, read_manifest, read_rule, read_table
from rtlint.rule.model import Manifest, PackError, Rule
from rtlint.rule.pack import MANIFEST, RESERVED, Pack, joined, rule_files, stem, table_files, tolerant
from rtlint.rule.paths import misfits


class OwnPack(msgspec.Struct, frozen=True):
    """A pack with all that it extends: `files` tells where each rule stands, `folders` all folders, its own first."""

    pack: Pack
    files: dict[str, str]
    folders: tuple[str, ...]


def brought(base: Pack, folders: Iterable[str]) -> Pack:
    """The base with all rules and tables of some packs; of two rules with one code the later pack's counts.

    PackError, with a place, for a pack that cannot be used.
    """
    packs = [read_own(folder) for folder in folders]
    whole = reduce(joined, (own.pack for own in packs), base)
    for own in packs:
        _hold_sound(own, whole)
    return msgspec.structs.replace(whole, rules=sorted(whole.rules, key=lambda rule: rule.code))


def read_own(folder: str, way: Sequence[str] = ()) -> OwnPack:
    """The pack of a folder. PackError for a folder without rules, a circle, a code that is not the pack's."""
    manifest = manifest_of(folder)
    others = _extended(folder, manifest, way)
    files: dict[str, str] = {}
    rules = []
    for path in rule_files(folder):
        rule = read_rule(path)[0]
        if rule.code in files:
            raise PackError(f"{at(path, 'code')}: {files[rule.code]} has the code {rule.code} already")
        if words := foreign(rule.code, manifest, others.pack):
            raise PackError(f"{at(path, 'code')}: {words}")
        files[rule.code] = path
        url = rule.url or (f"{manifest.url.rstrip('/')}/{rule.name}/" if manifest.url else "")
        rules.append(msgspec.structs.replace(rule, url=url))
    if not rules and not manifest.extends:
        raise PackError(f"{folder} holds no rule file")
    tables = {stem(path): read_table(path) for path in table_files(folder)}
    whole = joined(others.pack, Pack(rules, tables))
    return OwnPack(whole, {**others.files, **files}, (folder, *others.folders))


def manifest_of(folder: str) -> Manifest:
    """What a pack says of itself; a folder without a manifest says nothing. PackError for a broken one."""
    path = os.path.join(folder, MANIFEST)
    if not os.path.exists(path):
        return Manifest()
    manifest = read_manifest(path)
    if manifest.prefix.startswith(RESERVED):
        raise PackError(f"{at(path, 'prefix')}: {RESERVED} is the built-in pack's; choose a prefix of your own")
    return manifest


def inherited(folder: str) -> Pack:
    """What a pack gets from those that it extends. PackError where one of them cannot be used."""
    return _extended(folder, manifest_of(folder), ()).pack


def foreign(code: str, manifest: Manifest, inherited: Pack) -> str | None:
    """Why a code cannot be one of a pack, or None. A rule that takes the place of an inherited one keeps its code."""
    if code.startswith(RESERVED):
        return f"codes that start with {RESERVED} are the built-in pack's; choose a prefix of your own"
    if code.startswith(manifest.prefix) or any(rule.code == code for rule in inherited.rules):
        return None
    return f"the code {code} does not start with {manifest.prefix}, the prefix of this pack"


def refused(code: str, folder: str, manifest: Manifest) -> str | None:
    """Why a new rule of a pack cannot have a code, or None. Files that cannot be read are no hindrance."""
    taken = [rule.code for rule in tolerant(folder).rules]
    names = [os.path.basename(path) for path in rule_files(folder)]
    if code in taken or any(name.startswith(f"{code}-") for name in names):
        return f"{folder} has a rule {code} already"
    return foreign(code, manifest, Pack([], {}))


def _extended(folder: str, manifest: Manifest, way: Sequence[str]) -> OwnPack:
    """All packs that a pack extends, as one; `way` are the folders that led here."""
    whole = OwnPack(Pack([], {}), {}, ())
    here = (*way, os.path.realpath(folder))
    for index, other in enumerate(manifest.extends):
        target = os.path.normpath(os.path.join(folder, other))
        place = at(os.path.join(folder, MANIFEST), "extends", index)
        if os.path.realpath(target) in here:
            raise PackError(f"{place}: {other} leads back to a pack that extends this one")
        if not os.path.isdir(target):
            raise PackError(f"{place}: there is no folder {other}")
        own = read_own(target, here)
        pack = joined(whole.pack, own.pack)
        whole = OwnPack(pack, {**whole.files, **own.files}, (*whole.folders, *own.folders))
    return whole


def _hold_sound(own: OwnPack, whole: Pack) -> None:
    """PackError for the first rule of a pack that could not run."""
    for rule in own.pack.rules:
        for place, words in _unsound(rule, own.files[rule.code], whole):
            raise PackError(f"{place}: {words}")


def _unsound(rule: Rule, path: str, whole: Pack) -> Iterator[tuple[str, str]]:
    for index, clause in enumerate(rule.clauses):
        if bool(clause.check) == (clause.assert_ is not UNSET):
            yield at(path, *(("also", index - 1) if index else ())), "a clause has either assert or check"
        if clause.check and clause.check not in checks.ALL:
            steps = ("also", index - 1, "check") if index else ("check",)
            known = ", ".join(sorted(checks.ALL))
            yield at(path, *steps), f"there is no check {clause.check}; there are {known}"
    yield from ((at(path), words) for words in misfits(rule, whole))
