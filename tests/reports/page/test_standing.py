import pytest
from building import make_comparison
from pages import full_comparison

from summarizer.contract import document
from summarizer.reports.page.plan import make_plan
from summarizer.reports.page.standing import make_rows


def rows_of(made):
    return make_rows(made, make_plan(made), [article.id for article in made.articles])


def stands(made):
    return {row.text: [cell.stand for cell in row.cells] for row in rows_of(made)}


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("“We will not sign this agreement,”", ["says", "denies", "unknown"]),
        ("At least 120 workers walked out at noon.", ["both", "differs", "unknown"]),
        ("Workers walked out at noon.", ["same", "same", "unknown"]),
    ],
)
def test_each_article_stands_to_each_point(text, stand):
    assert stands(full_comparison())[text] == stand


def test_an_article_that_was_read_and_does_not_mention_it_is_silent():
    assert [row.cells[3].stand for row in rows_of(full_comparison(copies=1))] == ["silent"] * 3


def test_findings_on_one_claim_are_one_row():
    numbers = [[number for number, _ in row.findings] for row in rows_of(full_comparison())]
    assert numbers == [[1], [2, 3, 4], []]


def test_an_article_that_says_the_same_as_a_side_stands_with_it():
    base = make_comparison()
    agreement = base.agreements[0].model_copy(update={"claims": ("a1.c1", "a2.c2")})
    row = rows_of(document(make_comparison(findings=base.findings[2:], agreements=(agreement,))))[0]
    assert [(cell.stand, cell.claim) for cell in row.cells] == [("says", "a1.c1"), ("denies", "a2.c1")]


def test_a_pair_that_was_not_judged_is_not_called_silence():
    made = full_comparison(copies=1)
    failure = made.failures[-1].model_copy(update={"subject": "a1.c1 / a4.c1"})
    rows = rows_of(made.model_copy(update={"failures": (failure,)}))
    assert [row.cells[3].stand for row in rows] == ["unknown", "silent", "silent"]
