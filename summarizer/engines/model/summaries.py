"""From what a model writes as a summary to what we vouch for: lines that state a figure the article has not are made anew."""

from collections.abc import Sequence

from summarizer.engines.model.ask import Accepted, Rejected
from summarizer.engines.model.drafts import DraftSummary
from summarizer.engines.model.show import one_line, reading_head
from summarizer.engines.model.stated_figures import unsupported_figures
from summarizer.models import Article, Evidence, Point, Summary

LONGEST_ABSTRACT = 120  # words; twice what is asked for, so that only a runaway costs a second question
MOST_POINTS = 12
MOST_EVIDENCE = 6  # quotes of one point; more prove nothing in particular


def make_summary(
    headline: str, abstract: str, article: Article, points: tuple[Point, ...], known: str
) -> tuple[Summary, list[Rejected]]:
    """Make a summary; a headline or an abstract that does not hold is made from what does.

    Args:
        headline: as the model wrote it.
        abstract: as the model wrote it.
        article: what is summed up.
        points: those that hold.
        known: the words that must have every figure.
    """
    rejected = []
    lines = {"headline": one_line(headline), "abstract": one_line(abstract)}
    instead = {
        "headline": one_line(article.title or (points[0].text if points else "")),
        "abstract": " ".join(point.text for point in points[:3]),
    }
    for name, line in lines.items():
        strays = unsupported_figures(line, known)
        if strays:
            rejected.append(Rejected(name, f"The {name} states {strays[0]}, which is not in the article."))
        elif len(line.split()) > LONGEST_ABSTRACT:
            rejected.append(Rejected(name, f"The {name} is too long; keep to 60 words."))
        elif line:
            instead[name] = line
    return Summary(headline=instead["headline"], abstract=instead["abstract"], points=points), rejected


def ground_summary(draft: DraftSummary, article: Article, notes: Sequence[Point]) -> Accepted[Summary]:
    """Turn the summary of a long article into a record: a point has the evidence of the notes that it is made from."""
    points: list[Point] = []
    rejected: list[Rejected] = []
    for place, item in enumerate(draft.points[:MOST_POINTS], start=1):
        text = one_line(item.text)
        cited = [notes[number - 1] for number in dict.fromkeys(item.notes) if 1 <= number <= len(notes)]
        evidence = tuple(dict.fromkeys(one for note in cited for one in note.evidence))
        reason = _reason_against(text, evidence, len(notes))
        if reason:
            rejected.append(Rejected("points", f'points, number {place} ("{text[:60]}"): {reason}'))
        else:
            points.append(Point(text=text, evidence=evidence[:MOST_EVIDENCE]))
    proof = [one.quote for note in notes for one in note.evidence]
    known = "\n".join([reading_head(article), *proof])
    summary, bad_lines = make_summary(draft.headline, draft.abstract, article, tuple(points), known)
    return Accepted(summary, len(points), (*rejected, *bad_lines))


def _reason_against(text: str, evidence: Sequence[Evidence], count: int) -> str:
    """Say why a point does not hold; nothing where it does."""
    if not text:
        return "its text is empty."
    if not evidence:
        return f"it names no note; give the numbers of the notes it is made from, between 1 and {count}."
    strays = unsupported_figures(text, " ".join(one.quote for one in evidence[:MOST_EVIDENCE]))
    return f"it states {strays[0]}, which is not in its notes." if strays else ""
