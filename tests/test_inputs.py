"""Which files a run looks at, and how their bytes become a text."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rtlint import inputs
from rtlint.config.find import Finder
from rtlint.inputs import Input, decode, gather, read
from rtlint.text.source import Location, Source, Span
from rtlint.text.yamltext import TextFault

Tree = Callable[..., None]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """`tree(*names, **texts)`: empty files by name, and the folder above them to stand in."""
    monkeypatch.chdir(tmp_path)

    def grow(*names: str, gitignores: dict[str, str] | None = None, repository: str | None = ".") -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        for folder, lines in (gitignores or {}).items():
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / ".gitignore").write_text(lines)
        if repository is not None:
            (tmp_path / repository / ".git").mkdir(parents=True)

    return grow


def names(*paths: str, sniff: bool = False) -> list[str]:
    return [item.path for item in gather(paths or (".",), sniff=sniff)]


def test_a_folder_is_walked_in_order_of_name_and_only_yaml_and_json_count(tree: Tree) -> None:
    tree(
        "b.yml", "a.yaml", "c/z.json", "c/a.yaml", "Z.YAML", "a.txt", "yaml", "README.md", "d.yaml.bak", ".hidden.yaml"
    )
    assert names() == [".hidden.yaml", "Z.YAML", "a.yaml", "b.yml", "c/a.yaml", "c/z.json"]


def test_paths_keep_the_form_in_which_they_were_named(tree: Tree, tmp_path: Path) -> None:
    tree("sub/a.yaml")
    assert names("sub") == ["sub/a.yaml"]
    assert names("./sub") == ["sub/a.yaml"]
    assert names("sub/") == ["sub/a.yaml"]
    assert names(f"{tmp_path}/sub") == [f"{tmp_path}/sub/a.yaml"]


def test_files_in_a_folder_are_sniffed_and_those_with_our_name_are_not(tree: Tree) -> None:
    tree("a.yaml", "agent.realtime.yaml", "AGENT.Realtime.JSON", "b.realtime.yml", "realtime.yaml")
    assert {item.path: item.sniff for item in gather(["."])} == {
        "AGENT.Realtime.JSON": False,
        "a.yaml": True,
        "agent.realtime.yaml": False,
        "b.realtime.yml": False,
        "realtime.yaml": True,
    }


@pytest.mark.parametrize("sniff", [False, True])
def test_files_named_are_sniffed_when_somebody_wants_it(tree: Tree, sniff: bool) -> None:
    tree("a.yaml", "b.txt", "c.realtime.yaml")
    assert list(gather(["a.yaml", "b.txt", "c.realtime.yaml"], sniff=sniff)) == [
        Input("a.yaml", sniff),
        Input("b.txt", sniff),
        Input("c.realtime.yaml", sniff=False),
    ]


def test_a_file_that_is_named_twice_is_looked_at_once(tree: Tree, tmp_path: Path) -> None:
    tree("a.yaml", "sub/b.yaml")
    assert names("a.yaml", "./a.yaml", f"{tmp_path}/a.yaml", "sub/../a.yaml") == ["a.yaml"]
    assert names("sub/b.yaml", ".") == ["sub/b.yaml", "a.yaml"]
    assert names("sub", ".", "sub") == ["sub/b.yaml", "a.yaml"]


@pytest.mark.parametrize("skipped", sorted(inputs.SKIPPED))
def test_other_peoples_folders_are_not_walked_into_unless_named(tree: Tree, skipped: str) -> None:
    tree("a.yaml", f"{skipped}/b.yaml", f"x/{skipped}/c.yaml", repository=None)
    assert names() == ["a.yaml"]
    assert names(skipped) == [f"{skipped}/b.yaml"]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ("", ["a.yaml", "b.yaml", "build/c.yaml", "x/a.yaml", "x/build/d.yaml"]),
        ("a.yaml\n", ["b.yaml", "build/c.yaml", "x/build/d.yaml"]),
        ("/a.yaml\n", ["b.yaml", "build/c.yaml", "x/a.yaml", "x/build/d.yaml"]),
        ("build/\n", ["a.yaml", "b.yaml", "x/a.yaml"]),
        ("/build/\n", ["a.yaml", "b.yaml", "x/a.yaml", "x/build/d.yaml"]),
        ("x/build\n", ["a.yaml", "b.yaml", "build/c.yaml", "x/a.yaml"]),
        ("a.yaml/\n", ["a.yaml", "b.yaml", "build/c.yaml", "x/a.yaml", "x/build/d.yaml"]),
        ("*.yaml\n!b.yaml\n", ["b.yaml"]),
        ("*\n!*/\n!d.yaml\n", ["x/build/d.yaml"]),
        ("x/**\n", ["a.yaml", "b.yaml", "build/c.yaml"]),
        ("x/\n!x/a.yaml\n", ["a.yaml", "b.yaml", "build/c.yaml"]),
        ("# a.yaml\n\n\\#b.yaml\n", ["a.yaml", "b.yaml", "build/c.yaml", "x/a.yaml", "x/build/d.yaml"]),
        ("[ab].yaml\n", ["build/c.yaml", "x/build/d.yaml"]),
    ],
)
def test_gitignore_hides_what_git_would_hide(tree: Tree, tmp_path: Path, lines: str, left: list[str]) -> None:
    everything = ["a.yaml", "b.yaml", "build/c.yaml", "x/a.yaml", "x/build/d.yaml"]
    tree(*everything, gitignores={".": lines}, repository=None)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    listing = ["git", "ls-files", "--others", "--exclude-standard", "*.yaml"]
    git = subprocess.run(listing, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()
    assert names() == left == sorted(git)


def test_a_nearer_gitignore_overrules_one_further_up(tree: Tree) -> None:
    tree(
        "a.yaml",
        "x/a.yaml",
        "x/b.yaml",
        "x/y/a.yaml",
        gitignores={".": "a.yaml\n", "x": "!a.yaml\n/b.yaml\n", "x/y": "a.yaml\n"},
    )
    assert names() == ["x/a.yaml"]


def test_a_gitignore_counts_below_its_own_folder_only(tree: Tree) -> None:
    tree("x/a.yaml", "y/a.yaml", gitignores={"x": "a.yaml\n"})
    assert names() == ["y/a.yaml"]


def test_gitignores_above_count_up_to_the_root_of_the_repository(tree: Tree) -> None:
    lines = {".": "outside.yaml\n", "repo": "root.yaml\n/sub/anchored.yaml\n", "repo/sub": "near.yaml\n"}
    files = [f"repo/sub/deep/{name}.yaml" for name in ("outside", "root", "near", "free")]
    tree(*files, "repo/sub/anchored.yaml", gitignores=lines, repository="repo")
    assert names("repo/sub") == ["repo/sub/deep/free.yaml", "repo/sub/deep/outside.yaml"]
    assert names("repo/sub/deep") == ["repo/sub/deep/free.yaml", "repo/sub/deep/outside.yaml"]


def test_without_a_repository_folders_above_do_not_count(tree: Tree) -> None:
    tree("x/a.yaml", gitignores={".": "a.yaml\n"}, repository=None)
    assert names("x") == ["x/a.yaml"]


def test_a_file_that_is_named_is_looked_at_whatever_gitignore_says(tree: Tree) -> None:
    tree("a.yaml", gitignores={".": "*\n"})
    assert names("a.yaml") == ["a.yaml"]


def test_links_to_files_are_followed_and_links_to_folders_are_not(tree: Tree, tmp_path: Path) -> None:
    tree("real/a.yaml")
    (tmp_path / "link.yaml").symlink_to("real/a.yaml")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "folder.yaml").symlink_to("real")
    assert names() == ["link.yaml", "real/a.yaml"]
    assert names("loop/real") == ["loop/real/a.yaml"]


def test_what_is_no_file_is_left_alone(tree: Tree, tmp_path: Path) -> None:
    tree("a.yaml", "folder.yaml/b.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    assert names() == ["a.yaml", "folder.yaml/b.yaml"]


def test_an_empty_folder_is_a_fault_when_it_is_named(tree: Tree, tmp_path: Path) -> None:
    tree("a.txt")
    fault = TextFault("the folder holds no YAML or JSON file", "name a file, or another folder", Span(0, 0))
    (tmp_path / "empty").mkdir()
    assert list(gather(["empty"])) == [Input("empty", sniff=False, fault=fault)]
    assert list(gather([str(tmp_path)])) == [Input(str(tmp_path), sniff=False, fault=fault)]
    assert list(gather(["."])) == []


def test_a_folder_whose_files_are_all_ignored_is_no_fault(tree: Tree) -> None:
    tree("x/a.yaml", gitignores={".": "a.yaml\n"})
    assert list(gather(["x"])) == []


def test_a_file_that_does_not_exist_is_told_when_it_is_read(tree: Tree) -> None:
    tree()
    assert list(gather(["gone.yaml"])) == [Input("gone.yaml", sniff=False)]
    source, fault = read("gone.yaml")
    assert (source.path, source.text) == ("gone.yaml", "")
    assert fault == TextFault("the file cannot be read: no such file or directory", "", Span(0, 0))


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    assert read(str(tmp_path))[1] == TextFault("the file cannot be read: is a directory", "", Span(0, 0))


def test_a_link_that_leads_nowhere_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("gone")
    fault = TextFault("the file cannot be read: no such file or directory", "", Span(0, 0))
    assert read(str(tmp_path / "a.yaml"))[1] == fault


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: ü😀\r\nb: 1".encode())
    source, fault = read(str(tmp_path / "a.yaml"))
    assert (source.text, fault) == ("a: ü😀\r\nb: 1", None)


def place(decoded: tuple[Source, TextFault | None]) -> Location:
    source, fault = decoded
    assert fault is not None
    return source.locate(fault.span.start)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    source, fault = decode("a.yaml", b"\xef\xbb\xbfa: 1\n")
    assert (source.text, source.bom, fault) == ("a: 1\n", True, None)


@pytest.mark.parametrize(
    ("data", "message", "location"),
    [
        ("a: 1\n".encode("utf-16"), "the file is saved as UTF-16", Location(1, 1)),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "the file is saved as UTF-16", Location(1, 1)),
        ("a: café\n".encode("latin-1"), "the byte 0xE9 is not UTF-8", Location(1, 7)),
        ("a: ü😀\r\nb: ".encode() + b"\xff\n", "the byte 0xFF is not UTF-8", Location(2, 4)),
        (b"\xef\xbb\xbfa: \xe9\n", "the byte 0xE9 is not UTF-8", Location(1, 4)),
        (b"a: \xe2\x82", "the byte 0xE2 is not UTF-8", Location(1, 4)),
        (b"a: \xed\xa0\x80", "the byte 0xED is not UTF-8", Location(1, 4)),
    ],
    ids=["UTF-16", "UTF-16 big-endian", "Latin-1", "second line", "after a mark", "cut off", "surrogate"],
)
def test_other_encodings_are_named_with_the_place_of_their_first_byte(
    data: bytes, message: str, location: Location
) -> None:
    decoded = decode("a.yaml", data)
    assert decoded[1] is not None
    assert (decoded[1].message, decoded[1].help) == (message, "save the file as UTF-8")
    assert place(decoded) == location


# What configurations say of names.


def walked(*paths: str, force_exclude: bool = False, sniff: bool = False) -> list[tuple[str, bool]]:
    found = gather(paths or (".",), finder=Finder(), force_exclude=force_exclude, sniff=sniff)
    return [(item.path, item.sniff) for item in found]


def test_what_the_nearest_configuration_excludes_is_left_out(tree: Tree, tmp_path: Path) -> None:
    tree("a.yaml", "old/b.yaml", "new/old/c.yaml", "sub/d.yaml", "sub/e.yaml", "sub/old/f.yaml")
    (tmp_path / "rtlint.toml").write_text("exclude = ['/old/', 'e.yaml']")
    (tmp_path / "sub" / "rtlint.toml").write_text("exclude = ['d.*']")
    everything = ["a.yaml", "new/old/c.yaml", "sub/e.yaml", "sub/old/f.yaml"]
    assert [path for path, _ in walked()] == everything
    assert [path for path, _ in walked(str(tmp_path))] == [f"{tmp_path}/{path}" for path in everything]


def test_a_file_that_is_named_is_excluded_only_by_force(tree: Tree, tmp_path: Path) -> None:
    tree("old/b.yaml", "a.yaml")
    (tmp_path / "rtlint.toml").write_text("exclude = ['old/']")
    assert walked("old/b.yaml", "a.yaml") == [("old/b.yaml", False), ("a.yaml", False)]
    assert walked("old/b.yaml", "a.yaml", force_exclude=True) == [("a.yaml", False)]
    assert walked("old", "old/", force_exclude=True) == []


def test_a_folder_whose_files_are_all_excluded_is_no_mistake(tree: Tree, tmp_path: Path) -> None:
    tree("sub/b.yaml")
    (tmp_path / "rtlint.toml").write_text("exclude = ['b.yaml']")
    assert walked("sub") == []


def test_include_says_which_names_are_ours(tree: Tree, tmp_path: Path) -> None:
    tree("voice/a.yaml", "b.yaml", "c.realtime.yaml", "voice/d.txt")
    (tmp_path / "rtlint.toml").write_text("include = ['/voice/*']")
    assert walked() == [("b.yaml", True), ("c.realtime.yaml", True), ("voice/a.yaml", False)]
    assert walked("voice/a.yaml", "b.yaml", sniff=True) == [("voice/a.yaml", False), ("b.yaml", True)]
