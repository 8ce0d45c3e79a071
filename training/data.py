"""The written pairs: reading them, splitting them by story, and mining pairs that were never written as such."""

import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

LABELS = ("conflict", "compatible", "same")
PAIRS = Path(__file__).parent / "pairs"
HELD_OUT_PERCENT, FIT_PERCENT = 15, 10
ALIKE = 0.3
_LONG_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Pair:
    """Two sentences of one story, and whether both can be true."""

    story: str
    a: str
    b: str
    label: str
    kind: str

    @property
    def number(self) -> int:
        """The label's place in `LABELS`."""
        return LABELS.index(self.label)

    @property
    def is_alike(self) -> bool:
        """Whether the sentences share so many of their longer words that they may seem to speak of one thing."""
        a, b = (set(_LONG_WORD.findall(text.lower())) for text in (self.a, self.b))
        return len(a & b) >= ALIKE * min(len(a), len(b))

    @property
    def sentences(self) -> frozenset[str]:
        """Both sentences, in no order."""
        return frozenset((self.a, self.b))


def read(folder: Path = PAIRS) -> list[Pair]:
    """All pairs of a folder, in the order of its files."""
    return [
        Pair(**json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def part_of(story: str) -> str:
    """Whether a story is for training ("train"), for fitting the combiner ("fit") or for the test ("test").

    Decided by its name alone, so that more stories never move an old one.
    """
    place = int(hashlib.sha256(story.encode()).hexdigest(), 16) % 100
    return "test" if place < HELD_OUT_PERCENT else "fit" if place < HELD_OUT_PERCENT + FIT_PERCENT else "train"


def mined(pairs: Sequence[Pair]) -> list[Pair]:
    """Every two sentences of one story that stand in different pairs: what two articles on one story are full of.

    They are taken for compatible. A few are in truth a conflict or the same, so the label is right far more often
    than not, never always.
    """
    stories: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        stories[pair.story].append(pair)
    written = {pair.sentences for pair in pairs}
    found: dict[frozenset[str], Pair] = {}
    for story, members in stories.items():
        for one, other in combinations(members, 2):
            for a in (one.a, one.b):
                for b in (other.a, other.b):
                    new = Pair(story, a, b, "compatible", "mined")
                    if a != b and new.sentences not in written:
                        found.setdefault(new.sentences, new)
    return list(found.values())


def cut(pair: Pair, rng: random.Random) -> Pair:
    """The pair with one sentence cut to a few words, like the headings, captions and asides of real articles."""
    words = pair.a.split()
    size = rng.randint(2, 7)
    return replace(pair, a=" ".join(words[:size] if rng.random() < 0.5 else words[-size:]))


def some_stories(pairs: Sequence[Pair], count: int, seed: int) -> list[Pair]:
    """About `count` pairs, whole stories at a time, for a learning curve."""
    stories = sorted({pair.story for pair in pairs})
    random.Random(seed).shuffle(stories)
    chosen: list[Pair] = []
    for story in stories:
        if len(chosen) >= count:
            break
        chosen += [pair for pair in pairs if pair.story == story]
    return chosen
