"""Stance frames: who is for or against what, by the chain of predicates.

"Levan refused to rule out talks" has the chain refused (against) + rule out (against), so the frame's sign is for; its
holder is what stands left of the chain, its topic what stands right of it. Signs multiply along the chain, as polarity
composes in the calculus of implicatives (Nairn, Condoravdi and Karttunen 2006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.people import PRONOUNS
from summarizer.engines.embedded.predicates import BREAK_WORDS, BREAKS, find_chains, is_negated, sign_of
from summarizer.text.names import Name, titles
from summarizer.text.tokens import Token, base, stem, stop_words

TOPIC_WINDOW = 14  # tokens behind the chain that may hold its topic
TOPIC_WORDS = 8
CONDITION_WINDOW = 16  # tokens behind the chain in which an "if" hangs on it


@dataclass(frozen=True, slots=True)
class Frame:
    """For (+1) or against (-1) a topic: the holder's name keys, and the topic's concepts and stems.

    `counterparts` are the name keys on the topic's side, `predicate` the words of the chain; `act` is the concept of
    the verb behind "to" ("refused to visit").
    """

    holders: frozenset[str]
    sign: int
    topic: frozenset[str]
    counterparts: frozenset[str]
    predicate: str
    conditional: bool
    act: str | None = None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause's tokens, folded words and names, and the keys that its pronouns stand for."""

    tokens: Sequence[Token]
    folded: list[str]
    names: Sequence[Name]
    subject: frozenset[str]

    def names_between(self, first: int, last: int) -> list[Name]:
        """Find the names among the tokens from first up to last."""
        if first >= last:
            return []
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return [name for name in self.names if start <= name.start < end]


def find_frames(tokens: Sequence[Token], names: Sequence[Name], subject: frozenset[str]) -> list[Frame]:
    """Find the stance frames of a clause; `subject` are the name keys that its pronouns stand for."""
    clause = _Clause(tokens, [base(token.text) for token in tokens], names, subject)
    found = []
    for chain in find_chains(tokens, clause.folded):
        frame = _make_frame(clause, chain[0].first, chain[-1].last, sign_of(chain, clause.folded))
        if frame is not None:
            found.append(frame)
    return found


def speak_for(frames: Sequence[Frame], bodies: Mapping[str, frozenset[str]]) -> tuple[Frame, ...]:
    """Add to each holder the states and bodies that he speaks for, whichever article tells it."""
    return tuple(
        replace(frame, holders=frame.holders.union(*(bodies.get(key, frozenset()) for key in frame.holders)))
        for frame in frames
    )


def agree(left: Sequence[Frame], right: Sequence[Frame]) -> bool:
    """Tell whether both have one holder on one side of one topic, so that a negation word makes no difference."""
    return any(
        one.sign == other.sign and one.holders & other.holders and one.topic & other.topic
        for one in left
        for other in right
    )


def _make_frame(clause: _Clause, first: int, last: int, sign: int) -> Frame | None:
    left, right = _edges(clause, first, last)
    passive = _is_passive(clause.folded, first)
    topic = _topic(clause, last + 1, right)
    counterparts = clause.names_between(last + 1, right)
    if passive or not topic:
        before = _topic(clause, left, first)
        if passive or before:
            topic, counterparts = before, counterparts + clause.names_between(left, first)
    holders = _by_agent(clause, last) if passive else _holders(clause, left, first)
    holders = holders or clause.subject
    if not topic or not holders:
        return None
    behind = clause.folded[left : last + CONDITION_WINDOW]
    return Frame(
        holders=holders,
        sign=sign,
        topic=topic,
        counterparts=frozenset(name.key for name in counterparts),
        predicate=_predicate(clause, first, last),
        conditional=any(word in {"if", "unless", "should"} for word in behind),
        act=_act(clause, last),
    )


def _act(clause: _Clause, last: int) -> str | None:
    """Give the concept of the verb behind a chain and "to"."""
    if clause.folded[last + 1 : last + 2] != ["to"] or last + 2 >= len(clause.tokens):
        return None
    word = stem(clause.tokens[last + 2].text)
    return lexicon.concepts().get(word, word)


