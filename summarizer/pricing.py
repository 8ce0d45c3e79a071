"""What tokens cost, from a dated table, and how many tokens a text has at most; what is not in the table is unknown."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

_TABLE = Path(__file__).parent / "prices.json"
_MILLION = 1_000_000
LIKELY_BYTES = 4  # a token of English, as OpenAI's help pages have it; other languages take more tokens


class Price(NamedTuple):
    """US dollars per million tokens: of the prompt, of its part that the endpoint had at hand, and of the answer."""

    input: float
    cached_input: float
    output: float

    def of(self, prompt: int, completion: int, *, cached: int = 0) -> float:
        """Reckon what a call costs, in US dollars; `cached` tokens are some of the prompt's."""
        cached = min(cached, prompt)
        dear = (prompt - cached) * self.input + cached * self.cached_input + completion * self.output
        return dear / _MILLION

    def times(self, factor: float) -> "Price":
        """Give the price of a tier that costs so many times as much."""
        return Price(self.input * factor, self.cached_input * factor, self.output * factor)


def find_price(model: str, address: str) -> Price | None:
    """Look up what a model costs at an address; None where that is not known.

    The table holds for the one host that it names: another may sell a model of the same name at another price.
    """
    table = _load()
    if urlsplit(address).hostname != table["host"]:
        return None
    for name, row in table["models"].items():
        if model == name or model in row["also"]:
            return Price(row["input"], row["cached_input"], row["output"])
    return None


def find_batch_factor(address: str) -> float | None:
    """Look up how many times its price a model costs in a batch at an address; None where that is not known."""
    table = _load()
    return float(table["batch"]["factor"]) if urlsplit(address).hostname == table["host"] else None


def describe_batch_factor() -> str:
    """Say of when the factor for batches is and where it comes from."""
    batch = _load()["batch"]
    return f"of {batch['dated']}, from {batch['source']}"


def describe_table() -> str:
    """Say of when the prices are and where they come from."""
    table = _load()
    return f"prices of {table['dated']}, from {table['source']}"


def most_tokens(text: str) -> int:
    """Bound the tokens of a text: tokenizers that work on bytes make at most one of each byte of its UTF-8 form."""
    return len(text.encode("utf-8", "surrogatepass"))


def likely_tokens(most: int) -> int:
    """Guess the tokens of a text from its bound."""
    return -(-most // LIKELY_BYTES)


@cache
def _load() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return table
