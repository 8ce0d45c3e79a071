import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import draft_claim, draft_reading, make_article

from summarizer.engines.model.drafts import DraftReading
from summarizer.engines.model.ground import ground_reading
from summarizer.engines.model.stated_figures import unsupported_figures
from summarizer.models import Attribution

TEXT = (
    "#Bridge shut, 12 hurt\n"
    "The bridge at Olmen closed on Monday, and at least 12 people were hurt, police said.\n"
    "“It will not open again if the river rises,” said Ada Lind, the town’s engineer.\n"
    "Repairs will cost 1,200,000 euros.\n"
    "!Subscribe for 99 a month"
)
ARTICLE = make_article(TEXT, title="Bridge shut, 12 hurt", published="2026-03-04")


def ground(claims=(), points=(), **fields):
    return ground_reading(DraftReading.model_validate(draft_reading(claims, points, **fields)), ARTICLE)


def reasons(found):
    return [rejected.reason for rejected in found.rejected]


def test_a_quote_is_sliced_from_the_article_by_the_number_of_its_sentence():
    (claim,) = ground([draft_claim("The bridge at Olmen closed.", [2])]).value.claims
    assert claim.id == "a1.c1"
    assert claim.sentence == 2
    assert claim.quote == TEXT[claim.start : claim.end] == ARTICLE.words_of(ARTICLE.sentences[1])


@pytest.mark.parametrize(
    ("fragment", "quote"),
    [
        pytest.param("The bridge at Olmen closed on Monday", "The bridge at Olmen closed on Monday", id="as it stands"),
        pytest.param("the bridge at Olmen closed", None, id="in other letters"),
        pytest.param("The bridge at Olmen was closed", None, id="not the article's words"),
        pytest.param("The bridge", None, id="too short to say anything"),
        pytest.param("Repairs will cost", None, id="of another sentence"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="none"),
    ],
)
def test_a_fragment_counts_only_where_the_sentence_has_it(fragment, quote):
    (claim,) = ground([draft_claim("The bridge at Olmen closed.", [2], fragment=fragment)]).value.claims
    assert claim.quote == (quote or ARTICLE.words_of(ARTICLE.sentences[1]))
    assert claim.quote == TEXT[claim.start : claim.end]


def test_a_fragment_in_straight_quotes_is_the_article_s_own_in_curly_ones():
    draft = draft_claim("The town’s engineer is Ada Lind.", [3], fragment="said Ada Lind, the town's engineer")
    (claim,) = ground([draft]).value.claims
    assert "town’s" in claim.quote


@pytest.mark.parametrize("fragment", ["open again if the river rises", "said Ada Lind, the town’s"])
def test_a_fragment_that_leaves_out_what_turns_it_is_widened(fragment):
    (claim,) = ground([draft_claim("The bridge will open again.", [3], fragment=fragment)]).value.claims
    assert claim.quote == ARTICLE.words_of(ARTICLE.sentences[2])


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        pytest.param(draft_claim("The bridge closed.", [99]), "no sentence 99", id="a sentence that is not there"),
        pytest.param(draft_claim("The bridge closed.", [0]), "no sentence 0", id="sentence zero"),
        pytest.param(draft_claim("The bridge closed.", [-1]), "no sentence -1", id="a negative sentence"),
        pytest.param(draft_claim("It costs money.", [5]), "no sentence 5", id="boilerplate"),
        pytest.param(draft_claim("The bridge closed.", []), "no sentence", id="no sentence"),
        pytest.param(draft_claim("The bridge closed.", [1, 2, 3, 4] * 2 + [5, 6, 7]), "names 7", id="all sentences"),
        pytest.param(draft_claim(" \u200b\n", [2]), "empty", id="no text"),
        pytest.param(draft_claim("x" * 501, [2]), "501 characters", id="too long"),
        pytest.param(draft_claim("At least 13 people were hurt.", [2]), "states 13", id="another figure"),
        pytest.param(draft_claim("12 people were hurt.", [4]), "states 12", id="a figure of another sentence"),
        pytest.param(draft_claim("It closed on 2 March 2026.", [2]), "states 2", id="a date worked out"),
        pytest.param(
            draft_claim("It closed.", [2], speaker="Bo Ek"),
            "'Bo Ek' is not in",
            id="a strange speaker",
        ),
    ],
)
def test_what_does_not_hold_is_rejected_with_its_reason_and_the_good_ones_are_kept(draft, words):
    found = ground([draft_claim("The bridge closed.", [2]), draft])
    assert [claim.text for claim in found.value.claims] == ["The bridge closed."]
    assert found.kept == 1
    (reason,) = reasons(found)
    assert words in reason
    assert reason.startswith("claims, number 2 (")


