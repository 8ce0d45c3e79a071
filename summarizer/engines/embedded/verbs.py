"""Finite verbs by their form: no tagger, so a list of irregular forms and endings."""

from collections.abc import Sequence

from summarizer.engines.embedded import lexicon
from summarizer.text.tokens import Token, base

AUXILIARIES = lexicon.words("verbs", "auxiliaries")
IRREGULAR = lexicon.words("verbs", "irregular")
NOT_PARTICIPLES = lexicon.words("verbs", "not_participles")


def is_verb(token: Token) -> bool:
    """Whether a word can be a finite verb by its form; "-ed" forms count, though some are participles."""
    word = base(token.text)
    if word in AUXILIARIES or word in IRREGULAR:
        return True
    regular = token.text.islower() and len(word) > 4 and word.endswith("ed") and word not in NOT_PARTICIPLES
    return regular or (token.text.islower() and word in lexicon.stance_signs())


def has_verb(tokens: Sequence[Token]) -> bool:
    """Whether a stretch has a verb behind its first word."""
    return any(is_verb(token) for token in tokens[1:])
