r"""Two texts as a unified diff that `patch` and `git apply` take.

Lines end at LF alone, as they do for those two: a CR stays at the end of its line, and what else Python takes for the
end of a line, such as a form feed, is a character like others.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher

_NO_END = "\\ No newline at end of file\n"
_QUOTED = frozenset((*range(0x20), *range(0x7F, 0x100), *b'"\\'))

_MOST = 4_000_000
"""Pairs of lines that are compared at most where no line stands out; what has more is shown as changed whole."""

_Pair = tuple[int, int]


def unified(path: str, old: str, new: str) -> Iterator[str]:
    """The lines of a diff, each with its LF; none for texts that are equal."""
    if old == new:
        return
    yield from (f"--- {_name(path)}\n", f"+++ {_name(path)}\n")
    before, after = _lines(old), _lines(new)
    for group in _Matcher(None, before, after).get_grouped_opcodes():
        (_, i, _, j, _), (_, _, i_end, _, j_end) = group[0], group[-1]
        yield f"@@ -{_range(i, i_end)} +{_range(j, j_end)} @@\n"
        for tag, i, i_end, j, j_end in group:
            if tag == "equal":
                yield from _marked(" ", before[i:i_end])
            else:
                yield from _marked("-", before[i:i_end])
                yield from _marked("+", after[j:j_end])


def changed(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches in which two lists of lines differ: from and to in the one, and in the other."""
    for tag, i, i_end, j, j_end in _Matcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield i, i_end, j, j_end


class _Matcher(SequenceMatcher[str]):
    """difflib's, between lines that each text has once: alone it takes minutes for thousands of changes."""

    a: Sequence[str]
    b: Sequence[str]

    def get_matching_blocks(self) -> list[Match]:
        """Where lines are equal; blocks do not touch, and the last one is empty."""
        blocks: list[Match] = []
        done = (0, 0)
        for i, j in [*_anchors(self.a, self.b), (len(self.a), len(self.b))]:
            found = _between(self.a[done[0] : i], self.b[done[1] : j])
            moved = [Match(block.a + done[0], block.b + done[1], block.size) for block in found]
            for block in [*moved, Match(i, j, int(i < len(self.a)))]:
                last = blocks[-1] if blocks else Match(0, 0, 0)
                if last.size and (last.a + last.size, last.b + last.size) == (block.a, block.b) and block.size:
                    blocks[-1] = Match(last.a, last.b, last.size + block.size)
                elif block.size:
                    blocks.append(block)
            done = i + 1, j + 1
        return [*blocks, Match(len(self.a), len(self.b), 0)]


def _between(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    if not old or not new or len(old) * len(new) > _MOST:
        return []
    return SequenceMatcher(None, old, new).get_matching_blocks()


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[_Pair]:
    """The most lines that stand once in each text and in the same order in both, by their numbers from 0."""
    once = _once(old) & _once(new)
    where = {line: j for j, line in enumerate(new) if line in once}
    ends: list[int] = []
    ways: list[tuple[_Pair, int]] = []  # a pair, and which of these stands before it
    best: list[int] = []  # of each length, the way that ends first
    for i, line in enumerate(old):
        if line in where:
            length = bisect_left(ends, where[line])
            ways.append(((i, where[line]), best[length - 1] if length else -1))
            ends[length : length + 1], best[length : length + 1] = [where[line]], [len(ways) - 1]
    return list(_way(ways, best[-1] if best else -1))[::-1]


def _way(ways: Sequence[tuple[_Pair, int]], at: int) -> Iterator[_Pair]:
    while at >= 0:
        pair, at = ways[at]
        yield pair


def _once(lines: Sequence[str]) -> set[str]:
    return {line for line, count in Counter(lines).items() if count == 1}


def _range(start: int, end: int) -> str:
    """Lines `start` to `end` as a hunk counts them: from 1, or after which line where there are none."""
    if end - start == 1:
        return str(end)
    return f"{start + (end > start)},{end - start}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield from (mark + line,) if line.endswith("\n") else (f"{mark}{line}\n", _NO_END)


def _lines(text: str) -> list[str]:
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def _name(path: str) -> str:
    """A path as the two read it: quoted as in C where a character would end it, with a tab where a space would."""
    if path.isprintable() and '"' not in path and "\\" not in path and path[0] != " ":
        return f"{path}\t" if " " in path else path
    data = path.encode(errors="surrogateescape")
    return '"' + "".join(f"\\{byte:03o}" if byte in _QUOTED else chr(byte) for byte in data) + '"'
