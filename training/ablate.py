"""What each part adds: the combiner fitted on parts of the signals, each story judged by weights fitted on the others.

Counted are findings as the engine would show them: the best pair of sentences first, none of whose sentences stands in
two better ones.

    python ablate.py [CASES...]
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from fit_combiner import close_table, folds_of, held_out, ranked, table, weighed
from labelled import outside_training
from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.combiner import FEATURES, features_of
from summarizer.engines.embedded.detectors import DETECTORS
from summarizer.engines.embedded.networks import CLASSES

NET = tuple(f"net_{name}" for name in CLASSES)
FOUND = tuple(f"found_by_{name}" for name in DETECTORS)
PARTS: dict[str, tuple[str, ...]] = {
    "detectors": ("detected", *FOUND, "times", "measures", "units", "met", "kin", "kin_met", "within", "headline"),
    "+ embedder": ("cosine", "units_close", "kin_close", "nearest"),
    "+ judge": (
        *(
            "conflict",
            "lead",
            "agreed",
            "backing",
            "times_by_net",
            "number_by_net",
            "kin_by_net",
            "place_or_name_by_net",
        ),
        *NET,
    ),
    "+ comparability": ("same", "shared", "names", "close_and_opposed", "rare", "subject"),
    "+ the rest": ("one_voice", "two_voices", "is_short"),
}
LEVELS = (0.5, 0.7)


def summary(items: Sequence[tuple[float, tuple[str, int] | None]], gold: int) -> str:
    """The best F1, and the recall at some levels of precision; a second pair of a found conflict is neither."""
    seen: set[tuple[str, int]] = set()
    false, best, at = 0, (0.0, 0.0, 0.0), dict.fromkeys(LEVELS, 0.0)
    for _, hit in sorted(items, key=lambda item: -item[0]):
        if hit is None:
            false += 1
        else:
            seen.add(hit)
        precision, recall = len(seen) / (len(seen) + false), len(seen) / gold
        best = max(best, (2 * precision * recall / (precision + recall or 1), precision, recall))
        for level in LEVELS:
            if precision >= level:
                at[level] = max(at[level], recall)
    levels = ", ".join(f"recall at precision {level}: {recall:.2f}" for level, recall in at.items())
    return f"F1 {best[0]:.3f} (precision {best[1]:.2f}, recall {best[2]:.2f}), {levels}"


def main() -> None:
    """Prints one line a step, then each detector's hits and false alarms."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="*", help="cases to count too")
    options = parser.parse_args()
    engine = EmbeddedEngine()
    labelled = outside_training(options.cases)
    told = [weighed(one, engine) for one in labelled]
    rows = [row for one in told for row in one.rows]
    gold = sum(len(one.conflicts) for one in labelled)
    print(f"{len(labelled)} stories, {len(rows)} pairs of sentences, {gold} conflicts")
    (features, truth), folds = table(rows, features_of), folds_of(rows)
    columns: list[int] = []
    for name, part in PARTS.items():
        columns += [FEATURES.index(feature) for feature in part]
        print(f"{name:<16} {summary(ranked(rows, held_out(features[:, columns], truth, folds)), gold)}", flush=True)
    close, features, truth = close_table(told, held_out(features, truth, folds))
    print(f"{'+ reranker':<16} {summary(ranked(close, held_out(features, truth, folds_of(close))), gold)}")
    hits, alarms = Counter[str](), Counter[str]()
    for _, found, hit in rows:
        for name, confidence in found.detections:
            if confidence >= LEVELS[0]:
                (alarms if hit is None else hits)[name] += 1
    for name in sorted(hits | alarms):
        print(f"detector {name:<12} hits {hits[name]}, false alarms {alarms[name]}")


if __name__ == "__main__":
    main()
