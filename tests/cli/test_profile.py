"""`check --profile`: what the stages of a run and its rules take."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rtlint.cli._profile import table
from rtlint.rule.timing import Clock, Spent
from tests.cli.conftest import Done

Run = Callable[..., Done]

GOOD = "session:\n  type: realtime\n  max_output_tokens: 1024\n"
FAST = "session: {type: realtime, audio: {output: {speed: 2.0}}}\n"


def test_tables_have_the_stages_in_their_order_and_the_longest_rule_first() -> None:
    stages = {"starting": 0.25, "reading": 0.05, "judging": 0.2}
    rules = {"RT101": Spent(0.001, 2), "RT205": Spent(0.1, 1000), "RT102": Spent(0.001, 4)}
    assert table(stages, rules, 1000) == (
        "1000 files, one process, no cache; timing makes rules slower\n"
        "\n"
        "stage                     ms   share\n"
        "starting               250.0     50%\n"
        "reading                 50.0     10%\n"
        "judging                200.0     40%\n"
        "\n"
        "rule                      ms   looks  µs each\n"
        "RT205                 100.00    1000    100.0\n"
        "RT101                   1.00       2    500.0\n"
        "RT102                   1.00       4    250.0"
    )


def test_a_function_that_a_rule_calls_for_itself_counts_once() -> None:
    clock = Clock()
    assert clock.run("RT101", lambda: clock.run("RT101", lambda one: one + 1, 1) + 1) == 3
    assert {code: spent.looks for code, spent in clock.spent.items()} == {"RT101": 1}


@pytest.mark.parametrize("more", [(), ("--fix",), ("--jobs", "2")])
def test_the_report_is_as_ever_and_the_tables_go_to_standard_error(
    rtlint: Run, tmp_path: Path, more: tuple[str, ...]
) -> None:
    for number in range(12):
        (tmp_path / f"{number}.realtime.yaml").write_text(FAST if number == 3 else GOOD)
    plain = rtlint("check", "--no-cache", *more)
    status, out, err = rtlint("check", "--profile", *more)
    assert (status, out) == plain[:2] == (1, plain[1])
    first, stages, rules = err.removeprefix(plain[2]).split("\n\n")
    assert first == "12 files, one process, no cache; timing makes rules slower"
    names = [re.split(r" {2,}", line)[0] for line in stages.splitlines()]
    assert names == [
        "stage",
        "starting",
        "looking for files",
        "loading rules",
        "reading",
        "parsing",
        "judging",
        "reporting",
    ]
    codes = [line.split()[0] for line in rules.splitlines()]
    assert codes[0] == "rule"
    assert {"RT205", "RT207", "RT102"} <= set(codes)


def test_nothing_is_kept_nor_taken_from_a_cache(rtlint: Run, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.realtime.yaml").write_text(GOOD)
    rtlint("check", "--profile", "--cache-dir", "kept")
    assert not (tmp_path / "kept").exists()
