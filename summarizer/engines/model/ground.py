"""From what a model says of an article to what we vouch for.

A model points at sentences by number; the quote is sliced from the article. Figures, times and who is quoted are read
from those words by this package's own rules. What points nowhere, says nothing, or states a figure that its evidence does not
have is rejected, with a reason for the model to read.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from summarizer.engines.model.ask import Accepted, Rejected
from summarizer.engines.model.drafts import DraftBrief, DraftClaim, DraftPoint, DraftReading, DraftSpeaker
from summarizer.engines.model.qualities import condition_of, is_quoted, qualities_of, subject_of
from summarizer.engines.model.show import one_line, reading_head, shown_sentences
from summarizer.engines.model.stated_figures import ends_of, unsupported_figures
from summarizer.engines.model.summaries import make_summary
from summarizer.errors import AnswerError
from summarizer.grounding import make_evidence
from summarizer.models import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Point,
    Quantity,
    Reading,
    Sentence,
)
from summarizer.text.folding import locate
from summarizer.text.quantities import find_quantities
from summarizer.text.times import find_times

MOST_CLAIMS = 300  # an article of 5,000 words has some 150; more than twice that is a model running on
MOST_POINTS = 12
MOST_SENTENCES = 6  # cited for one claim or point; more prove nothing in particular
LONGEST_TEXT = 500  # characters of a claim or a point: one long sentence
SHORTEST_FRAGMENT = 3  # words; fewer do not say what is claimed

_TURNS = re.compile(
    r"\b(?:not?|never|none|neither|nor|without|unless|if|hardly|false|falsely|den(?:y|ies|ied)|reject(?:s|ed)?"
    r"|refus(?:es|ed)|allegedly|reportedly|may|might|could|would)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that turn or weaken what stands beside them: a fragment that leaves one out is widened to its sentence."""

_Draft = TypeVar("_Draft", DraftClaim, DraftPoint)
_Record = TypeVar("_Record", Claim, Point)


class Shown(NamedTuple):
    """An article as a model was shown it: its sentences by number, and the roles of those who speak in it."""

    article: Article
    sentences: Mapping[int, Sentence]
    speakers: Mapping[str, Attribution] = {}


def ground_reading(draft: DraftReading, article: Article) -> Accepted[Reading]:
    """Turn a reading's draft into records, and list what of it was rejected."""
    shown = show_to_ground(article)._replace(speakers=_speakers(draft.speakers))
    claims, rejected = _sift("claims", draft.claims, MOST_CLAIMS, lambda item: ground_claim(item, shown))
    named = tuple(
        claim.model_copy(update={"id": f"{article.id}.c{number}"})
        for number, claim in enumerate(distinct(claims), start=1)
    )
    summed = _ground_summary(draft, shown)
    return Accepted(
        summed.value.model_copy(update={"claims": named}), len(named) + summed.kept, (*rejected, *summed.rejected)
    )


def ground_brief(draft: DraftBrief, article: Article) -> Accepted[Reading]:
    """Turn the draft of a summary without claims into records, and list what of it was rejected."""
    return _ground_summary(draft, show_to_ground(article))


def show_to_ground(article: Article) -> Shown:
    """Look at an article as a model was shown it."""
    return Shown(article, {sentence.number: sentence for sentence in shown_sentences(article)})


def _ground_summary(draft: DraftReading | DraftBrief, shown: Shown) -> Accepted[Reading]:
    article = shown.article
    points, bad_points = _sift("points", draft.points, MOST_POINTS, lambda item: ground_point(item, shown))
    known = "\n".join([reading_head(article), *(article.words_of(sentence) for sentence in shown.sentences.values())])
    summary, bad_lines = make_summary(draft.headline, draft.abstract, article, tuple(points), known)
    reading = Reading(article=_with_orders(article, draft.orders, shown.sentences), summary=summary)
    return Accepted(reading, len(points), (*bad_points, *bad_lines))


