"""A table `suppress` as a configuration has it, for files that take no comments."""

from collections.abc import Iterable

import msgspec

_IN_GLOBS = "\\*?[]!# "


def table(path: str, codes: Iterable[str], at: str, reason: str = "", name: str = "suppress") -> str:
    """The lines of a table; `path` leads from the configuration's folder to the file, `name` is the table's."""
    glob = "/" + "".join(f"\\{letter}" if letter in _IN_GLOBS else letter for letter in path)
    keys = {"files": glob, "rules": sorted(codes), "at": at, "reason": reason}
    lines = (f"{key} = {msgspec.json.encode(value).decode()}" for key, value in keys.items() if value)
    return "\n".join([f"[[{name}]]", *lines, ""])
