"""Whole articles side by side, pairs of claims, and the second look."""

import asyncio

import pytest
from scripted import (
    ScriptedModel,
    draft_claim,
    draft_comparison,
    draft_conflict,
    draft_reading,
    draft_side,
    draft_verdict,
    make_article,
)

from summarizer.engines.model import ModelEngine, comparing
from summarizer.engines.model.questions import Questions
from summarizer.errors import TransientError
from summarizer.models import Attribution, Claim, Failure, Reading, Summary, Verdict

FIRST = make_article(
    "The bridge closed on Monday.\nMore than 40 trucks wait, and the mayor is away.\nLind said it held."
)
SECOND = make_article("The bridge closed on Wednesday.\nTrucks wait.\n!Subscribe now.", "a2")
MONDAY, WEDNESDAY = draft_side("a1", 1), draft_side("a2", 1)


def reading_of(article, *numbers):
    """A reading with a claim of each of these sentences."""
    claims = tuple(
        Claim(
            id=f"{article.id}.c{place}",
            text=article.words_of(sentence),
            kind="event",
            quote=article.words_of(sentence),
            start=sentence.start,
            end=sentence.end,
            sentence=number,
        )
        for place, number in enumerate(numbers, start=1)
        for sentence in [article.sentences[number - 1]]
    )
    return Reading(article=article, summary=Summary(headline="", abstract="", points=()), claims=claims)


READINGS = [reading_of(FIRST, 1, 2), reading_of(SECOND, 1, 2)]


def compare(*answers, readings=READINGS, second_look=False):
    model = ScriptedModel(*answers)
    return asyncio.run(comparing.compare(Questions(model), readings, second_look=second_look)), model


def test_articles_that_fit_are_shown_whole_in_one_question():
    judgement, model = compare(draft_comparison())
    ((messages, _),) = model.asked
    assert judgement == (tuple(READINGS), (), ())
    assert messages[-1].content.count("<<<article a1 ") == messages[-1].content.count("<<<article a2 ") == 1
    assert "[1] The bridge closed on Wednesday." in messages[-1].content
    assert "Subscribe" not in messages[-1].content


def test_a_conflict_is_judged_by_the_claims_of_its_sentences():
    judgement, _ = compare(draft_comparison([draft_conflict(MONDAY, WEDNESDAY)]))
    ((pair, verdict),) = judgement.judged
    assert (pair.a.claim, pair.b.claim) == (READINGS[0].claims[0], READINGS[1].claims[0])
    assert (verdict.label, verdict.type, verdict.confidence) == ("conflict", "date", 0.9)
    assert judgement.readings == tuple(READINGS)


def test_a_sentence_without_a_claim_gets_one():
    stands = draft_side("a1", 3, "It held.", speaker="Lind")
    judgement, _ = compare(draft_comparison([draft_conflict(stands, WEDNESDAY, explanation="It held or closed.")]))
    claim = judgement.judged[0].pair.a.claim
    assert (claim.id, claim.quote, claim.text) == ("a1.c3", "Lind said it held.", "It held.")
    assert (claim.attribution.name, claim.attribution.mode) == ("Lind", "indirect")
    assert judgement.readings[0].claims[-1] == claim


def test_of_several_claims_of_a_sentence_the_one_that_says_it_is_judged():
    base = READINGS[0].claims[1]
    trucks, mayor = (
        base.model_copy(update={"id": f"a1.c{number}", "text": text})
        for number, text in ((1, "More than 40 trucks wait."), (2, "The mayor is away."))
    )
    readings = [READINGS[0].model_copy(update={"claims": (trucks, mayor)}), READINGS[1]]
    away = draft_side("a1", 2, "The mayor is away.")
    judgement, _ = compare(draft_comparison([draft_conflict(away, WEDNESDAY)]), readings=readings)
    assert judgement.judged[0].pair.a.claim == mayor


@pytest.mark.parametrize(
    ("line", "speaker", "mode"),
    [("“It held.”", "Lind", "direct"), ("It held, Lind said.", "Lind", "indirect"), ("It held.", None, "article")],
)
def test_a_claim_made_of_a_sentence_knows_whose_words_it_has(line, speaker, mode):
    told = make_article(f"{line}\nLind is the town’s engineer.", "a3")
    readings = [reading_of(told), READINGS[1]]
    side = draft_side("a3", 1, "It held.", speaker=speaker)
    judgement, _ = compare(draft_comparison([draft_conflict(side, WEDNESDAY)]), readings=readings)
    assert judgement.judged[0].pair.a.claim.attribution.mode == mode


