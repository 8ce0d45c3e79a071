"""Files and batches at an endpoint: each call, and its reply read from whatever shape it has."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from summarizer.engines.model.batch_lines import ENDPOINT
from summarizer.engines.model.client import Client
from summarizer.engines.model.replies import parse_json
from summarizer.errors import EngineError, SettingsError, TransientError

if TYPE_CHECKING:
    import httpx2
    import openai

WINDOW = "24h"  # the only one that the API has
TRANSFER = 1800.0  # seconds a file may take: 200 MB on a line of 1 MB/s take 200
MOST_ERRORS = 3  # of a batch that failed; further ones say the same of other lines
MOST_LISTED = 100  # batches that are looked through for one of ours; the API's largest page, newest first
TOKEN = "summarizer"  # noqa: S105  the name in a batch's metadata under which its token stands

ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
"""States that a batch does not leave."""

_ID = re.compile(r"[\w=.:+/-]{1,512}", re.ASCII)
_MEND = "leave out --via batch, and each question is asked directly"


class UnknownBatchError(EngineError):
    """A batch or a file that the endpoint does not know, or no longer."""


class Batch(NamedTuple):
    """A batch as its endpoint tells of it; `files` are the ids of those with answers and with errors, where there are any."""

    id: str
    status: str
    files: tuple[str, ...] = ()
    reason: str = ""
    done: int = 0
    total: int = 0
    token: str = ""

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.status in ENDED


class BatchEndpoint:
    """The calls of the Batch API that are needed, over a client's connection.

    Args:
        client: the connection, its retries and its errors.
        address: where that is, for messages.
    """

    def __init__(self, client: Client, address: str) -> None:
        self.client = client
        self._address = address

    async def upload(self, content: bytes) -> str:
        """Upload a file of questions, and give its id.

        Raises:
            SettingsError: the endpoint takes no files.
            EngineError: of the kind that says what happened.
        """
        upload = {"files": [("file", ("questions.jsonl", content, "application/jsonl"))], "body": {"purpose": "batch"}}
        reply = await self.client.request(
            _post("/files", upload | {"options": {"headers": {"Content-Type": "multipart/form-data"}}}),
            seconds=TRANSFER,
            absent=self._without("/files"),
        )
        return _id_of(_object(reply))

    async def make(self, file: str, token: str, questions: str) -> Batch:
        """Make a batch of an uploaded file, once: whether a lost reply was a batch is for the caller to find out.

        Args:
            file: the file's id.
            token: what the batch can be found by.
            questions: a name of the set of its questions.

        Raises:
            SettingsError: the endpoint makes no batches.
            EngineError: of the kind that says what happened.
        """
        asked = {"input_file_id": file, "endpoint": ENDPOINT, "completion_window": WINDOW}
        metadata = {TOKEN: token, "questions": questions}
        call = _post("/batches", {"body": {**asked, "metadata": metadata}})
        reply = await self.client.request(call, attempts=1, absent=self._without("/batches"))
        return self._batch(_object(reply))

    async def look(self, batch: str) -> Batch:
        """Ask how a batch is.

        Raises:
            UnknownBatchError: the endpoint does not know it.
            EngineError: of the kind that says what happened.
        """
        gone = UnknownBatchError(f"{self._address} does not know batch {self.client.clean(batch)}")
        reply = await self.client.request(_get(f"/batches/{quote(batch, safe='')}"), absent=gone)
        return self._batch(_object(reply))

    async def find(self, token: str) -> Batch | None:
        """Look for a batch by its token among the newest; None where there is none.

        Raises:
            UnknownBatchError: the endpoint lists no batches, so nobody can tell.
            EngineError: of the kind that says what happened.
        """
        gone = UnknownBatchError(f"{self._address} lists no batches")
        listed = _object(await self.client.request(_get(f"/batches?limit={MOST_LISTED}"), absent=gone)).get("data")
        for one in listed if isinstance(listed, list) else []:
            metadata = one.get("metadata") if isinstance(one, dict) else None
            if isinstance(metadata, dict) and metadata.get(TOKEN) == token:
                return self._batch(one)
        return None

    async def download(self, file: str) -> bytes:
        """Bring a file.

        Raises:
            UnknownBatchError: the endpoint does not know it, or no longer.
            EngineError: of the kind that says what happened.
        """
        gone = UnknownBatchError(f"{self._address} does not have file {self.client.clean(file)}")
        return await self.client.request(_get(f"/files/{quote(file, safe='')}/content"), seconds=TRANSFER, absent=gone)

    def _without(self, path: str) -> SettingsError:
        return SettingsError(f"{self._address} has no Batch API: there is no {path}", _MEND)

    def _batch(self, told: dict[str, Any]) -> Batch:
        counts = told.get("request_counts")
        counts = counts if isinstance(counts, dict) else {}
        files = [told.get(name) for name in ("output_file_id", "error_file_id")]
        metadata = told.get("metadata")
        return Batch(
            id=_id_of(told),
            status=self.client.clean(str(told.get("status"))).lower(),
            files=tuple(one for one in files if isinstance(one, str) and _ID.fullmatch(one)),
            reason=self.client.clean(_reason(told.get("errors"))),
            done=_count(counts.get("completed")) + _count(counts.get("failed")),
            total=_count(counts.get("total")),
            token=str(metadata.get(TOKEN, "")) if isinstance(metadata, dict) else "",
        )


_Call = Callable[["openai.AsyncOpenAI"], "Awaitable[httpx2.Response]"]


def _get(path: str) -> _Call:
    def send(sdk: "openai.AsyncOpenAI") -> "Awaitable[httpx2.Response]":
        import httpx2

        return sdk.get(path, cast_to=httpx2.Response)

    return send


def _post(path: str, given: dict[str, Any]) -> _Call:
    def send(sdk: "openai.AsyncOpenAI") -> "Awaitable[httpx2.Response]":
        import httpx2

        return sdk.post(path, cast_to=httpx2.Response, **given)

    return send


def _object(raw: bytes) -> dict[str, Any]:
    try:
        value = parse_json(raw)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise TransientError("the endpoint told of a file or a batch with something that is no JSON object", _MEND)
    return value


def _id_of(told: dict[str, Any]) -> str:
    found = told.get("id")
    if not isinstance(found, str) or not _ID.fullmatch(found) or not found.strip("."):
        raise TransientError("the endpoint named a file or a batch with something that is no id", _MEND)
    return found


def _reason(errors: Any) -> str:
    """Say why a batch failed: the first of its errors, with the lines that they are of."""
    listed = errors.get("data") if isinstance(errors, dict) else errors
    reasons = []
    for one in listed[:MOST_ERRORS] if isinstance(listed, list) else []:
        if isinstance(one, dict):
            line = f"line {one['line']}: " if type(one.get("line")) is int else ""
            reasons.append(f"{line}{one.get('message') or one.get('code') or 'no reason given'}")
    return "; ".join(reasons)


def _count(value: Any) -> int:
    return value if type(value) is int and value > 0 else 0
