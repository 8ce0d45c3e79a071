"""Do both claims speak of the same thing?"""

import re

from summarizer.gates.answering import names_in
from summarizer.models import FindingType, GateAnswer, Side
from summarizer.text.excerpts import excerpt
from summarizer.text.names import find_names
from summarizer.text.tokens import base, content_stems, stem, tokenize

LITTLE = 0.1  # share of the shorter claim's content words; below it two sentences share a word of ten, by chance
VERB = r"(?:is|are|was|were|has|had|have|will|would|can|could|may|might|did|does|said|told|and|or|in|on|at|of|to|from|by|for)\b"
"""Words after a name that show that it stands alone and describes no noun."""
NAMES_DIFFER: frozenset[FindingType] = frozenset({"identity", "location", "quote", "cause"})
"""Types whose finding is that the names differ."""


def same_thing(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain the difference by two things only where both name their subject, share no name and hardly a word."""
    left, right = names_in(a), names_in(b)
    shared = [name for name in left if name.key in {other.key for other in right}]
    if shared:
        listed = ", ".join(dict.fromkeys(excerpt(name.text, 40) for name in shared[:6]))
        return GateAnswer(gate="thing", outcome="open", answer=f"Both speak of {listed.rstrip(chr(46))}.")
    overlap = _overlap(a, b)
    subjects = _subject(a), _subject(b)
    if kind not in NAMES_DIFFER and all(subjects) and overlap < LITTLE:
        answer = f"One speaks of {subjects[0]}, the other of {subjects[1]}."
        return GateAnswer(gate="thing", outcome="explained", answer=answer)
    if overlap < LITTLE and not any(subjects):
        answer = "Neither names its subject, and they share few words: it may be two things."
        return GateAnswer(gate="thing", outcome="lower", answer=answer)
    words = ", ".join(_shared_words(a, b)[:4])
    answer = (
        f"They share no name, but these words: {words}." if words else "They share no name; nothing says they differ."
    )
    return GateAnswer(gate="thing", outcome="open", answer=answer)


def _subject(side: Side) -> str | None:
    """Give the subject where it is a name; "the Liberal hopeful" is a description, and may be anybody's."""
    subject = side.claim.subject
    names = find_names(subject, all_capitals=False) if subject else []
    if not subject or not names:
        return None
    name = names[-1].text
    described = re.search(
        rf"\b(?i:the|an?|its|their|his|her)\s+{re.escape(name)}\s+(?!{VERB})[a-z]+\b(?<!ed)(?<!s)", side.claim.text
    )
    return None if described else excerpt(subject, 40)


def _overlap(a: Side, b: Side) -> float:
    left, right = content_stems(a.claim.text), content_stems(b.claim.text)
    return len(left & right) / max(1, min(len(left), len(right)))


def _shared_words(a: Side, b: Side) -> list[str]:
    """List what both have in the words of the first side, in its order."""
    shared = content_stems(a.claim.text) & content_stems(b.claim.text)
    words = [base(token.text) for token in tokenize(a.claim.text) if stem(token.text) in shared]
    return list(dict.fromkeys(words))
