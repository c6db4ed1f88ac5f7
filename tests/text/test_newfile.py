"""New files: whole, and never in the place of another."""

from pathlib import Path

import pytest

from rtlint.text.newfile import create


def test_a_file_is_written_as_it_is_given(tmp_path: Path) -> None:
    create(str(tmp_path / "a"), "é\n")
    assert (tmp_path / "a").read_bytes() == b"\xc3\xa9\n"


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(FileExistsError):
        create(str(tmp_path / "a"), "new")
    assert (tmp_path / "a").read_text() == "old"


def test_what_cannot_be_written_whole_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        create(str(tmp_path / "a"), "\ud800")
    assert list(tmp_path.iterdir()) == []
