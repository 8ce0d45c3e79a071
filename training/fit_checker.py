"""Fits the checker: what passages say of a statement, to the probability of each verdict.

Only statements of stories that the judge was not trained on count, and of cases where given:

    python fit_checker.py --out checker.json [CASES...]
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import data
import stories
from labelled import of_case, of_story
from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.checking import FEATURES, VERDICTS, features_of
from summarizer.models import Article

STEPS, RATE, RIDGE = 4000, 0.5, 0.01
LABELS = {
    "supported": "supported",
    "refuted": "refuted",
    "nei": "not_enough_info",
    "not_enough_info": "not_enough_info",
}

Row = tuple[str, tuple[float, ...], int]


def rows_of(name: str, articles: Sequence[Article], statements: Sequence[tuple[str, str]]) -> list[Row]:
    """What the engine sees of each statement, and its verdict's place."""
    engine = EmbeddedEngine()
    made = []
    for text, label in statements:
        held = engine.held(text, articles)
        if held:
            made.append((name, features_of(held), VERDICTS.index(LABELS[label])))  # type: ignore[arg-type]
    return made


def fit(features: NDArray[np.float64], truth: NDArray[np.int64]) -> NDArray[np.float64]:
    """Multinomial logistic regression by gradient descent on standardised features; a row a verdict, the bias last."""
    mean, spread = features.mean(0), features.std(0) + 1e-9
    x = np.hstack([(features - mean) / spread, np.ones((len(features), 1))])
    wanted = np.eye(len(VERDICTS))[truth]
    weights = np.zeros((len(VERDICTS), x.shape[1]))
    for _ in range(STEPS):
        scores = x @ weights.T
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        weights -= RATE * ((shares - wanted).T @ x / len(x) + RIDGE * np.hstack([weights[:, :-1], 0 * weights[:, -1:]]))
    raw = weights[:, :-1] / spread
    return np.hstack([raw, weights[:, -1:] - raw @ mean[:, None]])


def table(rows: Sequence[Row]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Features and truth as arrays."""
    return np.array([features for _, features, _ in rows]), np.array([place for *_, place in rows])


def main() -> None:
    """Fits and writes the file; prints the accuracy, each story judged by weights fitted on the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("cases", type=Path, nargs="*", help="cases to fit on too")
    options = parser.parse_args()
    rows = []
    for story in stories.read():
        if data.part_of(story.name) != "train":
            rows += rows_of(story.name, of_story(story).articles, [(s.text, s.label) for s in story.statements])
    for folder in options.cases:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["statements"]
        rows += rows_of(folder.name, of_case(folder).articles, [(item["text"], item["label"]) for item in gold])
    names = sorted({name for name, *_ in rows})
    confusion = np.zeros((len(VERDICTS), len(VERDICTS)), dtype=int)
    for fold in range(5):
        kept = set(names[fold::5])
        weights = fit(*table([row for row in rows if row[0] not in kept]))
        for name, features, place in rows:
            if name in kept:
                confusion[place, int(np.argmax(weights @ [*features, 1.0]))] += 1
    print(f"{len(rows)} statements, right {np.trace(confusion) / confusion.sum():.3f}; rows {VERDICTS}\n{confusion}")
    weights = fit(*table(rows))
    fitted = {
        verdict: dict(zip((*FEATURES, "bias"), (round(float(w), 5) for w in row), strict=True))
        for verdict, row in zip(VERDICTS, weights, strict=True)
    }
    options.out.write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
