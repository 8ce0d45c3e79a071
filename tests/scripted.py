"""A model that gives the answers it is told to and keeps what it was asked, and articles to ask it about."""

import hashlib
import json
import re

from summarizer.engines.model.replies import Completion
from summarizer.models import Article, Sentence


class ScriptedModel:
    """A completion function with a list: texts, completions, objects to be written as JSON, or errors to be raised."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    async def __call__(self, messages, answer, /):
        self.asked.append((list(messages), answer))
        given = self.answers.pop(0)
        if isinstance(given, Exception):
            raise given
        if isinstance(given, Completion):
            return given
        text = given if isinstance(given, str) else json.dumps(given)
        return Completion(text, None, "stop", 100, 10)


def make_article(text, article_id="a1", **fields):
    """An article whose sentences are its lines; a line that begins with "!" is boilerplate, with "#" a headline, with "=" a heading."""
    roles = {"!": "boilerplate", "#": "headline", "=": "heading"}
    sentences = tuple(
        Sentence(number=number, start=line.start(), end=line.end(), role=roles.get(line.group()[0], "body"))
        for number, line in enumerate(re.finditer(r"[^\n]+", text), start=1)
    )
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id=article_id, source="test", text=text, sha256=digest, sentences=sentences, **fields)


def draft_claim(text, sentences=(1,), **fields):
    """A claim as a model would write it."""
    return {
        "sentences": list(sentences),
        "fragment": None,
        "speaker": None,
        "text": text,
        "tags": [],
    } | fields


def draft_reading(claims=(), points=(), speakers=(), **fields):
    """A reading as a model would write it."""
    named = [{"name": name, "role": role} for name, role in speakers]
    return {"speakers": named, "claims": list(claims)} | draft_brief(points, **fields)


def draft_brief(points=(), abstract="A short account.", headline="A headline", orders=()):
    """A summary without claims as a model would write it."""
    return {
        "points": list(points),
        "abstract": abstract,
        "headline": headline,
        "orders": list(orders),
    }


def draft_verdict(pair, label="compatible", **fields):
    """A judgement as a model would write it."""
    return {
        "pair": pair,
        "explanation": "Both can be true.",
        "harmless": "none",
        "label": label,
        "type": "date" if label == "conflict" else None,
        "confidence": 0.9,
    } | fields


def draft_side(article, sentence, says="The bridge closed.", **fields):
    """One side of a conflict as a model would write it."""
    return {
        "article": article,
        "sentence": sentence,
        "fragment": None,
        "speaker": None,
        "says": says,
        "tags": [],
    } | fields


def draft_conflict(a, b, **fields):
    """A conflict as a model would list it."""
    return {
        "a": a,
        "b": b,
        "explanation": "One puts the closing on Monday, the other on Wednesday.",
        "harmless": "none",
        "type": "date",
        "confidence": 0.9,
    } | fields


def draft_comparison(conflicts=(), agreements=()):
    """A comparison as a model would write it; an agreement is a list of places."""
    listed = [
        {"sentences": [{"article": article, "sentence": sentence} for article, sentence in places]}
        for places in agreements
    ]
    return {"conflicts": list(conflicts), "agreements": listed}
