"""One contestant of `client.py`, in the environment that holds it: the same questions, the same replies, one figure.

    python benchmarks/contestants.py NAME WORK.json --url URL

Prints one line of JSON: milliseconds of CPU a reply (user and system, this process alone), replies a second, and how many
replies were good. The other contestants are given the finished conversation and only bring a validated `DraftReading`
back; `summarizer` also makes the conversation and holds every line of the reply against the article.
"""

import argparse
import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the answer's type, in environments without this package

MODEL = "benchmark"
KEY = "none"

Item = dict[str, Any]
"""One article's work, as `client.py` writes it: mark, article, messages, and how many claims the reply holds."""
Call = Callable[[Item], Awaitable[bool]]
"""Bring one reply to one item of the work; whether it was good."""


def summarizer_whole(url: str, concurrency: int, work: list[Item]) -> Call:
    """Ours: prompt, call, validation, grounding."""
    from summarizer.engines.model import connect
    from summarizer.models import Article, Reading
    from summarizer.settings import Settings

    engine = connect(Settings(engine="model", model=MODEL, base_url=url, concurrency=concurrency, attempts=1))
    articles = {item["mark"]: Article(**item["article"]) for item in work}  # reading them is not part of the path

    async def call(item: Item) -> bool:
        reading = await engine.read(articles[item["mark"]])
        return isinstance(reading, Reading) and not reading.failures and len(reading.claims) == item["claims"]

    return call


def summarizer_call(url: str, concurrency: int, _work: list[Item]) -> Call:
    """Ours without prompt and grounding: what the others do."""
    from summarizer.engines.model.client import Client
    from summarizer.engines.model.drafts import DraftReading
    from summarizer.engines.model.replies import answered_text, find_object
    from summarizer.prompts import Message
    from summarizer.settings import Settings

    settings = Settings(engine="model", model=MODEL, base_url=url, concurrency=concurrency, attempts=1)
    client = Client(settings, MODEL, warn=print)

    async def call(item: Item) -> bool:
        messages = [Message(**message) for message in item["messages"]]
        completion = await client.complete(messages, DraftReading)
        return is_good(DraftReading.model_validate(find_object(answered_text(completion))), item)

    return call


def openai_parse(url: str, _concurrency: int, _work: list[Item], *, aiohttp: bool = True) -> Call:
    """The SDK's typed call, on the same transport as ours."""
    import openai

    from summarizer.engines.model.drafts import DraftReading

    client = openai.AsyncOpenAI(
        base_url=url, api_key=KEY, max_retries=0, http_client=openai.DefaultAioHttpClient() if aiohttp else None
    )

    async def call(item: Item) -> bool:
        reply = await client.chat.completions.parse(
            model=MODEL, messages=item["messages"], response_format=DraftReading, temperature=0.0
        )
        return is_good(reply.choices[0].message.parsed, item)

    return call


def openai_parse_default(url: str, concurrency: int, work: list[Item]) -> Call:
    """The SDK's typed call as it comes."""
    return openai_parse(url, concurrency, work, aiohttp=False)


def instructor_schema(url: str, _concurrency: int, _work: list[Item]) -> Call:
    """Instructor in the mode that asks for the same `json_schema`."""
    import instructor
    import openai

    from summarizer.engines.model.drafts import DraftReading

    sdk = openai.AsyncOpenAI(base_url=url, api_key=KEY, max_retries=0)
    client = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)

    async def call(item: Item) -> bool:
        reading = await client.chat.completions.create(
            model=MODEL, messages=item["messages"], response_model=DraftReading, max_retries=1, temperature=0.0
        )
        return is_good(reading, item)

    return call


def langchain_structured(url: str, _concurrency: int, _work: list[Item]) -> Call:
    """LangChain's structured output by the same `json_schema`."""
    from langchain_openai import ChatOpenAI

    from summarizer.engines.model.drafts import DraftReading

    model = ChatOpenAI(model=MODEL, base_url=url, api_key=KEY, max_retries=0, temperature=0.0)  # type: ignore[arg-type]
    asked = model.with_structured_output(DraftReading, method="json_schema")

    async def call(item: Item) -> bool:
        return is_good(await asked.ainvoke(item["messages"]), item)

    return call


CONTESTANTS: dict[str, Callable[[str, int, list[Item]], Call]] = {
    "summarizer": summarizer_whole,
    "summarizer, call only": summarizer_call,
    "openai parse, aiohttp": openai_parse,
    "openai parse": openai_parse_default,
    "instructor": instructor_schema,
    "langchain": langchain_structured,
}


def is_good(reading: Any, item: Item) -> bool:
    """Whether a draft holds what the server sent."""
    return type(reading).__name__ == "DraftReading" and len(reading.claims) == item["claims"]


def cpu() -> float:
    """Seconds of CPU that this process took so far."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def measure(call: Call, work: list[Item], concurrency: int) -> dict[str, float]:
    """Ask for every item once, so many at a time; before that for some, so that connections and tables are there."""
    await ask_all(call, work[:concurrency], concurrency)
    begun, cpu_begun = time.perf_counter(), cpu()
    good = await ask_all(call, work[concurrency:], concurrency)
    seconds, count = time.perf_counter() - begun, len(work) - concurrency
    return {
        "cpu_ms": 1000 * (cpu() - cpu_begun) / count,
        "replies_a_second": count / seconds,
        "good": good,
        "asked": count,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


async def ask_all(call: Call, work: list[Item], concurrency: int) -> int:
    """Work off the items, so many at a time; how many replies were good."""
    left = iter(work)

    async def worker() -> int:
        return sum([await call(item) for item in left])

    return sum(await asyncio.gather(*(worker() for _ in range(concurrency))))


def main() -> None:
    """Measure one contestant and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=CONTESTANTS)
    parser.add_argument("work", type=Path)
    parser.add_argument("--url", required=True)
    parser.add_argument("--concurrency", type=int, default=64)
    options = parser.parse_args()
    work = json.loads(options.work.read_text(encoding="utf-8"))
    call = CONTESTANTS[options.name](options.url, options.concurrency, work)
    print(json.dumps(asyncio.run(measure(call, work, options.concurrency))), flush=True)
    os._exit(0)  # connections are left open on purpose: closing them is not measured


if __name__ == "__main__":
    main()
