"""Table and picture: the whole of both, drawn from one small run, and those in the repository from its results."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import __main__ as program
from benchmarks import picture, table
from benchmarks.results import Case, Editor, Faults, Figure, Results, Wait
from benchmarks.words import mebibytes, milliseconds, ratio, seconds

RUN = Results(
    date="2027-01-31",
    machine={"processor": "Abacus <9>", "cores": "2", "memory": "4 GiB", "system": "Plan 9", "Python": "3.12.1"},
    versions={"rtlint": "0.1.0", "other & co": "2.0"},
    cases=(
        Case(
            "one",
            "One file, cold process",
            21,
            (
                Figure("rtlint", "ours", 0.1, 0.09, 20.0),
                Figure("its imports alone", "floor", 0.08, 0.081, 16.0),
                Figure("other & co", "peer", 2.5, 3.6, 240.0),
            ),
        ),
        Case("many", "1,000 files", 5, (Figure("rtlint", "ours", 1.25, 2.0, 30.0), Figure("slow", "peer", 11, 11, 30))),
        Case("growth-1", "One file of 1 KB", 5, (Figure("rtlint", "ours", 0.1, 0.1, 20.0),)),
        Case("growth-10", "One file of 10 KB", 5, (Figure("rtlint", "ours", 0.9, 0.5, 21.0),)),
    ),
    left_out=("1,000 files, broken: exit status 2 instead of 0: no",),
    faults=Faults("2027-01-30", {"value": 3, "yaml": 1}, {"rtlint": {"value": 3, "yaml": 1}, "slow": {"value": 2}}),
    editor=Editor(
        "2027-01-29",
        (
            Wait("60 lines, clean", 0, 1000, 0.0012, 0.004, 0.0052, 0.031, 0.005),
            Wait("as typed", 1, 20, 0.01, 0.02, 0.12, 0.2, None),
        ),
        burst=50,
        looks=1,
        edits=10_000,
        before=61.2,
        after=61.6,
    ),
)

TABLE = f"""\
# Results

{table.NOTE}

processor Abacus <9>, cores 2, memory 4 GiB, system Plan 9, Python 3.12.1, day 2027-01-31

rtlint 0.1.0, other & co 2.0

## One file, cold process

|  | time | CPU | memory | time | CPU | memory |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| *its imports alone* | ×0.80 | ×0.90 | ×0.80 | 80 ms | 81 ms | 16 MiB |
| **rtlint** | ×1.0 | ×1.0 | ×1.0 | 100 ms | 90 ms | 20 MiB |
| other & co | ×25 | ×40 | ×12 | 2.5 s | 3.6 s | 240 MiB |

Medians of 21 runs.

## 1,000 files

|  | time | CPU | memory | time | CPU | memory |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| **rtlint** | ×1.0 | ×1.0 | ×1.0 | 1.2 s | 2.0 s | 30 MiB |
| slow | ×8.8 | ×5.5 | ×1.0 | 11 s | 11 s | 30 MiB |

Medians of 5 runs.

## Growth with the size of a file

CPU time. Ten times the size should take ten times as long, or less where starting is most of it.

| one file of | rtlint | × the size before | memory of rtlint |
| --- | ---: | ---: | ---: |
| 1 KB | 100 ms |  | 20 MiB |
| 10 KB | 500 ms | ×5.0 | 21 MiB |

## In the editor

From a change to its diagnostics, over the line of the language server (2027-01-29).

| a session of | findings | changes | 50% | 95% | wanted | 99% | longest |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| 60 lines, clean | 0 | 1,000 | 1.2 ms | 4.0 ms | 5.0 ms | 5.2 ms | 31 ms |
| as typed | 1 | 20 | 10 ms | 20 ms |  | 120 ms | 200 ms |

50 changes sent at once are linted once; once is wanted. Memory: 61 MiB before 10,000 changes, 62 MiB after them; \
no more than before is wanted.

## Who sees what

Examples with an error from the rules' files, and how many of them each tool refuses (2027-01-30).

| family of rules | examples | rtlint | slow |
| --- | ---: | ---: | ---: |
| value | 3 | 3 | 2 |
| yaml | 1 | 1 | 0 |
| **all** | **4** | **4** | **2** |
|  |  | 100% | 50% |

## Left out

