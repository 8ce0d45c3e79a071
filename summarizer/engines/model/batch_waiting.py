"""Waiting for batches: they are looked at, ever more rarely, until they end."""

import asyncio
from collections.abc import Sequence

from summarizer.engines.model.batch_endpoint import Batch, BatchEndpoint
from summarizer.engines.model.batch_results import Sent
from summarizer.errors import AccessError, EngineError, TransientError

FIRST_WAIT = 1.0  # seconds; small batches of small servers are done at once
GROWTH = 1.5  # of each wait over the last; a batch that takes minutes is noticed within one
LAST_WAIT = 60.0  # seconds; a day has 1,440 of them, which no rate limit minds
MOST_MISSED = 30  # looks in a row that failed, each with attempts of its own: a network that is away for half an hour

GOES_ON = "the same command again goes on with it, and pays nothing twice"


async def wait_for(sent: Sequence[Sent], endpoint: BatchEndpoint) -> list[tuple[Sent, Batch | EngineError]]:
    """Wait until all batches have ended, or can't be looked at; an interrupted wait leaves them running, and says so.

    Raises:
        AccessError: the endpoint refuses the key.
    """
    ended: list[tuple[Sent, Batch | EngineError]] = []
    looks = [_Look(one, endpoint) for one in sent]
    wait = FIRST_WAIT
    try:
        while True:
            for look in list(looks):
                if found := await look.once():
                    looks.remove(look)
                    ended.append((look.sent, found))
            if not looks:
                return ended
            await endpoint.client.sleep(wait)
            wait = min(LAST_WAIT, wait * GROWTH)
    except asyncio.CancelledError:
        endpoint.client.warn(
            f"note: batch {', '.join(look.sent.id for look in looks)} is left running at the endpoint; {GOES_ON}"
        )
        raise


class _Look:
    """One batch as it is looked at again and again; a change of its state is told, trouble in looking once."""

    def __init__(self, sent: Sent, endpoint: BatchEndpoint) -> None:
        self.sent = sent
        self._endpoint = endpoint
        self._tell = endpoint.client.warn
        self._status = ""
        self._missed = 0

    async def once(self) -> Batch | EngineError | None:
        """Look: the batch where it has ended, an error where there is no use in looking further, else None.

        Raises:
            AccessError: the endpoint refuses the key.
        """
        try:
            batch = await self._endpoint.look(self.sent.id)
        except AccessError:
            raise
        except TransientError as error:
            self._missed += 1
            if self._missed == 1:
                self._tell(f"note: batch {self.sent.id} can't be looked at just now, and is looked for on: {error}")
            return error if self._missed >= MOST_MISSED else None
        except EngineError as error:
            return error
        self._missed = 0
        if batch.has_ended:
            return batch
        if batch.status != self._status:
            self._status = batch.status
            done = f", {batch.done:,} of {batch.total:,} done" if batch.total else ""
            self._tell(f"note: batch {self.sent.id} is {batch.status.replace('_', ' ')}{done}")
        return None
