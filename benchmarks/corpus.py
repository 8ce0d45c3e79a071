"""Writes a corpus of invented news with a known truth: stories, copies, and sentences that contradict each other.

    python benchmarks/corpus.py OUT [--articles 1000] [--seed 0] [--form folder|jsonl]

Every story has a kind (a flood, a strike), a cast of names, and facts; several outlets tell it on several days. In each
story one or two facts are contested: some articles tell another value. Counts that grow are told as of their day, so a
later, higher one is no conflict. Some texts are carried by other outlets with small edits, and some stories share their
place and people with another one of the same days, or their kind and figures. The same count and seed give the same
corpus, whatever the machine; only one wave of stories is held at a time. `OUT/truth.jsonl` has a line an article.
"""

import argparse
import datetime as dt
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).with_name("corpus.json")
WAVE = 60  # stories that run at the same time; their articles come mixed, and nothing older is held
DAYS_A_WAVE = 2  # a wave starts so much later than the one before: some 250 articles a day
FIRST_DAY = dt.date(2025, 1, 6)
LONGEST_STORY = 5  # days
SHORTEST, LONGEST = 250, 600  # words of an article
MOST_ORIGINS = 40  # of a story; the sizes follow Pareto's law, as those of real stories do
MOST_COPIES = 12
SHARES_CAST = 0.25  # of stories take place and people from another story of the wave: a hard negative
CARRIED = 0.3  # of original texts are carried by other outlets
REWRITTEN = 0.1  # of original texts borrow half of their colour from another one, and are no copies
CONTRARY = 0.35  # of the articles that tell a contested fact tell the other value


class Told(NamedTuple):
    """A sentence that tells a fact: which one, of what type, with what value, and where it stands in the text."""

    fact: str
    type: str
    value: str
    start: int
    end: int


class Written(NamedTuple):
    """An article with its truth; articles of one `origin` are the same text but for small edits."""

    id: str
    story: str
    origin: str
    outlet: str
    title: str
    published: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    told: tuple[Told, ...]


class Planted(NamedTuple):
    """Two sentences that contradict each other, by article and offsets."""

    type: str
    a: tuple[str, int, int]
    b: tuple[str, int, int]


class _Line(NamedTuple):
    words: str
    fact: str = ""
    type: str = ""
    value: str = ""


class _Fact(NamedTuple):
    id: str
    type: str
    grows: bool
    values: tuple[str, str]  # what is so, and what contrary articles tell; the same where nothing is contested
    phrasings: tuple[tuple[str, ...], tuple[str, ...]]


class _Story(NamedTuple):
    id: str
    kind: dict[str, Any]
    cast: dict[str, str]
    begins: dt.date
    facts: tuple[_Fact, ...]


Text = list[list[_Line]]
"""An article as paragraphs of lines; the first paragraph is the headline."""


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return loaded


def write_corpus(count: int, seed: int = 0) -> Iterator[Written]:
    """Write articles, in the mixed order in which they might come in."""
    number = wave = 0
    while number < count:
        rng = random.Random(f"{seed}:{wave}")  # noqa: S311  a benchmark's dice
        written = [article for story in _stories(rng, wave) for article in _tell(rng, story)]
        rng.shuffle(written)
        for article in written[: count - number]:
            yield article._replace(id=f"n{number:06d}")
            number += 1
        wave += 1


def planted_conflicts(articles: Iterable[Written]) -> Iterator[Planted]:
    """List the sentences of different articles that tell one fact with different values."""
    facts: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for article in articles:
        for told in article.told:
            facts[told.fact].append((told, article.id))
    for told_by in facts.values():
        for (one, first), (other, second) in combinations(told_by, 2):
            if one.value != other.value and first != second:
                yield Planted(one.type, (first, one.start, one.end), (second, other.start, other.end))


def _stories(rng: random.Random, wave: int) -> Iterator[_Story]:
    casts: list[dict[str, str]] = []
    for number in range(WAVE):
        kind = _data()["kinds"][rng.choice(sorted(_data()["kinds"]))]
        cast = dict(rng.choice(casts)) if casts and rng.random() < SHARES_CAST else _cast(rng)
        cast |= {"event": kind["event"], "critic": _person(rng)}
        casts.append(cast)
        name = f"s{wave:04d}-{number:02d}"
        begins = FIRST_DAY + dt.timedelta(days=DAYS_A_WAVE * wave + rng.randrange(3))
        yield _Story(name, kind, cast, begins, tuple(_facts(rng, name, kind, begins)))


