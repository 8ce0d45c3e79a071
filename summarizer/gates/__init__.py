"""Harmless explanations of a difference between two claims, each tried by one pure function."""

from summarizer.gates.answering import Gate
from summarizer.gates.bound import same_bound
from summarizer.gates.certainty import same_certainty
from summarizer.gates.granularity import same_granularity
from summarizer.gates.measure import same_measure
from summarizer.gates.negation import really_negated
from summarizer.gates.origin import same_origin
from summarizer.gates.scope import same_scope
from summarizer.gates.thing import same_thing
from summarizer.gates.timing import same_time
from summarizer.gates.voice import same_voice
from summarizer.models import GateName

__all__ = ["GATES", "Gate"]

GATES: dict[GateName, Gate] = {
    "thing": same_thing,
    "time": same_time,
    "voice": same_voice,
    "granularity": same_granularity,
    "bound": same_bound,
    "measure": same_measure,
    "certainty": same_certainty,
    "scope": same_scope,
    "negation": really_negated,
    "origin": same_origin,
}
"""From a gate's name to its function, in the order in which they are tried and printed."""
