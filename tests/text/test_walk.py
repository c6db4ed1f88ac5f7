"""Every node once, with the path that leads to it."""

from rtlint.text import walk, yamltext
from rtlint.text.scalar import Timestamp
from rtlint.text.source import Source
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.walk import mappings, scalars


def tree(text: str) -> Tree:
    return Tree(Source("a.yaml", text), 0, yamltext.compose(text))


def walked(text: str) -> dict[Path, str]:
    pairs = [(path, node.value) for path, node in scalars(tree(text))]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_no_tree_has_no_nodes() -> None:
    assert list(scalars(None)) == []
    assert list(mappings(None)) == []


def test_scalars_are_values_and_no_keys() -> None:
    assert walked("a: 1\nb:\n  - x\n  - {c: y, d: }\n") == {
        ("a",): "1",
        ("b", 0): "x",
        ("b", 1, "c"): "y",
        ("b", 1, "d"): "",
    }
    assert walked("text") == {(): "text"}
    assert walked("[]") == {}


def test_keys_that_are_no_strings_stand_as_their_values() -> None:
    found = walked("on: 1\n2: 2\n~: 3\n1.5: 4\n2025-08-28: 5\n'2': 6\n")
    assert found == {(True,): "1", (2,): "2", (None,): "3", (1.5,): "4", (Timestamp("2025-08-28"),): "5", ("2",): "6"}


def test_mappings() -> None:
    found = [path for path, _ in mappings(tree("a: {b: {}}\nc:\n- {d: 1}\n- 2\n"))]
    assert sorted(found, key=str) == sorted([(), ("a",), ("a", "b"), ("c", 0)], key=str)


def test_an_alias_leads_to_its_node_once() -> None:
    assert sorted(walked("a: &x [1]\nb: *x\nc: *x\n").values()) == ["1"]
    assert len(list(mappings(tree("a: &x {k: 1}\nb: [*x, *x]\n")))) == 2


def test_merged_keys_stand_under_the_mapping_that_merges_them() -> None:
    text = "<<: {a: 1}\nb:\n  <<: [{c: 2}, {d: 3}]\n  e: 4\n"
    assert walked(text) == {("a",): "1", ("b", "c"): "2", ("b", "d"): "3", ("b", "e"): "4"}


def test_circles_end() -> None:
    assert walked("&x\na: *x\nb: 1\n") == {("b",): "1"}
    assert walked("&x\n<<: *x\nb: 1\n") == {("b",): "1"}
    assert walked("&x [*x, [*x], 1]") == {(2,): "1"}


def test_aliases_of_aliases_do_not_multiply() -> None:
    lines = ["l0: &l0 [x, x]"] + [f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}]" for n in range(1, 60)]
    assert sum(1 for _ in walk.scalars(tree("\n".join(lines)))) == 2
