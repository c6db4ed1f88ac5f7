"""Which packs a file belongs to: a proof is of whole packs, and pre-commit names the files that changed."""

import os
import re
from collections.abc import Iterable, Iterator

from rtlint.config.find import Finder
from rtlint.rule.own import manifest_of
from rtlint.rule.pack import MANIFEST, rule_files

_RULE = re.compile(r"[A-Z]+\d+-")
"""How the file of a rule is called: other programs have a pack.yaml too, and no such files beside it."""


def folders_of(path: str, finder: Finder) -> Iterator[str]:
    """The folders of the packs to prove for a path: a folder itself, or each pack that a file is part of.

    Those are the packs that the file's configuration names, with all that they extend; else the nearest folder above it
    that has a manifest. ConfigError or PackError where these cannot be read.
    """
    if os.path.isdir(path):
        yield path
        return
    config = finder.of(os.path.dirname(path))
    configured = list(_configured(path, config.packs if config else ()))
    yield from configured or _with_manifest(path)


def _configured(path: str, packs: Iterable[str]) -> Iterator[str]:
    for pack in packs:
        holding = [folder for folder in _family(pack) if _is_inside(path, folder)]
        if holding:
            yield from dict.fromkeys((*holding, pack))


def _family(pack: str, way: tuple[str, ...] = ()) -> Iterator[str]:
    """A pack and all that it extends; a circle is followed once, since the proof tells of it."""
    here = os.path.realpath(pack)
    if here in way or not os.path.isdir(pack):
        return
    yield pack
    for other in manifest_of(pack).extends:
        yield from _family(os.path.normpath(os.path.join(pack, other)), (*way, here))


def _with_manifest(path: str) -> Iterator[str]:
    folder = os.path.dirname(os.path.abspath(path))
    while not (here := os.path.isfile(os.path.join(folder, MANIFEST))) and not _is_last(folder):
        folder = os.path.dirname(folder)
    if here and any(_RULE.match(os.path.basename(name)) for name in rule_files(folder)):
        yield os.path.relpath(folder)


def _is_last(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, ".git")) or folder == os.path.dirname(folder)


def _is_inside(path: str, folder: str) -> bool:
    outer = os.path.realpath(folder)
    return os.path.commonpath((outer, os.path.realpath(path))) == outer
