"""From propositions to claims, each with the very words that prove it."""

import datetime as dt
import re

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.analysis import Analysis
from summarizer.engines.embedded.people import PRONOUNS, pronoun_of
from summarizer.engines.embedded.propositions import Proposition
from summarizer.engines.embedded.verbs import has_verb
from summarizer.models import Claim, ClaimKind, Polarity, Quantity
from summarizer.text.quantities import find_quantities
from summarizer.text.times import find_times
from summarizer.text.tokens import base

SHORTEST_CLAIM = 3  # words; a headline such as "Mine collapse kills 12" has four


def make_claims(analysis: Analysis) -> tuple[Claim, ...]:
    """Make the claims of an article in the order of its text."""
    anchor = analysis.article.published_day
    worthy = [p for p in analysis.propositions if _can_be_claimed(p)]
    return tuple(
        make_claim(f"{analysis.article.id}.c{number}", proposition, anchor)
        for number, proposition in enumerate(worthy, start=1)
    )


def _can_be_claimed(proposition: Proposition) -> bool:
    words = sum(token.is_word for token in proposition.tokens)
    if words < SHORTEST_CLAIM:
        return False
    return (
        has_verb(proposition.tokens)
        or bool(proposition.frames)
        or proposition.sentence.role == "headline"
        or words >= 5
    )


def make_claim(claim_id: str, proposition: Proposition, anchor: dt.date | None) -> Claim:
    """Make one claim; relative times are resolved against the anchor date."""
    quantities = tuple(find_quantities(proposition.text, proposition.start))
    times = find_times(proposition.text, anchor)
    return Claim(
        id=claim_id,
        text=claim_text(proposition),
        kind=claim_kind(proposition, quantities),
        quote=proposition.text,
        start=proposition.start,
        end=proposition.end,
        sentence=proposition.sentence.number,
        attribution=proposition.attribution,
        subject=proposition.subject_text,
        polarity=claim_polarity(proposition),
        modality=proposition.modality,
        condition=proposition.condition,
        time=times[0].value if times else None,
        quantities=quantities,
        checkworthy=is_checkworthy(proposition, quantities),
    )


def claim_text(proposition: Proposition) -> str:
    """Word the claim to stand on its own: white space folded, a pronoun at its head replaced by the name."""
    text = re.sub(r"\s+", " ", proposition.text).strip(" ,;:–—")
    first = text.split(" ", 1)[0] if text else ""
    if (
        base(first) in PRONOUNS - {"we", "i", "who", "this", "that", "these", "those", "his", "her"}
        and proposition.subject_text
    ):
        text = proposition.subject_text + text[len(pronoun_of(first)) :]
    return text[:1].upper() + text[1:] if text else text


def claim_polarity(proposition: Proposition) -> Polarity:
    """Read whether the claim denies: its first frame is against, or its main words stand under a negation."""
    if proposition.frames:
        return "denied" if proposition.frames[0].sign < 0 else "affirmed"
    return "denied" if proposition.negated else "affirmed"


def claim_kind(proposition: Proposition, quantities: tuple[Quantity, ...]) -> ClaimKind:
    """Name what sort of claim it is, by its strongest sign."""
    folded = {base(token.text) for token in proposition.tokens}
    if proposition.frames and folded & lexicon.stance_signs().keys() - {"continue", "stay", "keep", "fail", "failed"}:
        return "position"
    if "cause" in proposition.terms or "because" in folded:
        return "cause"
    if quantities:
        return "quantity"
    if proposition.modality == "planned":
        return "prediction"
    if folded & lexicon.words("modality", "opinion"):
        return "opinion"
    return "state" if folded & {"is", "are", "was", "were", "remains", "has", "have"} else "event"


def is_checkworthy(proposition: Proposition, quantities: tuple[Quantity, ...]) -> bool:
    """Whether it is worth a fact-checker's time: it names somebody, a figure or a position, and is no mere view."""
    folded = {base(token.text) for token in proposition.tokens}
    opinion = bool(folded & lexicon.words("modality", "opinion"))
    return bool(proposition.names or quantities or proposition.frames) and not (opinion and not quantities)
