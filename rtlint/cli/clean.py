"""`rtlint clean`: remove the cache, and say what it was."""

import os

import click

from rtlint.cache.store import clean, default_folder
from rtlint.cli.common import caching, mistaken, tell


@click.command("clean")
@caching
def command(cache_dir: str | None) -> int:
    """Remove the cache: what earlier runs of check have found.

    Nothing is lost by it but time. What lies in its folder and is not the cache's stays.
    """
    folder = cache_dir or default_folder()
    if folder is None:
        mistaken("this user has no folder for caches; --cache-dir names one")
    try:
        files, size = clean(folder)
    except OSError as error:
        mistaken(f"{folder} cannot be removed: {(error.strerror or str(error)).lower()}")
    tell(
        f"removed {_counted(files)}, {_sized(size)}, from {os.path.abspath(folder)}"
        if files
        else f"{folder} holds no cache"
    )
    return 0


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"


def _sized(size: int) -> str:
    return (
        f"{size} bytes"
        if size < 1000
        else f"{size / 1000:.0f} kB"
        if size < 1_000_000
        else f"{size / 1_000_000:.1f} MB"
    )
