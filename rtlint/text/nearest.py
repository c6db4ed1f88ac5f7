"""The word that somebody most likely meant."""

from collections.abc import Iterable
from functools import lru_cache

MAX_DISTANCE = 2
"""Letters inserted, deleted, replaced or swapped with their neighbour between two words that may be confused."""

MAX_KNOWN = 500
"""Known words that another one is compared with; among more of them none is looked for, since each takes its time."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to another, or None when none is close or two are equally close.

    Case and punctuation count for nothing, and a word of three letters may differ in one of them only. A name that
    leaves out a part of one known name is close to it: `max_tokens` to `max_output_tokens`.
    """
    all_known = set(known)
    if len(all_known) > MAX_KNOWN:
        return None
    folded = _folded(word)
    limit = min(MAX_DISTANCE, max(1, len(folded) // 3))
    scored = sorted((distance(folded, _fold(one), limit), one) for one in all_known)
    close = [one for score, one in scored if score <= limit and score == scored[0][0]]
    if not close:
        words = set(word.lower().split("_"))
        close = [one for _, one in scored if len(words) > 1 and words < set(one.split("_"))]
    return close[0] if len(close) == 1 else None


def misspelt(word: str, given: Iterable[object]) -> bool:
    """Whether one of the given words, of two letters or more, is most likely this one, mistyped."""
    return any(isinstance(one, str) and len(one) > 1 and nearest(one, (word,)) for one in given)


def close(word: str, other: str) -> bool:
    """Whether two words are so near that one is the other, mistyped; unlike `nearest`, no part may be left out."""
    return distance(_fold(word), _fold(other)) <= MAX_DISTANCE


def suggest(word: str, known: Iterable[str], otherwise: str = "", before: str = "") -> str:
    """`did you mean …?` with the nearest known word, after `before`; `otherwise` where none is near."""
    near = nearest(word, known)
    return f"{before}did you mean {near}?" if near else otherwise


def proposed(suggestion: str) -> str:
    """The bare word of what `suggest` says; empty where it proposes none."""
    _, mark, word = suggestion.partition("did you mean ")
    return word.rstrip("?") if mark else ""


def alike(word: str, known: Iterable[str]) -> str:
    """The known word that differs in letter case and blanks around it only; empty where there is none, or several."""
    same = [one for one in known if one.lower() == word.strip().lower() and one != word]
    return same[0] if len(same) == 1 else ""


def distance(left: str, right: str, limit: int = MAX_DISTANCE) -> int:
    """Edits between two words (Damerau-Levenshtein, adjacent swaps); anything above `limit` is `limit` + 1."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _folded(word: str) -> str:
    return "".join(character for character in word.lower() if character.isalnum())


_fold = lru_cache(maxsize=1024)(_folded)
"""Of known words, which come again; what somebody has typed does not."""
