"""rtlint beside its peers: `python -m benchmarks` measures, and draws the table and the picture anew."""

import argparse
import dataclasses
import datetime
import os
import tempfile
from pathlib import Path

from benchmarks import cases, editor, faults, inputs, peers, picture, table, timing
from benchmarks.machine import machine
from benchmarks.results import Case, Results

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
TABLE = HERE / "RESULTS.md"
PICTURE = HERE.parent / "docs" / "assets" / "benchmark.svg"


def arguments() -> argparse.ArgumentParser:
    """The options; the paths of results are those of the repository unless given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("part", nargs="?", choices=["editor"], help="measure the language server alone, some minutes; keep the rest")
    add("--runs", type=_count, default=21, help="runs of the case with one file; a quarter of them for the others")
    add("--files", type=_count, default=1000, help="files of the cases with many")
    add("--work", type=Path, default=Path(tempfile.gettempdir()) / "rtlint-benchmarks", help="where all is installed")
    add("--json", type=Path, default=RESULTS, help="where the results go")
    add("--table", type=Path, default=TABLE, help="where the table goes")
    add("--svg", type=Path, default=PICTURE, help="where the picture goes")
    add("--slow", action="store_true", help="Spectral on a tenth of the files too: three minutes")
    add("--faults", action="store_true", help="count anew what each tool sees: some minutes")
    add("--draw", action="store_true", help="measure nothing: draw table and picture from the results")
    return parser


def main() -> None:
    """Measure and draw, or only draw."""
    given = arguments().parse_args()
    results = Results.read(given.json) if given.draw else typed(given) if given.part else measured(given)
    if not given.draw:
        results.write(given.json)
    text = table.render(results)
    given.table.write_text(text)
    given.svg.write_text(picture.render(results))
    print(text, end="")


def typed(given: argparse.Namespace) -> Results:
    """Measure the language server; all else is kept. Raises OSError where there are no results before."""
    before = Results.read(given.json)
    tools = prepared(given)
    peers.install_rtlint(tools)
    command = [tools.program("rtlint", "rtlint"), "server"]
    found = editor.measure(command, tools.work, timing.environment(tools.work / "cache"), today())
    return dataclasses.replace(before, editor=found)


def prepared(given: argparse.Namespace) -> peers.Tools:
    """The folder where all is installed."""
    work: Path = given.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    print(f"installing into {work}", flush=True)
    return peers.Tools(work)


def today() -> str:
    """The day of a run, in UTC."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def measured(given: argparse.Namespace) -> Results:
    """Install, make the files, measure every case. What is not asked for is kept from the results before."""
    tools = prepared(given)
    work, day = tools.work, today()
    peers.install(tools)
    peers.tell(tools)
    inputs.write(work, given.files)
    env = timing.environment(work / "cache")
    old = Results.read(given.json) if given.json.exists() else None
    seen = faults.count(tools, day, env) if given.faults else old.faults if old else None
    done: list[Case] = []
    left_out: list[str] = []
    for plan in cases.plans(tools, given.files, slow=given.slow):
        runs = max(3, given.runs // 4) if plan.many else given.runs
        print(f"{plan.title}: {len(plan.commands)} commands, {runs} runs each", flush=True)
        figures, why = timing.measure(plan.commands, runs, work, env)
        done.append(Case(plan.key, plan.title, runs, tuple(figures)))
        left_out += [f"{plan.title}, {line}" for line in why]
    found = Results(day, machine(), peers.versions(tools), tuple(done), tuple(left_out))
    return dataclasses.replace(found, faults=seen, editor=old.editor if old else None)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("has to be 1 or more")
    return number


if __name__ == "__main__":
    if not hasattr(os, "posix_spawnp"):
        raise SystemExit("memory and processor time are measured as Linux and macOS count them; this system does not")
    main()
