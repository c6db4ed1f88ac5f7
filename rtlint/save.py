"""Writes a file whole or not at all."""

import os


def save(path: str, old: bytes, new: bytes) -> None:
    """Put new bytes where old ones are. OSError when the file has changed meanwhile, or cannot be written."""
    with open(path, "rb") as file:
        if file.read() != old:
            raise OSError(f"{path} has changed meanwhile")
    beside = f"{path}.rtlint-{os.getpid()}"
    try:
        with open(beside, "xb") as file:
            file.write(new)
        os.chmod(beside, os.stat(path).st_mode & 0o777)
        os.replace(beside, os.path.realpath(path))
    except OSError:
        if os.path.exists(beside):
            os.remove(beside)
        raise
