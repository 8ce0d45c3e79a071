"""One confidence from many signals: a logistic regression, its coefficients a data file.

`training/fit_combiner.py` fits it on labelled stories that the network was not trained on. A coefficient is worth what
its feature's standard deviation makes of it; the features are named so that the file can be read.
"""

import json
import math
from functools import cache
from importlib import resources

from summarizer.engines.embedded.detectors import DETECTORS
from summarizer.engines.embedded.networks import CLASSES
from summarizer.engines.embedded.signals import Signals

FEATURES = (
    "conflict",
    "lead",
    "same",
    "cosine",
    "shared",
    "names",
    "within",
    "headline",
    "detected",
    "agreed",
    "backing",
    "close_and_opposed",
    "nearest",
    "rare",
    "subject",
    "one_voice",
    "two_voices",
    "times",
    "times_by_net",
    "measures",
    "units",
    "units_close",
    "met",
    "number_by_net",
    "place_or_name_by_net",
    "is_short",
    *(f"net_{name}" for name in CLASSES),
    *(f"found_by_{name}" for name in DETECTORS),
)
TRUSTED, TRUST = frozenset({"opposites", "quotations", "stances"}), 0.88
# Detectors that are rarely seen and mostly right (15 of 17 on the fitted stories, too few for a weight): their own word
# counts, by so much.
DETECTED, BACKED, BACKED_TRUST = 0.5, 0.2, 0.83
# A detector so sure, to whose type the network gives such a share, was right in 19 of 23: the regression, to which such plain
# conflicts are rare, would argue them away.
SHORT = 7  # words
FLOOR = 1e-4  # of a share, before its logarithm is taken


def features_of(signals: Signals) -> tuple[float, ...]:
    """Turn signals into numbers, in the order of `FEATURES`."""
    detected = dict(signals.detections)
    strongest = max(detected.values(), default=0.0)
    return (
        signals.conflict,
        signals.conflict - signals.rival,
        signals.same,
        signals.cosine,
        signals.shared,
        signals.names,
        float(signals.within),
        float(signals.headline),
        strongest,
        float(signals.detection is not None and signals.detection.type == signals.type),
        signals.backing,
        signals.cosine * max(0.0, signals.conflict + 3.0),
        float(signals.nearest),
        min(signals.rare, 30.0),
        float(signals.subject),
        float(signals.speakers > 0),
        float(signals.speakers < 0),
        float(signals.times),
        float(signals.times > 0) * _share(signals, "date"),
        float(min(2, signals.measures)),
        float(min(2, signals.units)),
        float(signals.measures + signals.units > 0) * signals.cosine,
        float(min(3, signals.met)),
        float(signals.measures + signals.units > 0) * _share(signals, "number"),
        _share(signals, "location") + _share(signals, "identity"),
        float(signals.words < SHORT),
        *(math.log(share + FLOOR) for share in signals.shares),
        *(detected.get(name, 0.0) for name in DETECTORS),
    )


def _share(signals: Signals, kind: str) -> float:
    return signals.shares[CLASSES.index(kind)]


def confidence_of(signals: Signals) -> float:
    """Estimate how probably both sentences can't be true, between 0 and 1."""
    weights, bias = coefficients()
    score = bias + math.fsum(w * x for w, x in zip(weights, features_of(signals), strict=True))
    combined = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    alone = max((TRUST * value for name, value in signals.detections if name in TRUSTED), default=0.0)
    return max(combined, alone, BACKED_TRUST if _is_backed(signals) else 0.0)


def _is_backed(signals: Signals) -> bool:
    detection = signals.detection
    return detection is not None and detection.confidence >= DETECTED and signals.backing >= BACKED


@cache
def coefficients() -> tuple[tuple[float, ...], float]:
    """Load the weights, one a feature, and the bias."""
    raw = resources.files("summarizer.engines.embedded").joinpath("combiner.json").read_text(encoding="utf-8")
    loaded = json.loads(raw)
    return tuple(float(loaded["weights"][name]) for name in FEATURES), float(loaded["bias"])
