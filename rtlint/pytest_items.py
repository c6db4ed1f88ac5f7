"""Session files as tests of pytest: the files of a walk as `rtlint check` makes it, each linted when its test is run.

pytest's own walk is not taken, as it knows nothing of .gitignore or of what rtlint's configuration includes, and begins
where the tests are. Files that somebody names, as by the address of a test, are collected as pytest does.
"""

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rtlint.baseline import Baselines
from rtlint.config import ConfigError
from rtlint.config.find import Finder
from rtlint.inputs import Input, gather
from rtlint.linters import Linters
from rtlint.report._style import Style
from rtlint.report.full import render
from rtlint.result import report
from rtlint.rule.model import PackError

NAME = "rtlint"
"""What a test is called, and its mark."""

_SECTION = "Captured rtlint call"
"""Where the report of a test keeps what does not make it fail: pytest puts the first and the last word around ours."""


class Told(NamedTuple):
    """What is to be said of a file, and whether its test fails."""

    text: str
    fails: bool


class Faulty(Exception):
    """The findings of a file, as its test shows them."""


class Sessions:
    """The session files of a run of pytest. pytest.UsageError for a configuration that cannot be used."""

    def __init__(self, config: pytest.Config) -> None:
        self._folder = config.invocation_params.dir
        self._linters = Linters(None, finder := Finder())
        self._baselines = Baselines(finder, self._linters)
        whole = config.args_source is not pytest.Config.ArgsSource.ARGS
        paths = [os.curdir] if whole else [arg.partition("::")[0] for arg in config.args]
        with chdir(self._folder):
            try:
                folders = self._found((path for path in paths if os.path.isdir(path)), finder)
                named = self._found((path for path in paths if os.path.isfile(path)), finder)
                self._linters.hold()
            except (ConfigError, PackError) as error:
                raise pytest.UsageError(str(error)) from error
        self._named = named
        self._walked = {whole: item for whole, item in folders.items() if whole not in named}

    def told(self, item: Input) -> Told:
        """What rtlint says of a file as it is now."""
        with chdir(self._folder):  # wherever the tests before have gone
            result = self._linters.of(item.path).lint(*item.read())
            assert result
            result = self._baselines.new(result)
            made = report([result], self._linters.cards)
            return Told(render(made, Style(quiet=True)).rstrip("\n"), any(map(self._linters.fails, made.findings)))

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> "SessionFile | None":
        """Take a file that was named."""
        item = self._named.get(str(file_path))
        return SessionFile.of(parent, file_path, item, self) if item else None

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self, collector: pytest.Collector
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Add the files of walks to what pytest finds by itself."""
        made = yield
        if isinstance(collector, pytest.Session) and made.passed:
            made.result += [SessionFile.of(collector, Path(whole), item, self) for whole, item in self._walked.items()]
        return made

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter") -> None:
        """Show the findings that made no test fail."""
        sections = (section for one in terminalreporter.getreports("passed") for section in one.sections)
        told = [text for name, text in sections if name == _SECTION]
        if told:
            terminalreporter.write_sep("=", NAME)
            terminalreporter.write_line("\n\n".join(told))

    def _found(self, paths: Iterable[str], finder: Finder) -> dict[str, Input]:
        """The session files of paths by their whole path; each meets its configuration, so that none is wrong later."""
        return {os.path.abspath(item.path): item for item in self._ours(gather(paths, sniff=True, finder=finder))}

    def _ours(self, items: Iterable[Input]) -> Iterator[Input]:
        for item in items:
            if item.fault:
                continue
            linter = self._linters.of(item.path)
            self._baselines.of(item.path)
            if not item.sniff or linter.takes(*item.read()):
                yield item


class SessionFile(pytest.File):
    """A file with one test: all of its documents."""

    item: Input
    sessions: Sessions

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, item: Input, sessions: Sessions) -> "SessionFile":
        """The file in the tree of what pytest collects."""
        made: SessionFile = cls.from_parent(parent, path=path)
        made.item, made.sessions = item, sessions
        return made

    def collect(self) -> "list[SessionItem]":
        """Its test."""
        return [SessionItem.from_parent(self, name=NAME)]


class SessionItem(pytest.Item):
    """The test of a file: it fails where `rtlint check` would."""

    parent: SessionFile

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        # Items of pytest's own have it, and some plugins take it for granted.
        self.funcargs: dict[str, object] = {}
        self.add_marker(NAME)

    def runtest(self) -> None:
        """Lint the file; Faulty where the findings fail."""
        told = self.parent.sessions.told(self.parent.item)
        if told.fails:
            raise Faulty(told.text)
        if told.text:
            self.add_report_section("call", NAME, told.text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings without a traceback; a bug of rtlint has one."""
        return str(excinfo.value) if isinstance(excinfo.value, Faulty) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it stands, and the head of its failure."""
        return self.path, None, self.parent.item.path
