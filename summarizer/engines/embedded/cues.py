"""Cues: the reporting verb of a sentence, its speaker, and where what is said lies."""

from dataclasses import dataclass

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.contents import content_start, is_marked, word_count
from summarizer.engines.embedded.people import PRONOUNS, People
from summarizer.engines.embedded.speakers import parse_speaker
from summarizer.engines.embedded.verbs import IRREGULAR, has_verb, is_verb
from summarizer.models import Attribution
from summarizer.text.names import looks_like_title_case
from summarizer.text.tokens import Token, base

OPENING, CLOSING = "“„«", "”»"
STATEMENT_WORDS = 4  # a shorter quotation is a phrase within somebody's sentence, no statement of its own


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb with its subject: the token range of verb and subject, and where what is said lies."""

    first: int
    last: int
    speaker: Attribution
    said: tuple[tuple[int, int], ...]


def quoted_spans(tokens: list[Token], *, inside: bool) -> tuple[list[tuple[int, int]], bool]:
    """Find the token ranges between quotation marks, and whether the last one stays open.

    `inside` says that the sentence begins within a quotation that an earlier one opened.
    """
    spans: list[tuple[int, int]] = []
    start = 0 if inside else None
    for i, token in enumerate(tokens):
        if token.text in OPENING:
            start = i + 1
        elif start is not None and (token.text in CLOSING or (token.text == '"')):
            if i > start:
                spans.append((start, i))
            start = None
        elif token.text == '"':
            start = i + 1
    if start is not None and start < len(tokens):
        spans.append((start, len(tokens)))
    return spans, start is not None


def find_cue(tokens: list[Token], words: str, quotes: list[tuple[int, int]], people: People) -> Cue | None:
    """Find the reporting verb of a sentence with its speaker and what is said."""
    folded = [base(token.text) for token in tokens]
    return _according(tokens, folded, words, people) or _reporting(tokens, folded, words, quotes, people)


def _according(tokens: list[Token], folded: list[str], words: str, people: People) -> Cue | None:
    for i in range(len(tokens)):
        length = lexicon.match_at(folded, i, lexicon.phrases("reporting", "according"))
        if not length:
            continue
        end = i + length
        while end < len(tokens) and tokens[end].text not in {",", ".", ";", "“", '"', ")"}:
            end += 1
        speaker = (
            parse_speaker(words[tokens[i + length].start : tokens[end - 1].end], people) if end > i + length else None
        )
        if speaker is None:
            continue
        said = tuple(span for span in ((0, i), (end, len(tokens))) if word_count(tokens, *span) >= 2)
        return Cue(i, end, speaker, said)
    return None


def _reporting(
    tokens: list[Token], folded: list[str], words: str, quotes: list[tuple[int, int]], people: People
) -> Cue | None:
    for i, word in enumerate(folded):
        inside = any(first <= i < last for first, last in quotes)
        if inside or word not in lexicon.words("reporting", "say") or _is_noun(tokens, folded, i):
            continue
        if word in lexicon.words("reporting", "participles"):
            cue = _participle(tokens, i, words, people)
            if cue is not None:
                return cue
            continue
        cue = _inverted(tokens, i, words, people) or _subject_first(tokens, folded, i, words, people)
        if cue is not None:
            return cue
    return None


def _is_noun(tokens: list[Token], folded: list[str], i: int) -> bool:
    """Whether a word that could report is a noun or part of a name here ("the reports", "the United States")."""
    if tokens[i].text[:1].isupper() and i > 0 and not looks_like_title_case(tokens):
        return True
    finite = folded[i].endswith("ed") or folded[i] in IRREGULAR | {"says"}
    return not finite and i > 0 and folded[i - 1] in _BEFORE_NOUNS


_BEFORE_NOUNS = frozenset(
    "the a an this that these those its his her their our my no of in by for with to several some".split()
)


def _participle(tokens: list[Token], verb: int, words: str, people: People) -> Cue | None:
    """Read 'Brill turned the offer down, saying it was late': the sentence's subject speaks."""
    if verb < 2 or word_count(tokens, verb + 1, len(tokens)) < 3:
        return None
    speaker = parse_speaker(words[: tokens[verb - 1].end], people)
    return None if speaker is None else Cue(verb, verb + 1, speaker, ((verb + 1, len(tokens)),))


def _inverted(tokens: list[Token], verb: int, words: str, people: People) -> Cue | None:
    """Read '…,” said Ana Brill, the mayor' and '…, says Brill'."""
    if verb == 0 or tokens[verb - 1].text not in {",", "”", '"', "’", "?", "!", "–", "—"}:
        return None
    if _is_apposed_subject(tokens, verb):
        return None
    end = verb + 1
    while end < len(tokens) and tokens[end].text not in {".", ";", "“", '"', ":"}:
        if tokens[end].text == "," and not _apposition_follows(tokens, end):
            break
        end += 1
    if end == verb + 1 or end - verb > 30:
        return None
    if not _may_speak(tokens, verb + 1, end):
        return None
    speaker = parse_speaker(words[tokens[verb + 1].start : tokens[end - 1].end], people)
    if speaker is None or (speaker.name is None and speaker.role is None):
        return None
    said = tuple(span for span in ((0, verb), (end, len(tokens))) if word_count(tokens, *span) >= 2)
    return Cue(verb, end, speaker, said)


