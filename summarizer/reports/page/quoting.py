"""Quotes, speakers and references to places, as every part of the page shows them."""

import re
from collections.abc import Iterable, Sequence

from summarizer.contract import ArticleHeader
from summarizer.models import Claim
from summarizer.reports.page.markup import Markup, element, join
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.words import MODALITIES
from summarizer.text.differences import Difference
from summarizer.text.times.words import spell_time

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")  # BCP 47, as far as an article can tell it


def language_of(article: ArticleHeader | None) -> str | None:
    """Name the language of an article's words for a `lang` attribute; None if it is not known."""
    if article is None or article.language is None or not _LANGUAGE.fullmatch(article.language):
        return None
    return article.language


def in_quotes(quote: str, article: ArticleHeader | None, marks: Sequence[Difference] = ()) -> Markup:
    """Show the very words between quotation marks, the words that set them apart marked."""
    return element(
        "blockquote",
        element("p", Markup("“"), join(mark_words(quote, marks)), Markup("”")),
        lang=language_of(article),
        dir="auto",
    )


def mark_words(quote: str, marks: Sequence[Difference]) -> Iterable[Markup | str]:
    """Cut a quote at its marks; each mark is an element of its kind."""
    position = 0
    for mark in marks:
        yield quote[position : mark.start]
        yield element("mark", quote[mark.start : mark.end], class_=mark.kind)
        position = mark.end
    yield quote[position:]


def outlet_of(article: ArticleHeader) -> str:
    """Name an article in a word or two: its outlet, else its title, else where it came from."""
    return _on_one_line(article.outlet or article.title or article.source)


def refer_to_article(article_id: str, plan: Plan) -> Markup:
    """Link to an article by its short name; a plain name if it is none of them."""
    place = plan.article_places.get(article_id)
    name = _on_one_line(article_id)
    return element("a", name, href=f"#{place}", class_="key") if place else element("span", name, class_="key")


def refer_to_claim(claim_id: str, plan: Plan, *words: str | Markup) -> Markup:
    """Link to where a claim stands in its article; a plain name if it is not known."""
    place = plan.claim_places.get(claim_id)
    shown = words or (_on_one_line(claim_id),)
    return element("a", *shown, href=f"#{place}") if place else element("span", *shown)


def speaker_of(claim: Claim | None) -> str:
    """Name who says it, in the few words by which findings can be chosen."""
    if claim is None or claim.attribution.mode == "article":
        return "the article itself"
    return _on_one_line(claim.attribution.name or claim.attribution.role or "a speaker who isn’t named")


def name_speaker(claim: Claim) -> str:
    """Name who says it, with the role if the article tells."""
    speaker = speaker_of(claim)
    known = claim.attribution
    return (
        f"{speaker}, {_on_one_line(known.role)}" if known.name and known.role and known.mode != "article" else speaker
    )


def describe_qualities(claim: Claim) -> str:
    """Say what kind of claim it is, whether it denies, how sure it is, in what speech, and of what time it speaks."""
    parts = [
        claim.kind,
        "denied" if claim.polarity == "denied" else "",
        MODALITIES[claim.modality],
        {"direct": "direct speech", "indirect": "indirect speech", "article": ""}[claim.attribution.mode],
        f"of {spell_time(claim.time).removeprefix('at ')}" if claim.time else "",
    ]
    return ", ".join(part for part in parts if part)


def _on_one_line(text: str) -> str:
    return " ".join(text.split()) or "–"
