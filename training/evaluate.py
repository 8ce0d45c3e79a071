"""How good the models are, on stories that no model was trained on: one report as JSON.

The judge, or the reranker, on the written pairs and on all sentence pairs of whole stories; few bits against full precision:

    python evaluate.py pairs --model FOLDER [--network reranker]
    python evaluate.py stories --model FOLDER
    python evaluate.py few-bits --model FOLDER [--network reranker]
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import data
import stories
from scores import average_precision, precision_recall
from summarizer.engines.embedded.networks import CLASSES, Embedder, PairJudge, Reranker

LABELS = ("compatible", "same", "conflict")
FIRST_CONFLICT = 2  # in CLASSES
TOPS = (5, 10, 20)

Shares = NDArray[np.float64]


def judge_of(options: argparse.Namespace, *, full: bool = False) -> PairJudge:
    """The network asked for, by default in few bits."""
    if options.network == "reranker":
        return Reranker(options.model / ("reranker.full.onnx" if full else "reranker.onnx"))
    return PairJudge(options.model / ("judge.full.onnx" if full else "judge.int8.onnx"))


def embedder_of(options: argparse.Namespace, kind: str = ".int8") -> Embedder:
    """The embedder, by default in eight bits."""
    return Embedder(options.model / f"embedder{kind}.onnx")


def by_label(rows: NDArray[np.float32]) -> Shares:
    """The shares of compatible, same and conflict, from the logarithms of all classes' shares."""
    shares = np.exp(rows.astype(np.float64))
    return np.hstack([shares[:, :FIRST_CONFLICT], shares[:, FIRST_CONFLICT:].sum(1, keepdims=True)])


def kept_pairs() -> list[data.Pair]:
    """The written pairs that are kept for the test."""
    return [pair for pair in data.read() if data.part_of(pair.story) == "test"]


def pairs_report(options: argparse.Namespace) -> dict[str, object]:
    """Accuracy on the written pairs, and precision, recall and average precision of "conflict"; what is right by kind."""
    pairs = kept_pairs()
    rows = judge_of(options).both_ways([(pair.a, pair.b) for pair in pairs])
    shares, truth = by_label(rows), np.array([LABELS.index(pair.label) for pair in pairs])
    chosen, conflict = shares.argmax(1), truth == LABELS.index("conflict")
    precision, recall = precision_recall(chosen == LABELS.index("conflict"), conflict)
    right: dict[str, list[bool]] = defaultdict(list)
    for pair, place, wanted in zip(pairs, chosen, truth, strict=True):
        right[f"{pair.label}: {pair.kind}"].append(bool(place == wanted))
    types = rows[conflict][:, FIRST_CONFLICT:].argmax(1) + FIRST_CONFLICT
    wanted_types = [CLASSES.index(pair.kind) for pair in pairs if pair.label == "conflict"]
    return {
        "pairs": len(pairs),
        "accuracy": round(float((chosen == truth).mean()), 4),
        "conflict_precision": round(precision, 4),
        "conflict_recall": round(recall, 4),
        "conflict_ap": round(average_precision(shares[:, -1], conflict), 4),
        "type_right": round(float((types == wanted_types).mean()), 4),
        "right_by_kind": {kind: f"{sum(hits)} of {len(hits)}" for kind, hits in sorted(right.items())},
    }


def stories_report(options: argparse.Namespace) -> dict[str, object]:
    """How the judge, and the cosine alone, rank all sentence pairs of the test stories."""
    judge, embedder = judge_of(options), embedder_of(options)
    told = [story for story in stories.read() if data.part_of(story.name) == "test"]
    truth, judged, cosines = [], [], []
    for story in told:
        places = list(story.sentences)
        marked = {frozenset((pair.a, pair.b)) for pair in story.pairs if pair.label == "conflict"}
        pairs = list(combinations(places, 2))
        vectors = dict(zip(places, embedder.encode([story.sentences[p] for p in places]), strict=True))
        cosines.append([float(vectors[a] @ vectors[b]) for a, b in pairs])
        rows = judge.both_ways([(story.sentences[a], story.sentences[b]) for a, b in pairs])
        judged.append(by_label(rows)[:, -1].tolist())
        truth.append([frozenset(pair) in marked for pair in pairs])
    report: dict[str, object] = {
        "stories": len(told),
        "pairs": sum(map(len, truth)),
        "conflicts": sum(map(sum, truth)),
    }
    for name, scores in (("judge", judged), ("cosine", cosines)):
        flat = [value for part in scores for value in part]
        ap = average_precision(flat, [hit for part in truth for hit in part])
        report[name] = {"ap": round(ap, 4), **{f"recall_at_{top}": _recall(scores, truth, top) for top in TOPS}}
    return report


def _recall(scores: Sequence[Sequence[float]], truth: Sequence[Sequence[bool]], top: int) -> float:
    """The share of the labelled pairs that stand among the best of their story."""
    found = sum(
        hits[i] for part, hits in zip(scores, truth, strict=True) for i in np.argsort(-np.asarray(part))[:top].tolist()
    )
    return round(found / sum(map(sum, truth)), 3)


def few_bits_report(options: argparse.Namespace) -> dict[str, object]:
    """What few bits cost: agreement and average precision of the judge or the reranker, cosines of the embedder."""
    pairs = kept_pairs()
    sides = [(pair.a, pair.b) for pair in pairs]
    conflict = [pair.label == "conflict" for pair in pairs]
    small, full = (by_label(judge_of(options, full=full).both_ways(sides)) for full in (False, True))
    report: dict[str, object] = {
        "agreement": float((small.argmax(1) == full.argmax(1)).mean()),
        "ap_few_bits": average_precision(small[:, -1], conflict),
        "ap_full": average_precision(full[:, -1], conflict),
    }
    if options.network == "judge":
        texts = sorted({text for pair in pairs for text in (pair.a, pair.b)})
        rows, exact = (embedder_of(options, kind).encode(texts) for kind in (".int8", ".full"))
        cosines = (rows * exact).sum(1)
        report |= {"cosine_mean": float(cosines.mean()), "cosine_min": float(cosines.min())}
    return report


REPORTS = {"pairs": pairs_report, "stories": stories_report, "few-bits": few_bits_report}


def main() -> None:
    """Prints one report as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", choices=REPORTS)
    parser.add_argument("--model", type=Path, required=True, help="folder of the ONNX files")
    parser.add_argument("--network", choices=("judge", "reranker"), default="judge")
    options = parser.parse_args()
    json.dump(REPORTS[options.report](options), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
