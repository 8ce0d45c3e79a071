import asyncio
import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted_networks import ScriptedEmbedder, ScriptedJudge

from summarizer.compare import compare_readings, read_all
from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.judge import LEAST_CONFIDENCE
from summarizer.models import Article, Check, Reading, Sentence
from summarizer.text.sentences import split

WIRE = """Levan Rejects Talks With Osthaven

LEVAN, March 3 – Levan has ruled out talks with Osthaven on the river treaty, its foreign minister, Ana Brill, said.

The ministry counted 12 villages under water on Monday. Nobody was hurt, it said.
"""
BLOG = """What next on the river?

A retired diplomat, Jo Marsh, said that Levan was interested in negotiations with Osthaven on the river treaty.

The ministry counted 30 villages under water on Monday.
"""


def article(text, number=1, **known):
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(
        id=f"a{number}", source=f"{number}.txt", text=text, sha256=digest, sentences=split(text), title=None, **known
    )


def read(text):
    reading = asyncio.run(EmbeddedEngine().read(article(text)))
    assert isinstance(reading, Reading)
    return reading


def compare(*texts, engine=None):
    async def run(engine):
        articles = [article(text, number) for number, text in enumerate(texts, start=1)]
        readings, _ = await read_all(articles, engine)
        return await compare_readings(readings, engine)

    return asyncio.run(run(engine or EmbeddedEngine()))


def test_a_claimed_interest_stands_against_a_rejection():
    finding = next(finding for finding in compare(WIRE, BLOG).findings if finding.type == "stance")
    assert (finding.relation, finding.scope) == ("conflict", "between")
    assert "ruled out talks" in finding.a.quote + finding.b.quote
    assert "interested in negotiations" in finding.a.quote + finding.b.quote


def test_figures_of_one_measure_that_differ_are_found():
    numbers = [finding for finding in compare(WIRE, BLOG).findings if finding.type == "number"]
    assert len(numbers) == 1
    assert "12" in numbers[0].explanation
    assert "30" in numbers[0].explanation


def test_asking_for_possible_findings_shows_all_likely_ones_and_may_show_more():
    def found(show):
        engine = EmbeddedEngine(show=show)
        readings = [engine.reading_of(article(text, number)) for number, text in enumerate((WIRE, BLOG), start=1)]
        return {finding.id: finding for finding in asyncio.run(compare_readings(readings, engine)).findings}

    likely, possible = found("likely"), found("possible")
    assert likely
    assert likely.keys() <= possible.keys()
    assert min(finding.confidence for finding in possible.values()) >= LEAST_CONFIDENCE["possible"]


def test_a_statement_whose_very_words_stand_there_is_supported_unless_they_are_only_a_part_of_its_words():
    def verdict(statement):
        read = article(WIRE)
        found = asyncio.run(EmbeddedEngine().check(statement, [read]))
        return found.verdict, found.confidence

    assert verdict("The ministry counted 12 villages under water on Monday.") == ("supported", 0.95)
    assert verdict("The ministry counted 12 villages under water on Monday and nobody else did.") != ("supported", 0.95)


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        pytest.param("Both sides are to meet in Holm, the old capital, on Monday.", True, id="more is told"),
        pytest.param("Both sides are not to meet in Holm on Monday.", False, id="denied"),
        pytest.param("Both sides are perhaps to meet in Holm on Monday.", False, id="hedged"),
        pytest.param("Both sides are to agree where and how they wish to stand before they meet in Holm on Monday.", False, id="far apart"),
    ],
)  # fmt: skip
def test_words_that_stand_there_in_order_support_a_statement_unless_something_between_turns_them(text, is_sure):
    found = asyncio.run(EmbeddedEngine().check("Both sides are to meet in Holm on Monday.", [article(text + "\n")]))
    assert (found.verdict == "supported" and found.confidence == 0.95) == is_sure


def test_articles_that_say_the_same_give_agreements_and_no_findings():
    comparison = compare(WIRE, WIRE.replace("Levan Rejects", "Levan Refuses"))
    assert comparison.findings == ()
    assert comparison.agreements


def test_each_finding_tells_the_gates_that_were_tried():
    finding = compare(WIRE, BLOG).findings[0]
    assert len(finding.gates) == 10
    assert all(answer.answer for answer in finding.gates)


