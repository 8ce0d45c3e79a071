"""Sides of pairs made from one sentence each, with the quantities and the first time that the text has."""

import datetime as dt
import hashlib

from summarizer.models import Article, Attribution, Claim, Side
from summarizer.text.quantities import find_quantities
from summarizer.text.times import find_times


def side(text, article_id="a1", *, published=None, speaker=None, role=None, body=None, **fields):
    """Make a side whose claim is its article's only sentence; a speaker makes it indirect speech."""
    whole = body or text
    article = Article(
        id=article_id,
        source=f"{article_id}.txt",
        text=whole,
        sha256=hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest(),
        published=published,
    )
    times = find_times(text, dt.date.fromisoformat(published) if published else None)
    attribution = Attribution(name=speaker, role=role, mode="indirect") if speaker or role else Attribution()
    known = {
        "kind": "event",
        "attribution": attribution,
        "time": times[0].value if times else None,
        "quantities": tuple(find_quantities(text)),
    } | fields
    return Side(
        article, Claim(id=f"{article_id}.c1", text=text, quote=text, start=0, end=len(text), sentence=1, **known)
    )


def outcome(gate, left, right, kind):
    """Try a gate on two texts or sides."""
    a = side(left, "a1") if isinstance(left, str) else left
    b = side(right, "a2") if isinstance(right, str) else right
    return gate(a, b, kind).outcome
