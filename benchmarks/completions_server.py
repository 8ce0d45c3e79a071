"""A small server of chat completions on loopback, for the benchmarks: a fixed delay, and the reply that fits the article asked.

    python benchmarks/completions_server.py REPLIES.json --delay 0.05

REPLIES.json goes from an article's mark to the whole answer. The server prints its address, and answers until it is ended.
"""

import argparse
import asyncio
import json
from pathlib import Path

MARK_BEFORE = b"<<<article "  # as prompts/read.md opens an article, in JSON as in the file
MARK_LENGTH = 16  # hex digits; summarizer.engines.model.show.mark_for
HEADER_END = b"\r\n\r\n"


class Completions(asyncio.Protocol):
    """One connection, kept alive; requests are answered one after another.

    Args:
        replies: from an article's mark to the whole HTTP answer.
        delay: seconds between a whole request and its answer.
    """

    def __init__(self, replies: dict[bytes, bytes], delay: float) -> None:
        self._replies = replies
        self._delay = delay
        self._held = bytearray()
        self._wanted = 0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection to answer on."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole by now."""
        self._held += data
        while self._is_whole():
            request, self._held, self._wanted = bytes(self._held[: self._wanted]), self._held[self._wanted :], 0
            asyncio.get_running_loop().call_later(self._delay, self._answer, request)

    def _is_whole(self) -> bool:
        if not self._wanted:
            end = self._held.find(HEADER_END)
            if end < 0:
                return False
            head = bytes(self._held[:end]).lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            self._wanted = end + len(HEADER_END) + int(length or 0)
        return len(self._held) >= self._wanted

    def _answer(self, request: bytes) -> None:
        place = request.find(MARK_BEFORE) + len(MARK_BEFORE)
        reply = self._replies.get(request[place : place + MARK_LENGTH], http_answer(b'{"error":{"message":"?"}}', 404))
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(reply)


def http_answer(body: bytes, status: int = 200) -> bytes:
    """Put the head of an HTTP answer before a body of JSON."""
    head = f"HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    return head.encode() + HEADER_END + body


def completion_of(content: str) -> bytes:
    """Make the body of a chat completion; its counts of tokens are made up."""
    message = {"role": "assistant", "content": content, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    usage = {"prompt_tokens": 2000, "completion_tokens": 1000, "total_tokens": 3000}
    told = {"id": "c", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
    return json.dumps(told).encode()


async def serve(replies: dict[bytes, bytes], delay: float) -> None:
    """Answer on a free port of loopback, whose address is printed, until the process is ended."""
    server = await asyncio.get_running_loop().create_server(
        lambda: Completions(replies, delay), "127.0.0.1", 0, backlog=1024
    )
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await server.serve_forever()


def main() -> None:
    """Read the replies and serve them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("replies", type=Path)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds")
    options = parser.parse_args()
    told = json.loads(options.replies.read_text(encoding="utf-8"))
    asyncio.run(
        serve({mark.encode(): http_answer(completion_of(reply)) for mark, reply in told.items()}, options.delay)
    )


if __name__ == "__main__":
    main()
