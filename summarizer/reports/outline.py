"""What a report says, in order, whatever its form: the words that all forms for people share."""

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.contract import (
    ArticleHeader,
    CheckDocument,
    ComparisonDocument,
    Document,
    DocumentFinding,
    Gate,
    ReadArticle,
    ReadingDocument,
)
from summarizer.models import Claim, EngineInfo, FindingSide, FindingType, GateName, Relation, Usage
from summarizer.proportions import describe_share
from summarizer.reviews import Review, count_verdicts
from summarizer.text.times.words import spell_time

CAVEATS = {
    "summarizer.reading/1": "made by a program; the quotes are the articles’ very words",
    "summarizer.comparison/1": "differences found by a program; not a verdict",
    "summarizer.check/1": "judged by a program; not a verdict",
}
"""What a reader must know before the first line, by the document's schema."""

LISTS: tuple[tuple[Relation, str, str], ...] = (
    ("conflict", "Conflicts", "two accounts of one thing that can’t both be true"),
    ("dispute", "Disputes", "named parties disagree, and an article reports it"),
    ("change", "Changes", "it was so then, it is otherwise now"),
)
EXPLAINED = ("Explained", "a reviewer found a harmless explanation")
UNNAMED = "a speaker who isn’t named"
SEVERITIES = ("high", "medium", "low")
VERDICTS = {
    "supported": "supported",
    "refuted": "refuted",
    "not_enough_info": "not enough information",
    None: "could not be checked",
}
_ALWAYS_TOLD: frozenset[GateName] = frozenset({"thing", "time", "voice"})
_TOLD: dict[FindingType, frozenset[GateName]] = {
    "number": frozenset({"granularity", "bound", "measure"}),
    "date": frozenset({"granularity"}),
    "location": frozenset({"granularity", "scope"}),
    "stance": frozenset({"certainty", "negation"}),
    "polarity": frozenset({"certainty", "negation"}),
    "status": frozenset({"certainty"}),
    "degree": frozenset({"certainty", "scope"}),
}
"""The gates whose answers tell a reader something of a finding of that type; the others are only named."""


class Group(NamedTuple):
    """One of the three lists, or what a reviewer explained; its findings are numbered through the whole report."""

    heading: str
    gloss: str
    findings: tuple[tuple[int, DocumentFinding], ...]


class Voice(NamedTuple):
    """One quote of a finding: where it stands and who says it."""

    article: str
    quote: str
    speaker: str


class Account(NamedTuple):
    """A finding with both its voices, what a reviewer said of it, and what was other before."""

    finding: DocumentFinding
    voices: tuple[Voice, Voice]
    review: Review | None
    changes: tuple[str, ...] = ()


def give_accounts(document: ComparisonDocument) -> dict[str, Account]:
    """Give an account of each finding, by its id."""
    claims, reviews = collect_claims(document), collect_reviews(document)
    return {
        finding.id: Account(
            finding,
            (describe_voice(finding.a, claims), describe_voice(finding.b, claims)),
            reviews.get(finding.id),
        )
        for finding in document.findings
    }


def group_findings(document: ComparisonDocument) -> list[Group]:
    """Sort findings into the three lists, by severity, then confidence, then id; an empty list is left out.

    What a reviewer explained has a list of its own behind them, and what one dismissed is in none.
    """
    standing = document.standing()
    explained = {review.finding for review in document.reviews if review.verdict == "explained"}
    lists = [(head, gloss, [one for one in standing if one.relation == relation]) for relation, head, gloss in LISTS]
    lists.append((*EXPLAINED, [finding for finding in document.findings if finding.id in explained]))
    groups = []
    number = 0
    for heading, gloss, unsorted in lists:
        found = sorted(unsorted, key=_rank)
        if found:
            groups.append(Group(heading, gloss, tuple(enumerate(found, start=number + 1))))
            number += len(found)
    return groups


def _rank(finding: DocumentFinding) -> tuple[int, float, str]:
    return SEVERITIES.index(finding.severity), -finding.confidence, finding.id


def collect_claims(document: ComparisonDocument) -> dict[str, Claim]:
    """List every claim of a comparison by its id."""
    return {claim.id: claim for article in document.articles for claim in article.claims}


def collect_reviews(document: ComparisonDocument) -> dict[str, Review]:
    """List every review of a comparison by the id of its finding."""
    return {review.finding: review for review in document.reviews}


def describe_place(finding: DocumentFinding) -> str:
    """Say in which article or articles a finding is."""
    return (
        f"within {finding.a.article}" if finding.scope == "within" else f"{finding.a.article} and {finding.b.article}"
    )


def describe_voice(side: FindingSide, claims: dict[str, Claim]) -> Voice:
    """Say where a quote stands, who says it and of when it speaks."""
    claim = claims.get(side.claim)
    return Voice(side.article, side.quote, describe_speaker(claim) if claim else UNNAMED)


def describe_speaker(claim: Claim) -> str:
    """Say in words who makes a claim, and of what time it speaks if the article tells."""
    attribution = claim.attribution
    named = ", ".join(part for part in (attribution.name, attribution.role) if part)
    if attribution.mode == "article" or not named:
        who = "the article itself" if attribution.mode == "article" else UNNAMED
    else:
        who = f"{named}, in {'direct' if attribution.mode == 'direct' else 'indirect'} speech"
    return f"{who}; of {spell_time(claim.time).removeprefix('at ')}" if claim.time else who


