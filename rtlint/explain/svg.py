"""The line of time as a picture for pages and slides: one SVG, light and dark, with words for screen readers.

It asks for nothing from outside: no fonts, no scripts, no other files.
"""

import textwrap
from collections.abc import Iterator, Sequence

from rtlint.explain.draw import columns, edges, lanes, numbered
from rtlint.explain.page import Page
from rtlint.explain.timeline import Step, Timeline
from rtlint.report._text import printable

WIDTH = 960
_MARGIN = 36
_GUTTER = 108
"""Pixels to the left of the boxes, for the names of lanes."""

_BOX = 58
_GAP = 34
"""Pixels between lanes, where the signs stand."""

_LINE = 20
_CHARACTERS = 118
"""Characters of the key's text that fit a line at 14 pixels."""

_STYLE = """
  .sheet { fill: #ffffff } .title { fill: #16202c; font-size: 20px; font-weight: 600 }
  .words { fill: #4b5a6b; font-size: 14px } .lane { fill: #4b5a6b; font-size: 14px; font-weight: 600 }
  .label { font-size: 15px; font-weight: 600 } .length { font-size: 13px } .mark { fill: #4b5a6b; font-size: 12.5px }
  .rail { stroke: #d7dee6; stroke-width: 1.5 } .drop { stroke: #8a98a8; stroke-width: 1.2; stroke-dasharray: 3 4 }
  .speaker rect { fill: #dcebfb; stroke: #3b7dc4 } .speaker text { fill: #123a66 }
  .application rect { fill: #efe6fb; stroke: #8a5cc7 } .application text { fill: #43236e }
  .model rect { fill: #dff3e4; stroke: #3c9a5a } .model text { fill: #134a26 }
  .text rect { fill: #fdf0d5; stroke: #c98a1b } .text text { fill: #5a3b04 }
  .quiet rect { fill-opacity: 0.35; stroke-dasharray: 5 4 }
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif }
  @media (prefers-color-scheme: dark) {
    .sheet { fill: #12181f } .title { fill: #eef3f8 } .words, .lane, .mark { fill: #a9b7c6 }
    .rail { stroke: #2b3642 } .drop { stroke: #66758a }
    .speaker rect { fill: #17344f; stroke: #5b9be0 } .speaker text { fill: #dcebfb }
    .application rect { fill: #33234d; stroke: #a981e3 } .application text { fill: #efe6fb }
    .model rect { fill: #173a24; stroke: #5cbd7c } .model text { fill: #dff3e4 }
    .text rect { fill: #41300d; stroke: #dea53c } .text text { fill: #fdf0d5 }
  }
"""

_WAITING = ("kept", "silence", "pause", "quiet")
"""Boxes in which nobody is heard."""


def render(pages: Sequence[Page]) -> str:
    """The lines of time of all documents below each other, `WIDTH` pixels wide."""
    told = [(page, page.timeline) for page in pages if page.timeline]
    top, parts, words = 0, [], []
    for page, line in told:
        height, part = _panel(page, line)
        parts.append(f'<g transform="translate(0 {top})">\n{part}\n</g>')
        words.append(f"{line.summary}. " + " ".join(f"{number}. {step.text}." for number, step in numbered(line)))
        top += height
    title = f"Turn taking in {told[0][0].path}" if told else "Turn taking"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top}" viewBox="0 0 {WIDTH} {top}" '
        'role="img" aria-labelledby="title desc">'
    )
    return "\n".join([
        head, f'<title id="title">{_escaped(title)}</title>', f'<desc id="desc">{_escaped(" ".join(words))}</desc>',
        f"<style>{_STYLE}</style>", f'<rect class="sheet" width="{WIDTH}" height="{top}"/>', *parts, "</svg>", "",
    ])  # fmt: skip  # one part of the file after the other


def _panel(page: Page, line: Timeline) -> tuple[int, str]:
    """One document's picture, and how high it is."""
    parts = [_text(_MARGIN, 48, "title", f"Turn taking: {page.path.rpartition('/')[2]}{page.which}")]
    parts += [_text(_MARGIN, 74, "words", line.summary)]
    top = 104
    if line.steps:
        parts += _drawing(line, top)
        top += len(lanes(line)) * (_BOX + _GAP) + 8
    sentences = [(f"{number}", step.text) for number, step in numbered(line)] + [("–", note) for note in line.notes]
    for sign, sentence in sentences:
        parts.append(_text(_MARGIN + 6, top + 14, "words", sign))
        for words in textwrap.wrap(printable(sentence), _CHARACTERS) or [""]:
            parts.append(_text(_MARGIN + 30, top + 14, "words", words))
            top += _LINE
        top += 4
    return top + _MARGIN - 8, "\n".join(parts)


def _drawing(line: Timeline, top: int) -> Iterator[str]:
    least = [40] * columns(line)
    for number, step in numbered(line):
        if step.first == step.last:
            least[step.first] = max(least[step.first], *(round(len(text) * 8.2) + 26 for text in _words(number, step)))
    room = WIDTH - 2 * _MARGIN - _GUTTER
    starts = [_MARGIN + _GUTTER + x for x in edges(line, least, room)]
    for place, lane in enumerate(lanes(line)):
        y = top + place * (_BOX + _GAP)
        yield _text(_MARGIN, y + _BOX // 2 + 5, "lane", lane)
        yield f'<line class="rail" x1="{starts[0]}" y1="{y + _BOX // 2}" x2="{starts[-1]}" y2="{y + _BOX // 2}"/>'
    for number, step in numbered(line):
        y = top + lanes(line).index(step.lane) * (_BOX + _GAP)
        yield _box(starts[step.first], starts[step.last + 1], y, number, step)
        if step.end:
            yield from _mark(starts[step.last + 1], y + _BOX, step.end)


def _words(number: int, step: Step) -> tuple[str, str]:
    return f"{number}  {step.label}", step.length


def _box(left: int, right: int, y: int, number: int, step: Step) -> str:
    middle = (left + right) / 2
    label, length = _words(number, step)
    quiet = " quiet" if step.label in _WAITING else ""
    shape = f'x="{left + 2}" y="{y}" width="{right - left - 4}" height="{_BOX}" rx="9"'
    parts = [f'<rect {shape} stroke-width="1.5"/>']
    parts.append(_text(middle, y + (26 if length else 34), "label", label, anchor="middle"))
    if length:
        parts.append(_text(middle, y + 45, "length", length, anchor="middle"))
    # A ground of its own, since a pale box would let the rail shine through.
    return f'<rect class="sheet" {shape}/><g class="{step.lane}{quiet}">{"".join(parts)}</g>'


def _mark(x: int, y: int, words: str) -> Iterator[str]:
    """A sign below the end of a box, its words to the left."""
    yield f'<line class="drop" x1="{x}" y1="{y}" x2="{x}" y2="{y + _GAP - 6}"/>'
    yield _text(x - 8, y + 21, "mark", words, anchor="end")


def _text(x: float, y: int, kind: str, words: str, anchor: str = "") -> str:
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x:g}" y="{y}"{anchored}>{_escaped(words)}</text>'


def _escaped(text: str) -> str:
    """A text as XML holds it, without the characters that XML cannot hold."""
    safe = "".join(character if character not in "\ufffe\uffff" else "�" for character in printable(text))
    return safe.replace("\t", " ").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