def _predicate(clause: _Clause, first: int, last: int) -> str:
    """Word a chain for a reader, with the negation that turns it."""
    words = " ".join(clause.folded[first : last + 1])
    return f"not {words}" if is_negated(clause.folded, first, within=first) else words


def _edges(clause: _Clause, first: int, last: int) -> tuple[int, int]:
    """Find the clause round a chain: the left edge for its holder and the right edge for its topic."""
    left = first
    while left > 0 and not (
        clause.tokens[left - 1].text in {";", ":", "“", "”", '"'} or clause.folded[left - 1] in BREAK_WORDS
    ):
        left -= 1
    right = last + 1
    while right < len(clause.tokens) and right - last <= TOPIC_WINDOW and clause.tokens[right].text not in BREAKS:
        if clause.folded[right] in BREAK_WORDS or clause.folded[right] in {"if", "who"}:
            break
        right += 1
    return left, right


def _topic(clause: _Clause, first: int, last: int) -> frozenset[str]:
    """Collect the concepts of a token range, without names and words that bear no topic."""
    covered = [(name.start, name.end) for name in clause.names_between(first, last)]
    concepts = lexicon.concepts()
    dull = stop_words() | lexicon.words("modality", "negators") | lexicon.words("stance", "light")
    topic: list[str] = []
    for token, word in zip(clause.tokens[first:last], clause.folded[first:last], strict=True):
        if not token.is_word or word in dull or any(start <= token.start < end for start, end in covered):
            continue
        topic.append(concepts.get(stem(token.text), stem(token.text)))
    return frozenset(topic[:TOPIC_WORDS])


def _is_passive(folded: list[str], first: int) -> bool:
    auxiliary = {"was", "were", "been", "be", "being", "is", "are"} & set(folded[max(0, first - 2) : first])
    return (
        bool(auxiliary)
        and folded[first].endswith(("ed", "en", "wn"))
        and folded[first] not in lexicon.words("stance", "adjectives")
    )


def _by_agent(clause: _Clause, last: int) -> frozenset[str]:
    """Find who did it in "was rejected by Levan"."""
    for i in range(last + 1, min(last + 5, len(clause.folded))):
        if clause.folded[i] == "by":
            names = clause.names_between(i + 1, min(i + 9, len(clause.tokens)))
            return frozenset(name.key for name in names)
    return frozenset()


def _holders(clause: _Clause, left: int, first: int) -> frozenset[str]:
    """Take the nearest name left of the chain; a pronoun that stands nearer wins, a common noun serves for want of both."""
    before = clause.names_between(left, first)
    nearest = before[-1].end if before else -1
    pronouns = [
        clause.folded[i]
        for i in range(left, first)
        if clause.folded[i] in PRONOUNS and clause.tokens[i].start > nearest
    ]
    if pronouns and pronouns[-1] not in {"who", "that", "this", "these"}:
        return clause.subject
    if before:
        return frozenset(name.key for name in _apposed(clause, before))
    nouns = [
        stem(clause.tokens[i].text)
        for i in range(left, first)
        if clause.tokens[i].is_word and clause.folded[i] not in stop_words() and not clause.folded[i].endswith("ly")
    ]
    return frozenset(nouns[-2:]) | clause.subject


def _apposed(clause: _Clause, names: Sequence[Name]) -> list[Name]:
    """Take the last name and those before it that describe the same ("Levan's leader Ana Brill's sister, Ida Brill")."""
    taken = [names[-1]]
    for name in reversed(names[:-1]):
        between = [base(t.text) for t in clause.tokens if name.end <= t.start and t.end <= taken[0].start]
        if len(between) > 4 or not all(_describes(word) for word in between):
            break
        taken.insert(0, name)
    return taken


def _describes(word: str) -> bool:
    """Whether a word between two names can tell that both describe one person."""
    known = word in titles() or word in lexicon.words("stance", "kin")
    return known or word.endswith(("er", "or", "ist", "man", "woman", "ian"))
