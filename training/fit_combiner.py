"""Fits the combiner: signals of labelled stories to one confidence, by logistic regression.

Only stories that the judge was not trained on count, and cases from outside where given:

    python fit_combiner.py --out combiner.json [CASES...]
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from labelled import Labelled, Span, outside_training
from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.combiner import FEATURES, features_of
from summarizer.engines.embedded.signals import Place, Signals
from summarizer.models import Article
from summarizer.pairing import find_pairs

RIDGE = 10.0  # penalty on the standardised weights: some hundred conflicts, eleven features
STEPS = 50

Row = tuple[str, Signals, int | None]


def rows_of(labelled: Labelled, engine: EmbeddedEngine) -> list[Row]:
    """Every two sentences that the engine weighs, with the number of the conflict that they show."""
    readings = [engine.reading_of(article) for article in labelled.articles]
    _, signals, _ = engine.signals_of(find_pairs(readings, engine.pair_limit))
    articles = {reading.article.id: reading.article for reading in readings}
    return [
        (labelled.name, found, labelled.hit(span_of(articles, a), span_of(articles, b)))
        for (a, b), found in signals.items()
    ]


def span_of(articles: dict[str, Article], place: Place) -> Span:
    """Where a sentence stands."""
    sentence = articles[place[0]].sentences[place[1] - 1]
    return (place[0], sentence.start, sentence.end)


def fit(features: NDArray[np.float64], truth: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
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


def table(rows: Iterable[Row]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Features and truth as arrays."""
    listed = list(rows)
    truth = np.array([float(hit is not None) for *_, hit in listed])
    return np.array([features_of(found) for _, found, _ in listed]), truth


def main() -> None:
    """Fits and writes the file; prints how well it ranks, each story scored by weights fitted on the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("cases", type=Path, nargs="*", help="cases to fit on too")
    options = parser.parse_args()
    engine = EmbeddedEngine()
    labelled = outside_training(options.cases)
    rows = [row for one in labelled for row in rows_of(one, engine)]
    names = sorted({name for name, *_ in rows})
    scored: list[tuple[float, tuple[str, int] | None]] = []
    for fold in range(5):
        kept = set(names[fold::5])
        weights, bias = fit(*table(row for row in rows if row[0] not in kept))
        for name, found, hit in rows:
            if name in kept:
                score = float(np.array(features_of(found)) @ weights + bias)
                scored.append((1 / (1 + np.exp(-score)), None if hit is None else (name, hit)))
    gold = sum(len(one.conflicts) for one in labelled)
    print(f"{len(labelled)} stories, {len(rows)} pairs of sentences, {gold} conflicts\n{curve(scored, gold)}")
    weights, bias = fit(*table(rows))
    fitted = {name: round(float(weight), 5) for name, weight in zip(FEATURES, weights, strict=True)}
    options.out.write_text(json.dumps({"weights": fitted, "bias": round(bias, 5)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
