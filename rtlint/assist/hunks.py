"""Two texts as the edits that lead from one to the other, so small that cursors and folds of an editor stay."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from rtlint.text.diff import changed
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span


def hunks(old: str, new: str) -> list[TextEdit]:
    """The edits in order; they do not touch each other, and none begins or ends within a CRLF of the old text."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    olds, news = (list(accumulate(map(len, lines), initial=0)) for lines in (before, after))
    found = []
    for i, i_end, j, j_end in _stretches(before, after):
        if before[i:i_end] != after[j:j_end]:
            found.append(_trimmed(old, Span(olds[i], olds[i_end]), new[news[j] : news[j_end]]))
    return joined(found)


def joined(edits: Sequence[TextEdit]) -> list[TextEdit]:
    """Edits, in order, with those as one that touch: editors are not of one mind about which of two comes first."""
    made: list[TextEdit] = []
    for edit in edits:
        if made and made[-1].span.end == edit.span.start:
            last = made.pop()
            made.append(TextEdit(Span(last.span.start, edit.span.end), last.content + edit.content))
        else:
            made.append(edit)
    return made


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Which lines give way to which: one to one, but where there are more or fewer of them than before.

    A line that only comes to stand further in or out is the same line.
    """
    i = j = 0
    found = changed([line.strip() for line in before], [line.strip() for line in after])
    for stretch in [*found, (len(before), len(before), len(after), len(after))]:
        i_start, i_end, j_start, j_end = stretch
        yield from ((i + n, i + n + 1, j + n, j + n + 1) for n in range(i_start - i))
        if i_end - i_start == j_end - j_start:
            i, j = i_start, j_start
            yield from ((i + n, i + n + 1, j + n, j + n + 1) for n in range(i_end - i))
        else:
            yield stretch
        i, j = i_end, j_end


def _trimmed(old: str, span: Span, new: str) -> TextEdit:
    """An edit without what is the same at its two ends."""
    gone = old[span.start : span.end]
    head = _shared(gone, new)
    tail = _shared(gone[head:][::-1], new[head:][::-1])
    start, end, content = span.start + head, span.end - tail, new[head : len(new) - tail]
    if old[start - 1 : start + 1] == "\r\n":
        start, content = start - 1, f"\r{content}"
    if old[end - 1 : end + 1] == "\r\n":
        end, content = end + 1, f"{content}\n"
    return TextEdit(Span(start, end), content)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
