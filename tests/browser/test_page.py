import datetime as dt
import json
import re

import pytest
from building import make_checks, make_readings
from pages import HOSTILE, full_comparison, hostile_checks, hostile_comparison, hostile_readings

from summarizer.contract import document, drop_texts
from summarizer.reports.html import render
from summarizer.reviews import Review, dump_reviews, read_reviews

pytestmark = pytest.mark.browser

PAGES = {
    "comparison": full_comparison,
    "comparison of many": lambda: full_comparison(copies=8),
    "stored comparison": lambda: drop_texts(full_comparison()),
    "readings": lambda: document(make_readings(), with_text=True),
    "checks": lambda: document(make_checks(), with_text=True),
}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONFLICT, CHANGE, WITHIN = "f-000000000001", "f-000000000003", "f-0000000000aa"


def expect(locator):
    """Wait for something of a locator, through Playwright's own door: the page's policy lets no predicate be evaluated."""
    from playwright.sync_api import expect

    return expect(locator)


def violations_of(page):
    """Ask axe-core for violations of level A and AA: each rule with the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": LEVELS}}).response["violations"]
    return [
        (rule["id"], [(node["html"][:200], node["failureSummary"]) for node in rule["nodes"][:3]]) for rule in found
    ]


def shown_cards(page):
    return page.eval_on_selector_all(".card[data-id]", "cards => cards.filter(c => !c.hidden).map(c => c.dataset.id)")


def focused(page):
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_a_page_opens_says_nothing_and_asks_for_nothing(visit, make, scheme):
    one = visit(render(make()), color_scheme=scheme)
    assert one.page.locator("h1").is_visible()
    one.assert_quiet()


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_axe_finds_no_violation_of_level_a_or_aa(visit, make, scheme, width):
    one = visit(render(make()), color_scheme=scheme, viewport={"width": width, "height": 900})
    one.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert violations_of(one.page) == []


def test_axe_finds_nothing_in_the_help(visit):
    one = visit(render(full_comparison()))
    one.page.keyboard.press("?")
    assert violations_of(one.page) == []


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)
def test_no_page_is_wider_than_its_window(visit, make, width):
    page = visit(render(make()), viewport={"width": width, "height": 800}).page
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_without_an_end_does_not_widen_the_page(visit):
    page = visit(render(hostile_comparison("x" * 3000)), viewport={"width": 360, "height": 800}).page
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("type", "number", {"f-000000000002", CHANGE}),
        ("severity", "high", {CONFLICT}),
        ("speaker", "Mette Sandvik", {CONFLICT}),
        ("review", "confirmed", {"f-000000000002"}),
        ("text", "in DIRECT speech", {CONFLICT}),
        ("text", "nothing like it", set()),
    ],
)
def test_a_choice_hides_the_others_and_stands_in_the_address(visit, field, value, left):
    html = render(full_comparison())
    one = visit(html)
    control = one.page.locator(f"#choose-{field}")
    control.fill(value) if field == "text" else control.select_option(value)
    assert set(shown_cards(one.page)) == left
    assert f"{len(left)} of 4 findings shown" in one.page.locator("#shown").inner_text()
    again = visit(html, one.page.evaluate("location.hash"))
    assert set(shown_cards(again.page)) == left
    again.page.locator("#clear").click()
    assert len(shown_cards(again.page)) == 4
    one.assert_quiet()
    again.assert_quiet()


def test_a_choice_of_an_article_and_the_rows_of_the_table(visit):
    page = visit(render(full_comparison())).page
    page.locator("#choose-severity").select_option("high")
    assert page.locator("#matrix tbody tr:visible").count() == 1
    page.locator("#clear").click()
    assert page.locator("#matrix tbody tr:visible").count() == 3
    page.locator("#choose-article").select_option(index=3)
    assert shown_cards(page) == []


def test_keys_move_through_findings_and_claims(visit):
    one = visit(render(full_comparison()))
    press = one.page.keyboard.press
    order = shown_cards(one.page)
    seen = []
    for key in "jjjjjkk":
        press(key)
        seen.append(focused(one.page))
    assert seen == [*order, order[-1], order[-2], order[-3]]
    assert one.page.evaluate("location.hash") == f"#{order[-3]}"
    press("n")
    first = focused(one.page)
    press("n")
    press("p")
    assert focused(one.page) == first
    assert first.startswith("c-")
    one.assert_quiet()


def test_keys_show_help_find_words_and_can_be_turned_off(visit):
    page = visit(render(full_comparison())).page
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert not focused(page).startswith("f-")
    page.locator("#show-help").click()
    page.locator("#keys-on").check()
    page.locator("#close-help").click()
    page.keyboard.press("/")
    assert focused(page) == "choose-text"
    page.keyboard.type("jk?")
    assert page.locator("#choose-text").input_value() == "jk?"
    assert not page.locator("#help").is_visible()


def test_a_deep_link_leads_to_its_finding_even_where_a_choice_hides_it(visit):
    html = render(full_comparison())
    one = visit(html, f"#{CHANGE}")
    assert focused(one.page) == CHANGE
    expect(one.page.locator(f"#{CHANGE} h4")).to_be_in_viewport()
    one.page.locator("#choose-severity").select_option("high")
    one.page.evaluate(f"location.hash = '{CHANGE}'")
    expect(one.page.locator(f"#{CHANGE}")).to_be_focused()
    assert one.page.locator(f"#{CHANGE}").is_visible()
    together = visit(html, f"#type=number&at={CHANGE}")
    assert focused(together.page) == CHANGE
    assert len(shown_cards(together.page)) == 2


def test_a_link_to_a_claim_opens_the_folded_article(visit):
    page = visit(render(full_comparison(copies=8))).page
    assert not page.locator(".body").first.is_visible()
    page.locator(f"#{CONFLICT} figcaption a").first.click()
    expect(page.locator(".body :focus")).to_have_count(1)
    assert page.locator(".body").first.is_visible()


def test_an_address_that_leads_nowhere_does_no_harm(visit):
    for fragment in ("#nowhere", "#type=none&at=nowhere", "#=&&%", "#at=<script>", "#text=%00"):
        visit(render(full_comparison()), fragment).assert_quiet()


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_pointing_at_a_quote_lights_it_in_all_articles(visit, way):
    page = visit(render(full_comparison())).page
    passage = page.locator(".q.conflict").first
    passage.hover() if way == "hover" else page.locator(".body sup a").first.focus()
    lit = page.eval_on_selector_all(".q.lit", "all => all.map(one => one.closest('.story').id)")
    assert len(set(lit)) == 2
    assert "lit" in page.locator(f"#{CONFLICT}").get_attribute("class")
    page.locator("h1").hover()
    if way == "hover":
        assert page.locator(".q.lit").count() == 0


def test_a_reviewers_file_goes_down_and_up_again(visit, tmp_path):
    html = render(full_comparison())
    one = visit(html)
    page = one.page
    assert "1 of 4 reviewed: 1 confirmed" in page.locator("#precision").inner_text()
    page.locator("#reviewer").fill("A. “Desk”")
    card = page.locator(f"#{CONFLICT}")
    card.get_by_label("dismissed").check()
    card.get_by_label("Why").fill("another\nbridge </script> 😀")
    page.locator(f"#{CHANGE}").focus()
    page.keyboard.press("e")
    assert "3 of 4 reviewed: 1 confirmed, 1 dismissed, 1 explained" in page.locator("#precision").inner_text()
    with page.expect_download() as saved:
        page.locator("#save").click()
    path = tmp_path / "reviews.json"
    saved.value.save_as(path)
    assert saved.value.suggested_filename == "reviews.json"
    reviews = {review.finding: review for review in read_reviews(path)}
    assert {finding: review.verdict for finding, review in reviews.items()} == {
        CONFLICT: "dismissed", CHANGE: "explained", "f-000000000002": "confirmed"
    }  # fmt: skip
    assert reviews[CONFLICT].note == "another\nbridge </script> 😀"
    assert reviews[CONFLICT].reviewer == "A. “Desk”"
    assert reviews["f-000000000002"].date == dt.date(2026, 3, 9)

    fresh = visit(html)
    fresh.page.locator("#load").set_input_files(path)
    expect(fresh.page.locator("#review-message")).not_to_have_text("")
    assert fresh.page.locator("#review-message").inner_text() == "3 read"
    assert fresh.page.locator(f"#{CONFLICT}").get_by_label("dismissed").is_checked()
    assert fresh.page.locator(f"#{CONFLICT}").get_by_label("Why").input_value() == reviews[CONFLICT].note
    assert fresh.page.locator(f"#{CHANGE}").get_attribute("data-review") == "explained"
    assert one.said == fresh.said == []
    assert one.page.evaluate("refused") == fresh.page.evaluate("refused") == []


def test_a_review_of_another_page_is_kept_and_a_later_one_wins(visit, tmp_path):
    other = Review(finding="f-00000000beef", verdict="confirmed", note="elsewhere", date=dt.date(2026, 1, 1))
    older = Review(finding="f-000000000002", verdict="dismissed", date=dt.date(2026, 3, 8))
    path = tmp_path / "given.json"
    path.write_text(dump_reviews([other, older]), encoding="utf-8")
    page = visit(render(full_comparison())).page
    page.locator("#load").set_input_files(path)
    expect(page.locator("#review-message")).not_to_have_text("")
    assert "1 of findings that are not on this page" in page.locator("#review-message").inner_text()
    with page.expect_download() as saved:
        page.locator("#save").click()
    saved.value.save_as(path)
    kept = {review.finding: review.verdict for review in read_reviews(path)}
    assert kept == {"f-00000000beef": "confirmed", "f-000000000002": "confirmed"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no JSON", "This is no reviewer’s file"),
        ("[]", "its schema is not summarizer.review/1"),
        ('{"schema": "summarizer.review/9", "reviews": []}', "its schema is not"),
        ('{"schema": "summarizer.review/1", "reviews": {}}', "no list of reviews"),
        ('{"schema": "summarizer.review/1", "reviews": [null]}', "its review 1 is broken"),
        (
            '{"schema": "summarizer.review/1", "reviews": [{"finding": "f-000000000001", "verdict": "<b>", "date": "2026-01-01"}]}',
            "its review 1 is broken",
        ),
    ],
)
def test_a_broken_reviewers_file_is_refused_and_changes_nothing(visit, tmp_path, text, told):
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    one = visit(render(full_comparison()))
    one.page.locator("#load").set_input_files(path)
    expect(one.page.locator("#review-message")).not_to_have_text("")
    assert told in one.page.locator("#review-message").inner_text()
    assert "1 of 4 reviewed" in one.page.locator("#precision").inner_text()
    one.assert_quiet()


def test_without_its_script_a_page_shows_everything_and_no_dead_button(visit):
    made = full_comparison()
    page = visit(render(made), java_script_enabled=False).page
    words = " ".join(page.locator("body").inner_text().split())
    for finding in made.findings:
        assert " ".join(finding.a.quote.split()) in words
        assert finding.explanation in words
    assert "Confirmed by R. Eader" in words
    assert "At least 120 workers walked out at noon." in page.locator(".q.conflict").all_inner_texts()
    assert page.locator("button:visible, select:visible, input:visible").count() == 0
    page.locator("summary", has_text="time line as a table").click()
    assert page.locator("#timeline table").is_visible()


def test_it_prints_whole_and_without_what_is_for_a_screen(visit):
    page = visit(render(full_comparison(copies=8))).page
    page.emulate_media(media="print")
    assert not page.locator(".rail").is_visible()
    assert page.locator(".review:visible").count() == 0
    assert page.locator(".body").first.evaluate("node => node.checkVisibility({contentVisibilityAuto: true})")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 3


SKELETON = """() => [...document.querySelectorAll("*")].filter(one => !one.matches("mark, p, .rail option, script"))
    .map(one => one.tagName + ":" + one.getAttributeNames().filter(name => !%s.includes(name)).sort())"""
VARIES = ["lang", "href", "rel", "id", "class", "for", "aria-labelledby", "data-articles", "data-article", "name"]


@pytest.mark.parametrize("make", [hostile_comparison, hostile_readings, hostile_checks])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_changes_nothing_in_a_real_browser(visit, make, text):
    one = visit(render(make(text)))
    benign = visit(render(make(re.sub(r"\S", "x", text))))
    assert one.page.evaluate(SKELETON % json.dumps(VARIES)) == benign.page.evaluate(SKELETON % json.dumps(VARIES))
    links = one.page.eval_on_selector_all("a[href], area[href]", "all => all.map(one => one.protocol)")
    assert set(links) <= {"file:", "http:", "https:"}
    one.assert_quiet()
