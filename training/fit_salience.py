"""Fits the salience of sentences: which of them the written stories mark as key.

python fit_salience.py --out salience.json
"""

import argparse
import json
from pathlib import Path

import numpy as np

import data
import stories
from fit_combiner import fit
from labelled import of_story, spans_of
from summarizer.engines.embedded.analysis import analyse_article
from summarizer.engines.embedded.salience import FEATURES
from summarizer.engines.embedded.summary import body_features

Rows = tuple[list[dict[str, float]], list[float]]


def rows_of(story: stories.Story) -> Rows:
    """The features of a story's body sentences, and whether each is key."""
    features, truth = [], []
    labelled, spans = of_story(story), spans_of(story)
    for article in labelled.articles:
        keys = [spans[place] for places in story.keys.values() for place in places if spans[place][0] == article.id]
        for sentence, found in body_features(analyse_article(article)):
            middle = (sentence.start + sentence.end) / 2
            features.append(found)
            truth.append(float(any(start <= middle < end for _, start, end in keys)))
    return features, truth


def main() -> None:
    """Fits on all but the test stories, prints how many of the test's key sentences stand in the best third."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    parts: dict[str, list[Rows]] = {"train": [], "test": []}
    for story in stories.read():
        parts["test" if data.part_of(story.name) == "test" else "train"].append(rows_of(story))
    x = np.array([[found[name] for name in FEATURES] for rows, _ in parts["train"] for found in rows])
    y = np.array([value for _, truth in parts["train"] for value in truth])
    weights, bias = fit(x, y)
    hits = total = 0.0
    for rows, truth in parts["test"]:
        scores = np.array([[found[name] for name in FEATURES] for found in rows]) @ weights
        best = np.argsort(-scores)[: len(rows) // 3]
        hits += float(np.array(truth)[best].sum())
        total += sum(truth)
    print(f"{len(y)} sentences, {int(y.sum())} key; of the test's {int(total)} key ones {hits:.0f} in the best third")
    fitted = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    options.out.write_text(json.dumps({"weights": fitted, "bias": round(bias, 4)}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
