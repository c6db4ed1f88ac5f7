"""`rtlint submit` before a server on loopback, with an environment that holds nothing but what a test puts there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Done, collecting, process, rtlint
from tests.submit.api import Api

__all__ = ["collecting", "process", "rtlint"]

KEY = "sk-proj-CanaryOfTheKey0123456789"
AGENT = """\
session:
  type: realtime
  model: gpt-realtime-2.1
  instructions: Be kind.
  audio:
    output:
      speed: 1.2
"""


@pytest.fixture
def api() -> Iterator[Api]:
    with Api() as server:
        yield server


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the user's, and no proxy, has a say."""
    import os

    for name in list(os.environ):
        if name.upper().startswith("OPENAI_") or name.upper().endswith("_PROXY") or name.startswith("SSL_CERT"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    path = tmp_path / "agent.yaml"
    path.write_text(AGENT)
    return path


@pytest.fixture
def submit(rtlint: Callable[..., Done], api: Api, agent: Path) -> Callable[..., Done]:
    """`submit(…)` sends agent.yaml, or what it is told to, to the server once."""

    def call(*arguments: str, base: str | None = None, retries: int = 0) -> Done:
        files = [one for one in arguments if one.endswith(".yaml")] or ["agent.yaml"]
        options = [one for one in arguments if one not in files]
        url = api.url if base is None else base
        return rtlint("submit", *files, "--base-url", url, "--retries", str(retries), "--color", "never", *options)

    return call
