"""Times the pairing of claims across a generated corpus, and counts what it finds of the planted conflicts.

    python benchmarks/pairing.py [--sizes 1000 10000] [--seed 0] [--limit 200]

Each size runs in a process of its own. A reading is one claim a sentence, with the quantities and the time of those
that hold a digit; `read` is its time, and no part of `index` (keys, copies, links) or `pair`. Memory is the peak before
the truth is loaded, the generator's included. Of conflicts between sentences of one origin nothing is asked; of the
others, a candidate has to bring together the two sentences, by whichever of their copies. The exponent is that of the
time of `index` and `pair` by the number of articles. Times are of the CPU (one thread), so that what else runs on the
machine counts little.
"""

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import Written, planted_conflicts, write_corpus

AIM_SHARE, AIM_KEPT, AIM_EXPONENT = 0.02, 0.99, 1.15
DIGIT = re.compile(r"\d")

Place = tuple[str, str]
"""An origin and the words of a sentence in it."""


def read_cheaply(written: Written) -> tuple[Any, list[Any]]:
    """Make an article and its claims."""
    from summarizer.models import Article, Claim
    from summarizer.text.quantities import find_quantities
    from summarizer.text.times import find_times

    article = Article(
        id=written.id, source=written.id, text=written.text, sha256=written.id, published=written.published
    )
    claims = []
    for number, (start, end) in enumerate(written.sentences, 1):
        words = written.text[start:end]
        has_digit = DIGIT.search(words) is not None
        times = find_times(words, article.published_day) if has_digit else []
        claim = Claim(
            id=f"{written.id}.c{number}",
            text=words,
            kind="event",
            quote=words,
            start=start,
            end=end,
            sentence=number,
            quantities=tuple(find_quantities(words, start)) if has_digit else (),
            time=times[0].value if times else None,
        )
        claims.append(claim)
    return article, claims


def measure(count: int, seed: int, limit: int) -> dict[str, float]:
    """Index a corpus and pair its claims; tell times, memory and what was kept."""
    from summarizer.corpus.index import CorpusIndex

    with tempfile.TemporaryDirectory() as folder:
        index = CorpusIndex.open(Path(folder) / "corpus.sqlite")
        claims, read, started = 0, 0.0, time.process_time()
        for written in write_corpus(count, seed):
            begun = time.process_time()
            article, made = read_cheaply(written)
            read += time.process_time() - begun
            index.add(article, made)
            claims += len(made)
        index.place_waiting()
        index.save()
        indexed = time.process_time()
        ids = [f"n{number:06d}" for number in range(count)]
        candidates = sum(1 for _ in index.pairs_of(ids, limit))
        paired = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        told = {
            "articles": count,
            "claims": claims,
            "candidates": candidates,
            "share": candidates / (claims * (claims - 1) / 2),
            "read_s": read,
            "index_s": indexed - started - read,
            "pair_s": paired - indexed,
            "memory_mb": memory,
            "index_mb": (Path(folder) / "corpus.sqlite").stat().st_size / 1e6,
        }
        told |= kept_of(index, list(write_corpus(count, seed)), ids, limit)
        index.close()
    return told


def kept_of(index: Any, corpus: list[Written], ids: list[str], limit: int) -> dict[str, float]:
    """Hold the candidates, the origins and the stories against the truth."""
    origins = index.origins()
    places = {
        f"{a.id}.c{number}": (origins[a.id], a.text[span[0] : span[1]])
        for a in corpus
        for number, span in enumerate(a.sentences, 1)
        if any((told.start, told.end) == span for told in a.told)
    }
    wanted = set(_planted(corpus, origins))
    found = {
        both
        for candidate in index.pairs_of(ids, limit)
        if candidate.a[1] in places and candidate.b[1] in places
        for both in [frozenset((places[candidate.a[1]], places[candidate.b[1]]))]
        if both in wanted
    }
    return {"planted": len(wanted), "kept": len(found) / max(1, len(wanted)), **_grouping(index, corpus, origins)}


def _planted(corpus: list[Written], origins: dict[str, str]) -> Iterator[frozenset[Place]]:
    stories: dict[str, list[Written]] = defaultdict(list)
    for article in corpus:
        stories[article.story].append(article)
    for articles in stories.values():
        texts = {article.id: article.text for article in articles}
        for planted in planted_conflicts(articles):
            both = frozenset((origins[side[0]], texts[side[0]][side[1] : side[2]]) for side in (planted.a, planted.b))
            if len({origin for origin, _ in both}) == 2:
                yield both


def _grouping(index: Any, corpus: list[Written], origins: dict[str, str]) -> dict[str, float]:
    """Tell precision and recall of pairs of articles in one story, and of pairs with one origin."""
    from summarizer.corpus.stories import group_stories

    begun = time.process_time()
    groups = group_stories([article.id for article in corpus], index.links(), origins)
    seconds = time.process_time() - begun
    group_of = {article: number for number, group in enumerate(groups) for article in group}
    story = _agreement([group_of[a.id] for a in corpus], [a.story for a in corpus])
    origin = _agreement([origins[a.id] for a in corpus], [a.origin for a in corpus])
    return {
        "story_s": seconds,
        "largest_story": max(map(len, groups)),
        "story_precision": story[0],
        "story_recall": story[1],
        "origin_precision": origin[0],
        "origin_recall": origin[1],
    }


def _agreement(made: list[Any], true: list[Any]) -> tuple[float, float]:
    """Precision and recall over pairs that are put together."""
    both, ours, theirs = (_pairs(labels) for labels in (list(zip(made, true, strict=True)), made, true))
    return both / max(1, ours), both / max(1, theirs)


def _pairs(labels: list[Any]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def fitted_exponent(rows: list[dict[str, float]]) -> float | None:
    """The slope of the logarithms of time and number, by least squares; None for one size."""
    import numpy as np

    if len(rows) < 2:
        return None
    sizes = np.log([row["articles"] for row in rows])
    return float(np.polyfit(sizes, np.log([row["index_s"] + row["pair_s"] for row in rows]), 1)[0])


def main() -> int:
    """Measure each size in a fresh process, and hold the figures against the aims."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(measure(options.only, options.seed, options.limit)))
        return 0
    rows = []
    for size in options.sizes:
        line = [
            sys.executable,
            __file__,
            "--only",
            str(size),
            "--seed",
            str(options.seed),
            "--limit",
            str(options.limit),
        ]
        rows.append(json.loads(subprocess.run(line, check=True, capture_output=True, text=True).stdout))
        print(", ".join(f"{name} {value:.5g}" for name, value in rows[-1].items()), flush=True)
    exponent = fitted_exponent(rows)
    print(f"exponent {exponent:.3f}" if exponent is not None else "one size has no exponent")
    last = rows[-1]
    met = last["share"] <= AIM_SHARE and last["kept"] >= AIM_KEPT and (exponent is None or exponent <= AIM_EXPONENT)
    print("the aims are met" if met else "an aim is missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
