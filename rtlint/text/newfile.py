"""New files: whole, and never in the place of another."""

import os


def create(path: str, text: str) -> None:
    """Write a text to a path where nothing is yet, in UTF-8.

    FileExistsError where something is there by now, also if it came a moment ago; OSError where it cannot be written.
    """
    file = open(path, "x", encoding="utf-8", newline="\n")  # noqa: SIM115  # closed below, and removed if not whole
    try:
        with file:
            file.write(text)
    except BaseException:
        os.remove(path)
        raise