def _cast(rng: random.Random) -> dict[str, str]:
    words, world = _data()["words"], random.Random("world")  # noqa: S311  the same ministers in every story
    ministers = [f"Minister {_person(world)}" for _ in range(12)]
    capitals = [_place(world) for _ in range(6)]
    return {
        "place": _place(rng),
        "near": _place(rng),
        "capital": rng.choice(capitals),
        "minister": rng.choice(ministers),
        "official": f"{rng.choice(words['roles'])} {_person(rng)}",
        "body": rng.choice(words["bodies"]),
    }


def _person(rng: random.Random) -> str:
    words = _data()["words"]
    parts = (rng.choice(words[part]) for part in ("given", "surname_heads", "surname_tails"))
    return "{} {}{}".format(*parts)


def _place(rng: random.Random) -> str:
    words = _data()["words"]
    return rng.choice(words["place_heads"]) + rng.choice(words["place_tails"])


def _facts(rng: random.Random, story: str, kind: dict[str, Any], begins: dt.date) -> Iterator[_Fact]:
    chosen = kind["facts"] + rng.sample(_data()["general"], 6)
    contested = {fact["name"] for fact in rng.sample(chosen, rng.choice((1, 2, 2)))}
    for fact in chosen:
        one, other = _values(rng, fact, begins)
        sides = fact.get("sides") or [fact["phrasings"]] * 2
        values = (one, other if fact["name"] in contested else one)
        phrasings = (tuple(sides[0]), tuple(sides[1] if fact["name"] in contested else sides[0]))
        yield _Fact(f"{story}.{fact['name']}", fact["type"], fact.get("grows", False), values, phrasings)


def _values(rng: random.Random, fact: dict[str, Any], begins: dt.date) -> tuple[str, str]:
    words = _data()["words"]
    if "sides" in fact:
        return "yes", "no"
    if fact["type"] == "number":
        one = rng.randint(fact["low"], fact["high"])
        return str(one), str(one + max(2, round(one * rng.uniform(0.2, 0.8))))
    if fact["type"] == "date":
        days = rng.sample(range(6, 20), 2)
        one, other = (f"{day:%B} {day.day}" for day in (begins + dt.timedelta(days=number) for number in days))
        return one, other
    if fact["type"] == "identity":
        return _person(rng), _person(rng)
    one, other = rng.sample(words["venues" if fact["type"] == "location" else "causes"], 2)
    return one, other


def _tell(rng: random.Random, story: _Story) -> Iterator[Written]:
    """Tell a story in original texts and their copies."""
    earlier: list[Text] = []
    for number in range(min(int(2 * rng.paretovariate(1.2)), MOST_ORIGINS)):
        day = rng.randrange(LONGEST_STORY)
        text = _compose(rng, story, day, rng.choice(earlier) if earlier and rng.random() < REWRITTEN else None)
        earlier.append(text)
        origin = f"{story.id}.o{number}"
        yield _finish(rng, story, origin, day, text)
        if rng.random() < CARRIED:
            for _ in range(min(int(rng.paretovariate(1.0)), MOST_COPIES)):
                yield _finish(rng, story, origin, day, _edit(rng, story, text))