- 1,000 files, broken: exit status 2 instead of 0: no
"""

PICTURE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="860" height="418" viewBox="0 0 860 418" role="img" \
aria-labelledby="title desc">
<title id="title">rtlint beside other tools: shorter is better</title>
<desc id="desc">One file, cold process: time: its imports alone 80 ms, rtlint 100 ms, other &amp; co 2.5 s. \
1,000 files: time: rtlint 1.2 s, slow 11 s. 1,000 files: memory of the largest process: rtlint 30 MiB, \
slow 30 MiB.</desc>
<style>…</style>
<rect class="sheet" x="0.5" y="0.5" width="859" height="417" rx="8"/>
<text class="title" x="28" y="40">One file, cold process: time</text>
<g class="floor">
<text class="name" x="224" y="67" text-anchor="end">its imports alone</text>
<rect x="236" y="54" width="15" height="16" rx="3"/>
<text class="times" x="261" y="67">×0.80</text>
<text class="figure" x="317" y="67">80 ms</text>
</g>
<g class="ours">
<text class="name" x="224" y="95" text-anchor="end">rtlint</text>
<rect x="236" y="82" width="18" height="16" rx="3"/>
<text class="times" x="264" y="95">×1.0</text>
<text class="figure" x="320" y="95">100 ms</text>
</g>
<g class="peer">
<text class="name" x="224" y="123" text-anchor="end">other &amp; co</text>
<rect x="236" y="110" width="456" height="16" rx="3"/>
<text class="times" x="702" y="123">×25</text>
<text class="figure" x="758" y="123">2.5 s</text>
</g>
<text class="title" x="28" y="172">1,000 files: time</text>
<g class="ours">
<text class="name" x="224" y="199" text-anchor="end">rtlint</text>
<rect x="236" y="186" width="52" height="16" rx="3"/>
<text class="times" x="298" y="199">×1.0</text>
<text class="figure" x="354" y="199">1.2 s</text>
</g>
<g class="peer">
<text class="name" x="224" y="227" text-anchor="end">slow</text>
<rect x="236" y="214" width="456" height="16" rx="3"/>
<text class="times" x="702" y="227">×8.8</text>
<text class="figure" x="758" y="227">11 s</text>
</g>
<text class="title" x="28" y="276">1,000 files: memory of the largest process</text>
<g class="ours">
<text class="name" x="224" y="303" text-anchor="end">rtlint</text>
<rect x="236" y="290" width="456" height="16" rx="3"/>
<text class="times" x="702" y="303">×1.0</text>
<text class="figure" x="758" y="303">30 MiB</text>
</g>
<g class="peer">
<text class="name" x="224" y="331" text-anchor="end">slow</text>
<rect x="236" y="318" width="456" height="16" rx="3"/>
<text class="times" x="702" y="331">×1.0</text>
<text class="figure" x="758" y="331">30 MiB</text>
</g>
<text class="small" x="28" y="368">× is how many times rtlint's, pale bars check nothing. rtlint 0.1.0, \
other &amp; co 2.0. Python 3.12.1, Abacus &lt;9&gt;, 2</text>
<text class="small" x="28" y="386">cores, Plan 9, 2027-01-31.</text>
</svg>
"""


def test_the_table() -> None:
    assert table.render(RUN) == TABLE


def test_the_picture() -> None:
    drawn = picture.render(RUN)
    ElementTree.fromstring(drawn)
    assert re.sub("(?s)<style>.*</style>", "<style>…</style>", drawn) == PICTURE


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    RUN.write(tmp_path / "results.json")
    assert Results.read(tmp_path / "results.json") == RUN


def test_table_and_picture_of_the_repository_are_drawn_from_its_results() -> None:
    """Else run `python -m benchmarks --draw`."""
    results = Results.read(program.RESULTS)
    assert program.TABLE.read_text() == table.render(results)
    assert program.PICTURE.read_text() == picture.render(results)


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.311, "×0.31"), (0.994, "×0.99"), (0.996, "×1.0"), (1, "×1.0"), (9.94, "×9.9"), (9.96, "×10"), (1234, "×1,234")],
)
def test_a_ratio_has_two_digits(value: float, said: str) -> None:
    assert ratio(value, 1) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.0846, "85 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (9.94, "9.9 s"), (1234.4, "1,234 s")]
)
def test_seconds_are_said_in_their_unit(value: float, said: str) -> None:
    assert seconds(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.0024, "2.4 ms"), (0.00994, "9.9 ms"), (0.00996, "10 ms"), (2, "2000 ms")]
)
def test_few_seconds_are_said_in_milliseconds(value: float, said: str) -> None:
    assert milliseconds(value) == said


def test_memory_is_said_in_mebibytes() -> None:
    assert mebibytes(1234.4) == "1,234 MiB"
