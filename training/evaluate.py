"""How good the models are: one report as JSON.

The judge on the stories kept from training, the judge on all sentence pairs of whole cases, both eight-bit models
against full precision:

    python evaluate.py pairs --model FOLDER --vocabulary vocab.txt
    python evaluate.py cases CASES --model FOLDER --vocabulary vocab.txt
    python evaluate.py eight-bits --model FOLDER --vocabulary vocab.txt
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import data
from ranking import Case, read_cases
from runtime import LABELS, Embedder, PairJudge, Vectors
from scores import at_base_rate, average_precision, precision_recall

BASE_RATE = 0.01
CONFLICT = LABELS.index("conflict")
TOPS = (5, 10, 20)


def judge_of(options: argparse.Namespace, kind: str = ".int8") -> PairJudge:
    """The judge, by default in eight bits."""
    return PairJudge(options.model / f"judge{kind}.onnx", options.vocabulary)


def embedder_of(options: argparse.Namespace, kind: str = ".int8") -> Embedder:
    """The embedder, by default in eight bits."""
    return Embedder(options.model / f"embedder{kind}.onnx", options.vocabulary)


def figures(pairs: list[data.Pair], shares: Vectors) -> dict[str, float]:
    """Accuracy on the written pairs; precision, recall and average precision of conflict; the latter at a low base rate."""
    truth = np.array([pair.number for pair in pairs])
    is_mined = np.array([pair.kind == "mined" for pair in pairs])
    conflict, chosen = truth == CONFLICT, shares.argmax(1)
    written = ~is_mined
    precision, recall = precision_recall((chosen == CONFLICT)[written], conflict[written])
    weights = at_base_rate(conflict, is_mined, BASE_RATE)
    return {
        "pairs": int(written.sum()),
        "accuracy": float((chosen == truth)[written].mean()),
        "precision": precision,
        "recall": recall,
        "ap": average_precision(shares[written, CONFLICT], conflict[written]),
        "mined": int(is_mined.sum()),
        "mined_flagged": float((chosen == CONFLICT)[is_mined].mean()),
        "ap_at_1_percent": average_precision(shares[:, CONFLICT], conflict, weights),
    }


def pairs_report(options: argparse.Namespace) -> dict[str, object]:
    """The judge on the stories kept from training, with a sample of their mined pairs."""
    _, written = data.split(data.read(options.pairs))
    mined = data.mined(written)
    pairs = written + mined[:: max(1, len(mined) // options.mined)]
    shares = judge_of(options).scores([(pair.a, pair.b) for pair in pairs])
    right: dict[str, list[bool]] = defaultdict(list)
    for pair, row in zip(pairs, shares, strict=True):
        right[f"{pair.label}: {pair.kind}"].append(int(row.argmax()) == pair.number)
    kinds = {kind: f"{sum(hits)} of {len(hits)}" for kind, hits in sorted(right.items())}
    return {**figures(pairs, shares), "right_by_kind": kinds}


def top_recall(case: Case, scores: Vectors, tops: tuple[int, ...] = TOPS) -> list[int]:
    """How many of a case's inconsistencies are among its best pairs; a second pair of one takes no place."""
    found: set[int] = set()
    counts, place = dict.fromkeys(tops, 0), 0
    for i in np.argsort(-scores, kind="stable"):
        hit = case.hits[i]
        if hit in found:
            continue
        place += 1
        if hit is not None:
            found.add(hit)
        for top in tops:
            if place <= top:
                counts[top] = len(found)
        if place >= max(tops):
            break
    return [counts[top] for top in tops]


def cases_report(options: argparse.Namespace) -> dict[str, object]:
    """How the judge ranks all sentence pairs of whole cases: average precision over all, hits at each case's top."""
    cases = [case.closest(options.closest) for case in read_cases(options.cases, embedder_of(options), options.cosine)]
    judge = judge_of(options)
    judged = [judge.scores([(a, b) for a, b, _ in case.pairs])[:, CONFLICT] for case in cases]
    by_cosine = [np.array([cosine for *_, cosine in case.pairs]) for case in cases]
    gold = sum(case.gold for case in cases)
    report: dict[str, object] = {
        "cases": len(cases),
        "pairs": sum(len(case.pairs) for case in cases),
        "inconsistencies": gold,
        "reachable": sum(len({hit for hit in case.hits if hit is not None}) for case in cases),
    }
    for name, scores in (
        ("judge", judged),
        ("cosine", by_cosine),
        ("judge x cosine", [j * c for j, c in zip(judged, by_cosine, strict=True)]),
        ("log-odds + 10 x cosine", [np.log(j / (1 - j)) + 10 * c for j, c in zip(judged, by_cosine, strict=True)]),
    ):
        tops = np.sum([top_recall(case, s) for case, s in zip(cases, scores, strict=True)], axis=0)
        report[name] = {
            "ap": round(ranked_precision(cases, scores, gold), 4),
            **{f"recall_at_{top}": round(int(count) / gold, 3) for top, count in zip(TOPS, tops, strict=True)},
        }
    return report


def ranked_precision(cases: list[Case], scores: list[Vectors], gold: int) -> float:
    """Average precision over the pairs of all cases; what was never among the pairs counts as never found."""
    flat = [
        (s, (n, hit) if hit is not None else None)
        for n, c in enumerate(cases)
        for s, hit in zip(scores[n], c.hits, strict=True)
    ]
    seen: set[tuple[int, int]] = set()
    false, total = 0, 0.0
    for _, key in sorted(flat, key=lambda item: -item[0]):
        if key is None:
            false += 1
        elif key not in seen:
            seen.add(key)
            total += len(seen) / (len(seen) + false)
    return total / gold


def eight_bits_report(options: argparse.Namespace) -> dict[str, object]:
    """What eight bits cost: cosines of the embedder, agreement and average precision of the judge."""
    _, pairs = data.split(data.read(options.pairs))
    texts = sorted({text for pair in pairs for text in (pair.a, pair.b)})
    small, full = (embedder_of(options, kind).encode(texts) for kind in (".int8", ""))
    cosines: NDArray[np.float32] = (small * full).sum(1)
    report: dict[str, object] = {"cosine_mean": float(cosines.mean()), "cosine_min": float(cosines.min())}
    sides = [(pair.a, pair.b) for pair in pairs]
    conflict = [pair.number == CONFLICT for pair in pairs]
    judged = {kind: judge_of(options, kind).scores(sides) for kind in (".int8", "")}
    report["agreement"] = float((judged[".int8"].argmax(1) == judged[""].argmax(1)).mean())
    report["largest_mean_difference"] = float(np.abs(judged[".int8"] - judged[""]).mean(0).max())
    for kind, name in ((".int8", "ap_int8"), ("", "ap_fp32")):
        report[name] = average_precision(judged[kind][:, CONFLICT], conflict)
    return report


REPORTS = {"pairs": pairs_report, "cases": cases_report, "eight-bits": eight_bits_report}


def main() -> None:
    """Prints one report as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", choices=REPORTS)
    parser.add_argument("cases", type=Path, nargs="?", help="folder of cases")
    parser.add_argument("--model", type=Path, required=True, help="folder of the ONNX files")
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, default=data.PAIRS)
    parser.add_argument("--mined", type=int, default=2000, help="how many mined pairs to judge")
    parser.add_argument("--cosine", type=float, default=0.2, help="pairs of sentences below are not judged")
    parser.add_argument("--closest", type=int, default=150, help="pairs of a case that are judged, by cosine")
    options = parser.parse_args()
    json.dump(REPORTS[options.report](options), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
