"""What a notebook shows of a result: the findings, each with both quotes to be opened, on the notebook's own colours.

Every text passes `text.safety.for_html`. There is no script, no link, no style sheet and no colour but the notebook's: the few
inline styles are ours alone, so that it is as readable on a dark page as on a light one.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from summarizer.contract import (
    CheckDocument,
    ComparisonDocument,
    Document,
    DocumentCheck,
    ReadArticle,
    ReadingDocument,
    document,
)
from summarizer.models import Comparison
from summarizer.reports.outline import (
    CAVEATS,
    VERDICTS,
    Account,
    describe_article,
    describe_end,
    describe_engine,
    describe_gates,
    describe_nothing,
    describe_place,
    describe_review,
    describe_reviews,
    describe_title,
    give_accounts,
    group_findings,
    says_the_same,
)
from summarizer.results import Checks, Readings
from summarizer.text.safety import for_html, on_one_line

MOST = 30  # findings, points or statements that are shown; a notebook is for a look, the report for all of it
_NO_FORMULAS = (
    "tex2jax_ignore mathjax_ignore"  # or notebooks typeset what stands between two dollar signs (MathJax 2, 3)
)
_QUOTE = '<blockquote dir="auto" style="margin:.3em 0 .3em .2em;padding:0 0 0 .6em;border-left:3px solid currentColor">'
_DIM = '<span style="opacity:.75">'


def show_html(result: Comparison | Readings | Checks | Document) -> str:
    """Render a result, or a document read back, as a piece of HTML for a notebook."""
    made = document(result) if isinstance(result, Comparison | Readings | Checks) else result
    return f'<div class="{_NO_FORMULAS}" style="max-width:60em;line-height:1.4">{"".join(_pieces(made))}</div>'


def _pieces(made: Document) -> Iterator[str]:
    yield f"<p><strong>{_safe(describe_title(made))}</strong><br>"
    yield f"{_DIM}{_safe(f'{describe_engine(made.engine)} · {CAVEATS[made.schema_]}')}</span></p>"
    match made:
        case ComparisonDocument():
            yield _list(f"{article.id} {article.title or 'no title'}" for article in made.articles)
            yield from _findings(made)
        case ReadingDocument():
            yield from _first(map(_article, made.articles), len(made.articles))
        case CheckDocument():
            yield from _first(map(_check, made.checks), len(made.checks))
    if made.failures:
        lines = [f"{failure.stage} {failure.subject}: {failure.reason}" for failure in made.failures]
        yield f"<details><summary>What could not be done ({len(lines):,})</summary>{_list(lines)}</details>"
    yield f"<p><strong>{_safe(describe_end(made))}</strong></p>"


def _findings(made: ComparisonDocument) -> Iterator[str]:
    accounts = give_accounts(made)
    groups = group_findings(made)
    for group in groups:
        yield f"<p><strong>{_safe(group.heading)} ({len(group.findings):,})</strong> {_DIM}{_safe(group.gloss)}</span></p>"
        blocks = (_finding(number, accounts[finding.id]) for number, finding in group.findings)
        yield from _first(blocks, len(group.findings))
    if not groups:
        yield f"<p>{_safe(describe_nothing(made))}</p>"
    yield from (f"<p>{_safe(line)}</p>" for line in describe_reviews(made))


def _finding(number: int, account: Account) -> str:
    finding = account.finding
    head = f"{number}. {finding.severity.upper()} {finding.type} · {describe_place(finding)}"
    lines = [f"tried: {'; '.join(describe_gates(finding))}", f"confidence {finding.confidence:.2f} · {finding.id}"]
    lines += [describe_review(account.review)] if account.review else []
    quotes = "".join(_quote(voice.quote, f"{voice.article}, {voice.speaker}") for voice in account.voices)
    return f"<details open><summary>{_safe(head)}</summary>{quotes}<p>{_safe(finding.explanation)}</p>{_list(lines)}</details>"


def _article(article: ReadArticle) -> str:
    head = f"{article.id} {article.summary.headline}"
    points = [
        _quote(evidence.quote, "" if says_the_same(point.text, [evidence.quote]) else point.text)
        for point in article.summary.points
        for evidence in point.evidence
    ]
    about = f"<p>{_DIM}{_safe(describe_article(article))}</span></p><p>{_safe(article.summary.abstract)}</p>"
    return f"<details open><summary>{_safe(head)}</summary>{about}{''.join(_first(points, len(points)))}</details>"


def _check(check: DocumentCheck) -> str:
    sure = "" if check.verdict is None else f" · confidence {check.confidence:.2f}"
    head = f"{VERDICTS[check.verdict].upper()}{sure}: {check.statement}"
    quotes = "".join(_quote(one.quote, f"{one.article} {one.stance}") for one in check.evidence)
    return f"<details open><summary>{_safe(head)}</summary>{quotes}<p>{_safe(check.explanation)}</p></details>"


def _quote(words: str, below: str) -> str:
    told = f"<br>{_DIM}{_safe(below)}</span>" if below.strip() else ""
    return f"{_QUOTE}“{for_html(on_one_line(words))}”{told}</blockquote>"


def _list(lines: Iterable[str]) -> str:
    shown = list(lines)
    return (
        f"<ul>{''.join(_first([f'<li>{_safe(line)}</li>' for line in shown], len(shown), 'li'))}</ul>" if shown else ""
    )


def _first(pieces: Iterable[str], length: int, tag: str = "p") -> Iterator[str]:
    """Give the first pieces, and say how many there are beyond."""
    yield from islice(pieces, MOST)
    if length > MOST:
        yield f"<{tag}>{_DIM}and {length - MOST:,} more, in the report</span></{tag}>"


def _safe(text: str) -> str:
    """Make text of any origin plain words on one line, spaces run together."""
    return for_html(on_one_line(" ".join(text.split())))
