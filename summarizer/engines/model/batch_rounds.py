"""Rounds of batches: questions are reserved, sent and waited for, and what a batch lost goes into a further one."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import NamedTuple

from summarizer.engines.model.batch_endpoint import Batch, BatchEndpoint, UnknownBatchError
from summarizer.engines.model.batch_lines import Lines, Results, read_lines, write_lines
from summarizer.engines.model.batch_results import Lost, Request, Sent, describe, error_of, read_answer, weigh
from summarizer.engines.model.batch_waiting import GOES_ON, LAST_WAIT, wait_for
from summarizer.engines.model.budget import Budget, cost_of
from summarizer.errors import AccessError, EngineError, SummarizerError, TransientError
from summarizer.pricing import Price
from summarizer.submissions import Submission, Submissions

AGAIN = 1  # further batches for a question that one lost; a third day of waiting helps nobody
MOST_QUEUED = 30  # waits of a minute for another run that is sending: its transfers are given as long


class Outcome(NamedTuple):
    """What became of questions: how many have their answers now, and why others have none, by key.

    Those in `refused` are not to be asked on the normal road either: their batch failed as a whole, was cancelled, or is
    out of reach. Those in `left` are; so are those that a cap on cost or calls kept from being sent.
    """

    answered: int
    refused: dict[str, EngineError]
    left: dict[str, str]


class Rounds:
    """Rounds of batches for some questions.

    Args:
        endpoint: where batches are made.
        submissions: where they are noted.
        budget: what may be spent.
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
        self._client = endpoint.client
        self._submissions = submissions
        self._budget = budget
        self._price = price
        self._tell = endpoint.client.warn
        self._requests: dict[str, Request] = {}
        self._times_lost: Counter[str] = Counter()
        self._refused: dict[str, EngineError] = {}
        self._left: dict[str, str] = {}

    async def answer(self, requests: dict[str, Request]) -> Outcome:
        """Have questions answered, by key; what is noted as sent is waited for, what has its answer already is done.

        Raises:
            SettingsError: the endpoint has no Batch API, or batches can't be noted.
            AccessError: the endpoint refuses the key or the quota is used up.
            EngineError: another run is sending batches and does not come to an end, or noted ones can't be looked for.
        """
        for key, request in requests.items():
            if (answer := self._submissions.find(key)) is None:
                self._requests[key] = request
            else:  # an earlier run had it, and did not come to use it
                self._budget.hold(request.most)
                self._settle(request.most, answer)
        asked = list(self._requests)
        while asked:
            async with self._alone():
                sent = await self._resume(asked)
                resumed = {key for one in sent for key in one.note.keys}
                fresh, unsent = self._reserve(key for key in asked if key not in resumed)
                sent += await self._send(fresh)
            if not sent:
                break
            ended = await wait_for(sent, self._endpoint)
            asked = [key for one, batch in ended for key in await self._collect(one, batch)] + unsent
        self._tell_of_left()
        answered = sum(self._submissions.find(key) is not None for key in requests)
        return Outcome(answered, self._refused, self._left)

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Keep other processes from sending meanwhile, so that none sends what another is about to note."""
        for _ in range(MOST_QUEUED):
            if self._submissions.acquire():
                break
            await self._client.sleep(LAST_WAIT)
        else:
            raise EngineError(
                "another run has been sending batches for half an hour", "end it, and give the same command again"
            )
        try:
            yield
        finally:
            self._submissions.release()

    async def _resume(self, keys: Iterable[str]) -> list[Sent]:
        """Take up the batches that are noted; a note without its batch's id is of a run that ended while it sent."""
        resumed = []
        for note in self._submissions.waiting(keys):
            noted = note if note.batch else await self._recover(note)
            if noted:
                self._tell(f"note: going on with batch {noted.batch} (questions: {len(note.keys):,})")
                held = {key: self._requests[key].most for key in note.keys}
                for most in held.values():
                    self._budget.hold(most)
                resumed.append(Sent(noted, self._client.dialect, held))
        return resumed

    async def _recover(self, note: Submission) -> Submission | None:
        """Find the batch of a note by its token; where it was never made, its questions are asked anew."""
        try:
            batch = await self._endpoint.find(note.token)
        except UnknownBatchError as error:
            self._tell(f"note: an earlier run may have made a batch (questions: {len(note.keys):,}), but {error}")
            batch = None
        if batch:
            return self._submissions.made(note, batch.id)
        self._submissions.forget(note.keys, note)
        return None

    def _reserve(self, keys: Iterable[str]) -> tuple[dict[str, float], list[str]]:
        """Divide questions into those whose cost is reserved now, with that, and those that the budget has no room for."""
        held: dict[str, float] = {}
        others = []
        for key in keys:
            most = self._requests[key].most
            if self._budget.reserve_now(most):
                held[key] = most
            else:
                others.append(key)
        return held, others

    async def _send(self, held: dict[str, float]) -> list[Sent]:
        """Send questions in as many batches as they need; a file that is refused is no reason to lose the others."""
        sent, dialect = [], self._client.dialect
        requests = [self._requests[key] for key in held]
        bodies = ((one.key, self._client.body(one.messages, one.answer, dialect)) for one in requests)
        with self._released_on_error(held):
            for lines in write_lines(bodies):
                note = await self._submit(lines)
                own = {key: held.pop(key) for key in lines.keys}
                if note:
                    sent.append(Sent(note, dialect, own))
                else:
                    self._release(own)
        return sent

    async def _submit(self, lines: Lines) -> Submission | None:
        """Upload a file and make its batch, noted before and after; None where the endpoint does not take it."""
        try:
            file = await self._endpoint.upload(lines.content)  # one without a batch costs nothing
            note = self._submissions.plan(lines.keys)
            batch = await self._make(file, note)
        except AccessError:
            raise
        except EngineError as error:
            self._refused |= dict.fromkeys(lines.keys, error)
            return None
        made = self._submissions.made(note, batch.id)
        self._tell(
            f"note: batch {batch.id} is made (questions: {len(lines.keys):,}); its answers may take 24 hours, and if this run "
            f"ends before, {GOES_ON}"
        )
        return made

    async def _make(self, file: str, note: Submission) -> Batch:
        """Make a batch once, however often it is asked for: where the reply was lost, the batch is looked for first.

        The note of one that may have been made all the same stays, for the next run to look.
        """
        tried = False

        async def attempt() -> Batch:
            nonlocal tried
            if tried and (found := await self._endpoint.find(note.token)):
                return found
            tried = True
            return await self._endpoint.make(file, note.token, name_of(note.keys))

        try:
            return await self._client.retrying(attempt)
        except UnknownBatchError as error:
            raise EngineError(f"a batch may have been made, but {error}", "look for it at the endpoint") from error
        except TransientError:
            raise
        except SummarizerError:
            self._submissions.forget(note.keys, note)
            raise

    async def _collect(self, sent: Sent, batch: Batch | EngineError) -> list[str]:
        """Take a batch's answers, and list the questions that are to be asked in a further one."""
        with self._released_on_error(sent.held):
            if isinstance(batch, UnknownBatchError):
                self._tell(f"note: {batch}; its questions are asked anew")
                return self._take(sent, Batch(sent.id, "is unknown"), read_lines([], sent.note.keys))
            if isinstance(batch, EngineError):
                return self._give_up(sent, batch)
            files = await self._download(batch)
            if isinstance(files, EngineError):
                return self._give_up(sent, files)
            return self._take(sent, batch, read_lines(files, sent.note.keys))

    def _give_up(self, sent: Sent, error: EngineError) -> list[str]:
        """Leave a batch alone that can't be reached; its note stays, and asking directly would be paying twice."""
        self._release(sent.held)
        lost = EngineError(f"batch {sent.id} is out of reach: {error}", GOES_ON)
        self._refused |= dict.fromkeys(sent.note.keys, lost)
        return []

    async def _download(self, batch: Batch) -> list[bytes] | EngineError:
        """Bring a batch's files, or say why not; one that is gone is told of, and no reason to do without the other."""
        files = []
        for file in batch.files:
            try:
                files.append(await self._endpoint.download(file))
            except UnknownBatchError as error:
                self._tell(f"note: batch {batch.id}: {error}")
            except AccessError:
                raise
            except EngineError as error:
                return error
        return files

    def _take(self, sent: Sent, batch: Batch, results: Results) -> list[str]:
        """Keep answers, settle what they cost, and decide of each question without one."""
        self._submissions.answer(results.answers)
        for key, answer in results.answers.items():
            self._settle(sent.held.pop(key), answer)
        self._release(sent.held)
        missing = [key for key in sent.note.keys if key not in results.answers]
        self._submissions.forget(missing, sent.note)
        lost: dict[str, Lost] = {}
        if error := error_of(batch):
            self._refused |= dict.fromkeys(missing, error)
        else:
            refusals = results.refusals
            for key in missing:
                lost[key] = weigh(self._client, sent, self._requests[key], refusals.get(key), batch.status)
        for line in describe(batch, results, len(missing), next((one.reason for one in lost.values()), "")):
            self._tell(line)
        return [key for key, one in lost.items() if self._is_asked_again(key, one)]

    def _is_asked_again(self, key: str, lost: Lost) -> bool:
        """Whether a question goes into a further batch; one that does not is left to be asked directly."""
        self._times_lost[key] += not lost.is_mended
        again = lost.is_mended or (lost.may_pass and self._times_lost[key] <= AGAIN)
        if not again:
            self._left[key] = lost.reason
        return again

    def _settle(self, most: float, answer: str) -> None:
        """Count what an answer cost, or all that was held for it where that is not known."""
        completion = read_answer(answer)
        cost = cost_of(completion, self._price) if completion else None
        self._budget.settle(most, most if cost is None else cost)

    @contextmanager
    def _released_on_error(self, held: dict[str, float]) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._release(held)
            raise

    def _release(self, held: dict[str, float]) -> None:
        while held:
            self._budget.settle(held.popitem()[1], 0.0)

    def _tell_of_left(self) -> None:
        if left := self._left:
            count = "1 question is" if len(left) == 1 else f"{len(left):,} questions are"
            reason = next(iter(left.values()))
            self._tell(f"note: {count} asked directly, at the full price, for no batch answered: {reason}")


def name_of(keys: Iterable[str]) -> str:
    """Name a set of questions, in whatever order they come."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()
