"""`rtlint migrate` from outside: what is shown, what is written, what is told, and how it ends."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rtlint import __version__
from rtlint.cli import migrate as migrate_command
from rtlint.save import Unsaved, save

Run = Callable[..., Any]

BETA = """# The desk
type: realtime
modalities: [text]
voice: marin # calm
temperature: 0.8
"""
GA = """# The desk
type: realtime
output_modalities: [text]
audio:
  output:
    voice: marin # calm
"""
DIFF = """--- a.yaml
+++ a.yaml
@@ -1,5 +1,6 @@
 # The desk
 type: realtime
-modalities: [text]
-voice: marin # calm
-temperature: 0.8
+output_modalities: [text]
+audio:
+  output:
+    voice: marin # calm
"""
STEPS = """  modalities -> output_modalities
  voice -> audio.output.voice
  temperature: removed
      nothing takes its place: say in instructions how lively or how strict answers are to be
"""
APPLICATION = """Your application has to change too:
  endpoint:
    POST /v1/realtime/sessions            -> POST /v1/realtime/client_secrets
  body:
    the session itself                    -> {"session": the session}
  answer:
    client_secret.value                   -> value
    client_secret.expires_at              -> expires_at
    the fields of the session at the root -> session
  header:
    OpenAI-Beta: realtime=v1: leave it out
  openai package:
    client.beta.realtime                  -> client.realtime
  session.update:
    a session without type                -> a session with type: realtime or transcription
  event:
    response.text.delta                   -> response.output_text.delta
    response.text.done                    -> response.output_text.done
    conversation.item.created             -> conversation.item.added, and conversation.item.done at its end
  content of the assistant's items:
    text                                  -> output_text
  response.create:
    modalities                            -> output_modalities
    voice                                 -> audio.output.voice
    output_audio_format                   -> audio.output.format
    max_response_output_tokens            -> max_output_tokens
    temperature: leave it out
