"""What pytest loads by itself: the option `--rtlint`, which collects the session files of a repository as tests.

Nearly all runs of pytest do not ask for it, so that nothing of rtlint is loaded before somebody does.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rtlint`."""
    group = parser.getgroup("rtlint", "OpenAI Realtime session configs")
    group.addoption("--rtlint", action="store_true", help="Lint each session config as a test, as rtlint check does.")


def pytest_configure(config: pytest.Config) -> None:
    """Look for session files where that is wanted; a configuration that cannot be used ends the run."""
    config.addinivalue_line("markers", "rtlint: the tests of session configs, as --rtlint collects them")
    if config.getoption("rtlint"):
        from rtlint.pytest_items import Sessions

        config.pluginmanager.register(Sessions(config), "rtlint-sessions")
