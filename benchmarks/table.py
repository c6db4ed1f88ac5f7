"""The results as Markdown: ratios first, since times are another machine's."""

import re
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.results import Case, Editor, Faults, Figure, Results, Wait
from benchmarks.words import mebibytes, milliseconds, ratio, seconds

NOTE = (
    "Made by `python -m benchmarks` from `results.json`. × is how many times rtlint's, so more is slower; "
    "*italics* are floors, which check nothing. Times are medians, memory is that of the largest process."
)


def render(results: Results) -> str:
    """The whole page."""
    return "\n\n".join(_parts(results)) + "\n"


def _parts(results: Results) -> Iterator[str]:
    yield "# Results"
    yield NOTE
    yield _listed(results.machine | {"day": results.date})
    yield _listed(results.versions)
    for case in results.cases:
        if not case.key.startswith("growth-"):
            yield f"## {case.title}"
            yield _case(case)
    if growth := [case for case in results.cases if case.key.startswith("growth-")]:
        yield "## Growth with the size of a file"
        yield "CPU time. Ten times the size should take ten times as long, or less where starting is most of it."
        yield _growth(growth)
    if results.editor:
        yield "## In the editor"
        yield _editor(results.editor)
    if results.faults:
        yield "## Who sees what"
        yield _faults(results.faults)
    if results.left_out:
        yield "## Left out"
        yield "\n".join(f"- {line}" for line in results.left_out)


def _listed(pairs: dict[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in pairs.items())


def _case(case: Case) -> str:
    head = ("", "time", "CPU", "memory", "time", "CPU", "memory")
    rows = sorted(case.figures, key=lambda figure: figure.wall)
    told = _table(head, (_row(figure, case.base) for figure in rows))
    return f"{told}\n\nMedians of {case.runs} runs."


def _row(figure: Figure, base: Figure) -> Iterator[str]:
    mark = {"ours": "**", "floor": "*", "peer": ""}[figure.role]
    yield f"{mark}{figure.name}{mark}"
    yield ratio(figure.wall, base.wall)
    yield ratio(figure.cpu, base.cpu)
    yield ratio(figure.memory, base.memory)
    yield seconds(figure.wall)
    yield seconds(figure.cpu)
    yield mebibytes(figure.memory)


def _growth(cases: Sequence[Case]) -> str:
    others = [figure.name for figure in cases[0].figures[1:]]
    head = ("one file of", "rtlint", "× the size before", *others, "memory of rtlint")
    return _table(head, (_size(case, before, others) for case, before in zip(cases, [None, *cases], strict=False)))


def _size(case: Case, before: Case | None, others: Sequence[str]) -> Iterator[str]:
    times = {figure.name: figure.cpu for figure in case.figures}
    yield re.sub("^One file of ", "", case.title)
    yield seconds(case.base.cpu)
    yield ratio(case.base.cpu, before.base.cpu) if before else ""
    yield from (ratio(times[name], case.base.cpu) if name in times else "" for name in others)
    yield mebibytes(case.base.memory)


def _editor(editor: Editor) -> str:
    head = ("a session of", "findings", "changes", "50%", "95%", "wanted", "99%", "longest")
    told = f"From a change to its diagnostics, over the line of the language server ({editor.date})."
    table = _table(head, map(_wait, editor.waits))
    times = "once" if editor.looks == 1 else f"{editor.looks} times"
    burst = f"{editor.burst} changes sent at once are linted {times}; once is wanted."
    memory = f"{mebibytes(editor.before)} before {editor.edits:,} changes, {mebibytes(editor.after)} after them"
    return f"{told}\n\n{table}\n\n{burst} Memory: {memory}; no more than before is wanted."


def _wait(wait: Wait) -> Iterator[str]:
    yield wait.title
    yield str(wait.findings)
    yield f"{wait.changes:,}"
    yield milliseconds(wait.half)
    yield milliseconds(wait.most)
    yield milliseconds(wait.wanted) if wait.wanted else ""
    yield milliseconds(wait.nearly_all)
    yield milliseconds(wait.longest)


def _faults(faults: Faults) -> str:
    total = sum(faults.families.values())
    rows = [
        (family, str(count), *(str(seen.get(family, 0)) for seen in faults.flagged.values()))
        for family, count in faults.families.items()
    ]
    sums = [sum(seen.values()) for seen in faults.flagged.values()]
    rows.append(("**all**", f"**{total}**", *(f"**{number}**" for number in sums)))
    rows.append(("", "", *(f"{number / total:.0%}" for number in sums)))
    told = f"Examples with an error from the rules' files, and how many of them each tool refuses ({faults.date})."
    return f"{told}\n\n{_table(('family of rules', 'examples', *faults.flagged), rows)}"


def _table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
