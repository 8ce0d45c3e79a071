"""Shares of small counts, and how sure they are."""

import math


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927); (0, 1) when there is nothing to count."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    centre = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def describe_share(hits: int, whole: int) -> str:
    """Write a share with its counts and its 95 % interval, as in "5/10 = 0.500 (0.237 to 0.763)"."""
    if not whole:
        return "nothing to count"
    low, high = wilson(hits, whole)
    return f"{hits}/{whole} = {hits / whole:.3f} ({low:.3f} to {high:.3f})"