def test_a_fragment_that_no_claim_has_makes_a_claim_of_its_own():
    readings = [
        READINGS[0].model_copy(update={"claims": (READINGS[0].claims[1].model_copy(update={"end": 41}),)}),
        READINGS[1],
    ]
    away = draft_side("a1", 2, "The mayor is away.", fragment="the mayor is away")
    judgement, _ = compare(draft_comparison([draft_conflict(away, WEDNESDAY, explanation="Away.")]), readings=readings)
    assert judgement.judged[0].pair.a.claim.quote == "the mayor is away"


@pytest.mark.parametrize(
    ("conflict", "reason"),
    [
        (draft_conflict(draft_side("a9", 1), WEDNESDAY), "there is no article 'a9'; use a1, a2"),
        (draft_conflict(draft_side("a1", 9), WEDNESDAY), "there is no sentence 9"),
        (draft_conflict(MONDAY, draft_side("a2", 3)), "there is no sentence 3"),
        (draft_conflict(MONDAY, MONDAY), "both its sides are one claim"),
        (draft_conflict(draft_side("a1", 3, "It held for 12 days."), WEDNESDAY), "it states 12"),
        (draft_conflict(MONDAY, WEDNESDAY, explanation="They differ by 3 days."), "its explanation states 3, which is in neither of its articles"),
    ],
    ids=["another article", "another sentence", "boilerplate", "one side twice", "a figure of its own", "a sum of its own"],
)  # fmt: skip
def test_what_does_not_hold_is_asked_for_again_and_then_listed(conflict, reason):
    good = draft_conflict(draft_side("a1", 2, "More than 40 trucks wait."), draft_side("a2", 2, "Trucks wait."))
    answer = draft_comparison([conflict, good])
    judgement, model = compare(answer, answer)
    assert reason in model.asked[1][0][-1].content
    assert [pair.name for pair, _ in judgement.judged] == ["a1.c2 / a2.c2"]
    assert [reason in failure.reason for failure in judgement.failures] == [True]


def test_a_conflict_that_a_harmless_explanation_covers_is_none():
    judgement, _ = compare(draft_comparison([draft_conflict(MONDAY, WEDNESDAY, harmless="thing")]))
    assert [verdict.label for _, verdict in judgement.judged] == ["compatible"]


def test_what_two_articles_tell_alike_is_the_same():
    places = [("a1", 2), ("a2", 2), ("a2", 9)]
    judgement, _ = compare(draft_comparison(agreements=[places]))
    assert [(pair.name, verdict.label) for pair, verdict in judgement.judged] == [("a1.c2 / a2.c2", "same")]


def test_sentences_without_claims_agree_as_they_stand():
    bare = [reading_of(FIRST), reading_of(SECOND)]
    judgement, _ = compare(draft_comparison(agreements=[[("a1", 2), ("a2", 2)], [("a1", 2), ("a2", 3)]]), readings=bare)
    ((pair, verdict),) = judgement.judged
    assert verdict.label == "same"
    assert (pair.a.claim.text, pair.b.claim.text) == (FIRST.words_of(FIRST.sentences[1]), "Trucks wait.")
    assert [claim.id for one in judgement.readings for claim in one.claims] == ["a1.c1", "a2.c1"]


@pytest.mark.parametrize(("line", "mode"), [("“It held.”", "direct"), ("It held, Lind said.", "article")])
def test_a_sentence_that_agrees_is_nobody_s_in_particular_if_it_is_quoted(line, mode):
    readings = [reading_of(make_article(line, "a3")), reading_of(SECOND)]
    judgement, _ = compare(draft_comparison(agreements=[[("a3", 1), ("a2", 2)]]), readings=readings)
    assert judgement.judged[0].pair.a.claim.attribution == Attribution(mode=mode)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“A wall is no door.\nIt is a wall.” So she said.\nMore.", "“A wall is no door.\nIt is a wall.” So she said."),
        ("“A wall is no door.”\nIt is a wall.", "“A wall is no door.”"),
        ("“A wall is no door.\nIt is a wall.", "“A wall is no door."),
    ],
    ids=["over two sentences", "closed at once", "closed nowhere"],
)
def test_a_side_has_the_whole_of_a_quotation_that_its_sentence_opens(text, quote):
    readings = [reading_of(make_article(text, "a3")), READINGS[1]]
    side = draft_side("a3", 1, "A wall is no door.", speaker="A")
    judgement, _ = compare(draft_comparison([draft_conflict(side, WEDNESDAY)]), readings=readings)
    assert judgement.judged[0].pair.a.claim.quote == quote


def test_a_side_keeps_what_a_model_tags_it_with():
    side = draft_side("a1", 3, "It held.", speaker="Lind", tags=["denied", "possible"])
    judgement, _ = compare(draft_comparison([draft_conflict(side, WEDNESDAY)]))
    claim = judgement.judged[0].pair.a.claim
    assert (claim.polarity, claim.modality) == ("denied", "possible")


