"""Many articles: some at a time, kept as they come; the same again goes on where it stopped."""

from summarizer.batch.asking import Ask, Asked, EngineAsk
from summarizer.batch.feeding import Again
from summarizer.batch.progress import Progress
from summarizer.batch.running import Batch, Ended, run_batch
from summarizer.batch.starting import Order, Watch, run_batch_sync
from summarizer.batch.workers import Workers

__all__ = [
    "Again",
    "Ask",
    "Asked",
    "Batch",
    "Ended",
    "EngineAsk",
    "Order",
    "Progress",
    "Watch",
    "Workers",
    "run_batch",
    "run_batch_sync",
]
