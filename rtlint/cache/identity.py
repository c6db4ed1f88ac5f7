"""What a result depends on beside the file: our own code and rules, the libraries that read, the configuration."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rtlint import inputs

if TYPE_CHECKING:  # as in find
    from rtlint.config.layers import Config

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_COMPILED = os.path.join("rules", "compiled.json")
_LIBRARIES = ("msgspec-", "pathspec-", "pyyaml-", "ruamel.yaml-", "ruamel_yaml-")
_MANIFEST = "pack.yaml"


def digest(*parts: bytes) -> bytes:
    """16 bytes that stand for some pieces of bytes, and for where one ends and the next begins."""
    from hashlib import blake2b  # a run on few files never comes here

    made = blake2b(digest_size=16)
    for part in parts:
        made.update(b"%d:%b" % (len(part), part))
    return made.digest()


def of_rtlint() -> bytes:
    """What stands for this program: its own files, the versions of what it stands on.

    Contents, and no times: a machine of a CI service installs it anew for each run.
    """
    files = [part for path in _own_files() for part in (os.fsencode(path), contents(path))]
    return digest(sys.version.encode(), "\n".join(_libraries()).encode(), *files)


def of_config(config: "Config | None") -> bytes:
    """What stands for a configuration: what it says, what it extends, the call, and the files of rule packs.

    ConfigError or PackError for a pack that cannot be used.
    """
    if config is None:
        return digest()
    said = [part.encode("utf-8", "surrogatepass") for layer in config.layers for part in layer.identity()]
    packs = [path for folder in _all_packs(config.packs) for path in sorted(_below(folder, (".yaml", ".yml")))]
    return digest(*said, *(part for path in packs for part in (os.fsencode(path), contents(path))))


def contents(path: str) -> bytes:
    """The bytes of a file; nothing for one that cannot be read."""
    try:
        return inputs.contents(path)
    except OSError:
        return b""


def _own_files() -> Iterator[str]:
    yield from sorted(_below(_PACKAGE, (".py",)))
    compiled = os.path.join(_PACKAGE, _COMPILED)
    if os.path.exists(compiled):
        yield compiled
    else:  # a checkout has its rules beside the package
        yield from sorted(_below(os.path.join(os.path.dirname(_PACKAGE), "rules"), (".yaml", ".yml")))


def _below(folder: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.endswith(suffixes):
            yield entry.path
        elif not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, suffixes)


def _libraries() -> list[str]:
    """The names of the folders in which installers keep what they know of a library, with its version."""
    found = []
    for folder in dict.fromkeys(sys.path):
        if folder and folder != os.getcwd() and os.path.isdir(folder):
            found += [name for name in os.listdir(folder) if name.lower().startswith(_LIBRARIES)]
    return sorted(found)


def _all_packs(folders: tuple[str, ...]) -> list[str]:
    """Folders of packs with those of the packs that they extend."""
    found: list[str] = []
    for folder in folders:
        manifest = contents(os.path.join(folder, _MANIFEST))
        if b"extends" in manifest or b"\\" in manifest:
            from rtlint.rule.own import read_own  # reads YAML: only a pack that may extend others is read

            found += read_own(folder).folders
        else:
            found.append(folder)
    return found
