"""Fences that are filled: files, commands, and every way in which a page may tell no truth."""

from pathlib import Path

import pytest

from scripts.docsite.runs import Failed, filled

PAGE = """\
Text with `run="x"` in it.

```yaml title="sub/fast.yaml" hl_lines="1"
session: {type: realtime, audio: {output: {speed: 2.0}}}
```

```console {run="rtlint check sub/fast.yaml --output concise" status="1"}
```

```yaml
title: no file
```
"""

FILLED = """\
Text with `run="x"` in it.

```yaml title="sub/fast.yaml" hl_lines="1"
session: {type: realtime, audio: {output: {speed: 2.0}}}
```

```console
$ rtlint check sub/fast.yaml --output concise
sub/fast.yaml:1:51: error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5

1 error in 1 file
1 fixable with --fix --unsafe-fixes
```

```yaml
title: no file
```
"""


def fence(run: str, body: str = "") -> str:
    return f"```console {{{run}}}\n{body}```\n"


def test_a_page_gets_its_files_and_what_its_commands_print(tmp_path: Path) -> None:
    assert filled(PAGE, tmp_path) == FILLED
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.yaml")] == ["sub/fast.yaml"]


def test_what_goes_to_standard_error_is_shown_too(tmp_path: Path) -> None:
    (tmp_path / "web.yaml").write_text("listen: 8080\n")
    shown = "```console\n$ rtlint check -v\nskipped web.yaml: it does not look like a session config\n"
    assert filled(fence('run="rtlint check -v"'), tmp_path).startswith(shown)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (fence('run="rtlint check gone.yaml"'), r"rtlint check gone\.yaml: exit status 1, not 0\nerror\[RT001\]"),
        (fence('run="rtlint --version" status="1"'), r"rtlint --version: exit status 0, not 1\nrtlint \d"),
        (fence('run="cat /etc/hosts"'), "pages run rtlint, and python on files of theirs, and nothing else"),
        (fence('run="rtlint --version"', "rtlint 9\n"), "the output is typed by hand; leave the fence empty"),
        ('```yaml title="../a.yaml"\na: 1\n```\n', r"\.\./a\.yaml lies outside the scratch folder"),
    ],
    ids=["fails", "does not fail", "another program", "typed", "outside"],
)
def test_a_page_that_tells_no_truth_stops_the_build(page: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=reason):
        filled(page, tmp_path)
