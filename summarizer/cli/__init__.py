"""The command: parse, call, print, and pick the exit code; nothing else.

Standard output carries the document; everything for people goes to standard error. What is heavy is imported inside the
commands, so that `--help` answers at once.
"""

import sys
from collections.abc import Sequence

from summarizer.cli.arguments import parse
from summarizer.cli.messages import tell_error, tell_unexpected
from summarizer.errors import ExitCode, SummarizerError

__all__ = ["entry"]


def entry(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code; no error leaves as a traceback unless `--debug` asks for one."""
    argv = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = parse(argv)
        return int(arguments.run(arguments))
    except SummarizerError as error:
        tell_error(error, debug="--debug" in argv)
        return int(error.exit_code)
    except KeyboardInterrupt:
        tell_error(SummarizerError("interrupted; no document was written"), debug=False)
        return int(ExitCode.INTERRUPTED)
    except SystemExit as stop:  # argparse has printed help or the version
        return int(stop.code or 0)
    except Exception as error:  # noqa: BLE001  the last place where a person can be told in words
        tell_unexpected(error, debug="--debug" in argv)
        return int(ExitCode.FAILED)