def describe_article(article: ArticleHeader) -> str:
    """Say in one line what an article says of itself, and how much was read in it."""
    parts = [article.outlet, article.published or "no date"]
    if isinstance(article, ReadArticle):
        parts.append(count(len(article.claims), "claim"))
    parts.append(count(article.characters, "character"))
    return " · ".join(part for part in parts if part)


def describe_notes(article: ArticleHeader) -> list[str]:
    """List the remarks on how an article was read."""
    return [f"note: {note}" for note in article.notes]


def describe_title(document: Document) -> str:
    """Say what the document is."""
    articles = count(len(document.articles), "article")
    match document:
        case ComparisonDocument():
            return f"Comparison of {articles}"
        case ReadingDocument():
            return f"Summary of {articles}"
        case CheckDocument():
            return f"Check of {count(len(document.checks), 'statement')} against {articles}"


def describe_engine(engine: EngineInfo) -> str:
    """Say which engine answered, and with which prompts."""
    answered = f"engine {engine.name}" if engine.model is None else f"engine {engine.name}, {engine.model}"
    prompts = ", ".join(version for _, version in sorted(engine.prompts.items()))
    return f"{answered} ({prompts})" if prompts else answered


def describe_gates(finding: DocumentFinding) -> list[str]:
    """Say which harmless explanations were tried: the telling ones with their answers, the others by name."""
    telling, others = split_gates(finding)
    lines = [f"{gate.gate}: {gate.answer.strip()}" for gate in telling]
    if others:
        lines.append(f"{'also: ' if lines else ''}{', '.join(gate.gate for gate in others)}")
    return lines or ["no harmless explanation was tried"]


def split_gates(finding: DocumentFinding) -> tuple[list[Gate], list[Gate]]:
    """Split the harmless explanations tried into those whose answers tell a reader something, and the others."""
    told = _ALWAYS_TOLD | _TOLD.get(finding.type, frozenset())
    telling = [gate for gate in finding.gates if gate.gate in told and gate.answer.strip()]
    return telling, [gate for gate in finding.gates if gate not in telling]


def describe_review(review: Review) -> str:
    """Say who said what of a finding, when, and why."""
    note = f": {review.note.strip()}" if review.note.strip() else ""
    return f"{review.verdict} by {review.reviewer or 'a reviewer'} on {review.date}{note}"


def describe_reviews(document: ComparisonDocument) -> list[str]:
    """Say what reviewers did to the lists, and how many of the findings they looked at they confirmed."""
    if not document.reviews:
        return []
    counts = count_verdicts(document.reviews)
    share = describe_share(counts["confirmed"], len(document.reviews))
    lines = [f"{count(len(document.reviews), 'finding')} of {len(document.findings):,} reviewed, confirmed {share}"]
    if counts["dismissed"]:
        lines.append(f"{counts['dismissed']:,} dismissed by a reviewer, and not listed")
    return lines


def describe_nothing(document: ComparisonDocument) -> str:
    """Say that nothing was found, without claiming that there is nothing."""
    if not document.articles:
        return "Nothing was compared: no article could be read."
    if document.findings:
        return f"A reviewer dismissed all that was found: {count(len(document.findings), 'finding')}."
    claims = count(sum(len(article.claims) for article in document.articles), "claim")
    return (
        f"No conflict, dispute or change was found among the {claims} that were read. "
        "That is no proof that the articles agree: what was not read as a claim was not compared."
    )


def describe_end(document: Document) -> str:
    """Say in one line what was found and what failed."""
    parts = [count(len(document.articles), "article")]
    match document:
        case ComparisonDocument():
            parts += [_tally(document, relation) for relation, _, _ in LISTS]
            reviewed = count_verdicts(document.reviews)
            parts += [f"{reviewed[one]:,} {one}" for one in ("explained", "dismissed") if reviewed[one]]
            parts.append(count(len(document.agreements), "agreement"))
        case ReadingDocument():
            parts.append(count(sum(len(article.claims) for article in document.articles), "claim"))
        case CheckDocument():
            verdicts = [check.verdict for check in document.checks]
            parts += [
                f"{verdicts.count(verdict)} {words}" for verdict, words in VERDICTS.items() if verdict in verdicts
            ]
    parts.append(count(len(document.failures), "failure"))
    return " · ".join(parts)


def _tally(document: ComparisonDocument, relation: Relation) -> str:
    severities = [finding.severity for finding in document.standing() if finding.relation == relation]
    by_severity = ", ".join(f"{severities.count(one)} {one}" for one in SEVERITIES if one in severities)
    return count(len(severities), relation) + (f" ({by_severity})" if by_severity else "")


def describe_usage(usage: Usage) -> str:
    """Say what the answers cost; empty where nothing was asked."""
    if not (usage.calls or usage.cached):
        return ""
    cost = "price unknown" if usage.cost_usd is None else f"{usage.cost_usd:.4f} USD"
    tokens = f"{usage.prompt_tokens:,} tokens in, {usage.completion_tokens:,} out"
    return f"{count(usage.calls, 'call')}, {usage.cached} cached · {tokens} · {cost}"


def count(number: int, noun: str) -> str:
    """Write a number with its noun, in the plural where it needs one."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def says_the_same(text: str, quotes: Sequence[str]) -> bool:
    """Whether a text only repeats its quote, so that the quote alone is enough."""
    return len(quotes) == 1 and " ".join(text.split()) == " ".join(quotes[0].split())
