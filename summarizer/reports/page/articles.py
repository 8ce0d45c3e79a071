"""The articles themselves: the stored text with every claim and every finding in its place, a summary, and the claims."""

from collections.abc import Iterator, Sequence

from summarizer.contract import ArticleHeader, ComparisonDocument, ReadArticle, ReadingDocument
from summarizer.models import Claim, Evidence
from summarizer.reports.outline import count, describe_article, says_the_same
from summarizer.reports.page.highlights import Passage, Segment, Span, cut, find_passages, gather_passages
from summarizer.reports.page.markup import Markup, element, join
from summarizer.reports.page.plan import Plan, Topic
from summarizer.reports.page.quoting import (
    describe_qualities,
    in_quotes,
    language_of,
    name_speaker,
    outlet_of,
    refer_to_article,
    refer_to_claim,
)
from summarizer.reports.page.shell import section
from summarizer.text.excerpts import excerpt

MANY = 6  # articles above which each is folded away: a page of so many texts is scrolled past, not read
LONGEST_START = 44  # characters of a quote in the list of claims: enough to know it again
COMPARED = (
    "What a claim was made of is underlined; a number leads to its finding, = to an agreement. "
    "Point at a passage to light what it is held against."
)
RANK = ("conflict", "dispute", "change", "agreement")
EVIDENCE = -1  # stands for what proves a point of the summary, beside the claims numbered from 0


def render_articles(document: ComparisonDocument | ReadingDocument, plan: Plan) -> Markup | None:
    """Render every article with its claims in their places."""
    if not document.articles:
        return None
    folded = len(document.articles) > MANY
    return section(
        "articles",
        "The articles",
        COMPARED if plan.topics else "What a claim was made of is underlined.",
        *(_article(article, plan, folded=folded) for article in document.articles),
    )


def _article(article: ReadArticle, plan: Plan, *, folded: bool) -> Markup:
    place = plan.article_places[article.id]
    title = " ".join((article.title or "no title").split())
    heading = element("h3", refer_to_article(article.id, plan), Markup(" "), title, id=f"{place}-heading", dir="auto")
    about = element("p", describe_article(article), class_="about")
    inner = join((_summary(article), _text(article, plan), _claims(article, plan)))
    if folded:
        parts = [heading, about, element("details", element("summary", f"Read {outlet_of(article)}"), inner)]
    else:
        parts = [heading, about, inner]
    return element("article", *parts, id=place, class_="story", aria_labelledby=f"{place}-heading", data_article=place)


def _summary(article: ReadArticle) -> Markup:
    points = []
    for point in article.summary.points:
        quotes = [evidence.quote for evidence in point.evidence]
        shown = [in_quotes(quote, article) for quote in quotes]
        words = None if says_the_same(point.text, quotes) else element("p", point.text)
        points.append(element("li", words, *shown))
    return element(
        "div",
        element("p", element("strong", article.summary.headline), class_="headline"),
        element("p", article.summary.abstract),
        element("details", element("summary", f"{count(len(points), 'point')} of the summary"), element("ul", *points))
        if points
        else None,
        class_="summary",
        dir="auto",
    )


def _text(article: ReadArticle, plan: Plan) -> Markup:
    """Show the stored text; where it is not at hand, what the quotes tell of it, and where the gaps are."""
    claims = article.claims
    evidence = [one for point in article.summary.points for one in point.evidence]
    spans = [Span(one.start, one.end, number) for number, one in enumerate(claims)]
    spans += [Span(one.start, one.end, EVIDENCE) for one in evidence]
    if article.text is not None:
        passages, gaps = find_passages(article.text), False
    else:
        passages, gaps = gather_passages([*_places(claims), *_places(evidence)]), True
    cells = [element("p", *_pieces(segments, claims, plan)) for segments in cut(passages, list(dict.fromkeys(spans)))]
    if gaps:
        cells = list(_with_gaps(cells, passages, article))
    return element("div", *cells, class_="body", lang=language_of(article), dir="auto")


