"""Short forms of long words, for messages and explanations; never shown in quotation marks."""

import re


def excerpt(words: str, limit: int = 80) -> str:
    """Fold white space, and cut what is longer than a number of characters, with an ellipsis."""
    folded = re.sub(r"\s+", " ", words).strip()
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"
