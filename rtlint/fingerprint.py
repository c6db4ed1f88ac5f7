"""What a finding is known by while the text around it changes."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from rtlint.finding import Finding
from rtlint.rule.case import ABSENT, Case, follow
from rtlint.text.spot import Path

_NAMES = ("name", "server_label")


def steps(path: Path, case: Case) -> tuple[str, ...]:
    """A path from the file's root as it stays while list items come and go: `=get_weather` for an item of that name."""
    tree = case.tree
    return (*(_steps(tree.way, tree.whole.value) if tree else ()), *_steps(path, case.value))


def _steps(path: Path, value: object) -> Iterator[str]:
    for depth, step in enumerate(path):
        item = follow(value, path[: depth + 1]) if type(step) is int else ABSENT
        named = [item[key] for key in _NAMES if key in item] if isinstance(item, dict) else []
        yield f"={named[0]}" if named and isinstance(named[0], str) else str(step)


def fingerprint(code: str, known: tuple[str, ...], case: Case) -> str:
    """Stable while lines move and list items come and go; `known` are the steps of the path that is blamed.

    A document inside a larger file is known by its path there, not by its number.
    """
    index = case.tree.whole.index if case.tree else case.index
    return _digest("\0".join((code, _tidy(case.source.path), str(index), *known)))


def _tidy(path: str) -> str:
    """A path with forward slashes, from the current folder where it lies below."""
    near = os.path.relpath(path) if os.path.isabs(path) else os.path.normpath(path)
    return (path if os.path.isabs(path) and near.startswith("..") else near).replace("\\", "/")


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings; of several with one fingerprint, as in two tools of one name, each gets its own."""
    seen: Counter[str] = Counter()
    for finding in findings:
        mark, count = finding.fingerprint, seen[finding.fingerprint]
        seen[mark] += 1
        yield msgspec.structs.replace(finding, fingerprint=_digest(f"{mark}+{count}")) if count else finding


def _digest(text: str) -> str:
    from hashlib import sha256  # a third of the cost of a clean run, which never comes here

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
