"""How two claims can disagree, one module a kind, and the table that lists them."""

from collections.abc import Callable

from summarizer.engines.embedded.detectors import (
    acts,
    causes,
    dates,
    degrees,
    identities,
    locations,
    negation,
    numbers,
    opposites,
    quotations,
    stances,
    sums,
)
from summarizer.engines.embedded.detectors.detection import Detection, View, make_view
from summarizer.engines.embedded.overlap import Weights

__all__ = ["DETECTORS", "Detection", "View", "make_view"]

Detector = Callable[[View, View, Weights], Detection | None]

DETECTORS: dict[str, Detector] = {
    "acts": acts.detect,
    "causes": causes.detect,
    "dates": dates.detect,
    "degrees": degrees.detect,
    "identities": identities.detect,
    "locations": locations.detect,
    "negation": negation.detect,
    "numbers": numbers.detect,
    "opposites": opposites.detect,
    "quotations": quotations.detect,
    "stances": stances.detect,
    "sums": sums.detect,
}
"""From a detector's name to the function that looks at a pair of claims."""