def _speakers(drafts: Sequence[DraftSpeaker]) -> dict[str, Attribution]:
    """List those who speak by their name, those without one by their role."""
    found: dict[str, Attribution] = {}
    for draft in drafts:
        name, role = (one_line(value or "")[:LONGEST_TEXT] or None for value in (draft.name, draft.role))
        if name or role:
            found.setdefault((name or role or "").casefold(), Attribution(name=name, role=role, mode="indirect"))
    return found


def _with_orders(article: Article, orders: Sequence[int], shown: Mapping[int, Sentence]) -> Article:
    """Note on an article that it tries to tell a program what to do; a reader should know, and nothing obeys."""
    numbers = sorted({number for number in orders if number in shown})
    if not numbers:
        return article
    listed = ", ".join(map(str, numbers[:MOST_SENTENCES]))
    note = f"it tells a program or a model what to do (sentence {listed}); that was read as text and not obeyed"
    return article.model_copy(update={"notes": (*article.notes, note)})


def ground_claim(draft: DraftClaim, shown: Shown) -> Claim:
    """Turn one claim's draft into a record without its final id; without a text of its own it is the words it points at.

    Raises:
        AnswerError: if it does not hold, with the reason for the model.
    """
    article = shown.article
    cited = _cited(draft.sentences, shown.sentences)
    text = None if draft.text is None else _checked_text(draft.text)
    if text is not None:
        _refuse_figures(text, " ".join(article.words_of(sentence) for sentence in cited), "its sentences")
    sentence, start, end = _main_span(draft.fragment, article, cited)
    quote = make_evidence(article, start, end)
    text = one_line(quote.quote).rstrip(" ,;:") if text is None else text
    quantities = quantities_of(quote, text)
    qualities = qualities_of(draft.tags, has_quantities=bool(quantities))
    attribution = _attribution(draft.speaker, shown)
    if attribution.mode == "indirect" and is_quoted(text, article, sentence, end):
        attribution = attribution.model_copy(update={"mode": "direct"})
    return Claim(
        id=article.id,
        text=text,
        kind=qualities.kind,
        quote=quote.quote,
        start=start,
        end=end,
        sentence=sentence.number,
        attribution=attribution,
        subject=subject_of(text, article),
        polarity=qualities.polarity,
        modality=qualities.modality,
        condition=condition_of(article, sentence) if qualities.modality == "conditional" else None,
        time=time_of(quote, text, article),
        quantities=quantities,
        checkworthy=qualities.kind != "opinion" or attribution.mode == "direct",
    )


def ground_point(draft: DraftPoint, shown: Shown) -> Point:
    """Turn one point's draft into a record.

    Raises:
        AnswerError: if it does not hold, with the reason for the model.
    """
    article, text = shown.article, _checked_text(draft.text)
    cited = _cited(draft.sentences, shown.sentences)
    _refuse_figures(text, " ".join(article.words_of(sentence) for sentence in cited), "its sentences")
    return Point(text=text, evidence=tuple(make_evidence(article, cite.start, cite.end) for cite in cited))


def quantities_of(quote: Evidence, text: str) -> tuple[Quantity, ...]:
    """Read the quantities of a claim from its quote: those of which the claim states a value."""
    found = find_quantities(quote.quote, quote.start)
    if all(quantity.text in text for quantity in found):  # reading quantities is most of what grounding costs
        return tuple(found)
    told = ends_of(find_quantities(text))
    return tuple(quantity for quantity in found if ends_of([quantity]) & told)


def time_of(quote: Evidence, text: str, article: Article) -> str | None:
    """Read the time of a claim from its quote: the only one there, or the first that the claim speaks of.

    One of which nothing is known ("tomorrow", in an article without a date) is none.
    """
    found = [time for time in find_times(quote.quote, article.published_day) if re.search(r"\d", time.value)]
    if len(found) > 1:
        found = [time for time in found if time.text.lower() in text.lower()]
    return found[0].value if found else None


