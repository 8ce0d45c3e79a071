"""The time line: when each article appeared and of which days it speaks, as a drawing with a table behind it."""

import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.contract import ComparisonDocument, ReadArticle
from summarizer.reports.outline import count
from summarizer.reports.page.markup import Markup, element, join
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import outlet_of, refer_to_article, refer_to_claim
from summarizer.reports.page.shell import section
from summarizer.text.excerpts import excerpt
from summarizer.text.times.values import RANK, days_of, granularity
from summarizer.text.times.words import spell_time

MOST_DAYS = 40  # columns of the drawing: beyond, it is scrolled for screens and shows nothing at a glance
MOST_CLAIMS = 12  # of a row of the table; the articles list them all
LANE, GUTTER, NAMES, STEP = 26, 44, 168, 46  # pixels: a lane's height, the room for dates, for names, between dates
BESIDE = 6  # pixels by which both kinds of marks stand beside their day, so that neither hides the other
STRETCH = 3  # pixels by which the room between two dates grows as the time between them doubles
YEARS, MONTHS = frozenset({"year", "decade", "century"}), frozenset({"month", "quarter", "season", "half"})
"""Precisions of a time whose column is named by its year, and by its first month."""


class Moment(NamedTuple):
    """What one article has to do with one time: it appeared then, or its claims speak of it."""

    first: dt.date
    value: str
    article: str
    claims: tuple[str, ...]
    is_published: bool


def render_timeline(document: ComparisonDocument, plan: Plan) -> Markup | None:
    """Render the time line; None where no time is known."""
    moments = gather_moments(document.articles)
    days = choose_days(moments, plan)
    if not days:
        return None
    left_out = len({moment.first for moment in moments}) - len(days)
    note = f" {count(left_out, 'other day')} stand{'s' if left_out == 1 else ''} in the table only." if left_out else ""
    drawn = [moment for moment in moments if moment.first in set(days)]
    caption = (
        "■ the article appeared; ● it speaks of that day, and what it says is part of a finding or an agreement; "
        f"○ it speaks of that day. Times between the dates are drawn shorter the longer they are.{note}"
    )
    figure = element(
        "figure",
        element(
            "div",
            _draw(drawn, days, document.articles, plan),
            class_="scroll",
            tabindex=0,
            role="region",
            aria_label="time line",
        ),
        element("figcaption", caption),
    )
    table = element("details", element("summary", "The time line as a table"), _table(moments, plan))
    return section("timeline", "When", "When each article appeared, and of which days it speaks.", figure, table)


def gather_moments(articles: Iterable[ReadArticle]) -> list[Moment]:
    """Gather by article and time what appeared and what is spoken of, in the order of time; unknown years are left out."""
    moments = []
    for article in articles:
        day = days_of((article.published or "")[:10])
        if day:
            moments.append(Moment(day[0], (article.published or "")[:10], article.id, (), is_published=True))
        told: dict[str, list[str]] = defaultdict(list)
        for claim in article.claims:
            if claim.time:
                told[claim.time.partition("T")[0]].append(claim.id)
        for value, claims in told.items():
            days = days_of(value)
            if days:
                moments.append(Moment(days[0], value, article.id, tuple(claims), is_published=False))
    return sorted(moments, key=lambda moment: (moment.first, moment.value, moment.article, not moment.is_published))


def choose_days(moments: Sequence[Moment], plan: Plan) -> list[dt.date]:
    """Choose the days to draw: of publications and findings first, then those of which most is said."""
    weights: dict[dt.date, tuple[int, int]] = {}
    for moment in moments:
        matters = moment.is_published or any(claim in plan.topics for claim in moment.claims)
        before = weights.get(moment.first, (0, 0))
        weights[moment.first] = (before[0] + matters, before[1] + len(moment.claims))
    chosen = sorted(weights, key=lambda day: (-min(weights[day][0], 1), -weights[day][1], day))[:MOST_DAYS]
    return sorted(chosen)


