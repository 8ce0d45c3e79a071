"""Two small articles and what the embedded engine weighs between them, by networks that answer by a script."""

import hashlib

from scripted_networks import ScriptedEmbedder

from summarizer.engines.embedded import EmbeddedEngine
from summarizer.models import Article, Side
from summarizer.pairing import find_pairs
from summarizer.text.sentences import split

WIRE = "Ana Brill closed the dam at Holm on Monday.\n\nThe mayor praised 12 divers.\n"
BLOG = "The dam at Holm was never shut by Ana Brill.\n\nThe mayor praised 30 divers.\n"


NOISE = "The bakery on the hill sold forty loaves of rye bread.\n"  # so that words of the pair are no rarity


def article(text, number, published=None):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=f"a{number}", source="test", text=text, sha256=digest, sentences=split(text), published=published)


def sides(text, number):
    reading = EmbeddedEngine().reading_of(article(f"{text}\n\n{NOISE}", number, published="2026-03-05"))
    return [Side(reading.article, claim) for claim in reading.claims if claim.quote not in NOISE]


def engine_of(judge, reranker=None, **options):
    engine = EmbeddedEngine(**options)
    engine._embedder, engine._judge, engine._reranker = ScriptedEmbedder("dam", "divers"), judge, reranker or judge
    return engine


def weighed(judge, *texts, reranker=None):
    engine = engine_of(judge, reranker)
    readings = [engine.reading_of(article(text, number)) for number, text in enumerate(texts, start=1)]
    _, found, _ = engine.signals_of(find_pairs(readings, engine.pair_limit))
    words = {(r.article.id, s.number): r.article.words_of(s) for r in readings for s in r.article.sentences}
    return {tuple(words[place] for place in meeting): value for meeting, value in found.items()}


def of(found, one, other):
    return next(v for (a, b), v in found.items() if (one in a and other in b) or (one in b and other in a))
