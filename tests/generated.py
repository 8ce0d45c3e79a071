"""The generated corpus of the benchmarks, for tests."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import corpus  # noqa: E402  found by the line above
import pairing  # noqa: E402  the benchmark, not the module of the package

__all__ = ["ROOT", "corpus", "pairing"]