def _is_apposed_subject(tokens: list[Token], verb: int) -> bool:
    """Whether what stands before a verb is its subject with an apposition ("Brill, the mayor, called …"), and nothing said."""
    marks = [token.text for token in tokens[:verb] if not token.is_word]
    return marks == [",", ","] and tokens[0].text[:1].isupper() and not has_verb(tokens[:verb])


def _may_speak(tokens: list[Token], first: int, end: int) -> bool:
    """Whether what stands behind a reporting verb can be its subject: a name, a pronoun, or a short described person."""
    word = base(tokens[first].text)
    if tokens[first].text[:1].isupper() or word in PRONOUNS - {"that", "this", "it", "who"}:
        return True
    chunk = next((i for i in range(first, end) if tokens[i].text == ","), end)
    if _has_cue(tokens, first, chunk):
        return False  # "…, said the treaty was dead"
    short = word_count(tokens, first, chunk) <= 6 or tokens[chunk - 1].text[:1].isupper()
    return short and word not in {"that", "to", "there", "not", "in", "on", "at"}


def _has_cue(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch has a verb, so that it is a clause and no apposition."""
    return any(is_verb(token) for token in tokens[first + 1 : last])


def _apposition_follows(tokens: list[Token], comma: int) -> bool:
    """Whether a role stands behind the comma ("said Brill, the mayor of Levan, …")."""
    following = base(tokens[comma + 1].text) if comma + 1 < len(tokens) else ""
    end = comma + 1
    while end < len(tokens) and tokens[end].text not in {",", ".", ";", "“", '"', "”"}:
        end += 1
    if (
        end < len(tokens)
        and tokens[end].text == "."
        and word_count(tokens, comma, end) <= 10
        and not _has_cue(tokens, comma, end)
    ):
        return True
    return following in {
        "the",
        "a",
        "an",
        "who",
        "head",
        "chief",
        "director",
        "president",
        "chairman",
        "chairwoman",
    } or (following.isdigit() and len(following) <= 2)


def _subject_first(tokens: list[Token], folded: list[str], verb: int, words: str, people: People) -> Cue | None:
    """Read 'Brill said that …', 'Brill, the mayor, told the court …' and '…, Brill said'."""
    start = _subject_start(tokens, folded, verb)
    if start == verb:
        return None
    speaker = parse_speaker(words[tokens[start].start : tokens[verb - 1].end], people)
    if speaker is None:
        return None
    said_from = content_start(tokens, folded, verb)
    if said_from is None:  # the verb closes the sentence or a parenthesis: what is said stands before it
        end = verb + 1
        while end < len(tokens) and tokens[end].text not in {",", ".", ";", "”", '"'}:
            end += 1
        before = (0, start)
        if word_count(tokens, *before) < 2:
            return None
        return Cue(start, end, speaker, (before, (end, len(tokens))))
    if folded[verb] in lexicon.words("reporting", "needs_that") and not is_marked(tokens, folded, verb, said_from):
        return None
    return Cue(start, verb + 1, speaker, ((said_from, len(tokens)),))


_SUBORDINATORS = frozenset({"that", "because", "when", "while", "whereas"})
_COORDINATORS = frozenset({"but", "and", "as", "although", "though", "which"})


def _subject_start(tokens: list[Token], folded: list[str], verb: int) -> int:
    """Find where the subject of a reporting verb begins: after the last break that its modifiers do not explain."""
    start = 0
    depth = verb - 1
    while depth >= 0:
        text = tokens[depth].text
        if text in {";", ":", "“", "”", '"', "—", "–"}:
            start = depth + 1
            break
        if folded[depth] in _SUBORDINATORS or (
            folded[depth] in _COORDINATORS and depth > 0 and tokens[depth - 1].text == ","
        ):
            start = depth + 1
            break
        depth -= 1
    if _is_post_posed(tokens, folded, verb):
        start = _post_posed_start(tokens, start, verb)
    while start < verb and tokens[start].text in {",", "”", '"', "“"}:
        start += 1
    return start


def _post_posed_start(tokens: list[Token], start: int, verb: int) -> int:
    """Find the speaker in '…, Ana Brill, the mayor, said': the last stretch between commas, before any apposition to it."""
    commas = [i for i in range(start, verb) if tokens[i].text == ","]
    if not commas:
        return start
    edges = [start, *(comma + 1 for comma in commas)]
    stretches = [(first, last) for first, last in zip(edges, [*commas, verb], strict=True) if first < last]
    position = len(stretches) - 1
    while position > 1 and not tokens[stretches[position][0]].text[:1].isupper():
        before = stretches[position - 1]
        if not tokens[before[0]].text[:1].isupper() or word_count(tokens, *before) > 5:
            break
        position -= 1
    if position > 1 and _is_role(tokens, *stretches[position - 1]):
        position -= 1  # "…, the ministry's chief inspector, Dr Peter Sol, said"
    return stretches[position][0]


def _is_role(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a stretch describes a person: a determiner, few words, no verb."""
    determined = base(tokens[first].text) in {"the", "a", "an", "its", "his", "her", "their"}
    return determined and word_count(tokens, first, last) <= 8 and not _has_cue(tokens, first, last)


def _is_post_posed(tokens: list[Token], folded: list[str], verb: int) -> bool:
    return content_start(tokens, folded, verb) is None
