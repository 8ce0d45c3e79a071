"""Who says what: the spans of an article that are given to a speaker, in direct and indirect speech."""

from typing import NamedTuple

from summarizer.engines.embedded.contents import word_count
from summarizer.engines.embedded.cues import OPENING, STATEMENT_WORDS, Cue, find_cue, quoted_spans
from summarizer.engines.embedded.people import People
from summarizer.engines.embedded.speakers import parse_speaker
from summarizer.engines.embedded.verbs import has_verb
from summarizer.models import Article, Attribution, Sentence
from summarizer.text.names import find_names
from summarizer.text.tokens import Token, base, tokenize

LOOSE = frozenset("when after in at as during by on before while with from to following who which".split())
SUBJECT_REACH = 40  # characters within which a sentence's subject begins
SPOKEN_ROLES = frozenset({"headline", "heading", "body"})


class Utterance(NamedTuple):
    """A span of the article that somebody is said to have said."""

    start: int
    end: int
    attribution: Attribution


class Talk(NamedTuple):
    """What is said in one sentence, and the span of the words that say who says it; None where nobody is named.

    `voice` says the rest of the sentence: the article itself, or whose turn it is in a transcript.
    """

    utterances: tuple[Utterance, ...] = ()
    cue: tuple[int, int] | None = None
    voice: Attribution = Attribution()


def find_talk(article: Article) -> tuple[dict[int, Talk], People]:
    """Walk an article and give each sentence what is said in it, with the people met on the way."""
    people = People()
    for sentence in article.sentences:
        if sentence.role in {"body", "headline"}:
            people.note_names(article.words_of(sentence))
    walk = _Walk(article, people)
    for sentence in article.sentences:
        walk.step(sentence)
    walk.settle(walk.speaker or people.last)
    talk = {
        number: Talk(
            tuple(said._replace(attribution=people.identify(said.attribution)) for said in sorted(utterances)),
            walk.cues.get(number),
            walk.voices.get(number, Attribution()),
        )
        for number, utterances in walk.found.items()
    }
    return talk, people


class _Walk:
    """One pass over the sentences; remembers an open quotation and who spoke last in the paragraph.

    `turn` is whose turn it is in a transcript. `waiting` holds the quotations (sentence number, start, end) that nobody was named for yet.
    """

    def __init__(self, article: Article, people: People) -> None:
        self.article = article
        self.people = people
        self.found: dict[int, list[Utterance]] = {}
        self.cues: dict[int, tuple[int, int]] = {}
        self.voices: dict[int, Attribution] = {}
        self.waiting: list[tuple[int, int, int]] = []
        self.open_quote = False
        self.paragraph = 0
        self.speaker: Attribution | None = None
        self.turn: Attribution | None = None

    def step(self, sentence: Sentence) -> None:
        """Take the next sentence."""
        if sentence.paragraph != self.paragraph:
            self._end_paragraph(sentence)
        if sentence.role not in SPOKEN_ROLES:
            return
        words = self.article.words_of(sentence)
        tokens = tokenize(words)
        quotes, self.open_quote = quoted_spans(tokens, inside=self.open_quote)
        cue = self._named_line(tokens, words)
        if cue is not None:
            self.turn = self.people.meet(cue.speaker)
        cue = cue or find_cue(tokens, words, quotes, self.people)
        if cue is not None:
            self.speaker = self.people.meet(cue.speaker)
            self.cues[sentence.number] = _span(sentence, tokens, cue.first, cue.last)
        first = next(iter(find_names(words[:SUBJECT_REACH])), None)
        if first is not None and sentence.role == "body":
            self.people.note_subject(first)
        if cue is not None and self.speaker is not None and cue.said:
            self.people.note_body(self.speaker, words[tokens[cue.said[0][0]].start :])
        utterances = self._utterances(sentence, tokens, quotes, cue)
        if self.turn is not None and tokens:
            self.voices[sentence.number] = self.turn.model_copy(update={"mode": "direct"})
            utterances = utterances or [Utterance(sentence.start, sentence.end, self.voices[sentence.number])]
        if utterances:
            self.found[sentence.number] = utterances

    def _end_paragraph(self, sentence: Sentence) -> None:
        # A quotation left open at a paragraph's end goes on in the next, which opens with a quotation mark again.
        goes_on = self.open_quote and self.article.words_of(sentence)[:1] in set(OPENING) | {'"'}
        self.settle(self.speaker or self.people.last)
        self.paragraph = sentence.paragraph
        if not goes_on:
            self.speaker = None
        self.turn = None
        self.open_quote = False

    def _named_line(self, tokens: list[Token], words: str) -> Cue | None:
        """Read a transcript's "NAME: …" at the head of a sentence."""
        colon = next((i for i, token in enumerate(tokens[:7]) if token.text == ":"), None)
        if not colon or not all(token.text[:1].isupper() for token in tokens[:colon]):
            return None
        speaker = parse_speaker(words[: tokens[colon].start], self.people)
        if speaker is None:
            return None
        rest = ((colon + 1, len(tokens)),) if colon + 1 < len(tokens) else ()
        return Cue(0, colon + 1, speaker.model_copy(update={"mode": "direct"}), rest)

    def _utterances(
        self, sentence: Sentence, tokens: list[Token], quotes: list[tuple[int, int]], cue: Cue | None
    ) -> list[Utterance]:
        utterances: list[Utterance] = []
        statements = [(first, last) for first, last in quotes if _is_statement(tokens, first, last)]
        speaker = self.speaker
        for first, last in statements:
            span = _span(sentence, tokens, first, last - (tokens[last - 1].text == ","))
            if speaker is None:
                self.waiting.append((sentence.number, *span))
            else:
                utterances.append(Utterance(*span, speaker.model_copy(update={"mode": "direct"})))
        if cue is not None and speaker is not None:
            self.settle(speaker)
            mode = "direct" if cue.speaker.mode == "direct" else "indirect"
            told = speaker.model_copy(update={"mode": mode})
            for first, last in _outside(_whole_if_split(cue, tokens, statements), statements, tokens):
                if first >= cue.last and cue.said[0][0] < cue.first and _is_aside(tokens, cue, statements, first):
                    continue
                utterances.append(Utterance(*_span(sentence, tokens, first, last), told))
        return sorted(utterances)

    def settle(self, speaker: Attribution | None) -> None:
        """Give the quotations that waited for a speaker to the one who was named after them."""
        for number, start, end in self.waiting:
            if speaker is not None:
                said = Utterance(start, end, speaker.model_copy(update={"mode": "direct"}))
                self.found.setdefault(number, []).append(said)
        self.waiting = []


