"""`rtlint check --show-settings` and `--show-files`: what a run would look at, and by which rules, without one."""

import os
from collections.abc import Callable

from rtlint import inputs
from rtlint.cli.common import mistaken, tell, write, write_to
from rtlint.config.find import Finder
from rtlint.linters import Linters


def show(
    paths: tuple[str, ...], outputs: list[tuple[str, str]] | None, finder: Finder, linters: Linters, **choice: bool
) -> int:
    """Print the settings in some formats, or for None the files."""
    return (
        show_files(paths, finder, linters, **choice)
        if outputs is None
        else show_settings(paths, outputs, finder, linters)
    )


def show_settings(paths: tuple[str, ...], outputs: list[tuple[str, str]], finder: Finder, linters: Linters) -> int:
    """Print what holds for a path; the current folder without any."""
    from rtlint.settings import as_json, as_text, shown

    if len(paths) > 1:
        mistaken("--show-settings takes one path")
    path = paths[0] if paths else "."
    folder = os.path.isdir(path)
    made = shown(path, path if folder else os.path.dirname(path), finder, linters.of(path + "/" if folder else path))
    for name, file in outputs:
        if name not in ("full", "json"):
            mistaken(f"--show-settings writes text or json, not {name}")
        write_to(file, as_json(made) if name == "json" else as_text(made), name)
    return 0


def show_files(
    paths: tuple[str, ...], finder: Finder, linters: Linters, *, sniff: bool, force_exclude: bool, verbose: bool
) -> int:
    """Print the files that would be linted, one a line; with `verbose` tell which others are not, and why."""
    if "-" in paths:
        mistaken("--show-files looks for files, and - is none")
    left: Callable[[str, str], None] = _tell_skipped if verbose else lambda _path, _reason: None
    for item in inputs.gather(paths or (".",), sniff=sniff, finder=finder, force_exclude=force_exclude, left=left):
        if item.fault:
            tell(f"{item.path}: {item.fault.message}")
        elif reason := _idle(item, linters):
            left(item.path, reason)
        else:
            write(item.path + "\n")
    return 0


def _idle(item: inputs.Input, linters: Linters) -> str:
    """Why nothing of a file would be linted; empty where something would be."""
    linter = linters.of(item.path)
    if not item.sniff and not linter.inside:
        return ""
    source, fault = inputs.read(item.path)
    if linter.inside:
        text = linter.read(source, fault)
        return (
            "" if text.trees or text.composed.fault else "it holds nothing where the configuration looks for sessions"
        )
    return "" if linter.takes(source, fault) else "it does not look like a session config"


def _tell_skipped(path: str, reason: str) -> None:
    tell(f"skipped {path}: {reason}")
