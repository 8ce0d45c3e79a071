import asyncio

from building import make_article

from summarizer.check import check_statement
from summarizer.models import Check, CheckEvidence, Failure

TEXT = "The dam at Holm broke on Monday.\nThe mayor of Levan resigned.\nA bakery won a prize.\n"


class Answering:
    def __init__(self, check):
        self.answer = check

    async def check(self, *_):
        return self.answer


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
