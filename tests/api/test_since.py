"""The release with which a field came, found in wheels, and held against what docstrings say."""

import zipfile
from pathlib import Path

import pytest

from scripts import api_since

MODULE = "openai/types/realtime/realtime_session_create_request_param.py"
CLASS = "RealtimeSessionCreateRequestParam"


def wheel(folder: Path, version: str, *names: str) -> None:
    body = "\n".join(f"    {name}: str" for name in names)
    with zipfile.ZipFile(folder / f"openai-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(MODULE, f"class {CLASS}(dict):\n{body}\n")


def test_it_tells_first_and_last_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel(tmp_path, "2.9.0", "model")
    wheel(tmp_path, "2.36.0", "model", "reasoning", "tracing")
    wheel(tmp_path, "2.35.1", "model", "tracing")
    assert api_since.main(str(tmp_path)) == 0
    assert capsys.readouterr().out == (
        "RealtimeSession.reasoning: in 2.36.0, not in 2.35.1; the docstring says 2.36\n"
        "RealtimeSession.tracing: in 2.35.1, not in 2.9.0; the docstring says nothing\n"
    )


def test_a_docstring_that_names_another_release_is_mistaken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel(tmp_path, "2.40.0", "model")
    wheel(tmp_path, "2.41.0", "model", "reasoning")
    assert api_since.main(str(tmp_path)) == 1
    line = "RealtimeSession.reasoning: in 2.41.0, not in 2.40.0; the docstring says 2.36 <- mistaken\n"
    assert capsys.readouterr().out == line
