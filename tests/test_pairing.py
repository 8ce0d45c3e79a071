from building import make_article, make_claim, make_reading

from summarizer.pairing import find_pairs

WIRE = "The dam at Holm broke on Monday.\nThe mayor of Levan resigned.\n"
BLOG = "The Holm dam held.\nA bakery won a prize.\n"


def readings():
    one, other = make_article(WIRE, "a1"), make_article(BLOG, "a2")
    return [
        make_reading(
            one,
            claims=(
                make_claim(one, "The dam at Holm broke on Monday.", 1, sentence=1),
                make_claim(one, "The mayor of Levan resigned.", 2, sentence=2),
            ),
        ),
        make_reading(
            other,
            claims=(
                make_claim(other, "The Holm dam held.", 1, sentence=1),
                make_claim(other, "A bakery won a prize.", 2, sentence=2),
            ),
        ),
    ]


def test_claims_that_share_words_and_names_are_paired():
    assert [pair.name for pair in find_pairs(readings(), 1)] == ["a1.c1 / a2.c1"]


def test_two_articles_whose_pairs_all_fit_the_limit_are_paired_whole_and_the_nearest_come_first():
    between = [pair.name for pair in find_pairs(readings(), 10) if pair.scope == "between"]
    assert between[0] == "a1.c1 / a2.c1"
    assert sorted(between) == ["a1.c1 / a2.c1", "a1.c1 / a2.c2", "a1.c2 / a2.c1", "a1.c2 / a2.c2"]


def test_claims_of_one_sentence_are_not_paired():
    article = make_article("The dam broke and the dam held.\n", "a1")
    claims = (make_claim(article, "The dam broke", 1), make_claim(article, "the dam held", 2))
    assert find_pairs([make_reading(article, claims=claims)], 10) == []


def test_the_nearest_pairs_of_two_articles_are_kept():
    one = make_article("The dam at Holm broke on Monday.\nThe dam broke.\n", "a1")
    other = make_article("The dam at Holm broke on Monday at noon.\n", "a2")
    first = make_reading(
        one,
        claims=(
            make_claim(one, "The dam broke.", 1, sentence=2),
            make_claim(one, "The dam at Holm broke on Monday.", 2, sentence=1),
        ),
    )
    second = make_reading(other, claims=(make_claim(other, "The dam at Holm broke on Monday at noon.", 1, sentence=1),))
    between = [pair.name for pair in find_pairs([first, second], 1) if pair.scope == "between"]
    assert between == ["a1.c2 / a2.c1"]


def test_a_word_that_nearly_all_claims_have_links_nothing():
    text = "".join(f"Levan saw marvel{chr(97 + n % 26)}{chr(97 + n // 26)}.\n" for n in range(80))
    article = make_article(text, "a1")
    claims = tuple(make_claim(article, line, n, sentence=n) for n, line in enumerate(text.splitlines(), start=1))
    assert find_pairs([make_reading(article, claims=claims)], 1_000) == []


def test_no_readings_give_no_pairs():
    assert find_pairs([], 10) == []
