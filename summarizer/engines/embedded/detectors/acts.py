"""Done, or refused: one side tells an act, the other that the same one would not do it."""

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.detectors.detection import Detection, View, worded
from summarizer.engines.embedded.frames import Frame
from summarizer.engines.embedded.overlap import Weights
from summarizer.engines.embedded.verbs import IRREGULAR
from summarizer.text.excerpts import excerpt
from summarizer.text.tokens import base, stem

BARE, WITH_MORE = (
    0.6,
    0.75,
)  # confidence with nothing but act and actor in common, and with more; chosen on own examples


def detect(a: View, b: View, weights: Weights) -> Detection | None:  # noqa: ARG001  one signature for all detectors
    """Find "refused to visit" against "visited", of one actor."""
    for refusing, telling in ((a, b), (b, a)):
        for frame in refusing.proposition.frames:
            if frame.act is not None and frame.sign < 0 and not frame.conditional and _tells(telling, frame):
                act = worded(telling, [frame.act])
                explanation = (
                    f"{excerpt(telling.speaker)} tells that it happened ({act}), {excerpt(refusing.speaker)} that it was"
                    f" refused ({excerpt(frame.predicate)})."
                )
                return Detection("polarity", _confidence(a, b, frame), explanation[:1].upper() + explanation[1:])
    return None


def _tells(view: View, frame: Frame) -> bool:
    """Whether a claim tells the act as done by the frame's holder."""
    proposition = view.proposition
    affirmed = frame.act in proposition.terms - proposition.negated and _is_done(view, frame.act)
    refused = any(other.act == frame.act and other.sign < 0 for other in proposition.frames)
    done = proposition.modality == "certain" and not refused
    return affirmed and done and bool(frame.holders & proposition.subject)


def _is_done(view: View, act: str | None) -> bool:
    """Whether the act stands in a past form: "visited", and not "a visit" or "to visit"."""
    past = [
        token.text for token in view.proposition.tokens if token.text.endswith("ed") or base(token.text) in IRREGULAR
    ]
    return any(lexicon.concepts().get(stem(word), stem(word)) == act for word in past)


def _confidence(a: View, b: View, frame: Frame) -> float:
    more = (a.proposition.terms & b.proposition.terms) - {frame.act}
    more |= (a.proposition.keys & b.proposition.keys) - frame.holders
    return WITH_MORE if more else BARE
