"""The written stories: whole invented cases of two or three articles, sentence by sentence, with their labelled pairs.

The form is told in `cases/FORMAT.md`. Every pair of sentences of a story that carries no label is taken for one that
does not conflict: that is what most pairs of real articles are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

STORIES = Path(__file__).parent / "cases"
LABELS = {"C": "conflict", "K": "compatible", "S": "same"}
_SENTENCE = re.compile(r"([A-D]\d+) (.+)")
_PLACE = re.compile(r"[A-D]\d+")


@dataclass(frozen=True)
class Labelled:
    """Two sentences of a story, named by their places, with what was said of them."""

    a: str
    b: str
    label: str
    kind: str


@dataclass(frozen=True)
class Statement:
    """A statement to check against a story, with the places of its evidence."""

    text: str
    label: str
    evidence: tuple[str, ...]


@dataclass
class Story:
    """One case: its sentences by place (`A0` is the title of the first article) and everything labelled."""

    name: str
    domain: str
    titles: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    paragraphs: dict[str, list[list[str]]] = field(default_factory=dict)
    pairs: list[Labelled] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def unlabelled(self) -> Iterator[tuple[str, str]]:
        """Every two places of the story that no label speaks of."""
        known = {frozenset((pair.a, pair.b)) for pair in self.pairs}
        for a, b in combinations(self.sentences, 2):
            if frozenset((a, b)) not in known:
                yield a, b

    def before(self, place: str) -> str:
        """The sentence before a place in its article; the title before the first, nothing before the title."""
        number = int(place[1:])
        return self.sentences.get(f"{place[0]}{number - 1}", "") if number else ""

    def text(self, article: str) -> str:
        """One article as its readers would have it."""
        body = "\n\n".join(
            " ".join(self.sentences[place] for place in paragraph) for paragraph in self.paragraphs[article]
        )
        return f"{self.titles[article]}\n\n{body}\n"


def read(folder: Path = STORIES) -> list[Story]:
    """All stories of a folder, in the order of its files."""
    return [story for path in sorted(folder.glob("*.txt")) for story in parsed(path.read_text(encoding="utf-8"))]


def parsed(text: str) -> list[Story]:
    """The stories of one file."""
    return [_story(part.splitlines()) for part in re.split(r"(?m)^#case ", text)[1:]]


def _story(lines: Iterable[str]) -> Story:
    head, *rest = lines
    name, domain = (part.strip() for part in head.split("|", 1))
    story = Story(name, domain)
    article, is_open = "", False
    for line in (line.strip() for line in rest):
        if not line:
            is_open = False
        elif line == "@labels":
            article = ""
        elif line.startswith("@"):
            article, style, day, title = (part.strip() for part in line[1:].split("|"))
            story.styles[article], story.titles[article] = style, title
            story.published[article] = None if day == "null" else day
            story.sentences[f"{article}0"] = title
            story.paragraphs[article], is_open = [], False
        elif article and (found := _SENTENCE.match(line)):
            story.sentences[found[1]] = found[2]
            if not is_open:
                story.paragraphs[article].append([])
            story.paragraphs[article][-1].append(found[1])
            is_open = True
        else:
            _label(story, line)
    return story


def _label(story: Story, line: str) -> None:
    left, _, right = line.partition("|")
    kind, *words = left.split()
    places = tuple(place for word in words for place in _PLACE.findall(word))
    if kind in LABELS:
        story.pairs.append(Labelled(places[0], places[1], LABELS[kind], "paraphrase" if kind == "S" else words[0]))
    elif kind == "T":
        story.statements.append(Statement(right.strip(), words[0], places))
    elif kind == "KEY":
        story.keys[words[0]] = tuple(_PLACE.findall(right))
