"""Which words set two quotes apart: the figures, names and words of each that the other does not have in its place."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from summarizer.text.quantities.cardinals import number_words, scales
from summarizer.text.tokens import Token, base, stem, stop_words, tokenize

DifferenceKind = Literal["figure", "name", "word"]
KINDS: tuple[DifferenceKind, ...] = ("figure", "name", "word")
"""From what tells most of a difference to what tells least; a run of several has the kind that tells most."""

# Below this share of common words two quotes are told in words of their own, and marking every word says nothing: only
# figures, names and denials are marked then. Chosen by looking at the findings of the published cases.
ALIKE = 0.25
LONGEST = 600  # words; difflib is quadratic at worst, and a quote is a sentence or a few
_DENIALS = frozenset({"not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "without", "cannot"})


class Difference(NamedTuple):
    """A run of words of one quote that the other lacks, by its offsets in the quote."""

    start: int
    end: int
    kind: DifferenceKind


class _Word(NamedTuple):
    token: Token
    key: str
    kind: DifferenceKind
    is_denial: bool


def find_differences(one: str, other: str) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Find what sets two quotes apart: in the first, then in the second.

    Words are held together by their stems (difflib's longest common blocks); words without a topic are left out, except
    those that deny. A word that only stands in another place is no difference, but a figure or a name is one.
    """
    left, right = _words(one), _words(other)
    if max(len(left), len(right)) > LONGEST:
        return (), ()
    matcher = SequenceMatcher(None, [word.key for word in left], [word.key for word in right], autojunk=False)
    blocks = matcher.get_matching_blocks()
    common = sum(block.size for block in blocks)
    alike = common >= ALIKE * min(len(left), len(right))
    matched_left = {block.a + step for block in blocks for step in range(block.size)}
    matched_right = {block.b + step for block in blocks for step in range(block.size)}
    return (
        tuple(_join(one, _differing(left, matched_left, right, alike=alike))),
        tuple(_join(other, _differing(right, matched_right, left, alike=alike))),
    )


def _differing(words: Sequence[_Word], matched: set[int], others: Sequence[_Word], *, alike: bool) -> Iterator[_Word]:
    elsewhere = {word.key for word in others}
    for position, word in enumerate(words):
        if position in matched or (word.key in elsewhere and (word.kind == "word" or not alike)):
            continue
        if alike or word.kind != "word" or word.is_denial:
            yield word


def _join(text: str, words: Iterator[_Word]) -> Iterator[Difference]:
    """Make one mark of neighbours between which only spaces or hyphens stand."""
    last: Difference | None = None
    for word in words:
        token = word.token
        if last is not None and not text[last.end : token.start].strip(" -‑–\u00a0\n"):
            last = Difference(last.start, token.end, min(last.kind, word.kind, key=KINDS.index))
            continue
        if last is not None:
            yield last
        last = Difference(token.start, token.end, word.kind)
    if last is not None:
        yield last


def _words(text: str) -> list[_Word]:
    """List the words that bear meaning: topics, figures, names and denials."""
    words = []
    starts_sentence = True
    for token in tokenize(text):
        if not token.is_word:
            starts_sentence = starts_sentence or token.text in ".!?:"
            continue
        plain = base(token.text)
        is_denial = plain in _DENIALS or plain.endswith("n't")
        if is_denial or plain not in stop_words() or _is_figure(plain):
            kind = _kind(token.text, plain, starts_sentence=starts_sentence)
            words.append(_Word(token, "not" if is_denial else stem(token.text), kind, is_denial))
        starts_sentence = False
    return words


def _kind(word: str, plain: str, *, starts_sentence: bool) -> DifferenceKind:
    if _is_figure(plain):
        return "figure"
    return "name" if word[0].isupper() and not starts_sentence else "word"


def _is_figure(plain: str) -> bool:
    return any(character.isdigit() for character in plain) or plain in number_words() or plain in scales()