def place_days(days: Sequence[dt.date]) -> list[int]:
    """Give each day its place in pixels from the first; the room between two grows with the logarithm of their distance."""
    places = [0]
    for before, after in itertools.pairwise(days):
        places.append(places[-1] + STEP + round(STRETCH * math.log2((after - before).days)))
    return places


def _draw(moments: Sequence[Moment], days: Sequence[dt.date], articles: Sequence[ReadArticle], plan: Plan) -> Markup:
    places = {day: NAMES + STEP // 2 + place for day, place in zip(days, place_days(days), strict=True)}
    order = sorted(articles, key=lambda one: (one.published or "9", one.id))
    lanes = {article.id: GUTTER + LANE * number + LANE // 2 for number, article in enumerate(order)}
    width, height = max(places.values()) + STEP, GUTTER + LANE * len(order) + 6
    names = [
        element("text", f"{article.id}  {excerpt(outlet_of(article), 20)}", x=0, y=lanes[article.id] + 4, class_="name")
        for article in order
    ]
    rules = [element("line", x1=NAMES, x2=width, y1=lane, y2=lane, class_="lane") for lane in lanes.values()]
    return element(
        "svg",
        element("title", "Time line of the articles; the same stands in the table below"),
        *rules,
        *_dates(places, moments, height),
        *names,
        *(_mark(moment, places[moment.first], lanes[moment.article], plan) for moment in moments),
        role="img",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
    )


def _dates(places: dict[dt.date, int], moments: Sequence[Moment], height: int) -> Iterable[Markup]:
    precision = {moment.first: granularity(moment.value) for moment in sorted(moments, key=_precision)}
    year = None
    for day, place in places.items():
        yield element("line", x1=place, x2=place, y1=GUTTER - 6, y2=height, class_="day")
        is_year = precision[day] in YEARS
        words = str(day.year) if is_year else f"{day:%b}" if precision[day] in MONTHS else f"{day.day} {day:%b}"
        yield element("text", words, x=place, y=GUTTER - 12, class_="date")
        if day.year != year and not is_year:
            yield element("text", str(day.year), x=place, y=GUTTER - 28, class_="date year")
            year = day.year


def _precision(moment: Moment) -> int:
    return RANK.get(granularity(moment.value), -1)


def _mark(moment: Moment, x: int, y: int, plan: Plan) -> Markup:
    if moment.is_published:
        return element(
            "rect",
            element("title", f"{moment.article} appeared"),
            x=x - BESIDE - 5,
            y=y - 5,
            width=10,
            height=10,
            class_="appeared",
        )
    matters = any(claim in plan.topics for claim in moment.claims)
    radius = min(4 + len(moment.claims) // 2, 9)
    told = element("title", f"{moment.article}: {count(len(moment.claims), 'claim')} of {spell_time(moment.value)}")
    return element("circle", told, cx=x + BESIDE, cy=y, r=radius, class_="told matters" if matters else "told")


def _table(moments: Sequence[Moment], plan: Plan) -> Markup:
    head = element("tr", *(element("th", words, scope="col") for words in ("When", "Article", "What")))
    rows = [
        element(
            "tr",
            element("th", spell_time(moment.value), scope="row"),
            element("td", refer_to_article(moment.article, plan)),
            element("td", "appeared" if moment.is_published else _told(moment, plan)),
        )
        for moment in moments
    ]
    table = element("table", element("thead", head), element("tbody", *rows))
    return element("div", table, class_="scroll", tabindex=0, role="region", aria_label="times as a table")


def _told(moment: Moment, plan: Plan) -> Markup:
    links = [refer_to_claim(claim, plan) for claim in moment.claims[:MOST_CLAIMS]]
    more = len(moment.claims) - len(links)
    spaced = [part for link in links for part in (link, Markup(" "))]
    return join([*spaced, f"and {more} more" if more else None])