def test_a_figure_may_stand_in_any_of_the_claim_s_sentences():
    found = ground([draft_claim("At least 12 people were hurt at the bridge, Ada Lind says.", [3, 2])])
    assert not found.rejected
    assert found.value.claims[0].sentence == 3


@pytest.mark.parametrize(
    ("text", "evidence", "strays"),
    [
        ("1200000 euros", "1,200,000 euros", []),
        ("1.2 million euros", "1,200,000 euros", []),
        ("12 people", "twelve people", []),
        ("3.5 per cent", "3.5 percent", []),
        ("35 per cent", "3.5 per cent", ["35"]),
        ("12 of 40 people", "12 people", ["40"]),
        ("no figures", "12 people", []),
    ],
)
def test_figures_are_the_same_in_digits_words_and_thousands(text, evidence, strays):
    assert unsupported_figures(text, evidence) == strays


def test_quantities_and_times_are_read_from_the_quote_and_not_from_the_model():
    (claim,) = ground([draft_claim("At least 12 people were hurt.", [2])]).value.claims
    (quantity,) = claim.quantities
    assert (quantity.low, quantity.high) == (12, None)
    assert TEXT[quantity.start : quantity.end] == quantity.text
    assert claim.time == "2026-03-02"


def test_a_bound_that_the_model_leaves_out_is_read_from_the_quote():
    (claim,) = ground([draft_claim("12 people were hurt.", [2])]).value.claims
    assert [(quantity.low, quantity.high) for quantity in claim.quantities] == [(12, None)]


def test_a_claim_without_a_figure_has_no_quantity():
    (claim,) = ground([draft_claim("The bridge at Olmen closed.", [2])]).value.claims
    assert claim.quantities == ()


def test_who_says_it_is_kept_with_the_role_that_is_told_once_and_the_article_itself_is_nobody():
    spoken = draft_claim("It will not open.", [3], speaker="Ada Lind")
    told = draft_claim("The bridge closed.", [2])
    first, second = ground([spoken, told], speakers=[("Ada Lind", "the town's engineer")]).value.claims
    assert first.attribution == Attribution(name="Ada Lind", role="the town's engineer", mode="direct")
    assert second.attribution == Attribution()


@pytest.mark.parametrize(
    ("speaker", "listed", "attribution"),
    [
        ("police", [], Attribution(name="police", mode="indirect")),
        ("police", [(None, "police")], Attribution(role="police", mode="indirect")),
        ("Police", [("police", None)], Attribution(name="police", mode="indirect")),
        (" ", [], Attribution()),
    ],
    ids=["not listed", "a role alone", "in other letters", "nobody"],
)
def test_a_speaker_may_have_a_name_a_role_or_not_be_listed_at_all(speaker, listed, attribution):
    (claim,) = ground([draft_claim("12 people were hurt.", [2], speaker=speaker)], speakers=listed).value.claims
    assert claim.attribution == attribution


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        (None, "The bridge at Olmen closed on Monday, and at least 12 people were hurt, police said."),
        ("The bridge at Olmen closed on Monday,", "The bridge at Olmen closed on Monday"),
    ],
)
def test_a_claim_without_a_text_of_its_own_is_the_words_it_points_at(fragment, text):
    (claim,) = ground([draft_claim(None, [2], fragment=fragment)]).value.claims
    assert claim.text == text


@pytest.mark.parametrize(
    ("tags", "sentence", "qualities"),
    [
        ([], 3, ("event", "affirmed", "certain")),
        ([], 2, ("quantity", "affirmed", "certain")),
        (["state"], 2, ("quantity", "affirmed", "certain")),
        (["position", "denied"], 3, ("position", "denied", "certain")),
        (["planned", "conditional"], 3, ("event", "affirmed", "conditional")),
        (["opinion", "possible"], 3, ("opinion", "affirmed", "possible")),
    ],
)
def test_tags_say_what_a_plain_claim_of_an_event_is_not(tags, sentence, qualities):
    text = "At least 12 people were hurt." if sentence == 2 else "It will open again."
    (claim,) = ground([draft_claim(text, [sentence], tags=tags)]).value.claims
    assert (claim.kind, claim.polarity, claim.modality) == qualities


