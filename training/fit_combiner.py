"""Fits the combiner: signals of labelled stories to one confidence, by two logistic regressions.

The first gives the suspicion that chooses what the larger network reads, the second the confidence. Only stories that the judge was not trained on count, and cases from outside where given:

    python fit_combiner.py --out combiner.json [CASES...]
"""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from labelled import Labelled, Span, outside_training
from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.combiner import (
    CLOSE_FEATURES,
    FEATURES,
    close_features_of,
    coefficients,
    features_of,
)
from summarizer.engines.embedded.networks import Reranker
from summarizer.engines.embedded.reranking import reread
from summarizer.engines.embedded.signals import Meeting, Place, Signals, texts_of
from summarizer.models import Article
from summarizer.pairing import find_pairs

RIDGE = 10.0  # penalty on the standardised weights: some hundred conflicts, eleven features
STEPS = 50
FOLDS = 5

Row = tuple[str, Signals, int | None]
Features = Callable[[Signals], tuple[float, ...]]
Fitted = tuple[NDArray[np.float64], float]


@dataclass
class Weighed:
    """A story's pairs of sentences with their signals, and the number of the conflict that each shows."""

    name: str
    texts: dict[Place, str]
    signals: dict[Meeting, Signals]
    hits: dict[Meeting, int | None]

    @property
    def rows(self) -> list[Row]:
        """A row a pair."""
        return [(self.name, found, self.hits[meeting]) for meeting, found in self.signals.items()]


def weighed(labelled: Labelled, engine: EmbeddedEngine) -> Weighed:
    """Every two sentences that the engine weighs, before the larger network reads any."""
    readings = [engine.reading_of(article) for article in labelled.articles]
    views = engine.views_of(find_pairs(readings, engine.pair_limit))
    signals, _ = engine.weighed(views)
    articles = {reading.article.id: reading.article for reading in readings}
    hits = {(a, b): labelled.hit(span_of(articles, a), span_of(articles, b)) for a, b in signals}
    return Weighed(labelled.name, texts_of(views), signals, hits)


def span_of(articles: dict[str, Article], place: Place) -> Span:
    """Where a sentence stands."""
    sentence = articles[place[0]].sentences[place[1] - 1]
    return (place[0], sentence.start, sentence.end)


def fit(features: NDArray[np.float64], truth: NDArray[np.float64]) -> Fitted:
    """Logistic regression by Newton's method, on standardised features, with a ridge; weights for the raw features."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    x = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    penalty = np.diag([RIDGE] * features.shape[1] + [0.0])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (shares - truth) + penalty @ weights
        curvature = (x * (shares * (1 - shares))[:, None]).T @ x + penalty + 1e-9 * np.eye(x.shape[1])
        weights -= np.linalg.solve(curvature, gradient)
    raw = weights[:-1] / spread
    return raw, float(weights[-1] - raw @ mean)


def curve(scored: Sequence[tuple[float, tuple[str, int] | None]], gold: int) -> str:
    """Precision and recall from the top down, a pair of an already found conflict counting as right."""
    lines, seen, right = [], set(), 0
    for shown, (score, key) in enumerate(sorted(scored, key=lambda item: -item[0]), 1):
        right += key is not None
        seen.add(key)
        found = len(seen - {None})
        if shown in {5, 10, 20, 40, 80, 120, 160, 240, 320}:
            lines.append(f"  score >= {score:.2f}: shown {shown}, right {right / shown:.2f}, found {found}/{gold}")
    return "\n".join(lines)


def table(rows: Iterable[Row], features: Features) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features and truth as arrays."""
    listed = list(rows)
    truth = np.array([float(hit is not None) for *_, hit in listed])
    return np.array([features(found) for _, found, _ in listed]), truth


def folds_of(rows: Sequence[Row]) -> NDArray[np.int64]:
    """The part that each row falls into: stories stay whole."""
    names = sorted({name for name, *_ in rows})
    place = {name: number % FOLDS for number, name in enumerate(names)}
    return np.array([place[name] for name, *_ in rows])


def held_out(
    features: NDArray[np.float64], truth: NDArray[np.float64], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Each row's score by weights fitted on the other stories."""
    scores = np.zeros(len(truth))
    for fold in range(FOLDS):
        kept = folds == fold
        weights, bias = fit(features[~kept], truth[~kept])
        scores[kept] = features[kept] @ weights + bias
    return scores


def ranked(rows: Sequence[Row], scores: NDArray[np.float64]) -> list[tuple[float, tuple[str, int] | None]]:
    """Each row's confidence, and the conflict that it shows."""
    shares = 1 / (1 + np.exp(-scores))
    return [
        (float(share), None if hit is None else (name, hit)) for share, (name, _, hit) in zip(shares, rows, strict=True)
    ]


def written(names: Sequence[str], fitted: Fitted) -> dict[str, object]:
    """Weights as the data file has them."""
    weights, bias = fitted
    return {"weights": {n: round(float(w), 5) for n, w in zip(names, weights, strict=True)}, "bias": round(bias, 5)}


def main() -> None:
    """Fits and writes the file; prints how well it ranks, each story scored by weights fitted on the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("cases", type=Path, nargs="*", help="cases to fit on too")
    options = parser.parse_args()
    engine, labelled = EmbeddedEngine(), outside_training(options.cases)
    told = [weighed(one, engine) for one in labelled]
    gold = sum(len(one.conflicts) for one in labelled)
    rows = [row for one in told for row in one.rows]
    print(f"{len(told)} stories, {len(rows)} pairs of sentences, {gold} conflicts")
    features, truth = table(rows, features_of)
    suspicions = held_out(features, truth, folds_of(rows))
    print(curve(ranked(rows, suspicions), gold))
    parts: dict[str, object] = {"suspicion": written(FEATURES, fit(features, truth))}
    none = written(CLOSE_FEATURES, (np.zeros(len(CLOSE_FEATURES)), 0.0))
    options.out.write_text(json.dumps({**parts, "confidence": none}, indent=1) + "\n", encoding="utf-8")
    coefficients.cache_clear()
    rows, features, truth = close_table(told, suspicions)
    print(f"{len(rows)} of them read again\n{curve(ranked(rows, held_out(features, truth, folds_of(rows))), gold)}")
    parts["confidence"] = written(CLOSE_FEATURES, fit(features, truth))
    options.out.write_text(json.dumps(parts, indent=1) + "\n", encoding="utf-8")


def close_table(
    told: Sequence[Weighed], suspicions: NDArray[np.float64]
) -> tuple[list[Row], NDArray[np.float64], NDArray[np.float64]]:
    """The pairs that the larger network reads, with what it says: rows, features and truth.

    `suspicions` are those of all pairs, by weights fitted on other stories: one that has seen the story would look better
    here than it does on a new one.
    """
    reranker = Reranker()
    again = [row for one in told for row in replace(one, signals=reread(one.signals, one.texts, reranker)).rows]
    chosen = [place for place, (_, found, _) in enumerate(again) if found.reread is not None]
    rows = [again[place] for place in chosen]
    features, truth = table(rows, close_features_of)
    features[:, CLOSE_FEATURES.index("suspicion")] = suspicions[chosen]
    return rows, features, truth


if __name__ == "__main__":
    main()
