from building import make_article

from summarizer.models import Passage, Sentence
from summarizer.passages import MOST_PASSAGES, find_passages, with_neighbours

TEXT = "The dam at Holm broke on Monday.\nThe mayor of Levan resigned.\nA bakery won a prize.\n"


def test_the_sentences_that_share_rare_words_are_found_in_the_order_of_the_text():
    article = make_article(TEXT)
    found = [
        article.words_of(passage.sentence) for passage in find_passages("Did the Levan dam break at Holm?", [article])
    ]
    assert found == ["The dam at Holm broke on Monday.", "The mayor of Levan resigned."]


def test_boilerplate_is_no_passage():
    article = make_article(TEXT)
    dull = article.model_copy(update={"sentences": (Sentence(number=1, start=0, end=32, role="boilerplate"),)})
    assert find_passages("The dam broke at Holm.", [dull]) == []


def test_an_engine_is_shown_a_bounded_number_of_passages():
    article = make_article("".join(f"The dam broke {n} times.\n" for n in range(50)))
    assert len(find_passages("The dam broke.", [article])) == MOST_PASSAGES


def test_a_passage_brings_the_sentences_beside_it_once_and_in_order():
    article = make_article("One.\nTwo.\nThree.\nFour.\nFive.\n")
    found = with_neighbours([Passage(article, article.sentences[number]) for number in (0, 2)])
    assert [passage.sentence.number for passage in found] == [1, 2, 3, 4]
