import random

from building import make_article, make_claim, make_reading

from summarizer.corpus.accounts import tell_story
from summarizer.corpus.stories import group_stories
from summarizer.models import Agreement, Attribution, Finding, FindingSide, Quantity

ALONE = {name: name for name in "abcdefgh"}


def test_articles_that_are_all_linked_are_one_story():
    links = [("a", "b", 0.5), ("a", "c", 0.5), ("b", "c", 0.4), ("d", "e", 0.6)]
    assert group_stories("abcdef", links, ALONE) == [("a", "b", "c"), ("d", "e"), ("f",)]


def test_a_chain_does_not_run_through_the_corpus():
    links = [(one, other, 0.5) for one, other in zip("abcdefg", "bcdefgh", strict=True)]
    assert max(map(len, group_stories("abcdefgh", links, ALONE))) == 2


def test_weak_links_group_nothing():
    assert group_stories("ab", [("a", "b", 0.1)], ALONE) == [("a",), ("b",)]


def test_copies_are_of_one_story_whatever_links_them():
    origins = ALONE | {"b": "a"}
    assert group_stories("abc", [("b", "c", 0.9)], origins) == [("a", "b", "c")]


def test_a_story_has_a_greatest_size(monkeypatch):
    monkeypatch.setattr("summarizer.corpus.stories.LARGEST", 3)
    links = [(one, other, 0.5) for one in "abcdef" for other in "abcdef" if one < other]
    assert max(map(len, group_stories("abcdef", links, ALONE))) == 3


def test_the_order_of_links_changes_nothing():
    links = [(one, other, 0.3 + ord(one) % 3 / 10) for one in "abcdefgh" for other in "abcdefgh" if one < other][::2]
    mixed = list(links)
    random.Random(3).shuffle(mixed)  # noqa: S311  a test's dice
    assert group_stories("abcdefgh", mixed, ALONE) == group_stories("abcdefgh", links, ALONE)


def dam(article_id, count, day, *, stance="affirmed"):
    """Make a reading that counts the dead of a day and tells a position of the mayor."""
    text = f"The dam at Holm broke.\n{count} people died.\nMayor Ana Brill wants talks.\n"
    article = make_article(text, article_id, title="A dam breaks", published=day)
    start = article.text.index(str(count))
    dead = Quantity(text=str(count), start=start, end=start + len(str(count)), low=count, high=count, measure="dead")
    claims = (
        make_claim(article, "The dam at Holm broke.", 1, sentence=1),
        make_claim(article, f"{count} people died.", 2, sentence=2, quantities=(dead,)),
        make_claim(
            article,
            "Mayor Ana Brill wants talks.",
            3,
            sentence=3,
            kind="position",
            polarity=stance,
            subject="Mayor Ana Brill",
            attribution=Attribution(name="Ana Brill"),
        ),
    )
    return make_reading(article, claims=claims)


def tell(**fields):
    readings = [
        dam("a1", 12, "2026-03-04"),
        dam("a2", 12, "2026-03-04"),
        dam("a3", 31, "2026-03-05", stance="denied"),
    ]
    return tell_story(readings, {"a1": "a1", "a2": "a1", "a3": "a3"}, **fields)


def test_a_story_counts_origins_and_articles_apart():
    story = tell()
    assert (story.articles, story.origins) == (("a1", "a2", "a3"), ("a1", "a3"))
    assert story.title == "A dam breaks"


def test_the_origins_of_an_agreement_are_counted_by_families_and_the_silent_are_named():
    copied = Agreement(text="The dam broke.", claims=("a1.c1", "a2.c1"), articles=("a1", "a2"), origins=2)
    shared = Agreement(text="People died.", claims=("a1.c2", "a3.c2"), articles=("a1", "a3"), origins=2)
    story = tell(agreements=[copied, shared])
    assert [agreement.origins for agreement in story.agreements] == [2, 1]
    assert [(topic.text, topic.silent) for topic in story.topics] == [("People died.", ()), ("The dam broke.", ("a3",))]


def test_values_and_stances_stand_in_the_order_of_time():
    courses = {course.kind: course for course in tell().courses}
    assert courses["value"].subject == "dead"
    assert [(m.day, m.value, m.origins) for m in courses["value"].moments] == [
        ("2026-03-04", "12", 1),
        ("2026-03-05", "31", 1),
    ]
    assert [(m.day, m.value) for m in courses["stance"].moments] == [
        ("2026-03-04", "affirmed"),
        ("2026-03-05", "denied"),
    ]


def test_only_findings_within_the_story_are_told():
    def finding(number, other):
        sides = [FindingSide(article=a, claim=f"{a}.c2", quote="died", start=0, end=4) for a in ("a1", other)]
        known = {"relation": "conflict", "type": "number", "scope": "between", "severity": "low", "confidence": 0.5}
        return Finding(id=f"f-{number}", a=sides[0], b=sides[1], explanation="It differs.", **known)

    assert [f.id for f in tell(findings=[finding(1, "a3"), finding(2, "a9")]).findings] == ["f-1"]


def test_a_story_keeps_its_name_when_a_copy_comes_and_in_another_order():
    readings = [dam("a1", 12, "2026-03-04"), dam("a3", 31, "2026-03-05")]
    fewer = tell_story(readings[::-1], {"a1": "a1", "a3": "a3"})
    assert fewer.id == tell().id
