"""What the machine is: a figure without it says nothing."""

import os
import platform
import re
from pathlib import Path


def machine() -> dict[str, str]:
    """Processor, how many of them, memory, system and Python."""
    return {
        "processor": _found("/proc/cpuinfo", r"model name\s*: (.*)") or platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": _memory(),
        "system": _found("/etc/os-release", r'PRETTY_NAME="(.*)"') or f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
    }


def _memory() -> str:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{pages / 2**30:.0f} GiB"


def _found(path: str, pattern: str) -> str:
    try:
        match = re.search(pattern, Path(path).read_text())
    except OSError:
        return ""
    return " ".join(match[1].split()) if match else ""
