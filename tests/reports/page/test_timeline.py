import datetime as dt

from building import make_article, make_claim, make_comparison, make_reading
from pages import full_comparison

from summarizer.contract import document
from summarizer.reports.page.plan import make_plan
from summarizer.reports.page.timeline import MOST_DAYS, choose_days, gather_moments, place_days, render_timeline


def comparison_of(*times, published=None):
    text = "".join(f"Sentence {n} is here.\n" for n in range(len(times)))
    article = make_article(text, published=published)
    claims = tuple(make_claim(article, f"Sentence {n} is here.", n + 1, time=time) for n, time in enumerate(times))
    return document(make_comparison(readings=(make_reading(article, claims=claims),), findings=(), agreements=()))


def test_moments_are_gathered_by_article_and_time_in_order():
    made = comparison_of(
        "2026-03-04", "2026-03-04T07:00", "2025", "XXXX-WXX-1", None, "nonsense", published="2026-03-05T10:00:00Z"
    )
    assert [(moment.first, moment.value, len(moment.claims), moment.is_published) for moment in gather_moments(made.articles)] == [
        (dt.date(2025, 1, 1), "2025", 1, False),
        (dt.date(2026, 3, 4), "2026-03-04", 2, False),
        (dt.date(2026, 3, 5), "2026-03-05", 0, True),
    ]  # fmt: skip


def test_of_many_days_those_of_publications_and_findings_are_drawn():
    times = [f"{year}" for year in range(1900, 1900 + MOST_DAYS + 5)]
    made = comparison_of(*times, published="2026-03-05")
    days = choose_days(gather_moments(made.articles), make_plan(made))
    assert len(days) == MOST_DAYS
    assert dt.date(2026, 3, 5) in days
    assert days == sorted(days)


def test_days_are_placed_in_order_and_longer_times_wider():
    near, far = (place_days([dt.date(2026, 1, 1), other])[1] for other in (dt.date(2026, 1, 2), dt.date(2027, 1, 1)))
    assert 0 < near < far


def test_without_any_time_there_is_no_time_line():
    made = comparison_of(None, "XXXX-XX-XX")
    assert render_timeline(made, make_plan(made)) is None


def test_what_is_drawn_stands_in_the_table_too():
    made = full_comparison()
    shown = render_timeline(made, make_plan(made))
    assert shown.count("<rect") == 2
    assert "Wednesday 4 March 2026" in shown.partition("<table>")[2]
    assert shown.partition("<table>")[2].count("appeared") == 2
