"""Articles read in one question, in parts, and in halves where an answer is cut off."""

import asyncio
from itertools import pairwise

import pytest
from scripted import ScriptedModel, draft_brief, draft_claim, draft_reading, make_article

from summarizer.engines.model import reading
from summarizer.engines.model.questions import Questions
from summarizer.engines.model.replies import Completion
from summarizer.errors import TransientError
from summarizer.models import Failure, Reading, Sentence

CUT = Completion('{"claims": [', None, "length", 100, 10)


def long_article(paragraphs=4, notes=()):
    """Paragraphs of two sentences of 50 characters each; the first line is boilerplate, which is not shown."""
    lines = ["!Read it in our app"]
    for number in range(1, paragraphs + 1):
        lines += [
            f"Ferry {number} sank at Holm in the night to Monday, it says.",
            f"Its owner {number} has not yet said why that was so here.",
        ]
    article = make_article("\n".join(lines), notes=notes)
    numbered = tuple(
        Sentence(number=s.number, start=s.start, end=s.end, role=s.role, paragraph=s.number // 2 + 1)
        for s in article.sentences
    )
    return article.model_copy(update={"sentences": numbered})


ARTICLE = long_article()


def part_of(*numbers, points=True):
    """What a model answers to a part: a claim and a point of each of these sentences."""
    claims = [draft_claim(ARTICLE.words_of(ARTICLE.sentences[n - 1]), [n]) for n in numbers]
    told = [{"sentences": [n], "text": ARTICLE.words_of(ARTICLE.sentences[n - 1])} for n in numbers]
    return draft_reading(claims, told if points else [])


def read(*answers, article=ARTICLE, longest=1_000, claims=True, monkeypatch):
    for form in ("FULL", "BRIEF"):
        monkeypatch.setattr(reading, form, getattr(reading, form)._replace(longest=longest))
    model = ScriptedModel(*answers)
    return asyncio.run(reading.read(Questions(model), article, claims=claims)), model


SUMMARY = {
    "points": [{"notes": [1, 2], "text": "Ferries sank at Holm."}],
    "abstract": "Ferries sank at Holm.",
    "headline": "Ferries sink",
}


def test_a_short_article_is_read_whole_and_stays_whole(monkeypatch):
    found, model = read(part_of(2, 3), monkeypatch=monkeypatch)
    assert len(model.asked) == 1
    assert found.article == ARTICLE
    assert "part:" not in model.asked[0][0][-1].content


def test_a_long_one_is_read_in_parts_that_end_where_a_paragraph_ends(monkeypatch):
    found, model = read(part_of(2, 3), part_of(6, 7), SUMMARY, longest=250, monkeypatch=monkeypatch)
    first, second, summed = (messages[-1].content for messages, _ in model.asked)
    assert "[5]" in first
    assert "[6]" not in first
    assert "part: 2 of 2\nbefore it: Its owner 2" in second
    assert "[4] Its owner 3 has" in summed
    assert [(claim.id, claim.sentence) for claim in found.claims] == [
        ("a1.c1", 2),
        ("a1.c2", 3),
        ("a1.c3", 6),
        ("a1.c4", 7),
    ]
    assert all(ARTICLE.text[claim.start : claim.end] == claim.quote for claim in found.claims)
    assert found.summary.headline == "Ferries sink"
    assert [one.quote for one in found.summary.points[0].evidence] == [claim.quote for claim in found.claims[:2]]
    assert found.article == ARTICLE


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ({"notes": [], "text": "Ferries sank."}, "it names no note"),
        ({"notes": [9], "text": "Ferries sank."}, "it names no note"),
        ({"notes": [1], "text": "12 ferries sank."}, "it states 12"),
        ({"notes": [1], "text": " "}, "its text is empty"),
    ],
)
def test_a_point_that_its_notes_do_not_prove_is_asked_for_again_and_listed(monkeypatch, point, reason):
    answer = SUMMARY | {"points": [point, *SUMMARY["points"]]}
    found, model = read(part_of(2, 3), part_of(6, 7), answer, answer, longest=250, monkeypatch=monkeypatch)
    assert reason in model.asked[-1][0][-1].content
    assert [failure.stage for failure in found.failures] == ["summarize"]
    assert len(found.summary.points) == 1


def test_where_the_summing_up_fails_the_parts_points_stand(monkeypatch):
    answers = [part_of(2, 3), part_of(6, 7), TransientError("busy")]
    found, _ = read(*answers, longest=250, monkeypatch=monkeypatch)
    assert len(found.summary.points) == 4
    assert found.summary.abstract
    assert [failure.reason for failure in found.failures] == ["busy"]


def test_an_answer_that_is_cut_off_is_asked_for_in_halves(monkeypatch):
    found, model = read(CUT, part_of(2), part_of(6), SUMMARY, monkeypatch=monkeypatch)
    assert len(model.asked) == 4
    assert isinstance(found, Reading)
    assert [claim.sentence for claim in found.claims] == [2, 6]
    assert found.failures == ()


def test_a_paragraph_that_can_not_be_halved_is_asked_for_in_fewer_words(monkeypatch):
    found, model = read(CUT, part_of(2), article=long_article(1), monkeypatch=monkeypatch)
    assert "much shorter" in model.asked[1][0][-1].content
    assert isinstance(found, Reading)


def test_a_part_that_is_not_answered_is_told_with_its_sentences(monkeypatch):
    found, _ = read(TransientError("busy"), part_of(6, 7), SUMMARY, longest=250, monkeypatch=monkeypatch)
    assert [failure.reason for failure in found.failures] == ["sentences 2 to 5: busy"]
    assert len(found.claims) == 2


def test_an_article_of_which_no_part_is_answered_is_a_failure(monkeypatch):
    found, _ = read(TransientError("busy"), TransientError("busy"), longest=250, monkeypatch=monkeypatch)
    assert isinstance(found, Failure)


def test_where_claims_are_not_wanted_a_shorter_question_sums_up_only(monkeypatch):
    answer = draft_brief([{"sentences": [2], "text": "Ferry 1 sank at Holm."}], orders=[3])
    found, model = read(answer, claims=False, monkeypatch=monkeypatch)
    ((messages, draft),) = model.asked
    assert draft.__name__ == "DraftBrief"
    assert "**claims**" not in messages[0].content
    assert found.claims == ()
    assert [one.quote for one in found.summary.points[0].evidence] == [ARTICLE.words_of(ARTICLE.sentences[1])]
    assert "sentence 3" in found.article.notes[0]


def test_a_summary_of_a_long_one_is_made_of_those_of_its_parts(monkeypatch):
    points = [{"sentences": [2], "text": "Ferry 1 sank."}], [{"sentences": [6], "text": "Ferry 3 sank."}]
    answers = [*map(draft_brief, points), SUMMARY]
    found, model = read(*answers, longest=250, claims=False, monkeypatch=monkeypatch)
    assert len(model.asked) == 3
    assert [one.start for one in found.summary.points[0].evidence] == [ARTICLE.sentences[n].start for n in (1, 5)]


@pytest.mark.parametrize("longest", [60, 110, 250, 300, 10_000])
def test_parts_hold_every_sentence_once_in_order_and_are_even(longest):
    article = long_article(9)
    parts = reading.parts_of(article, longest)
    assert [one.number for part in parts for one in part] == list(range(2, 20))
    assert all(part[0].paragraph != before[-1].paragraph for before, part in pairwise(parts))
    sizes = [part[-1].end - part[0].start for part in parts]
    assert max(sizes) <= max(longest, 115) + 5
