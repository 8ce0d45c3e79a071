"""The command as a person runs it: a process of its own in a working folder, whose words are safe and hold no key."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEY = "sk-CANARY-0123456789abcdef"
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]")


class Desk:
    """A working folder, and the command in it."""

    def __init__(self, folder):
        self.folder = folder
        self.environ = {
            name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "SUMMARIZER_"))
        }
        self.environ |= {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])}
        self.environ |= {"SUMMARIZER_HOME": str(folder / "home"), "COLUMNS": "80"}

    def write(self, name, content):
        raw = content if isinstance(content, bytes) else content.encode()
        (self.folder / name).write_bytes(raw)

    def run(self, *argv, stdin=b"", stdout=subprocess.PIPE, **environ):
        command = [sys.executable, "-m", "summarizer", *argv]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environ | environ,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
            timeout=120,
        )
        out, err = (done.stdout or b"").decode("utf-8"), done.stderr.decode("utf-8")
        for text in (out, err):
            assert "Traceback" not in text, text
            assert KEY not in text
            assert not OBEYED.search(text.replace("\r\n", "\n"))
        return done.returncode, out, err
