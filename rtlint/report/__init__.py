"""The output formats: each module here without a leading underscore is one, found by listing the folder.

A format module has one public function, `render(report, style) -> str`: the whole text to write, ending in a
newline unless it is empty. One that shows `Report.pages` says `PAGES = True`, since making them takes time. A module is
imported when somebody asks for it: a run pays for its own format only.
"""

import os
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

    from rtlint.finding import Report
    from rtlint.report._style import Style


def formats() -> list[str]:
    """The names that `renderer` takes, sorted."""
    with os.scandir(os.path.dirname(__file__)) as entries:
        names = [entry.name for entry in entries]
    return sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_"))


def renderer(name: str) -> "Callable[[Report, Style], str]":
    """The `render` of a format; ValueError for a name that is none."""
    render: Callable[[Report, Style], str] = _module(name).render
    return render


def wants_pages(name: str) -> bool:
    """Whether a format shows the pages of a report; ValueError for a name that is none."""
    return bool(getattr(_module(name), "PAGES", False))


def _module(name: str) -> "ModuleType":
    known = formats()
    if name not in known:
        raise ValueError(f"no output format is called {name!r}; there are {', '.join(known)}")
    return import_module(f"rtlint.report.{name}")