def test_an_opinion_can_be_checked_only_where_it_is_quoted():
    views = [draft_claim("It closed too late.", [2], tags=["opinion"])]
    views.append(draft_claim("It will not open.", [3], speaker="Ada Lind", tags=["opinion"]))
    assert [claim.checkworthy for claim in ground(views).value.claims] == [False, True]


@pytest.mark.parametrize(("tags", "kept"), [(["conditional"], "if the river rises"), (["planned"], None)])
def test_a_condition_is_the_article_s_own_words_or_none(tags, kept):
    assert ground([draft_claim("It will not open again.", [3], tags=tags)]).value.claims[0].condition == kept


def test_a_claim_said_twice_counts_once():
    found = ground([draft_claim("The bridge closed.", [2]), draft_claim("the bridge closed.", [2])])
    assert [claim.id for claim in found.value.claims] == ["a1.c1"]
    assert not found.rejected


def test_a_model_that_runs_on_is_cut_off_and_told():
    found = ground([draft_claim(f"The bridge closed{' so' * n}.", [2]) for n in range(301)][:301])
    assert any("only the first 300" in reason for reason in reasons(found))


def test_points_carry_the_words_that_prove_them():
    found = ground(points=[{"sentences": [2, 4], "text": "Repairs of 1,200,000 euros."}])
    (point,) = found.value.summary.points
    assert [evidence.quote for evidence in point.evidence] == [
        ARTICLE.words_of(ARTICLE.sentences[1]),
        ARTICLE.words_of(ARTICLE.sentences[3]),
    ]


@pytest.mark.parametrize(
    "point",
    [
        {"sentences": [], "text": "The bridge closed."},
        {"sentences": [9], "text": "The bridge closed."},
        {"sentences": [2], "text": ""},
        {"sentences": [2], "text": "14 people were hurt."},
    ],
)
def test_a_point_that_does_not_hold_is_rejected(point):
    found = ground(points=[point])
    assert found.value.summary.points == ()
    assert [rejected.field for rejected in found.rejected] == ["points"]


def test_a_headline_or_an_abstract_with_a_strange_figure_is_made_from_what_holds():
    points = [{"sentences": [2], "text": "The bridge closed."}]
    found = ground(points=points, abstract="The bridge closed, and 31 died.", headline="31 dead at Olmen")
    assert found.value.summary.abstract == "The bridge closed."
    assert found.value.summary.headline == "Bridge shut, 12 hurt"
    assert [rejected.field for rejected in found.rejected] == ["headline", "abstract"]


def test_an_answer_with_nothing_in_it_is_a_reading_of_nothing():
    found = ground(abstract="", headline="")
    assert found.value.claims == ()
    assert found.value.summary.points == ()
    assert not found.rejected


@given(
    st.lists(st.text(min_size=1), min_size=1, max_size=6),
    st.lists(st.integers(-2, 9), max_size=5),
    st.text(),
    st.text(),
)
def test_every_quote_of_any_answer_on_any_text_is_a_slice_of_it(lines, numbers, text, fragment):
    article = make_article("\n".join(lines))
    claims = [draft_claim(text, numbers, fragment=fragment, tags=["conditional"]), draft_claim(None, [1, 2])]
    answer = draft_reading(claims, [{"sentences": numbers, "text": text}], abstract=text, headline=fragment)
    reading = ground_reading(DraftReading.model_validate(answer), article).value
    evidence = [item for point in reading.summary.points for item in point.evidence]
    for item in (*reading.claims, *evidence, *(quantity for claim in reading.claims for quantity in claim.quantities)):
        quote = item.quote if hasattr(item, "quote") else item.text
        assert article.text[item.start : item.end] == quote
    for claim in reading.claims:
        assert claim.condition is None or claim.condition in article.text


@pytest.mark.parametrize(("orders", "said"), [([], []), ([3, 3, 99], ["sentence 3"]), ([3, 2], ["sentence 2, 3"])])
def test_an_article_that_tells_a_program_what_to_do_gets_a_note(orders, said):
    notes = ground(orders=orders).value.article.notes
    assert [words in note for words, note in zip(said, notes, strict=True)] == [True] * len(said)