def _compose(rng: random.Random, story: _Story, day: int, source: Text | None) -> Text:
    """Compose a text: headline, lead, facts among what people say, up to a length."""
    length = rng.randint(SHORTEST, LONGEST)
    lines = [_fact_line(rng, story, fact, day) for fact in rng.sample(story.facts, rng.randint(5, len(story.facts)))]
    borrowed = [line for part in source[1:] for line in part if not line.fact] if source else []
    lines += rng.sample(borrowed, len(borrowed) // 2)
    words = sum(len(line.words.split()) for line in lines)
    while words < length - 30:
        line = _colour(rng, story)
        if line not in lines:
            words += len(line.words.split())
            lines.append(line)
    rng.shuffle(lines)
    lines.insert(0, _Line(rng.choice(story.kind["leads"]).format_map(story.cast)))
    paragraphs: Text = [[_Line(rng.choice(story.kind["headlines"]).format_map(story.cast))]]
    while lines:
        size = rng.randint(1, 4)
        paragraphs.append(lines[:size])
        lines = lines[size:]
    return paragraphs


def _fact_line(rng: random.Random, story: _Story, fact: _Fact, day: int) -> _Line:
    side = int(rng.random() < CONTRARY)
    value, name = fact.values[side], fact.id
    if fact.grows:  # a count as of a day
        name = f"{name}@{day}"
        value = str(round(int(value) * (1 + 0.15 * day)) + day)
    words = rng.choice(fact.phrasings[side]).format_map(story.cast | {"v": value})
    return _Line(words, name, fact.type, value)


def _colour(rng: random.Random, story: _Story) -> _Line:
    """Write a sentence that tells no fact of the story."""
    words = _data()["words"]
    if rng.random() < 0.2:
        return _Line(rng.choice(words["context"]).format_map(story.cast | {"n": str(rng.randint(3, 95))}))
    parts = ("openers", "verbs", "subjects", "predicates", "moments", "tails")
    opener, verb, who, did, when, tail = (rng.choice(words[part]) for part in parts)
    sentence = f"{opener} {verb} that {who} {did} {when}" + (f", {tail}." if rng.random() < 0.5 else ".")
    return _Line(sentence.format_map(story.cast))


def _edit(rng: random.Random, story: _Story, text: Text) -> Text:
    """Make a copy: as it was, cut at the end, with a word or two changed, or with a sentence added."""
    how = rng.choice(("same", "cut", "words", "added"))
    copy = [list(part) for part in text]
    if how == "cut" and len(copy[-1]) > 1:
        del copy[-1][-1]
    elif how == "added":
        copy.append([_colour(rng, story)])
    elif how == "words":
        places = [(i, j) for i, part in enumerate(copy) for j, line in enumerate(part) if not line.fact]
        for i, j in rng.sample(places, 2):
            for old, new in _data()["words"]["edits"]:
                if f" {old} " in copy[i][j].words:
                    copy[i][j] = copy[i][j]._replace(words=copy[i][j].words.replace(f" {old} ", f" {new} ", 1))
                    break
    return copy


def _finish(rng: random.Random, story: _Story, origin: str, day: int, text: Text) -> Written:
    """Set a text, with the places of its sentences."""
    parts: list[str] = []
    sentences: list[tuple[int, int]] = []
    told: list[Told] = []
    position = 0
    for paragraph in text:
        for index, line in enumerate(paragraph):
            start, end = position, position + len(line.words)
            sentences.append((start, end))
            if line.fact:
                told.append(Told(line.fact, line.type, line.value, start, end))
            gap = "\n\n" if index == len(paragraph) - 1 else " "
            parts += (line.words, gap)
            position = end + len(gap)
    return Written(
        id="",
        story=story.id,
        origin=origin,
        outlet=f"{story.cast['capital']} {rng.choice(_data()['words']['outlets'])}",
        title=text[0][0].words,
        published=(story.begins + dt.timedelta(days=day)).isoformat(),
        text="".join(parts).rstrip("\n") + "\n",
        sentences=tuple(sentences),
        told=tuple(told),
    )


def truth_of(article: Written) -> dict[str, Any]:
    """Give an article's truth as a JSON object."""
    told = [t._asdict() for t in article.told]
    return {"id": article.id, "story": article.story, "origin": article.origin, "told": told}


def save(articles: Iterable[Written], out: Path, form: str) -> int:
    """Write articles and their truth as they come; return how many there were."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with (out / "truth.jsonl").open("w", encoding="utf-8") as truth:
        lines = (out / "articles.jsonl").open("w", encoding="utf-8") if form == "jsonl" else None
        for article in articles:
            count += 1
            truth.write(json.dumps(truth_of(article)) + "\n")
            if lines is None:
                (out / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
            else:
                row = {key: getattr(article, key) for key in ("id", "title", "published", "outlet", "text")}
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        if lines is not None:
            lines.close()
    return count


def main() -> None:
    """Write a corpus to a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--form", choices=("folder", "jsonl"), default="jsonl")
    options = parser.parse_args()
    count = save(write_corpus(options.articles, options.seed), options.out, options.form)
    print(f"wrote {count} articles to {options.out}")


if __name__ == "__main__":
    main()
