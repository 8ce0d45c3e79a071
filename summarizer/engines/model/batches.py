"""Questions asked in batches of OpenAI's Batch API, before the normal road asks what is left.

A batch costs half, and may take a day. So it is noted before anything waits for it, and a run that ends early loses nothing:
the next one finds the note, takes the answers, and pays for none of them again. What a batch brought is handed to the
normal road as if it had asked itself; whether an answer is accepted, and asking again with reasons, is decided there.
"""

from collections.abc import Sequence

from summarizer.engines.model.batch_endpoint import BatchEndpoint
from summarizer.engines.model.batch_results import Request, read_answer
from summarizer.engines.model.batch_rounds import Outcome, Rounds
from summarizer.engines.model.budget import Budget, cost_of
from summarizer.engines.model.replies import Completion
from summarizer.errors import EngineError
from summarizer.pricing import Price
from summarizer.submissions import Submissions

__all__ = ["Batches", "Outcome", "Request"]


class Batches:
    """Asks in batches, and hands out what they brought.

    What a person who waits would want to know goes where the client's warnings go: each batch that is made, each change
    of its state, and what did not go well.

    Args:
        endpoint: where batches are made.
        submissions: where they are noted.
        budget: what may be spent; a batch is reserved line by line before it is made.
        price: what tokens cost in a batch, if that is known.
    """

    def __init__(
        self,
        endpoint: BatchEndpoint,
        submissions: Submissions,
        budget: Budget,
        price: Price | None,
    ) -> None:
        self._endpoint = endpoint
        self._submissions = submissions
        self._budget = budget
        self._price = price
        self._refused: dict[str, EngineError] = {}
        self._counted: set[str] = set()

    async def answer(self, requests: Sequence[Request]) -> Outcome:
        """Have questions answered in batches, those that are noted already first; returns when all batches have ended.

        Raises:
            SettingsError: the endpoint has no Batch API, or batches can't be noted.
            AccessError: the endpoint refuses the key or the quota is used up.
            EngineError: another run is sending a batch at this moment.
        """
        rounds = Rounds(self._endpoint, self._submissions, self._budget, self._price)
        outcome = await rounds.answer({request.key: request for request in requests})
        self._refused |= outcome.refused
        return outcome

    def find(self, key: str, /) -> Completion | None:
        """Find what a batch brought for a question; what it cost is counted the first time.

        Raises:
            EngineError: its batch failed, and why.
        """
        if error := self._refused.get(key):
            raise error
        answer = self._submissions.find(key)
        completion = None if answer is None else read_answer(answer)
        if completion is None:
            return None
        if key in self._counted:
            return completion._replace(cached=True)
        self._counted.add(key)
        return completion._replace(cost_usd=cost_of(completion, self._price))

    def used(self, key: str, /) -> None:
        """Let go of an answer that was judged."""
        if key in self._counted:
            self._submissions.forget([key])

    def close(self) -> None:
        """Close the file of notes."""
        self._submissions.close()