def _sift(
    field: str, drafts: Sequence[_Draft], most: int, ground: Callable[[_Draft], _Record]
) -> tuple[list[_Record], list[Rejected]]:
    """Ground each draft; those that do not hold are listed with their place and the beginning of their text."""
    records: list[_Record] = []
    rejected: list[Rejected] = []
    for place, draft in enumerate(drafts[:most], start=1):
        try:
            records.append(ground(draft))
        except AnswerError as error:
            begins = one_line(draft.text or "")[:60]
            rejected.append(Rejected(field, f'{field}, number {place} ("{begins}"): {error.cause}'))
    if len(drafts) > most:
        rejected.append(Rejected(field, f"{field}: there are {len(drafts)}; only the first {most} are taken."))
    return records, rejected


def distinct(claims: Iterable[Claim]) -> Iterable[Claim]:
    """Leave out claims that say the same of the same sentence once more."""
    seen = set()
    for claim in claims:
        key = (claim.sentence, claim.text.casefold())
        if key not in seen:
            seen.add(key)
            yield claim


def _checked_text(text: str) -> str:
    line = one_line(text)
    if not line:
        raise AnswerError("its text is empty.")
    if len(line) > LONGEST_TEXT:
        raise AnswerError(f"its text has {len(line)} characters; write one sentence of at most {LONGEST_TEXT}.")
    return line


def _cited(numbers: Sequence[int], shown: Mapping[int, Sentence]) -> list[Sentence]:
    unique = list(dict.fromkeys(numbers))
    if not unique:
        raise AnswerError("it names no sentence; give the number of the sentence that states it, or leave it out.")
    if len(unique) > MOST_SENTENCES:
        raise AnswerError(f"it names {len(unique)} sentences; name the few that state it.")
    for number in unique:
        if number not in shown:
            raise AnswerError(f"there is no sentence {number}; use the numbers that stand before the sentences.")
    return [shown[number] for number in unique]


def _refuse_figures(text: str, evidence: str, where: str) -> None:
    strays = unsupported_figures(text, evidence)
    if strays:
        raise AnswerError(
            f"it states {strays[0]}, which is not in {where}. Write figures and dates as the article does, and name "
            "every sentence you take one from."
        )


def _main_span(fragment: str | None, article: Article, cited: Sequence[Sentence]) -> tuple[Sentence, int, int]:
    """Find the span that states a claim: its fragment where one of its sentences has it, else its first sentence.

    A quotation that the first sentence opens is taken to its end, as far as the sentences named go on with it.
    """
    if fragment and len(fragment.split()) >= SHORTEST_FRAGMENT:
        for sentence in cited:
            span = locate(fragment.strip(), article.text, sentence.start, sentence.end)
            if span and not _turns(article.text[sentence.start : span[0]], article.text[span[1] : sentence.end]):
                return sentence, *span
    first = last = cited[0]
    numbered = {sentence.number: sentence for sentence in cited}
    while _is_open(article.text[first.start : last.end]) and last.number + 1 in numbered:
        last = numbered[last.number + 1]
    return first, first.start, last.end


def with_rest_of_quotation(number: int, shown: Shown) -> list[int]:
    """Number a sentence and, where it opens a quotation that it does not close, those of its paragraph that go on with it."""
    numbers = [number]
    first = last = shown.sentences.get(number)
    while first and last and len(numbers) < MOST_SENTENCES and _is_open(shown.article.text[first.start : last.end]):
        last = shown.sentences.get(last.number + 1)
        if last is None or last.paragraph != first.paragraph:
            return [number]  # it is closed nowhere
        numbers.append(last.number)
    return numbers


def _is_open(words: str) -> bool:
    """Whether a quotation that begins in these words does not end in them."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _turns(before: str, after: str) -> bool:
    return bool(_TURNS.search(before) or _TURNS.search(after))


def _attribution(speaker: str | None, shown: Shown) -> Attribution:
    """Make the attribution, of a report; a speaker whose name the article does not have is refused."""
    name = one_line(speaker or "")[:LONGEST_TEXT]
    if not name:
        return Attribution()
    known = shown.article.text.casefold()
    for word in re.findall(r"\w+", name):
        if word[0].isupper() and word.casefold() not in known:
            raise AnswerError(f"its speaker {name!r} is not in the article; name speakers as the article does.")
    return shown.speakers.get(name.casefold(), Attribution(name=name, mode="indirect"))
