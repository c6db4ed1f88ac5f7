"""Time one cold run on one file beside the floor: importing the three libraries that the run cannot do without.

    python benchmarks/cold_start.py [RUNS]

Run it with the Python of an environment where rtlint is installed from a wheel. Both commands run in turn, and each
figure is a median of CPU time, so that a machine whose speed drifts slows both alike. Quote the ratio, not the times.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

SESSION = Path(__file__).resolve().parent.parent / "examples" / "browser-agent.realtime.yaml"
FLOOR = "import click, msgspec, yaml"


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of a command, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    """Print both medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / SESSION.name
        file.write_text(SESSION.read_text())
        commands = {
            FLOOR: [sys.executable, "-c", FLOOR],
            "rtlint check": [str(Path(sys.executable).parent / "rtlint"), "check", "--no-cache", str(file)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs + 1):
            for name, command in commands.items():
                times[name].append(cpu_seconds(command))
    medians = {name: statistics.median(seen[1:]) for name, seen in times.items()}
    for name, median in medians.items():
        print(f"{name:30s} {median * 1000:6.1f} ms   x{median / medians[FLOOR]:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
