"""One confidence from many signals: two logistic regressions, their coefficients a data file.

The first, the suspicion, chooses what the larger network reads; the second, the confidence, knows what it said.
`training/fit_combiner.py` fits it on labelled stories that the network was not trained on. A coefficient is worth what
its feature's standard deviation makes of it; the features are named so that the file can be read.
"""

import json
import math
from functools import cache
from importlib import resources

from summarizer.engines.embedded.detectors import DETECTORS
from summarizer.engines.embedded.networks import CLASSES
from summarizer.engines.embedded.signals import Signals, log_odds

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
    "kin",
    "kin_met",
    "kin_close",
    "kin_by_net",
    "place_or_name_by_net",
    "is_short",
    *(f"net_{name}" for name in CLASSES),
    *(f"found_by_{name}" for name in DETECTORS),
)
TRUSTED, TRUST = frozenset({"opposites", "quotations", "stances", "sums"}), 0.88
# Detectors that are rarely seen and mostly right (16 of 19 on the fitted stories, sums 10 of 10 on all, too few for a
# weight): their own word counts, by so much. Without it no conflict of the founding pair of articles is found.
SHORT = 7  # words
FLOOR = 1e-4  # of a share, before its logarithm is taken


KEPT = ("conflict", "lead", "within", "headline", "detected", "agreed", "kin", "kin_met", "is_short")
"""Features that the confidence has beside the suspicion, which is made of all: more of them added nothing."""
CLOSE_FEATURES = (
    "suspicion",
    "close_conflict",
    "close_lead",
    "kin_by_close_net",
    *(f"close_{name}" for name in CLASSES),
    *KEPT,
)


def features_of(signals: Signals) -> tuple[float, ...]:
    """Turn signals into numbers, in the order of `FEATURES`."""
    detected, figures = dict(signals.detections), signals.figures
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
        float(min(2, figures.measures)),
        float(min(2, figures.units)),
        float(figures.measures + figures.units > 0) * signals.cosine,
        float(min(3, figures.met)),
        float(figures.measures + figures.units > 0) * _share(signals, "number"),
        float(min(2, figures.kin)),
        float(min(3, figures.kin_met)),
        float(figures.kin > 0) * signals.cosine,
        float(figures.kin > 0) * _share(signals, "number"),
        _share(signals, "location") + _share(signals, "identity"),
        float(signals.words < SHORT),
        *(math.log(share + FLOOR) for share in signals.shares),
        *(detected.get(name, 0.0) for name in DETECTORS),
    )


def _share(signals: Signals, kind: str) -> float:
    return signals.shares[CLASSES.index(kind)]


def close_features_of(signals: Signals) -> tuple[float, ...]:
    """Turn the signals of two sentences that the larger network has read into numbers, in the order of `CLOSE_FEATURES`.

    Raises:
        ValueError: the larger network has not read them.
    """
    if signals.reread is None:
        message = "these signals have no second reading; call reranking.reread first"
        raise ValueError(message)
    odds, features = log_odds(signals.reread), features_of(signals)
    return (
        _weighed("suspicion", features),
        odds,
        odds - signals.reread_rival,
        float(signals.figures.kin > 0) * math.exp(signals.reread[CLASSES.index("number")]),
        *(max(value, math.log(FLOOR)) for value in signals.reread),
        *(features[FEATURES.index(name)] for name in KEPT),
    )


def suspicion_of(signals: Signals) -> float:
    """Estimate from all but the larger network how probably both sentences can't be true, between 0 and 1."""
    return _share_of(_weighed("suspicion", features_of(signals)))


def confidence_of(signals: Signals) -> float:
    """Estimate how probably both sentences can't be true, between 0 and 1.

    For those not read a second time only the trusted detectors count.
    """
    alone = max((TRUST * value for name, value in signals.detections if name in TRUSTED), default=0.0)
    return (
        alone if signals.reread is None else max(alone, _share_of(_weighed("confidence", close_features_of(signals))))
    )


def _weighed(name: str, features: tuple[float, ...]) -> float:
    weights, bias = coefficients(name)
    return bias + math.fsum(w * x for w, x in zip(weights, features, strict=True))


def _share_of(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def coefficients(name: str) -> tuple[tuple[float, ...], float]:
    """Load the weights of "suspicion" or "confidence", one a feature, and the bias."""
    raw = resources.files("summarizer.engines.embedded").joinpath("combiner.json").read_text(encoding="utf-8")
    loaded = json.loads(raw)[name]
    features = FEATURES if name == "suspicion" else CLOSE_FEATURES
    return tuple(float(loaded["weights"][feature]) for feature in features), float(loaded["bias"])