def test_the_summary_is_made_of_the_articles_own_sentences():
    reading = read(WIRE)
    assert reading.summary.headline
    assert reading.summary.points
    for point in reading.summary.points:
        for evidence in point.evidence:
            assert WIRE[evidence.start : evidence.end] == evidence.quote


def test_an_abstract_has_at_most_sixty_words():
    text = "\n".join(f"The river rose by {n} centimetres at the bridge of Port Levan on that day." for n in range(30))
    assert len(read(text).summary.abstract.split()) <= 60


def test_no_point_begins_with_a_word_that_points_back():
    text = (
        "The dam broke on Monday at noon. This was bad for everybody in the valley below. It was old and it was weak."
    )
    firsts = {point.text.split()[0] for point in read(text).summary.points}
    assert firsts == {"The"}


def test_boilerplate_is_neither_claimed_from_nor_summarised():
    text = WIRE + "\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n"
    reading = read(text)
    words = " ".join([claim.quote for claim in reading.claims] + [point.text for point in reading.summary.points])
    assert "email" not in words
    assert "Reply" not in words


def test_a_question_claims_nothing():
    assert read("Did the dam of Port Levan break on Monday?").claims == ()


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("Levan has ruled out talks with Osthaven on the river treaty.", "supported"),
        ("The ministry counted 40 villages under water on Monday.", "refuted"),
        ("The bishop of Karst opened a new school.", "not_enough_info"),
    ],
)
def test_a_statement_is_held_against_passages(statement, verdict):
    from summarizer.check import check_statement

    check = asyncio.run(check_statement(statement, [article(WIRE)], EmbeddedEngine()))
    assert isinstance(check, Check)
    assert check.verdict == verdict
    assert bool(check.evidence) == (verdict != "not_enough_info")


def test_the_same_articles_give_the_same_comparison_twice():
    assert compare(WIRE, BLOG).model_dump_json() == compare(WIRE, BLOG).model_dump_json()


def test_finding_ids_do_not_hang_on_the_order_of_the_articles():
    one = {finding.id for finding in compare(WIRE, BLOG).findings}
    other = {finding.id for finding in compare(BLOG, WIRE).findings}
    assert one == other


def assert_quotes_are_exact(comparison):
    texts = {reading.article.id: reading.article.text for reading in comparison.readings}
    for reading in comparison.readings:
        for claim in reading.claims:
            assert reading.article.text[claim.start : claim.end] == claim.quote
            for quantity in claim.quantities:
                assert reading.article.text[quantity.start : quantity.end] == quantity.text
    for finding in comparison.findings:
        for side in (finding.a, finding.b):
            assert texts[side.article][side.start : side.end] == side.quote


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_is_read_and_compared_with_exact_quotes(one, other):
    engine = EmbeddedEngine(show="possible")
    engine._embedder, engine._judge = ScriptedEmbedder("treaty", "villages"), ScriptedJudge(("out", "ready", "stance"))
    engine._reranker = engine._judge
    assert_quotes_are_exact(compare(one + "\n" + WIRE, other + "\n" + BLOG, engine=engine))


@settings(max_examples=8, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_goes_through_the_networks(one, other):
    assert_quotes_are_exact(compare(one + "\n" + WIRE, other + "\n" + BLOG))


def test_a_claim_that_another_engine_made_is_judged_by_the_words_it_overlaps():
    reading = read(WIRE)
    claim = reading.claims[0]
    cut = claim.model_copy(update={"start": claim.start + 1, "quote": claim.quote[1:]})
    from summarizer.models import Pair, Side

    other = asyncio.run(EmbeddedEngine().read(article(BLOG, 2)))
    assert isinstance(other, Reading)
    pair = Pair(Side(reading.article, cut), Side(other.article, other.claims[0]))
    assert len(asyncio.run(EmbeddedEngine().judge([pair]))) == 1


def test_an_article_without_sentences_is_read_to_nothing():
    empty = Article(id="a1", source="x", text="…", sha256="0", sentences=(Sentence(number=1, start=0, end=1),))
    reading = asyncio.run(EmbeddedEngine().read(empty))
    assert isinstance(reading, Reading)
    assert reading.claims == ()
