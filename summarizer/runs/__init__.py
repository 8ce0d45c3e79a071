"""The file of a run: written while it runs, read by whoever has the folder. docs/run-schema.md explains it for people."""

from summarizer.runs.reading import ListedClaim, Run, Status, open_run
from summarizer.runs.store import Counts, Known, RunStore

__all__ = ["Counts", "Known", "ListedClaim", "Run", "RunStore", "Status", "open_run"]
