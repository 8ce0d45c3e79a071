"""Does one claim speak of a part where the other speaks of another part, or of the whole?"""

import re

from summarizer.models import FindingType, GateAnswer, GateOutcome, Side
from summarizer.text.excerpts import excerpt

WHOLE = re.compile(
    r"\b(?:all (?:of )?(?:the|its|their|his|her|our|those|these|\w+s)\b|every\b|each\b|everyone|everybody|entire(?:ly)?|whole|completely"
    r"|the last of|without exception|both)",
    re.IGNORECASE,
)
NONE = re.compile(r"\b(?:none|nobody|no one|not one|not a single|never|nowhere|no \w+)\b", re.IGNORECASE)
PART = re.compile(
    r"\b(?:some (?:of\b|\w+s\b)|several\b|a few\b|part of|parts of|partly|partially|many\b|a number of|others\b|(?<!at )most\b|mostly|mainly"
    r"|largely|in places|certain \w+s\b|at times|sometimes|often)",
    re.IGNORECASE,
)
WIDE = re.compile(
    r"\b(?:nationwide|countrywide|worldwide|across the (?:country|nation|region|world)|in the (?:country|region|province|county|whole \w+)"
    r"|nationally|globally|as a whole|in total|in all|altogether|overall|throughout the)\b",
    re.IGNORECASE,
)
NARROW = re.compile(
    r"\b(?:in the (?:city|town|village|capital|district|suburbs?|centre|center|area)|downtown|alone|locally|at (?:the|its) \w+ (?:plant|site|station|school)"
    r"|in (?:one|a single) \w+)\b",
    re.IGNORECASE,
)
OF_PARTS: frozenset[FindingType] = frozenset({"polarity", "status", "stance"})


def same_scope(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain two statements about parts that need not be the same part; lower a wide against a narrow scope."""
    left, right = a.claim.text, b.claim.text
    if kind in OF_PARTS:
        part = [PART.search(text) for text in (left, right)]
        strict = [WHOLE.search(text) or NONE.search(text) for text in (left, right)]
        if part[0] and part[1] and not any(strict):
            words = f"{excerpt(part[0].group(), 30)} and {excerpt(part[1].group(), 30)}"
            return _answer("explained", f"Each speaks of a part ({words}): both can hold.")
        one = part[0] or part[1]
        if one and not any(strict):
            return _answer("lower", f"One speaks of a part only ({excerpt(one.group(), 30)}).")
    for wide, narrow in ((left, right), (right, left)):
        large, small = WIDE.search(wide), NARROW.search(narrow)
        if large and small and not WIDE.search(narrow):
            words = f"{excerpt(large.group(), 40)}, {excerpt(small.group(), 40)}"
            return _answer("lower", f"One speaks of a wider field than the other ({words}).")
    return _answer("open", "Neither side limits itself to a part.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="scope", outcome=outcome, answer=answer)