def _whole_if_split(cue: Cue, tokens: list[Token], statements: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join what a speaker splits before its verb: "The pier, Brill said, was closed" is one statement."""
    if len(cue.said) < 2 or statements or has_verb(tokens[cue.said[0][0] : cue.said[0][1]]):
        return cue.said
    return ((cue.said[0][0], cue.said[-1][1]),)


def _is_aside(tokens: list[Token], cue: Cue, statements: list[tuple[int, int]], first: int) -> bool:
    """Whether a stretch behind "…, Brill said" tells when or who, and not what was said.

    It goes on with what was said where that stands in quotation marks, is joined by "and", or lacked its verb so far
    ("The pier, Brill said, was closed").
    """
    quoted = any(last <= cue.first for _, last in statements)
    complete = quoted or has_verb(tokens[cue.said[0][0] : cue.first])
    return base(tokens[first].text) in LOOSE or (complete and base(tokens[first].text) not in {"and", "but", "that"})


def _is_statement(tokens: list[Token], first: int, last: int) -> bool:
    """Whether a quotation states something by itself; a phrase quoted within a sentence belongs to that sentence."""
    words = [token.text for token in tokens[first:last] if token.is_word]
    return len(words) >= STATEMENT_WORDS and (not words[0][:1].islower() or first == 0)


def _span(sentence: Sentence, tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    return sentence.start + tokens[first].start, sentence.start + tokens[last - 1].end


def _outside(
    said: tuple[tuple[int, int], ...], statements: list[tuple[int, int]], tokens: list[Token]
) -> list[tuple[int, int]]:
    """Cut what is said indirectly into the stretches that lie outside the statements in quotation marks, trimmed of punctuation."""
    stretches: list[tuple[int, int]] = []
    for first, last in said:
        position = first
        for start, end in [*statements, (last, last)]:
            stop = min(max(start, position), last)
            left, right = _trim(tokens, position, stop)
            if word_count(tokens, left, right) >= 3:
                stretches.append((left, right))
            position = max(position, end)
    return stretches


TRIMMED = frozenset({",", "“", "”", '"', ":", ";", "–", "—", "-"})


def _trim(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    while first < last and (tokens[first].text in TRIMMED or tokens[first].text == "."):
        first += 1
    while last > first and tokens[last - 1].text in TRIMMED and not _closes(tokens, first, last - 1):
        last -= 1
    return first, last


def _closes(tokens: list[Token], first: int, mark: int) -> bool:
    """Whether a quotation mark at the end closes one that opens inside the stretch."""
    opened = sum(token.text in set(OPENING) | {'"'} for token in tokens[first:mark])
    return tokens[mark].text in {"”", '"'} and opened % 2 == 1
