"""Saving loses nothing: whatever happens, and whenever, a file is its old or its new text whole."""

import errno
import os
import re
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtlint.save import Unsaved, save

ROOT = Path(__file__).resolve().parent.parent
OLD = b"old: text\n"
NEW = b"new: text, and longer\r\n" * 1000
HIDDEN = re.compile(r"\.rtlint-[0-9a-f]{16}\.tmp")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(OLD)
    return path


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry != path)


def refused(path: Path, old: bytes = OLD, new: bytes = NEW) -> str:
    with pytest.raises(Unsaved) as raised:
        save(str(path), old, new)
    return str(raised.value)


def failing(number: int) -> Callable[..., Any]:
    def fail(*_arguments: object, **_named: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def test_the_new_text_takes_the_place_of_the_old(file: Path) -> None:
    save(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert beside(file) == []


def test_a_name_without_a_folder_is_one_of_the_current_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    save("a.yaml", OLD, b"")
    assert file.read_bytes() == b""
    assert beside(file) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755, 0o666, 0o644])
def test_the_mode_stays(file: Path, mode: int) -> None:
    file.chmod(mode)
    save(str(file), OLD, NEW)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_the_owner_and_the_attributes_stay(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "fchown", lambda _file, user, group: given.append((user, group)))
    attributes = {"user.note": b"mine"}
    set_: dict[str, bytes] = {}
    monkeypatch.setattr(os, "listxattr", lambda _path: list(attributes), raising=False)
    monkeypatch.setattr(os, "getxattr", lambda _path, name: attributes[name], raising=False)
    monkeypatch.setattr(os, "setxattr", lambda _file, name, value: set_.update({name: value}), raising=False)
    seen = file.stat()
    save(str(file), OLD, NEW)
    assert given == [(-1, seen.st_gid), (seen.st_uid, -1)]
    assert set_ == (attributes if sys.platform == "linux" else {})


@pytest.mark.parametrize("name", ["fchown", "listxattr"])
def test_an_owner_that_cannot_be_kept_is_no_reason_to_lose_a_fix(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(os, name, failing(errno.EPERM), raising=False)
    save(str(file), OLD, NEW)
    assert file.read_bytes() == NEW


# Links.


def test_a_link_stays_and_leads_to_the_new_text(file: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    chain = tmp_path / "folder" / "chain.yaml"
    chain.symlink_to("link.yaml")
    link = tmp_path / "folder" / "link.yaml"
    link.symlink_to("../a.yaml")
    save(str(chain), OLD, NEW)
    assert (os.readlink(chain), os.readlink(link), file.is_symlink()) == ("link.yaml", "../a.yaml", False)
    assert file.read_bytes() == NEW
    assert beside(file) == ["folder"]
    assert beside(chain) == ["link.yaml"]


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    assert refused(tmp_path / "gone.yaml") == "no such file or directory"
    assert refused(tmp_path / "loop.yaml") == "too many levels of symbolic links"
    assert sorted(os.listdir(tmp_path)) == ["gone.yaml", "loop.yaml"]


def test_the_other_names_of_a_file_keep_the_old_text(file: Path, tmp_path: Path) -> None:
    os.link(file, tmp_path / "b.yaml")
    save(str(file), OLD, NEW)
    assert file.read_bytes() == NEW
    assert (tmp_path / "b.yaml").read_bytes() == OLD


# What is left alone.


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555, 0])
def test_a_file_that_nobody_may_write_is_left_alone(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert refused(file) == "the file is read-only"
    file.chmod(0o600)
    assert file.read_bytes() == OLD
    assert beside(file) == []


def test_a_file_that_somebody_else_may_write_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert refused(file) == "the file is read-only"


@pytest.mark.parametrize("data", [b"", OLD + b"more\n", OLD[:-1], b"other"])
def test_a_file_that_has_changed_meanwhile_is_left_alone(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert refused(file) == "the file has changed meanwhile"
    assert file.read_bytes() == data
    assert beside(file) == []


def test_a_file_that_has_the_new_text_already_is_left_alone(file: Path) -> None:
    file.write_bytes(NEW)
    before = file.stat()
    save(str(file), OLD, NEW)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert beside(file) == []


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert refused(tmp_path / "pipe.yaml") == "this is no regular file"
    assert refused(tmp_path) == "this is no regular file"
    assert refused(tmp_path / "gone.yaml") == "no such file or directory"
    assert refused(tmp_path / "pipe.yaml" / "a.yaml") == "not a directory"


# What fails.


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "fchmod", "replace"])
def test_a_failing_disk_leaves_the_old_text_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    monkeypatch.setattr(os, name, failing(number))
    assert refused(file) == os.strerror(number).lower()
    assert file.read_bytes() == OLD
    assert beside(file) == []


