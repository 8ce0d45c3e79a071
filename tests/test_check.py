import asyncio

from building import make_article

from summarizer.check import MOST_PASSAGES, check_statement, find_passages
from summarizer.models import Check, CheckEvidence, Failure, Sentence

TEXT = "The dam at Holm broke on Monday.\nThe mayor of Levan resigned.\nA bakery won a prize.\n"


class Answering:
    def __init__(self, check):
        self.answer = check

    async def check(self, *_):
        return self.answer


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


def test_evidence_that_is_not_in_the_article_makes_the_check_a_failure():
    article = make_article(TEXT)
    evidence = CheckEvidence(article="a1", quote="The dam held.", start=0, end=13, stance="refutes")
    check = Check(statement="The dam broke.", verdict="refuted", confidence=0.9, evidence=(evidence,))
    result = asyncio.run(check_statement("The dam broke.", [article], Answering(check)))
    assert isinstance(result, Failure)
    assert result.stage == "grounding"


def test_a_failure_of_the_engine_is_handed_on():
    failure = Failure(stage="check", subject="The dam broke.", reason="refused")
    assert asyncio.run(check_statement("The dam broke.", [make_article(TEXT)], Answering(failure))) == failure
