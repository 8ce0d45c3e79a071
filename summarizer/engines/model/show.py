"""How articles, pairs and passages are shown to a model: as data, between marks that their text can't hold.

Every sentence is put on one line of its own, which begins with what we write; a text can therefore never make a line
that looks like one of ours. The mark is made from a hash of all that is shown: the same question is the same request
again (recorded answers and provider caches need that), and a text that held its own mark would have to hold its own hash.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence

from summarizer.models import Article, Claim, Pair, Passage, Sentence, Side

LONGEST_FIELD = 300  # characters of a title, an outlet, a name; longer ones are no names

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What people can't see in an article and a model reads all the same: control, bidirectional, tag characters."""


_READABLE = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T\d\d:\d\d)?")  # ISO 8601 without a zone


def one_line(text: str) -> str:
    """Put a text on one line and take out what people can't see."""
    return " ".join(_UNSEEN.sub("", text).split())


def mark_for(texts: Iterable[str]) -> str:
    """Make the mark that delimits texts: 16 hex digits of SHA-256 over all of them.

    A text that should hold the mark by chance or by design gets another one.
    """
    shown = "\x00".join(texts)
    seed = shown
    while True:
        mark = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if mark not in shown:
            return mark
        seed += "\x00"


def shown_sentences(article: Article) -> tuple[Sentence, ...]:
    """Pick the sentences that a model is shown: all but boilerplate and bylines, from which nothing can be claimed."""
    return tuple(
        sentence
        for sentence in article.sentences
        if sentence.role not in {"boilerplate", "byline"} and _is_seen(article.words_of(sentence))
    )


def _is_seen(words: str) -> bool:
    """Whether anything is left of words on one line; a letter at their head answers at once."""
    return words[:1].isalnum() or one_line(words) != ""


def article_head(article: Article) -> str:
    """Write what an article says of itself, a line each; what it does not say is left out.

    Where the date of publication is not known the dateline stands for it: without either nobody knows which Tuesday
    "on Tuesday" is.
    """
    dateline = None if article.published else article.dateline
    fields = {"outlet": article.outlet, "published": article.published, "dateline": dateline, "title": article.title}
    return "\n".join(f"{name}: {_field(value)}" for name, value in fields.items() if value)


def reading_head(article: Article) -> str:
    """Write the same above an article's sentences: title and dateline are left out where one of them is it."""
    apart = [sentence for sentence in article.sentences if sentence.role in {"headline", "dateline"}]
    lines = {one_line(article.words_of(one)) for one in apart if one.role == "headline"} - {""}
    if one_line(article.title or "") in lines:
        article = article.model_copy(update={"title": None})
    if any(one.role == "dateline" and _is_seen(article.words_of(one)) for one in apart):
        article = article.model_copy(update={"dateline": None})
    return article_head(article)


def numbered(article: Article) -> str:
    """Write an article's sentences as `[12] text`, an empty line between paragraphs."""
    lines: list[str] = []
    paragraph = None
    for sentence in shown_sentences(article):
        if paragraph not in {None, sentence.paragraph}:
            lines.append("")
        paragraph = sentence.paragraph
        lines.append(_numbered_line(article, sentence))
    return "\n".join(lines)


def side_by_side(articles: Sequence[Article], mark: str) -> str:
    """Write whole articles as numbered sentences, each in a block of its own between two lines with the mark."""
    blocks = (
        f"<<<article {article.id} {mark}\n{reading_head(article)}\n\n{numbered(article)}\narticle {article.id} {mark}>>>"
        for article in articles
    )
    return "\n\n".join(blocks)


def numbered_pairs(pairs: Sequence[Pair]) -> str:
    """Write the sentences that claims of pairs are taken from, then each claim once, then the pairs by the claims' numbers.

    A claim stands in several pairs as a rule, and a sentence beside several claims; written once, each costs its tokens
    once.
    """
    sides = {side.claim.id: side for pair in pairs for side in pair}
    numbers = {claim_id: number for number, claim_id in enumerate(sides, start=1)}
    by_article: dict[str, list[Side]] = {}
    for side in sides.values():
        by_article.setdefault(side.article.id, []).append(side)
    excerpts = [
        _excerpt(found[0].article, [number for side in found for number in _covered(side)])
        for found in by_article.values()
    ]
    claims = [_claim_lines(numbers[claim_id], side) for claim_id, side in sides.items()]
    lines = [
        f"pair {number}: claim {numbers[a.claim.id]} and claim {numbers[b.claim.id]}"
        for number, (a, b) in enumerate(pairs, start=1)
    ]
    return "\n\n".join([*excerpts, "\n".join(claims), "\n".join(lines)])


