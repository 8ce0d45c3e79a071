"""Tells of each unlabelled pair of the stories how much it looks like a conflict to the judge.

The reranker learns on those that look most like one:

    python suspect.py --model FOLDER --out suspicion.npy
"""

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np

import data
import examples
import stories
from summarizer.engines.embedded.networks import PairJudge

READ = 220  # pairs of a story that share most words; what shares less is never suspect
FIRST_CONFLICT = 2  # in CLASSES


def main() -> None:
    """Writes one number a pair, in the order of `examples.Unlabelled`: 0 for what was not read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of judge.int8.onnx")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    unlabelled = examples.Unlabelled([story for story in stories.read() if data.part_of(story.name) == "train"])
    suspicion = np.zeros(len(unlabelled.pairs), dtype=np.float32)
    chosen = [
        place
        for start, end in pairwise(unlabelled.bounds)
        for place in sorted(range(start, end), key=lambda place: -unlabelled.weights[place])[:READ]
    ]
    rows = PairJudge(options.model / "judge.int8.onnx").one_way([unlabelled.pairs[place] for place in chosen])
    suspicion[chosen] = np.exp(rows[:, FIRST_CONFLICT:]).sum(1)
    np.save(options.out, suspicion)


if __name__ == "__main__":
    main()
