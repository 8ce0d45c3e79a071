"""What a story's articles say together: agreements by origins, who is silent on what, and the course of values. Pure."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from summarizer.corpus.records import Course, Mention, Moment, Story, Topic
from summarizer.models import Agreement, Article, Claim, Finding, Quantity, Reading
from summarizer.text.names import find_names

FEWEST_MOMENTS = 2  # of a course: a value told once takes no course


def tell_story(
    readings: Sequence[Reading],
    origins: Mapping[str, str],
    findings: Iterable[Finding] = (),
    agreements: Iterable[Agreement] = (),
) -> Story:
    """Tell what a story's articles say together.

    Args:
        readings: those of the story's articles, copies among them.
        origins: from an article to the first of its near-copies.
        findings: of any articles; those of which both sides stand in the story are taken.
        agreements: likewise; their origins are counted anew, by families of near-copies.
    """
    articles = {reading.article.id: reading.article for reading in sorted(readings, key=_reading_order)}
    firsts = tuple(dict.fromkeys(origins[article] for article in articles))
    agreed = [agreement for agreement in agreements if articles.keys() >= set(agreement.articles)]
    counted = [recount(agreement, origins) for agreement in agreed]
    claims = [(reading.article, claim) for reading in readings for claim in reading.claims]
    return Story(
        id=story_id(articles.values(), origins),
        title=next((article.title for article in articles.values() if article.title), None),
        articles=tuple(articles),
        origins=firsts,
        findings=tuple(f for f in findings if f.a.article in articles and f.b.article in articles),
        agreements=tuple(sorted(counted, key=lambda agreement: (-agreement.origins, agreement.claims))),
        topics=tuple(topics_of(counted, claims, origins, firsts)),
        courses=tuple(courses_of(claims, origins)),
    )


def story_id(articles: Iterable[Article], origins: Mapping[str, str]) -> str:
    """Name a story by the texts of its origins, so that further copies and another order leave the name."""
    texts = sorted(article.sha256 for article in articles if origins[article.id] == article.id)
    return f"s-{hashlib.sha256(' '.join(texts).encode()).hexdigest()[:12]}"


def recount(agreement: Agreement, origins: Mapping[str, str]) -> Agreement:
    """Count an agreement's origins by families of near-copies."""
    return agreement.model_copy(update={"origins": len({origins[article] for article in agreement.articles})})


def topics_of(
    agreements: Iterable[Agreement],
    claims: Sequence[tuple[Article, Claim]],
    origins: Mapping[str, str],
    firsts: Sequence[str],
) -> list[Topic]:
    """List what is agreed on, with the origins that say nothing of it; what most speak of comes first."""
    homes = {claim.id: article.id for article, claim in claims}
    topics = []
    for agreement in agreements:
        mentions = tuple(Mention(article=homes[claim], claim=claim) for claim in agreement.claims if claim in homes)
        speaking = {origins[mention.article] for mention in mentions}
        if mentions:
            silent = tuple(first for first in firsts if first not in speaking)
            topics.append(Topic(text=agreement.text, mentions=mentions, origins=len(speaking), silent=silent))
    return sorted(topics, key=lambda topic: (-topic.origins, topic.text))


def courses_of(claims: Sequence[tuple[Article, Claim]], origins: Mapping[str, str]) -> list[Course]:
    """Follow each measured value, and each holder's position, through time, where it is told of more than once."""
    values = _moments(claims, origins, _values_of)
    stances = _moments(claims, origins, _stances_of)
    courses = [Course(kind="value", subject=subject, moments=moments) for subject, moments in values.items()]
    courses += [Course(kind="stance", subject=subject, moments=moments) for subject, moments in stances.items()]
    told = [course for course in courses if len(course.moments) >= FEWEST_MOMENTS]
    return sorted(told, key=lambda course: (course.kind, -len(course.moments), course.subject))


Told = Callable[[Claim], Iterable[tuple[str, str]]]
"""Gives what a claim tells: subjects and their values."""


def _moments(
    claims: Sequence[tuple[Article, Claim]], origins: Mapping[str, str], told: Told
) -> dict[str, tuple[Moment, ...]]:
    """Group what claims tell by subject, day and value."""
    found: dict[str, dict[tuple[str, str], list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for article, claim in claims:
        for subject, value in told(claim):
            mention = Mention(article=article.id, claim=claim.id)
            found[subject][_day(article, claim) or "", value].append(mention)
    return {
        subject: tuple(
            Moment(
                day=day or None,
                value=value,
                mentions=tuple(sorted(mentions, key=lambda mention: (mention.article, mention.claim))),
                origins=len({origins[mention.article] for mention in mentions}),
            )
            for (day, value), mentions in sorted(moments.items())
        )
        for subject, moments in sorted(found.items())
    }


def _values_of(claim: Claim) -> list[tuple[str, str]]:
    return [(_subject(quantity), quantity.text) for quantity in claim.quantities if quantity.measure]


def _subject(quantity: Quantity) -> str:
    """Name what is counted, with its unit."""
    return f"{quantity.measure} ({quantity.unit})" if quantity.unit else str(quantity.measure)


def _stances_of(claim: Claim) -> list[tuple[str, str]]:
    """Give the position of a claim under the name of who holds it; one whose holder is not named has no course."""
    if claim.kind != "position":
        return []
    holder = claim.subject or claim.attribution.name
    names = find_names(holder, all_capitals=False) if holder else []
    return [(name.key, claim.polarity) for name in names[-1:]]


def _day(article: Article, claim: Claim) -> str | None:
    """Give the day of which a claim speaks, else that of publication; a time that nothing anchors counts as none."""
    known = claim.time is not None and not claim.time.startswith("X")
    if known and claim.time is not None:
        return claim.time[:10]
    return article.published_day.isoformat() if article.published_day else None


def _reading_order(reading: Reading) -> tuple[str, str]:
    return (reading.article.published or "", reading.article.id)
