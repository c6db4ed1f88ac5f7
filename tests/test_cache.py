"""The folder of the cache, and what stands for this program."""

import os
import stat
from pathlib import Path

import platformdirs
import pytest

from rtlint.cache import identity, store
from rtlint.cache.store import MOST_IN_FILE, OLD, Kept, clean, default_folder, load, write
from rtlint.finding import RuleCard, Severity
from rtlint.linters import Said

CARD = RuleCard("RT205", "speed-range", Severity.ERROR, "Speed.", "", "https://example.com")
SAID = {b"config": Said({"RT205": CARD}, ("a remark",))}


def name(number: int = 0, suffix: str = "rtlint") -> str:
    return f"{number:032x}.{suffix}"


def test_what_is_written_is_loaded(tmp_path: Path) -> None:
    path = str(tmp_path / "kept" / name())
    write(path, Kept(SAID, {b"a": b"1"}))
    write(path, Kept({}, {b"b": b"2"}))
    assert load(path) == Kept(SAID, {b"a": b"1", b"b": b"2"})
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path) -> None:
    path = str(tmp_path / name())
    third = bytes(MOST_IN_FILE // 3)
    write(path, Kept({}, {b"a": third, b"b": third, b"c": third}))
    write(path, Kept({}, {b"a": third, b"d": third}))
    assert list(load(path).entries) == [b"c", b"a", b"d"]


def test_old_files_go_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    for old in (name(1), name(1, "tmp"), "notes.rtlint", "0.tmp"):
        (tmp_path / old).write_text("")
        os.utime(tmp_path / old, (OLD, OLD))
    write(str(tmp_path / name()), Kept())
    assert sorted(os.listdir(tmp_path)) == sorted([name(), "0.tmp", "notes.rtlint"])


def test_the_oldest_go_where_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST", 250)
    for number in (1, 2, 3):
        (tmp_path / name(number)).write_bytes(bytes(100))
        seconds = os.stat(tmp_path).st_mtime - 10 * number
        os.utime(tmp_path / name(number), (seconds, seconds))
    write(str(tmp_path / name()), Kept())
    assert sorted(os.listdir(tmp_path)) == [name(), name(1), name(2)]


def test_a_broken_write_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / name())
    write(path, Kept({}, {b"a": b"1"}))

    def full(_from: str, _to: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, Kept({}, {b"b": b"2"}))
    assert load(path) == Kept({}, {b"a": b"1"})
    assert sorted(os.listdir(tmp_path)) == [".gitignore", name(), "CACHEDIR.TAG"]


def test_a_folder_of_somebody_elses_is_only_cleaned_of_ours(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("build\n")
    (tmp_path / "CACHEDIR.TAG").write_text("of another program\n")
    write(str(tmp_path / name()), Kept())
    files, size = clean(str(tmp_path))
    assert (files, size > 0) == (1, True)
    assert sorted(os.listdir(tmp_path)) == [".gitignore", "CACHEDIR.TAG"]
    assert clean(str(tmp_path)) == (0, 0)
    assert clean(str(tmp_path / "nowhere")) == (0, 0)


def test_the_folder_of_caches_is_that_of_platformdirs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for given in (str(tmp_path / "x"), "", None):
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        if given is not None:
            monkeypatch.setenv("XDG_CACHE_HOME", given)
        assert default_folder() == platformdirs.user_cache_dir("rtlint")


def test_other_systems_have_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/a")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", "darwin")
    assert default_folder() == "/home/a/Library/Caches/rtlint"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "C:/Users/a")
    assert default_folder() == "C:/Users/a/rtlint/Cache"
    monkeypatch.delenv("LOCALAPPDATA")
    assert default_folder() is None


def test_pieces_do_not_run_into_each_other() -> None:
    made = [identity.digest(*parts) for parts in ((), (b"",), (b"ab",), (b"a", b"b"), (b"1:a",), (b"", b"a"))]
    assert len({*made}) == len(made)


@pytest.mark.parametrize("edited", ["rtlint/lint.py", "rules/value/RT1.yaml", "rtlint/rules/compiled.json"])
def test_whatever_is_edited_of_this_program_makes_it_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: str
) -> None:
    monkeypatch.setattr(identity, "_PACKAGE", str(tmp_path / "rtlint"))
    for file in ("rtlint/lint.py", "rules/value/RT1.yaml"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("a")
    before = identity.of_rtlint()
    assert identity.of_rtlint() == before
    (tmp_path / edited).parent.mkdir(exist_ok=True)
    (tmp_path / edited).write_text("b")
    os.utime(tmp_path / edited, (1, 1))
    assert identity.of_rtlint() != before


def test_another_version_of_a_library_makes_it_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    before = identity.of_rtlint()
    (tmp_path / "requests-1.0.dist-info").mkdir()
    assert identity.of_rtlint() == before
    (tmp_path / "PyYAML-9.0.dist-info").mkdir()
    assert identity.of_rtlint() != before
