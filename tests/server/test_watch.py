"""Configurations, packs and settings that change while documents are open."""

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rtlint.linters import today
from rtlint.server import desk, watch
from rtlint.server.desk import Call
from rtlint.server.lsp import Server
from rtlint.server.watch import Watch, alive
from tests.server.talking import Talk, pack, talked

FAST = "session:\n  type: realtime\n  audio: {output: {speed: 2.0}}\n"
WATCHES = {"didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}}
ASKS = {"configuration": True}
OURS = ["**/{.rtlint.toml,rtlint.toml,pyproject.toml}", "**/.rtlint-baseline.json"]
RULE = """\
code: VOX001
name: fast
severity: warning
since: 0.1.0
summary: Fast speech.
select: session.audio.output.speed
assert: {maximum: 1.0}
message: "speed is {value}; we take 1.0 at most"
---
why: |
  It is too fast.
references: [https://example.org]
examples: []
"""


made: list[Watch] = []
"""What watches, the latest last: for tests that do not wait for it to look."""


class Kept(Watch):
    def __init__(self, server: Server) -> None:
        super().__init__(server)
        made.append(self)


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No server reads the rules again, or gets warm; the folder is a repository, and ours."""
    monkeypatch.setattr(desk, "built_in", pack)
    monkeypatch.setattr(watch, "warm_up", lambda pack: None)
    monkeypatch.setattr(watch, "Watch", Kept)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def write(path: Path, text: str) -> None:
    """A file whose time is never that of what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def files_of(talk: Talk) -> list[list[Any]]:
    """The patterns of files that the client was asked to watch, each time it was asked."""
    registered = [one for told in talk.took("client/registerCapability") for one in told["registrations"]]
    return [
        [watcher["globPattern"] for watcher in one["registerOptions"]["watchers"]]
        for one in registered
        if one["method"] == "workspace/didChangeWatchedFiles"
    ]


def test_a_client_that_watches_files_is_believed(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        await talk.begin(tmp_path, **WATCHES)
        assert files_of(talk) == [OURS]
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]
        write(tmp_path / "rtlint.toml", 'ignore = ["RT205"]\n')
        await talk.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": "file:///rtlint.toml", "type": 1}]})
        assert talk.codes() == [("a.realtime.yaml", [])]
        assert files_of(talk) == []

    talked(play)


def test_packs_and_odd_names_are_watched_where_they_are(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        write(
            tmp_path / "work" / "rtlint.toml",
            'extend = "../base.toml"\nrule-packs = ["../pack"]\nbaseline = "b.json"\n',
        )
        write(tmp_path / "work" / "b.json", '{"version": 1, "files": {}}')
        write(tmp_path / "base.toml", "")
        write(tmp_path / "pack" / "VOX001-fast.yaml", RULE)
        await talk.begin(tmp_path / "work", **WATCHES)
        base = tmp_path.as_uri()
        elsewhere = [
            {"baseUri": base, "pattern": "base.toml"},
            {"baseUri": f"{base}/pack", "pattern": "**/*"},
            {"baseUri": f"{base}/work", "pattern": "b.json"},
        ]
        assert files_of(talk) == [[*OURS, *elsewhere]]
        await talk.open((tmp_path / "work" / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", ["RT205", "VOX001"])]
        write(tmp_path / "work" / "rtlint.toml", "")
        await talk.tell("workspace/didChangeWatchedFiles", {"changes": []})
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]
        (gone,) = talk.took("client/unregisterCapability")
        assert gone == {"unregisterations": [{"id": "rtlint-files-1", "method": "workspace/didChangeWatchedFiles"}]}
        assert files_of(talk) == [OURS]

    talked(play)


def test_a_client_without_relative_patterns_gets_whole_ones(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        write(tmp_path / "rtlint.toml", 'rule-packs = ["pack"]\n')
        await talk.begin(tmp_path, didChangeWatchedFiles={"dynamicRegistration": True})
        assert files_of(talk) == [[*OURS, f"{tmp_path}/pack/**/*"]]

    talked(play)


def test_without_such_a_client_files_are_looked_at(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        await talk.begin(tmp_path)
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]
        assert files_of(talk) == []
        write(tmp_path / "rtlint.toml", 'ignore = ["RT205"]\n')
        await talk.open((tmp_path / "b.realtime.yaml").as_uri(), FAST)
        assert sorted(talk.codes()) == [("a.realtime.yaml", []), ("b.realtime.yaml", [])]
        write(tmp_path / "rtlint.toml", 'ignore = ["RT209"]\n')
        made[-1].tick()
        await talk.settle()
        assert sorted(talk.codes()) == [("a.realtime.yaml", ["RT205"]), ("b.realtime.yaml", ["RT205"])]
        made[-1].tick()
        await talk.settle()
        assert talk.said == []

    talked(play)


BROKEN = "rtlint.toml:1:1: unknown key ignroe; did you mean ignore?"


def shown(talk: Talk) -> list[str]:
    return [one["message"] for one in talk.took("window/showMessage")]


def test_a_configuration_that_cannot_be_used_is_told_once_until_it_is_mended(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        await talk.begin(tmp_path, **WATCHES)
        uri = (tmp_path / "a.realtime.yaml").as_uri()
        await talk.open(uri, FAST)
        await talk.open((tmp_path / "b.realtime.yaml").as_uri(), FAST)
        assert [codes for _, codes in talk.codes()] == [["RT205"], ["RT205"]]
        for again in range(2):
            write(tmp_path / "rtlint.toml", "ignroe = []\n")
            await talk.tell("workspace/didChangeWatchedFiles", {"changes": []})
            assert [codes for _, codes in talk.codes()] == [[], []]
            assert shown(talk) == ([f"rtlint: {BROKEN}"] if not again else [])
        change = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": FAST + "# a\n"}]}
        await talk.tell("textDocument/didChange", change)
        assert (talk.codes(), shown(talk)) == ([("a.realtime.yaml", [])], [])
        write(tmp_path / "rtlint.toml", "ignore = []\n")
        await talk.tell("workspace/didChangeWatchedFiles", {"changes": []})
        assert [codes for _, codes in talk.codes()] == [["RT205"], ["RT205"]]
        write(tmp_path / "rtlint.toml", "ignroe = []\n")
        await talk.tell("workspace/didChangeWatchedFiles", {"changes": []})
        assert shown(talk) == [f"rtlint: {BROKEN}"]

    talked(play)


def test_a_pack_that_cannot_be_used_is_told_and_comes_back(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        write(tmp_path / "rtlint.toml", 'rule-packs = ["pack"]\n')
        write(tmp_path / "pack" / "VOX001-fast.yaml", RULE.replace("VOX001", "RT999"))
        await talk.begin(tmp_path)
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        words = "codes that start with RT are the built-in pack's; choose a prefix of your own"
        assert (talk.codes(), shown(talk)) == (
            [("a.realtime.yaml", [])],
            [f"rtlint: pack/VOX001-fast.yaml:1:7: {words}"],
        )
        write(tmp_path / "pack" / "VOX001-fast.yaml", RULE)
        made[-1].tick()
        await talk.settle()
        assert (talk.codes(), shown(talk)) == ([("a.realtime.yaml", ["RT205", "VOX001"])], [])

    talked(play)


def test_remarks_go_to_the_log_once(tmp_path: Path) -> None:
    async def play() -> None:
        talk = Talk()
        write(tmp_path / "rtlint.toml", '[[suppress]]\nrules = ["RT205"]\nuntil = 2020-01-01\n')
        await talk.begin(tmp_path)
        for name in "ab":
            await talk.open((tmp_path / f"{name}.realtime.yaml").as_uri(), FAST)
        assert [codes for _, codes in talk.codes()] == [["RT205"], ["RT205"]]
        words = "rtlint.toml:3:9: the suppression of RT205 counted up to 2020-01-01; it suppresses nothing any more"
        assert talk.took("window/logMessage") == [{"type": 2, "message": words}]
        assert shown(talk) == []

    talked(play)


def test_settings_come_from_the_first_words_and_wrong_ones_are_told(tmp_path: Path) -> None:
    async def play() -> None:
        write(tmp_path / "strict.toml", 'ignore = ["RT205"]\n')
        talk = Talk()
        await talk.begin(tmp_path, {"configuration": "strict.toml", "run": "always", "fixall": True})
        assert shown(talk) == [
            'rtlint: the setting run is "always"; it takes "onType" or "onSave"',
            "rtlint: there is no setting fixall; did you mean fixAll?",
        ]
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", [])]

    talked(play)


def test_a_client_that_pushes_settings_is_heard(tmp_path: Path) -> None:
    async def play() -> None:
        write(tmp_path / "strict.toml", 'ignore = ["RT205"]\n')
        talk = Talk()
        await talk.begin(tmp_path)
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]
        pushed = {"settings": {"rtlint": {"configuration": "strict.toml", "fixAll": False}}}
        await talk.tell("workspace/didChangeConfiguration", pushed)
        assert talk.codes() == [("a.realtime.yaml", [])]
        assert not talk.server.settings.fix_all
        await talk.tell("workspace/didChangeConfiguration", {"settings": {"other": {}}})
        assert talk.said == []

    talked(play)


def test_a_client_that_can_be_asked_for_settings_is(tmp_path: Path) -> None:
    async def play() -> None:
        write(tmp_path / "strict.toml", 'ignore = ["RT205"]\n')
        talk = Talk()
        talk.answers["workspace/configuration"] = [{"configuration": "strict.toml"}]
        await talk.begin(tmp_path, configuration=True, didChangeConfiguration={"dynamicRegistration": True})
        (registered,) = talk.took("client/registerCapability")
        assert registered["registrations"] == [
            {
                "id": "rtlint-settings-0",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": {"section": "rtlint"},
            }
        ]
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", [])]
        talk.answers["workspace/configuration"] = [{"configuration": "lax.toml"}]
        await talk.tell("workspace/didChangeConfiguration", {"settings": None})
        assert shown(talk) == ["rtlint: the setting configuration names lax.toml, and there is no such file"]
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]
        talk.answers["workspace/configuration"] = [None]
        await talk.tell("workspace/didChangeConfiguration", {"settings": None})
        assert talk.said == []

    talked(play)


def test_the_configuration_of_the_call_counts_and_is_watched(tmp_path: Path) -> None:
    async def play() -> None:
        write(tmp_path / "elsewhere" / "strict.toml", 'ignore = ["RT205"]\n')
        write(tmp_path / "work" / "rtlint.toml", "ignroe = []\n")
        talk = Talk(Call(("elsewhere/strict.toml", 'rule-packs = ["pack"]')))
        write(tmp_path / "pack" / "VOX001-fast.yaml", RULE)
        await talk.begin(tmp_path / "work", **WATCHES)
        base = tmp_path.as_uri()
        elsewhere = [
            {"baseUri": f"{base}/elsewhere", "pattern": "strict.toml"},
            {"baseUri": f"{base}/pack", "pattern": "**/*"},
        ]
        assert files_of(talk) == [[*OURS, *elsewhere]]
        await talk.open((tmp_path / "work" / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", ["VOX001"])]

    talked(play)


def test_when_the_day_ends_everything_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play() -> None:
        talk = Talk()
        await talk.begin(tmp_path, **WATCHES)
        await talk.open((tmp_path / "a.realtime.yaml").as_uri(), FAST)
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]
        made[-1].tick()
        await talk.settle()
        assert talk.codes() == []
        tomorrow = today() + datetime.timedelta(days=1)
        for module in (watch, desk):
            monkeypatch.setattr(module, "today", lambda: tomorrow)
        made[-1].tick()
        await talk.settle()
        assert talk.codes() == [("a.realtime.yaml", ["RT205"])]

    talked(play)


def test_a_client_that_is_gone_ends_the_server(tmp_path: Path) -> None:
    async def play() -> None:
        child = subprocess.Popen(  # noqa: ASYNC220  # nothing else waits
            [sys.executable, "-c", "input()"], stdin=subprocess.PIPE
        )
        talk = Talk()
        await talk.ask("initialize", {"processId": child.pid, "capabilities": {}, "rootUri": tmp_path.as_uri()})
        made[-1].tick()
        assert not talk.server.gone.is_set()
        child.communicate(b"\n")
        made[-1].tick()
        assert talk.server.gone.is_set()

    talked(play)


def test_a_process_is_alive_or_not() -> None:
    assert [alive(number) for number in (os.getpid(), 1, 2**40, 2**22 + 1)] == [True, True, False, False]