def test_a_pair_that_conflicts_does_not_agree_as_well():
    answer = draft_comparison([draft_conflict(MONDAY, WEDNESDAY)], [[("a2", 1), ("a1", 1)]])
    judgement, _ = compare(answer)
    assert [verdict.label for _, verdict in judgement.judged] == ["conflict"]


def test_where_that_question_fails_claims_are_judged_in_pairs():
    verdicts = {"verdicts": [draft_verdict(1, "conflict")]}
    readings = [reading_of(FIRST, 1), reading_of(SECOND, 1)]
    judgement, model = compare(TransientError("busy"), verdicts, readings=readings)
    assert len(model.asked) == 2
    assert [verdict.label for _, verdict in judgement.judged] == ["conflict"]


def test_where_that_question_fails_claims_that_were_not_listed_are_read_first():
    full = [draft_reading([draft_claim(one.text.partition("\n")[0], [1])]) for one in (FIRST, SECOND)]
    judgement, model = compare(
        TransientError("busy"),
        *full,
        {"verdicts": [draft_verdict(1, "conflict")]},
        readings=[reading_of(FIRST), reading_of(SECOND)],
    )
    assert [draft.__name__ for _, draft in model.asked] == [
        "DraftComparison",
        "DraftReading",
        "DraftReading",
        "DraftJudgement",
    ]
    assert [(pair.name, verdict.label) for pair, verdict in judgement.judged] == [("a1.c1 / a2.c1", "conflict")]


def test_claims_that_can_not_be_listed_then_are_told():
    judgement, _ = compare(*[TransientError("busy")] * 2, readings=[reading_of(FIRST), reading_of(SECOND, 1)])
    assert judgement.judged == ()
    assert [(one.stage, one.subject, one.reason) for one in judgement.failures] == [
        ("judge", "a1", "its claims could not be listed: busy")
    ]


@pytest.mark.parametrize(
    ("size", "all_claims", "needs"), [(60_000, False, False), (60_000, True, True), (10, False, True)]
)
def test_claims_are_needed_only_where_articles_do_not_fit_or_where_all_are_asked_for(
    monkeypatch, size, all_claims, needs
):
    monkeypatch.setattr(comparing, "SIDE_BY_SIDE", size)
    engine = ModelEngine(Questions(ScriptedModel()), "scripted", all_claims=all_claims)
    assert engine.needs_claims([FIRST, SECOND]) is needs


def test_articles_that_do_not_fit_are_compared_by_claims(monkeypatch):
    monkeypatch.setattr(comparing, "SIDE_BY_SIDE", 10)
    readings = [reading_of(FIRST, 1), reading_of(SECOND, 1)]
    judgement, model = compare({"verdicts": [draft_verdict(1)]}, readings=readings)
    assert len(model.asked) == 1
    assert len(judgement.judged) == 1


@pytest.mark.parametrize(
    ("look", "label", "confidence"),
    [
        (draft_verdict(1, "conflict", confidence=0.7), "conflict", 0.7),
        (draft_verdict(1, "compatible", explanation="Two bridges."), "compatible", 0.9),
        (draft_verdict(1, "conflict", harmless="thing"), "compatible", 0.9),
    ],
)
def test_a_second_look_decides_with_the_sides_swapped(look, label, confidence):
    listed = draft_comparison([draft_conflict(MONDAY, WEDNESDAY)])
    judgement, model = compare(listed, {"verdicts": [look]}, second_look=True)
    shown = model.asked[1][0][-1].content
    assert shown.index("closed on Wednesday") < shown.index("closed on Monday")
    ((pair, verdict),) = judgement.judged
    assert (pair.a.article.id, verdict.label, verdict.confidence) == ("a1", label, confidence)


def test_a_conflict_whose_second_look_fails_stands_and_that_is_told():
    listed = draft_comparison([draft_conflict(MONDAY, WEDNESDAY)])
    judgement, _ = compare(listed, TransientError("busy"), second_look=True)
    assert [verdict.label for _, verdict in judgement.judged] == ["conflict"]
    assert [failure.reason for failure in judgement.failures] == ["it was not looked at again: busy"]


def test_without_a_conflict_nothing_is_looked_at_again():
    _, model = compare(draft_comparison(), second_look=True)
    assert len(model.asked) == 1


def test_the_second_look_can_be_left_out():
    model = ScriptedModel(draft_comparison([draft_conflict(MONDAY, WEDNESDAY)]))
    engine = ModelEngine(Questions(model), "scripted", second_look=False)
    (judged,) = asyncio.run(engine.compare(READINGS)).judged
    assert isinstance(judged.verdict, Verdict)
    assert not isinstance(judged.verdict, Failure)
    assert len(model.asked) == 1
