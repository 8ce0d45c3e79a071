"""Stories and cases as the engine sees them: its own sentences, with what the labels say of each two."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import data
import stories
from summarizer.models import Article
from summarizer.readers import read_article

Span = tuple[str, int, int]  # an article's id, start and end
FEWEST_SHARED = 8  # characters that two stretches must share to be about one thing


@dataclass
class Labelled:
    """Articles with their marked conflicts, by number: each a list of pairs of stretches."""

    name: str
    articles: list[Article]
    conflicts: dict[int, list[tuple[Span, Span]]] = field(default_factory=dict)

    def hit(self, a: Span, b: Span) -> int | None:
        """The number of the conflict that two stretches show."""
        for number, pairs in self.conflicts.items():
            if any((meets(a, x) and meets(b, y)) or (meets(a, y) and meets(b, x)) for x, y in pairs):
                return number
        return None


def meets(one: Span, other: Span) -> bool:
    """Whether two stretches share enough characters."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and shared >= min(FEWEST_SHARED, one[2] - one[1], other[2] - other[1])


def of_story(story: stories.Story) -> Labelled:
    """A written story, its articles read as the command would read their files."""
    articles = []
    with TemporaryDirectory() as folder:
        for number, article in enumerate(story.titles, 1):
            path = Path(folder) / f"{article}.txt"
            path.write_text(story.text(article), encoding="utf-8")
            read = read_article(str(path), f"a{number}")
            articles.append(read.model_copy(update={"published": read.published or story.published[article]}))
    spans = spans_of(story)
    groups = _same_conflicts(story)
    return Labelled(
        story.name, articles, {n: [(spans[p.a], spans[p.b]) for p in group] for n, group in enumerate(groups)}
    )


def spans_of(story: stories.Story) -> dict[str, Span]:
    """Where each sentence of a story stands, by its place."""
    spans: dict[str, Span] = {}
    for number, article in enumerate(story.titles, 1):
        text, position = story.text(article), 0
        for place, words in story.sentences.items():
            if place[0] == article:
                position = text.index(words, position)
                spans[place] = (f"a{number}", position, position + len(words))
                position += len(words)
    return spans


def _same_conflicts(story: stories.Story) -> list[list[stories.Labelled]]:
    """Join the conflict lines of one type that share a sentence: they tell one conflict in several places."""
    groups: list[list[stories.Labelled]] = []
    for pair in story.pairs:
        if pair.label != "conflict":
            continue
        joined = [pair]
        apart = []
        for group in groups:
            if any(o.kind == pair.kind and {o.a, o.b} & {pair.a, pair.b} for o in group):
                joined = group + joined
            else:
                apart.append(group)
        groups = [*apart, joined]
    return groups


def of_case(folder: Path) -> Labelled:
    """An evaluation case."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = sorted((folder / "articles").glob("*.txt"))
    articles = [read_article(str(path), f"a{number}") for number, path in enumerate(files, 1)]
    by_name = dict(zip((path.name for path in files), articles, strict=True))

    def span(side: dict[str, str]) -> Span:
        article = by_name[side["article"]]
        start = article.text.index(side["quote"])
        return (article.id, start, start + len(side["quote"]))

    conflicts = {n: [(span(item["a"]), span(item["b"]))] for n, item in enumerate(gold["inconsistencies"])}
    return Labelled(folder.name, articles, conflicts)


def outside_training(folders: Sequence[Path]) -> list[Labelled]:
    """The stories that the judge was not trained on, and cases."""
    told = [of_story(story) for story in stories.read() if data.part_of(story.name) != "train"]
    return told + [of_case(folder) for folder in folders]
