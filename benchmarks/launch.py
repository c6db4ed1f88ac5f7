"""Runs one command, and prints its exit status, wall and CPU seconds, and the memory of its largest process in MiB.

A process of its own, since the system counts what the parent held at the time of the start as the child's memory: this
one is smaller than all that it measures.
"""

import os
import sys
import time

MIB = 1024 if sys.platform == "linux" else 1024 * 1024
"""What the system counts memory in: KiB on Linux, bytes on macOS."""


def main(command: list[str]) -> None:
    """Print four numbers in one line. CPU and memory are those of the command and of all that it waited for."""
    null = os.open(os.devnull, os.O_RDWR)
    quiet = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    print(os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB)


if __name__ == "__main__":
    main(sys.argv[1:])