def _places(quoted: Sequence[Claim | Evidence]) -> list[tuple[int, str]]:
    return [(one.start, one.quote) for one in quoted]


def _with_gaps(cells: list[Markup], passages: list[Passage], article: ArticleHeader) -> Iterator[Markup]:
    """Say between passages how much is not shown; the document was read back from a file, which holds quotes only."""
    position = 0
    for cell, passage in zip(cells, passages, strict=True):
        if passage.start - position > 1:
            yield _gap(passage.start - position)
        yield cell
        position = passage.start + len(passage.text)
    if article.characters - position > 1:
        yield _gap(article.characters - position)


def _gap(characters: int) -> Markup:
    return element("p", f"[{count(characters, 'character')} not stored]", class_="gap")


def _pieces(segments: list[Segment], claims: tuple[Claim, ...], plan: Plan) -> Iterator[Markup | str]:
    for segment in segments:
        owners = [claims[owner] for owner in segment.owners if owner != EVIDENCE]
        if not segment.owners:
            yield segment.text
            continue
        topics = list(dict.fromkeys(topic for claim in owners for topic in plan.topics.get(claim.id, ())))
        opened = [plan.claim_places[claims[owner].id] for owner in segment.opened if owner != EVIDENCE]
        closed = [claims[owner].id for owner in segment.closed if owner != EVIDENCE]
        yield _piece(segment, topics, opened, is_point=EVIDENCE in segment.owners)
        yield _references(list(dict.fromkeys(topic for claim in closed for topic in plan.topics.get(claim, ()))))


def _piece(segment: Segment, topics: list[Topic], opened: list[str], *, is_point: bool) -> Markup:
    """Make one element of a piece; of several claims that begin here, each further one wraps it with its address."""
    kinds = {topic.kind for topic in topics}
    kind = next((name for name in RANK if name in kinds), "")
    piece = element(
        "span",
        segment.text,
        id=opened[0] if opened else None,
        class_=" ".join(part for part in ("q", kind, "point" if is_point else "") if part),
        data_t=" ".join(topic.token for topic in topics) or None,
    )
    for place in opened[1:]:
        piece = element("span", piece, id=place)
    return piece


def _references(topics: list[Topic]) -> Markup:
    """Put the numbers of findings behind a passage, as a book does its notes."""
    if not topics:
        return Markup()
    links = [
        element(
            "a",
            topic.label,
            href=f"#{topic.place}",
            data_t=topic.token,
            aria_label="agreement" if topic.kind == "agreement" else f"{topic.kind} {topic.label}",
        )
        for topic in topics
    ]
    return element("sup", *links)


def _claims(article: ReadArticle, plan: Plan) -> Markup:
    """List the claims under those who make them, each by its beginning; it stands whole in the text above."""
    if not article.claims:
        return element("p", "No claim was read in it.", class_="nothing")
    by_speaker: dict[str, list[Claim]] = {}
    for claim in article.claims:
        by_speaker.setdefault(name_speaker(claim), []).append(claim)
    lists = [
        element(
            "section",
            element("h4", speaker, Markup(" "), element("span", str(len(claims)), class_="count")),
            element("ul", *(_claim(claim, article, plan) for claim in claims)),
        )
        for speaker, claims in by_speaker.items()
    ]
    summary = element("summary", f"{count(len(article.claims), 'claim')}, by who makes them")
    return element("details", summary, *lists, class_="claims", dir="auto")


def _claim(claim: Claim, article: ReadArticle, plan: Plan) -> Markup:
    """Link to a claim by its words; one in words of its own has the quote behind it."""
    has_own_words = not says_the_same(claim.text, [claim.quote])
    words = claim.text if has_own_words else excerpt(claim.quote, LONGEST_START)
    return element(
        "li",
        refer_to_claim(claim.id, plan, words),
        _references(list(plan.topics.get(claim.id, ()))),
        element("q", claim.quote, lang=language_of(article)) if has_own_words else None,
        f" {describe_qualities(claim)}",
    )
