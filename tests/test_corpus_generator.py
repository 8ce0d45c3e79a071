import json
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import combinations, pairwise

import pytest
from building import make_article
from generated import ROOT, corpus

from summarizer.gates.origin import near_copies
from summarizer.text.sentences import split

COUNT = 400


@pytest.fixture(scope="module")
def written():
    return list(corpus.write_corpus(COUNT))


@pytest.fixture(scope="module")
def stories(written):
    found = defaultdict(list)
    for article in written:
        found[article.story].append(article)
    return found


def test_sentences_stand_at_their_offsets_as_the_splitter_finds_them(written):
    for article in written[:40]:
        assert [(s.start, s.end) for s in split(article.text)] == list(article.sentences)
        assert all(one[1] <= other[0] for one, other in pairwise(article.sentences))


def test_a_fact_is_told_by_a_sentence_that_holds_its_value(written):
    for article in written:
        for told in article.told:
            assert (told.start, told.end) in article.sentences
            if told.value not in {"yes", "no"}:
                assert told.value in article.text[told.start : told.end]


def test_planted_conflicts_tell_one_fact_with_two_values_in_two_articles(stories):
    texts = {article.id: article.text for articles in stories.values() for article in articles}
    planted = [one for articles in stories.values() for one in corpus.planted_conflicts(articles)]
    assert {"number", "date", "stance", "polarity", "identity"} <= {one.type for one in planted}
    for one in planted:
        assert one.a[0] != one.b[0]
        assert texts[one.a[0]][one.a[1] : one.a[2]] != texts[one.b[0]][one.b[1] : one.b[2]]


def test_a_later_higher_count_is_no_conflict(stories):
    counts = defaultdict(set)
    for articles in stories.values():
        for article in articles:
            for told in article.told:
                if "@" in told.fact:
                    counts[told.fact.partition("@")[0]].add(told.fact)
    assert any(len(days) > 1 for days in counts.values())


def test_articles_of_one_origin_are_near_copies_and_others_are_not(stories):
    copies = Counter()
    for articles in list(stories.values())[:12]:
        for one, other in combinations(articles[:10], 2):
            judged = near_copies(make_article(one.text, one.id), make_article(other.text, other.id))
            assert judged is (one.origin == other.origin)
            copies[judged] += 1
    assert min(copies.values()) > 10


def test_names_come_again_in_other_stories(stories):
    titles = {story: {article.title.split()[-1] for article in articles} for story, articles in stories.items()}
    assert any(titles[one] & titles[other] for one, other in combinations(titles, 2))


def test_the_beginning_of_a_longer_corpus_is_the_shorter_one(written):
    longer = corpus.write_corpus(10 * COUNT)
    assert [next(longer) for _ in range(50)] == written[:50]


def test_another_hash_seed_writes_the_same_bytes(tmp_path):
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, ROOT / "benchmarks/corpus.py", tmp_path / seed, "--articles", "60"],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed},
        )
    for name in ("articles.jsonl", "truth.jsonl"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_a_folder_holds_the_texts_and_the_truth(tmp_path, written):
    assert corpus.save(written[:5], tmp_path, "folder") == 5
    assert (tmp_path / f"{written[3].id}.txt").read_text() == written[3].text
    rows = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text().splitlines()]
    assert [row["story"] for row in rows] == [article.story for article in written[:5]]
