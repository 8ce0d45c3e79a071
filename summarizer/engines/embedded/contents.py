"""Where what is said begins behind a reporting verb."""

from summarizer.engines.embedded.people import PRONOUNS
from summarizer.text.tokens import Token, base

ADDRESSEES = frozenset(
    {"reporters", "journalists", "lawmakers", "parliament", "senators", "us", "me", "him", "them", "her", "viewers"}
)
_ADVERBIAL = frozenset("after when during as before while by following through from".split())


def content_start(tokens: list[Token], folded: list[str], verb: int) -> int | None:
    """Find the token at which what is said begins behind the verb; None where nothing is said behind it."""
    marked = _marked_start(tokens, folded, verb)
    if marked is not None:
        return marked
    position = _after_adverbials(folded, verb + 1)
    if folded[verb] in {"told", "tell", "tells"}:
        position = _after_addressee(tokens, position)
        if position + 1 < len(tokens) and tokens[position + 1].text in {",", "."}:
            return None  # "…, Brill told supporters, …"
    if word_count(tokens, position, len(tokens)) < 3 or folded[position] in _ADVERBIAL:
        return None
    return None if tokens[position].text in {",", ".", "”", "?", "!"} else position


def _marked_start(tokens: list[Token], folded: list[str], verb: int) -> int | None:
    """Find what is said behind a "that", a colon or an opening quotation mark."""
    for i in range(verb + 1, min(verb + 18, len(tokens))):
        if folded[i] == "that" and not _is_determiner(folded, i):
            return i + 1
        if tokens[i].text in {"“", '"', ":"} and not _quotes_a_phrase(tokens, i):
            return i + 1
        if tokens[i].text in {".", ";", "”"}:
            break
    return None


def _after_adverbials(folded: list[str], position: int) -> int:
    """Step over "reporters on Monday" and the like."""
    while position < len(folded) and folded[position] in ADDRESSEES | {"on", "in", "at", "yesterday", "today", "later"}:
        position += 1
        while position < len(folded) and folded[position - 1] in {"on", "in", "at", "the"}:
            position += 1
    return position


def _quotes_a_phrase(tokens: list[Token], mark: int) -> bool:
    """Whether a quotation opens in the middle of a clause, with a small letter."""
    return mark + 1 < len(tokens) and tokens[mark + 1].text[:1].islower()


def _is_determiner(folded: list[str], position: int) -> bool:
    return position + 1 < len(folded) and folded[position + 1] in {"is", "was", "would", ",", "."}


def _after_addressee(tokens: list[Token], position: int) -> int:
    """Step over "the Levan city council" in 'told the Levan city council the dam was safe'."""
    end = position
    if end < len(tokens) and base(tokens[end].text) in {"the", "a", "an", "his", "her", "their"}:
        end += 2
    while end < len(tokens) and tokens[end].text[:1].isupper():
        end += 1
    following = base(tokens[position + 1].text) if position + 1 < len(tokens) else ""
    if end == position and (
        following in PRONOUNS or following in {"the", "a", "an", "there", "no", "his", "her", "their"}
    ):
        end += 1  # "told court she …"
    return end


def is_marked(tokens: list[Token], folded: list[str], verb: int, said_from: int) -> bool:
    """Tell whether "that", a colon or a quotation mark marks the clause shortly behind the verb."""
    marked = folded[said_from - 1] == "that" or tokens[said_from - 1].text in {"“", '"', ":"}
    return marked and said_from - verb <= 18


def word_count(tokens: list[Token], first: int, last: int) -> int:
    """Count the words of a token range."""
    return sum(token.is_word for token in tokens[first:last])
