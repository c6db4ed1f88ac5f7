"""What a finding is known by while the text around it changes."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from rtlint.finding import Finding
from rtlint.rule.case import ABSENT, Case
from rtlint.text.spot import Path


def fingerprint(code: str, path: Path, case: Case) -> str:
    """Stable while lines move and list items come and go: items are known by their name or label."""
    steps: list[str] = []
    for depth, step in enumerate(path):
        item = case.get(path[: depth + 1]) if type(step) is int else ABSENT
        named = [item[key] for key in ("name", "server_label") if key in item] if isinstance(item, dict) else []
        steps.append(f"={named[0]}" if named and isinstance(named[0], str) else str(step))
    return _digest("\0".join((code, case.source.path.replace("\\", "/"), str(case.index), *steps)))


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
