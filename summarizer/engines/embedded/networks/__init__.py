"""Three small networks: texts as points, pairs of sentences as shares of classes, and the same again with more care.

The first two are MiniLM-L6 in eight bits (Wang et al. 2020, arXiv 2002.10957; sentence embeddings: Reimers and Gurevych
2019, arXiv 1908.10084), the third is MPNet-base in four (Song et al. 2020, arXiv 2004.09297). How the files are made,
and how good they are, is told in `training/README.md`.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from summarizer.engines.embedded.networks.session import DATA, VOCABULARY, Network, Rows
from summarizer.engines.embedded.networks.wordpiece import MPNET
from summarizer.models import FindingType

__all__ = ["CLASSES", "CONFLICT_TYPES", "Embedder", "PairJudge", "Reranker", "Rows"]

CONFLICT_TYPES: tuple[FindingType, ...] = (
    "stance",
    "polarity",
    "number",
    "date",
    "identity",
    "location",
    "cause",
    "quote",
    "status",
    "degree",
)
CLASSES = ("compatible", "same", *CONFLICT_TYPES)
"""What the judge tells apart, in the order of its output."""

LONGEST_TEXT = 128  # pieces; news sentences have some 30, and what follows hardly moves the mean
LONGEST_PAIR = 160  # pieces of both texts together


class Embedder(Network):
    """Texts as points: the scalar product of two rows is the cosine of their meanings."""

    WIDTH = 384

    def __init__(self, model: Path = DATA / "embedder.int8.onnx", vocabulary: Path = VOCABULARY) -> None:
        super().__init__(model, vocabulary)

    def encode(self, texts: Sequence[str]) -> Rows:
        """Turn texts into points: one row of length 1 for each."""
        pieces = [self.tokenizer.single(text, LONGEST_TEXT) for text in texts]
        return self.run([(ids, [0] * len(ids)) for ids in pieces], self.WIDTH)


class PairJudge(Network):
    """Can both sentences be true of one thing, and if not, what do they differ in?"""

    def __init__(self, model: Path = DATA / "judge.int8.onnx", vocabulary: Path = VOCABULARY) -> None:
        super().__init__(model, vocabulary)

    def one_way(self, pairs: Sequence[tuple[str, str]]) -> Rows:
        """Judge pairs as they stand: the logarithm of each class's share, one row a pair."""
        return self.run([self.tokenizer.pair(a, b, LONGEST_PAIR) for a, b in pairs], len(CLASSES))

    def both_ways(self, pairs: Sequence[tuple[str, str]]) -> Rows:
        """Judge pairs in both orders, and average the logarithms: half of what order alone does cancels."""
        rows = self.one_way([pair for a, b in pairs for pair in ((a, b), (b, a))])
        return np.asarray((rows[::2] + rows[1::2]) / 2, dtype=np.float32)


class Reranker(PairJudge):
    """The same question put to a network eight times as large, for the few pairs that the small one suspects."""

    MARKS = MPNET
    INPUTS = ("ids", "mask")
    BATCH = 4  # as fast as more, and 40 MB less

    def __init__(self, model: Path = DATA / "reranker.onnx", vocabulary: Path = VOCABULARY) -> None:
        super().__init__(model, vocabulary)