def numbered_passages(passages: Sequence[Passage]) -> str:
    """Write passages as `[3] text`, article by article in the order given, each below its heading."""
    lines: list[str] = []
    article_id, above = None, None
    for number, (article, sentence) in enumerate(passages, start=1):
        if article.id != article_id:
            lines += ["", f"article {_field(article.id)}", *article_head(article).splitlines()]
            article_id, above = article.id, None
        heading = _heading_above(article, sentence.number)
        if heading and heading != above:
            lines.append(f"(under) {one_line(article.words_of(heading))}")
            above = heading
        lines.append(f"[{number}] {one_line(article.words_of(sentence))}")
    return "\n".join(lines).strip()


def _numbered_line(article: Article, sentence: Sentence) -> str:
    role = "" if sentence.role == "body" else f" ({sentence.role})"
    return f"[{sentence.number}]{role} {one_line(article.words_of(sentence))}"


def _excerpt(article: Article, cited: Iterable[int]) -> str:
    """Write some sentences of an article with those beside them and the headings above; a line "…" stands for a gap."""
    wanted: dict[int, Sentence] = {}
    for number in cited:
        near = [_neighbour(article, number, step) for step in (-1, 0, 1)]
        for sentence in (_heading_above(article, number), *near):
            if sentence is not None:
                wanted[sentence.number] = sentence
    lines = [f"article {', '.join(_field(part) for part in (article.id, article.outlet) if part)}; {_dated(article)}"]
    last = None
    for number, sentence in sorted(wanted.items()):
        if last is not None and number > last + 1:
            lines.append("…")
        lines.append(_numbered_line(article, sentence))
        last = number
    return "\n".join(lines)


def _covered(side: Side) -> list[int]:
    """Number the sentences of a claim's quote; a quotation may go over several."""
    claim = side.claim
    over = [one.number for one in side.article.sentences if one.start < claim.end and claim.start < one.end]
    return [claim.sentence, *over]


def _claim_lines(number: int, side: Side) -> str:
    """Write a claim on a line, and on another where it stands, who says it and, if that can be read, of what time."""
    article, claim = side
    place = f"- {_field(article.id)} [{claim.sentence}], said by: {_voice(claim)}"
    # A time without a year, or with a code, says less than the sentence does.
    time = f"; time: {claim.time}" if claim.time and _READABLE.fullmatch(claim.time) else ""
    return f"claim {number}: {one_line(claim.text)}\n{place}{time}"


def _dated(article: Article) -> str:
    if article.published or not article.dateline:
        return f"published: {_field(article.published or 'not given')}"
    return f"dateline: {_field(article.dateline)}"


def _voice(claim: Claim) -> str:
    who = claim.attribution
    if who.mode == "article":
        return "the article itself"
    name = ", ".join(_field(part) for part in (who.name, who.role) if part) or "a speaker who is not named"
    return f"{name} ({who.mode})"


def _neighbour(article: Article, number: int, step: int) -> Sentence | None:
    """Find the sentence beside a numbered one; a headline or boilerplate is no neighbour of the text."""
    place = number + step - 1
    if not 0 <= place < len(article.sentences):
        return None
    found = article.sentences[place]
    return found if step == 0 or found.role == "body" else None


def _heading_above(article: Article, number: int) -> Sentence | None:
    """Find the heading of a sentence's section: the hour of an entry of a live blog stands there and nowhere else."""
    return next((one for one in reversed(article.sentences[: number - 1]) if one.role == "heading"), None)


def _field(value: str) -> str:
    line = one_line(value)
    return line if len(line) <= LONGEST_FIELD else line[: LONGEST_FIELD - 1] + "…"