"""
TODAY = "session: {type: realtime}\n"
BOTH = "type: realtime\nvoice: marin\naudio: {output: {voice: cedar}}\n"
DIFFERENT = "voice (line 2) and audio.output.voice (line 3) have different values; keep the one that you mean"


@pytest.fixture
def beta(tmp_path: Path) -> Path:
    file = tmp_path / "a.yaml"
    file.write_text(BETA)
    return file


def test_a_file_of_the_beta_is_shown_and_told_but_not_changed(rtlint: Run, beta: Path) -> None:
    done = rtlint("migrate", "a.yaml")
    told = f"{DIFF}\na.yaml: of the Beta, 3 changes\n{STEPS}\n{APPLICATION}\n"
    assert done == (1, f"{told}1 file to migrate; --write does it\n", "")
    assert beta.read_text() == BETA


def test_it_is_written_when_asked_for_and_once(rtlint: Run, beta: Path) -> None:
    done = rtlint("migrate", "--write", "a.yaml")
    told = f"a.yaml: of the Beta, 3 changes, written\n{STEPS}\n{APPLICATION}\n"
    assert done == (0, f"{told}1 file migrated\n", "")
    assert beta.read_text() == GA
    again = rtlint("migrate", "--write", "a.yaml")
    assert again == (0, "a.yaml: nothing of the Beta in it\nnothing to migrate\n", "")
    assert beta.read_text() == GA


def test_a_file_of_today_has_nothing_to_be_done(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TODAY)
    assert rtlint("migrate", "a.yaml") == (0, "a.yaml: nothing of the Beta in it\nnothing to migrate\n", "")


def test_both_keys_with_different_values_are_left_to_people(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(BOTH)
    told = f"a.yaml: of the Beta, 0 changes\n  to do by hand:\n    {DIFFERENT}\n"
    shown = rtlint("migrate", "a.yaml")
    assert (shown.status, shown.out.split("\n\n")[0] + "\n", shown.out.splitlines()[-1]) == (
        1,
        told,
        "1 file to migrate",
    )
    written = rtlint("migrate", "a.yaml", "--write")
    assert (written.status, written.out.split("\n\n")[0] + "\n", written.out.splitlines()[-1]) == (
        1,
        told,
        "0 files migrated",
    )
    assert (tmp_path / "a.yaml").read_text() == BOTH


def test_several_files_share_what_the_application_changes(rtlint: Run, beta: Path, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(TODAY)
    (tmp_path / "c.yaml").write_text(TODAY)
    done = rtlint("migrate", "a.yaml", "b.yaml", "c.yaml", "none.yaml", "--write")
    today = "b.yaml: nothing of the Beta in it\nc.yaml: nothing of the Beta in it\n"
    lost = "none.yaml: the file cannot be read: no such file or directory\n"
    told = f"a.yaml: of the Beta, 3 changes, written\n{STEPS}\n{today}{lost}\n{APPLICATION}\n"
    assert done == (1, f"{told}1 file migrated, 1 not to be read\n", "")


def test_in_a_folder_only_what_looks_like_a_session_is_migrated(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs" / "old.yaml").write_text(BETA)
    (tmp_path / "configs" / "other.yaml").write_text("image: nginx\nvoice: none\nports: [80]\n")
    done = rtlint("migrate", "configs", "--output", "json")
    path = os.path.join("configs", "old.yaml")
    assert (done.status, [file["path"] for file in json.loads(done.out)["files"]]) == (1, [path])


def test_standard_input_is_shown_or_goes_through(rtlint: Run) -> None:
    shown = rtlint("migrate", "-", "--stdin-filename", "a.yaml", stdin=BETA.encode())
    told = f"a.yaml: of the Beta, 3 changes\n{STEPS}\n{APPLICATION}\n"
    assert shown == (1, f"{DIFF}\n{told}1 file to migrate; --write does it\n", "")
    written = rtlint("migrate", "-", "--write", stdin=BETA.encode())
    told = f"<stdin>: of the Beta, 3 changes, written\n{STEPS}\n{APPLICATION}\n1 file migrated\n"
    assert written == (0, GA, told)
    through = rtlint("migrate", "-", "--write", stdin=TODAY.encode())
    assert through == (0, TODAY, "<stdin>: nothing of the Beta in it\nnothing to migrate\n")


def test_bytes_that_are_no_text_go_through_as_they_are(process: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"voice: \xff\n")
    done = process("migrate", "--write", "a.yaml")
    assert done == (
        1,
        "a.yaml: line 1: the byte 0xFF is not UTF-8; save the file as UTF-8\nnothing to migrate, 1 not to be read\n",
        "",
    )
    assert (tmp_path / "a.yaml").read_bytes() == b"voice: \xff\n"


def test_json_tells_all_of_it(rtlint: Run, beta: Path, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BOTH)
    (tmp_path / "c.yaml").write_text("voice: [\n")
    done = rtlint("migrate", "a.yaml", "b.yaml", "c.yaml", "--write", "--output", "json")
    page = json.loads(done.out)
    applications = [file.pop("application") for file in page["files"]]
    steps = [
        {"from": "modalities", "to": "output_modalities", "note": ""},
        {"from": "voice", "to": "audio.output.voice", "note": ""},
        {"from": "temperature", "to": None, "note": STEPS.splitlines()[-1].strip()},
    ]
    left = {"code": "RT501", "at": "voice", "message": DIFFERENT, "rows": [2, 3], "reason": None}
    nothing: dict[str, Any] = {
        "fault": None,
        "differs": False,
        "written": False,
        "changes": [],
        "left": [],
        "findings": 0,
        "errors": 0,
    }
    lost = "line 1: a value is missing here; add the value, or quote it"
    assert (done.status, done.err, page.pop("rtlint")) == (1, "", __version__)
    assert page == {
        "version": 1,
        "files": [
            {**nothing, "path": "a.yaml", "state": "beta", "differs": True, "written": True, "changes": steps},
            {**nothing, "path": "b.yaml", "state": "beta", "left": [left]},
            {**nothing, "path": "c.yaml", "state": "unreadable", "fault": lost},
        ],
    }
    assert applications[0][1:3] == [
        {"about": "body", "was": "the session itself", "now": '{"session": the session}'},
        {"about": "answer", "was": "client_secret.value", "now": "value"},
    ]
    assert applications[2] == []


def test_secrets_are_in_no_words(rtlint: Run, tmp_path: Path) -> None:
    key = "ek_68af296e8e408191a1120ab6383263c2"
    (tmp_path / "a.yaml").write_text(f"voice: {key}\nmodel: gpt-4o-realtime-preview\n")
    assert key not in rtlint("migrate", "a.yaml", "--output", "json").out
    assert key not in rtlint("migrate", "a.yaml", "--write").out


def test_a_file_that_cannot_be_written_is_a_mistake_and_the_others_are_written(
    rtlint: Run, beta: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.yaml").write_text(BETA)

    def stubborn(path: str, old: bytes, new: bytes) -> None:
        if path == "a.yaml":
            raise Unsaved("the file is read-only")
        save(path, old, new)

    monkeypatch.setattr(migrate_command, "save", stubborn)
    done = rtlint("migrate", "a.yaml", "b.yaml", "--write")
    lines = done.out.splitlines()
    assert (done.status, done.err, beta.read_text(), (tmp_path / "b.yaml").read_text()) == (2, "", BETA, GA)
    assert lines[0] == "a.yaml: of the Beta, 3 changes, not written: the file is read-only"
    assert lines[-1] == "1 file migrated, 1 not written"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Missing argument 'FILE...'."),
        (("-", "a.yaml"), "- stands alone: standard input is one document"),
        (("a.yaml", "--as-of", "May"), "Invalid value for '--as-of': May is no date such as 2026-11-30"),
        (("a.yaml", "--config", "none.toml"), None),
    ],
)
def test_a_mistake_in_the_call_changes_nothing(
    rtlint: Run, beta: Path, arguments: tuple[str, ...], words: str | None
) -> None:
    done = rtlint("migrate", *arguments, "--write")
    assert (done.status, done.out, beta.read_text()) == (2, "", BETA)
    assert done.err.rstrip("\n").splitlines()[-1].startswith(f"Error: {words or ''}")


def test_the_options_of_judging_count(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("type: realtime\nmodel: gpt-4o-realtime-preview\n")
    early = rtlint("migrate", "a.yaml", "--as-of", "2026-05-06")
    assert (early.status, early.out.splitlines()[-1]) == (0, "nothing to migrate")
    azure = rtlint("migrate", "a.yaml", "--target", "azure")
    assert (azure.status, azure.out.splitlines()[-1]) == (0, "nothing to migrate")
    late = rtlint("migrate", "a.yaml", "--as-of", "2026-05-08", "--write")
    assert (late.status, (tmp_path / "a.yaml").read_text()) == (0, "type: realtime\nmodel: gpt-realtime-2.1\n")


def test_quietly_only_files_are_told_and_what_is_left(rtlint: Run, beta: Path, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BOTH)
    done = rtlint("migrate", "--quiet", "--write", "a.yaml", "b.yaml")
    told = "a.yaml: of the Beta, 3 changes, written\n\nb.yaml: of the Beta, 0 changes\n  to do by hand:\n"
    assert done == (1, f"{told}    {DIFFERENT}\n\n1 file migrated\n", "")


def test_colour_when_asked_for(rtlint: Run, beta: Path) -> None:
    done = rtlint("migrate", "a.yaml", "--color", "always")
    assert "\x1b[32m+output_modalities: [text]\x1b[0m\n" in done.out
    assert "\n\x1b[1ma.yaml\x1b[0m: of the Beta, 3 changes\n" in done.out
    assert "\n\x1b[1mYour application has to change too:\x1b[0m\n" in done.out
