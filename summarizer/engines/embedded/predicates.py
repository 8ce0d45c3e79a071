"""Chains of stance predicates: "refused to rule out" is one chain of two, each against what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.engines.embedded import lexicon
from summarizer.text.tokens import Token

CHAIN_GAP = 4  # tokens between two predicates of a chain: "dismissed any hope of resuming"
ASKING_WINDOW = 7  # the same behind "demand for X to …", where the asker's stance is on the act that is asked for
NEGATION_WINDOW = 4  # tokens before a predicate in which a negation still reaches it: "no longer takes much interest"
BREAKS = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "–", "—"})
BREAK_WORDS = frozenset({"but", "which", "while", "because", "although", "though", "whereas", "despite", "unless"})
DETERMINERS = frozenset("the a an this that its his her their our such any every each".split())


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate for (+1) or against (-1) what follows it, with its first and last token position."""

    first: int
    last: int
    sign: int


def find_chains(tokens: Sequence[Token], folded: list[str]) -> list[list[Predicate]]:
    """Find the stance predicates of a clause, those together that make one chain."""
    chains: list[list[Predicate]] = []
    for predicate in _predicates(tokens, folded):
        if chains and _continues(chains[-1][-1], predicate, tokens, folded):
            chains[-1].append(predicate)
        else:
            chains.append([predicate])
    return chains


def sign_of(chain: Sequence[Predicate], folded: list[str]) -> int:
    """Multiply the signs of a chain, and turn the product where a negation reaches it."""
    sign = 1
    for predicate in chain:
        sign *= predicate.sign
    return -sign if is_negated(folded, chain[0].first, within=chain[0].last) else sign


def is_negated(folded: list[str], position: int, *, within: int) -> bool:
    """Whether a negation stands shortly before a position and is none in form only ("not only")."""
    negators = lexicon.words("modality", "negators")
    start = max(0, position - NEGATION_WINDOW)
    breaks = [i for i in range(start, position) if folded[i] in BREAKS]
    window = folded[breaks[-1] + 1 if breaks else start : position]
    text = " ".join(folded[start : within + 1])
    if any(phrase in text for phrase in lexicon.words("modality", "false_negation")):
        return False
    return any(word in negators or word.endswith("n't") for word in window)


def _predicates(tokens: Sequence[Token], folded: list[str]) -> list[Predicate]:
    found = []
    position = 0
    while position < len(folded):
        predicate = _phrase(folded, position) or _word(tokens, folded, position)
        if predicate is not None:
            found.append(predicate)
        position = predicate.last + 1 if predicate else position + 1
    return found


def _phrase(folded: list[str], position: int) -> Predicate | None:
    against = lexicon.match_at(folded, position, lexicon.phrases("stance", "phrases_against"))
    against = against or _split_phrase(folded, position)
    favour = lexicon.match_at(folded, position, lexicon.phrases("stance", "phrases_for"))
    length = max(against, favour)
    return Predicate(position, position + length - 1, -1 if against >= favour else 1) if length else None


def _split_phrase(folded: list[str], position: int) -> int:
    """Match a verb whose particle stands behind its object ("turned the offer down"); the length of the verb alone."""
    if folded[position] in {"no", "not"}:
        return 0
    listed = lexicon.phrases("stance", "phrases_against").get(folded[position], ())
    particles = {phrase[1] for phrase in listed if len(phrase) == 2}
    return 1 if particles & set(folded[position + 2 : position + 5]) else 0


def _word(tokens: Sequence[Token], folded: list[str], position: int) -> Predicate | None:
    asks = folded[position] in lexicon.words("stance", "asking")
    sign = lexicon.stance_signs().get(folded[position], 1 if asks else None)
    if sign is None or _is_idle(tokens, folded, position):
        return None
    return Predicate(position, position, sign)


def _is_idle(tokens: Sequence[Token], folded: list[str], position: int) -> bool:
    """Whether a word that could be a predicate is none here: a noun, doubted, or part of a name."""
    word = folded[position]
    if position and word in lexicon.words("stance", "nouns") and folded[position - 1] in DETERMINERS:
        return True
    close = folded[max(0, position - 4) : position]
    if any(other in lexicon.words("stance", "opaque") for other in close) and word.endswith(
        ("ness", "interest", "ion")
    ):
        return True
    inside_name = 0 < position < len(tokens) - 1 and tokens[position].text[:1].isupper()
    return inside_name and tokens[position + 1].text[:1].isupper() and tokens[position - 1].text[:1].islower()


def _continues(before: Predicate, after: Predicate, tokens: Sequence[Token], folded: list[str]) -> bool:
    between = range(before.last + 1, after.first)
    asked = folded[before.first] in lexicon.words("stance", "asking")
    if len(between) > (ASKING_WINDOW if asked else CHAIN_GAP):
        return False
    joints = {"and", "or", "who"} if asked else {"and", "or", "who", "that"}
    return not any(tokens[i].text in BREAKS or folded[i] in BREAK_WORDS | joints for i in between)
