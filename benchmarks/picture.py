"""The results as a picture for the README: bars, one SVG, light and dark, with words for screen readers.

It asks for nothing from outside: no fonts, no scripts, no other files. It has a sheet of its own, and so can be read
where the page is dark and the browser is not.
"""

import html
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.results import Case, Figure, Results
from benchmarks.words import mebibytes, ratio, seconds

WIDTH = 860
MARGIN = 28
LABELS = 208
"""Pixels for the names at the left of the bars."""

NUMBERS = 140
"""Pixels for ratio and figure at the right of the longest bar."""

ROW = 28
BAR = 16
LINE = 18
CHARACTERS = 116
"""Characters of the small print that fit a line."""

STYLE = """
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif }
  .sheet { fill: #ffffff; stroke: #d7dee6 } .title { fill: #16202c; font-size: 16px; font-weight: 600 }
  .name, .times { fill: #16202c; font-size: 14px } .figure, .small { fill: #4b5a6b; font-size: 12.5px }
  .times, .ours .name { font-weight: 600 } .floor .name, .floor .times { fill: #4b5a6b; font-weight: 400 }
  .ours rect { fill: #1f8a4c } .peer rect { fill: #8fa3b8 } .floor rect { fill: #d7dee6 }
  @media (prefers-color-scheme: dark) {
    .sheet { fill: #12181f; stroke: #2b3642 } .title, .name, .times { fill: #eef3f8 }
    .figure, .small, .floor .name, .floor .times { fill: #a9b7c6 }
    .ours rect { fill: #4cc47e } .peer rect { fill: #60748a } .floor rect { fill: #2b3642 }
  }
"""


class Panel(NamedTuple):
    """A title, and a bar for each figure, in one unit."""

    title: str
    figures: Sequence[Figure]
    base: Figure
    value: Callable[[Figure], float]
    said: Callable[[float], str]

    @property
    def height(self) -> int:
        """Pixels from its title to the next one."""
        return 48 + ROW * len(self.figures)


def render(results: Results) -> str:
    """The picture of three questions: one file, many files, and the memory for many."""
    panels = list(_panels(results))
    small = _small(results)
    height = MARGIN + sum(panel.height for panel in panels) + LINE * len(small) + MARGIN // 2
    parts: list[str] = []
    top = MARGIN
    for panel in panels:
        parts += _panel(panel, top)
        top += panel.height
    parts += [_text(MARGIN, top + LINE * number, "small", line) for number, line in enumerate(small)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'role="img" aria-labelledby="title desc">'
    )
    said = html.escape(" ".join(_sentence(panel) for panel in panels), quote=False)
    title = '<title id="title">rtlint beside other tools: shorter is better</title>'
    sheet = f'<rect class="sheet" x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" rx="8"/>'
    style = f"<style>{STYLE}</style>"
    return "\n".join([head, title, f'<desc id="desc">{said}</desc>', style, sheet, *parts, "</svg>", ""])


def _panels(results: Results) -> Iterator[Panel]:
    one, many = results.case("one"), results.case("many")
    yield Panel(f"{one.title}: time", _sorted(one, _wall), one.base, _wall, seconds)
    yield Panel(f"{many.title}: time", _sorted(many, _wall), many.base, _wall, seconds)
    yield Panel(f"{many.title}: memory of the largest process", _sorted(many, _memory), many.base, _memory, mebibytes)


def _sorted(case: Case, value: Callable[[Figure], float]) -> list[Figure]:
    return sorted(case.figures, key=value)


def _wall(figure: Figure) -> float:
    return figure.wall


def _memory(figure: Figure) -> float:
    return figure.memory


def _panel(panel: Panel, top: int) -> Iterator[str]:
    longest = max(map(panel.value, panel.figures))
    yield _text(MARGIN, top + 12, "title", panel.title)
    for number, figure in enumerate(panel.figures):
        yield from _bar(panel, figure, panel.value(figure) / longest, top + 26 + ROW * number)


def _bar(panel: Panel, figure: Figure, share: float, top: int) -> Iterator[str]:
    """A name, its bar, and behind the bar how many times rtlint's it is, and what was measured."""
    left = MARGIN + LABELS
    length = max(2, round(share * (WIDTH - left - NUMBERS - MARGIN)))
    value = panel.value(figure)
    yield f'<g class="{figure.role}">'
    yield _text(left - 12, top + 13, "name", figure.name, "end")
    yield f'<rect x="{left}" y="{top}" width="{length}" height="{BAR}" rx="3"/>'
    yield _text(left + length + 10, top + 13, "times", ratio(value, panel.value(panel.base)))
    yield _text(left + length + 66, top + 13, "figure", panel.said(value))
    yield "</g>"


def _small(results: Results) -> list[str]:
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    machine = results.machine
    told = (
        f"× is how many times rtlint's, pale bars check nothing. {versions}. Python {machine['Python']}, "
        f"{machine['processor']}, {machine['cores']} cores, {machine['system']}, {results.date}."
    )
    return textwrap.wrap(told, CHARACTERS)


def _sentence(panel: Panel) -> str:
    said = (f"{figure.name} {panel.said(panel.value(figure))}" for figure in panel.figures)
    return f"{panel.title}: {', '.join(said)}."


def _text(x: int, y: int, kind: str, text: str, anchor: str = "start") -> str:
    where = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text class="{kind}" x="{x}" y="{y}"{where}>{html.escape(text, quote=False)}</text>'
