"""How much a sentence belongs into a short account of its article: a logistic regression over what can be seen of it.

`training/fit_salience.py` fits the coefficients on the marked key sentences of the written stories.
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.people import PRONOUNS, pronoun_of
from summarizer.engines.embedded.propositions import Proposition
from summarizer.text.tokens import base, content_stems, tokenize

FEATURES = (
    "early",
    "second",
    "depth",
    "opens_paragraph",
    "central",
    "central_rank",
    "in_title",
    "length",
    "is_short",
    "is_long",
    "figures",
    "money_or_share",
    "time",
    "names",
    "new_names",
    "in_quotes",
    "all_quoted",
    "named_speaker",
    "any_speaker",
    "stance",
    "planned",
    "denied",
    "first_person",
    "dangling",
    "opinion",
    "contrast",
)
FULL_LENGTH = 30  # words; longer sentences tell hardly more, and cost the others their room
SHORT, LONG = 9, 34  # words; the shortest and longest sixth of the sentences in the written stories
DANGLING = frozenset("this that these those it such there then so".split())
CONTRAST = frozenset("but however yet still nevertheless although though".split())
# Signs of a figure or a time; reading their values, as claims do, would take a quarter of a summary's time.
FIGURE = re.compile(r"\d[\d.,:]*")
MONEY_OR_SHARE = re.compile(r"[$€£¥%]|\bper ?cent\b|\b(?:million|billion|euros?|dollars?|pounds?)\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow tonight morning evening night noon midnight "
    "week month year".split()
)


def features_of(
    text: str, position: int, total: int, propositions: Sequence[Proposition], seen: AbstractSet[str]
) -> dict[str, float]:
    """Look at one sentence; what depends on the whole article (`central`, `in_title`) is added by the caller.

    Args:
        text: the sentence.
        position: its place among the article's body sentences, from 0.
        total: how many there are.
        propositions: its propositions.
        seen: the keys of names that stood in earlier sentences.
    """
    tokens = [token for token in tokenize(text) if token.is_word]
    folded = [base(token.text) for token in tokens]
    words = set(folded)
    names = {name.key for proposition in propositions for name in proposition.names}
    quoted = quoted_share(text)
    speakers = [p.attribution for p in propositions if p.attribution.mode != "article"]
    return {
        "early": 1 / (1 + position),
        "second": float(position == 1),
        "depth": position / max(1, total - 1),
        "length": min(len(tokens), FULL_LENGTH) / FULL_LENGTH,
        "is_short": float(len(tokens) <= SHORT),
        "is_long": float(len(tokens) >= LONG),
        "figures": min(3.0, len(FIGURE.findall(text))),
        "money_or_share": float(MONEY_OR_SHARE.search(text) is not None),
        "time": float(bool(words & TIME_WORDS) or YEAR.search(text) is not None),
        "names": min(4.0, len(names)),
        "new_names": min(3.0, len(names - seen)),
        "in_quotes": quoted,
        "all_quoted": float(quoted > 0.85),
        "named_speaker": float(any(speaker.name for speaker in speakers)),
        "any_speaker": float(bool(speakers)),
        "stance": float(any(p.frames for p in propositions)),
        "planned": float(any(p.modality == "planned" for p in propositions)),
        "denied": float(any(p.negated for p in propositions)),
        "first_person": float(bool(words & {"i", "we", "my", "our", "me", "us", "you"})),
        "dangling": float(bool(folded) and (folded[0] in DANGLING or pronoun_of(tokens[0].text) in PRONOUNS)),
        "opinion": float(bool(words & lexicon.words("modality", "opinion"))),
        "contrast": float(bool(folded) and folded[0] in CONTRAST),
    }


def quoted_share(text: str) -> float:
    """Measure which share of a text's characters stands in quotation marks."""
    inside, count = False, 0
    for character in text:
        if character == '"':
            inside = not inside
        elif character in "“”":
            inside = character == "“"
        count += inside
    return count / (len(text) or 1)


def title_share(text: str, title: str) -> float:
    """Measure which share of a title's content words a sentence has."""
    wanted = content_stems(title)
    return len(wanted & content_stems(text)) / len(wanted) if wanted else 0.0


def salience_of(features: Mapping[str, float]) -> float:
    """Estimate how probably a sentence is one of an article's five to seven key ones, between 0 and 1."""
    weights, bias = coefficients()
    score = bias + math.fsum(weights[name] * features[name] for name in FEATURES)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def coefficients() -> tuple[dict[str, float], float]:
    """Load the weights by feature, and the bias."""
    raw = resources.files("summarizer.engines.embedded").joinpath("salience.json").read_text(encoding="utf-8")
    loaded = json.loads(raw)
    return {name: float(loaded["weights"][name]) for name in FEATURES}, float(loaded["bias"])
