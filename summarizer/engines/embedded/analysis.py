"""One article, analysed once: sentences, utterances, people and propositions."""

from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.engines.embedded.propositions import Proposition, find_propositions
from summarizer.engines.embedded.speech import Talk, find_talk
from summarizer.models import Article, Sentence

READ_ROLES = frozenset({"headline", "body"})  # what is claimed from and summarised


@dataclass(frozen=True, slots=True)
class Analysis:
    """An article with its propositions in order; `by_span` finds one by its offsets.

    `bodies` maps a person's key to the keys of the states and bodies that he speaks for.
    """

    article: Article
    propositions: tuple[Proposition, ...]
    by_span: Mapping[tuple[int, int], Proposition]
    bodies: Mapping[str, frozenset[str]]


def analyse_article(article: Article) -> Analysis:
    """Analyse an article's headline and body; boilerplate, bylines and headings are passed over."""
    talk, people = find_talk(article)
    found: list[Proposition] = []
    before: frozenset[str] = frozenset()
    for sentence in article.sentences:
        if sentence.role not in READ_ROLES or is_question(article, sentence):
            continue
        propositions = find_propositions(article, sentence, talk.get(sentence.number, Talk()), people, before)
        found.extend(propositions)
        before = next((p.subject for p in reversed(propositions) if p.subject), before)
    return Analysis(article, tuple(found), {(p.start, p.end): p for p in found}, dict(people.bodies))


def is_question(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence asks and so asserts nothing."""
    return article.words_of(sentence).rstrip("”\"’') ").endswith("?")