def test_a_disk_that_fills_up_half_way_leaves_the_old_text(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, room = os.write, [len(NEW) // 2]

    def write(number: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = real(number, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", write)
    assert refused(file) == "no space left on device"
    assert room == [0]
    assert file.read_bytes() == OLD
    assert beside(file) == []


def test_a_disk_that_takes_a_byte_at_a_time_gets_them_all(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda number, data: real(number, data[:1]))
    save(str(file), OLD, NEW)
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("name", ["open", "write", "fsync", "fchmod", "replace"])
@pytest.mark.parametrize("late", [False, True])
def test_an_interrupt_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch, name: str, late: bool) -> None:
    real = getattr(os, name)

    def interrupted(*arguments: Any, **named: Any) -> None:
        if late:
            real(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(str(file), OLD, NEW)
    assert file.read_bytes() == (NEW if late and name == "replace" else OLD)
    assert beside(file) == []


# Processes of their own.

CHILD = """
import os, signal, sys
sys.path.insert(0, {root!r})
import rtlint.save
OLD, NEW = {old!r}, {new!r}
{before}
try:
    rtlint.save.save({path!r}, OLD, NEW)
except rtlint.save.Unsaved as unsaved:
    print(unsaved)
"""


def child(file: Path, before: str = "", new: bytes = NEW, **options: Any) -> "subprocess.Popen[bytes]":
    script = CHILD.format(root=str(ROOT), old=OLD, new=new, path=str(file), before=before)
    pipe = subprocess.PIPE
    # A child whose files may not grow must not leave cut bytecode behind.
    command = [sys.executable, "-B", "-c", script]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **options)


CALLS = sorted(set(re.findall(r"\bos\.([a-z]+)\(", (ROOT / "rtlint" / "save.py").read_text())))

KILLED = """
count = 0
def deadly(name):
    real = getattr(os, name)
    def call(*arguments, **named):
        global count
        count += 1
        if count == {number}:
            if name == "write" and {half}:
                real(arguments[0], bytes(arguments[1])[: len(NEW) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **named)
    setattr(os, name, call)
for name in {names!r}:
    deadly(name)
"""


@pytest.mark.parametrize("half", [False, True], ids=["whole", "half"])
def test_a_process_that_is_killed_at_any_call_leaves_one_text_whole(file: Path, half: bool) -> None:
    assert {"open", "write", "fsync", "replace", "fchmod", "close", "unlink"} <= set(CALLS)
    texts = []
    for number in range(1, 100):
        file.write_bytes(OLD)
        killed = child(file, KILLED.format(number=number, half=half, names=CALLS))
        _out, err = killed.communicate()
        assert (killed.returncode, err) in ((-signal.SIGKILL, b""), (0, b""))
        texts.append(file.read_bytes())
        left = beside(file)
        assert all(map(HIDDEN.fullmatch, left))
        for name in left:
            (file.parent / name).unlink()
        if killed.returncode == 0:
            break
    assert killed.returncode == 0
    assert len(texts) > len(CALLS) - 2
    assert texts == sorted(texts, key=[OLD, NEW].index)
    assert texts[-1] == NEW


def test_a_file_that_would_become_too_large_keeps_its_text(file: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    limited = child(file, preexec_fn=limit)
    assert limited.communicate() == (b"file too large\n", b"")
    assert file.read_bytes() == OLD
    assert beside(file) == []


PAUSED = """
real = os.{name}
def paused(*arguments, **named):
    print("here", flush=True)
    sys.stdin.readline()
    return real(*arguments, **named)
os.{name} = paused
"""


@pytest.mark.parametrize(
    ("name", "says", "wins"),
    [("write", b"the file has changed meanwhile\n", "second"), ("replace", b"", "first")],
    ids=["before the look", "after the look"],
)
def test_two_processes_at_once_leave_one_of_their_texts(file: Path, name: str, says: bytes, wins: str) -> None:
    first, second = NEW, NEW[::-1]
    slow = child(file, PAUSED.format(name=name), first)
    assert slow.stdout is not None
    assert slow.stdout.readline() == b"here\n"
    quick = child(file, "", second)
    assert quick.communicate() == (b"", b"")
    assert file.read_bytes() == second
    assert slow.communicate(b"\n") == (says, b"")
    assert file.read_bytes() == {"first": first, "second": second}[wins]
    assert beside(file) == []


def test_two_processes_with_one_text_agree(file: Path) -> None:
    slow = child(file, PAUSED.format(name="write"))
    assert slow.stdout is not None
    assert slow.stdout.readline() == b"here\n"
    assert child(file).communicate() == (b"", b"")
    assert slow.communicate(b"\n") == (b"", b"")
    assert file.read_bytes() == NEW
    assert beside(file) == []


def test_readers_see_one_text_whole_while_others_write(file: Path) -> None:
    """Two writers turn the text to and fro, released together and read all the while."""
    turns = """
other = NEW[::-1]
sys.stdin.readline()
for _ in range(50):
    for one, two in ((OLD, NEW), (NEW, OLD)):
        try:
            rtlint.save.save({path!r}, one, two)
        except rtlint.save.Unsaved:
            pass
OLD = NEW = open({path!r}, "rb").read()
""".format(path=str(file))
    writers = [child(file, turns) for _ in range(2)]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen.add(file.read_bytes())
    for writer in writers:
        assert writer.communicate()[1] == b""
    assert seen | {file.read_bytes()} <= {OLD, NEW}
    assert beside(file) == []
