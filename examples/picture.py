"""Take the picture of the HTML report that README.md shows: its top, in a real Chromium.

    make picture

The browser is `chromium` on the path, or what CHROMIUM names; Playwright drives it.
"""

import os
import shutil
import sys
from pathlib import Path

TALKS = Path(__file__).resolve().parent / "talks"
WIDTH, HEIGHT = 1180, 860  # pixels: the head of the page and one finding, readable at the width of a README


def main() -> int:
    """Take the picture, and give the exit code."""
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None:
        print("error: no chromium is found; install it, or name it in CHROMIUM", file=sys.stderr)
        return 2
    arguments = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto((TALKS / "comparison.html").as_uri())
        page.screenshot(path=TALKS / "comparison.png")
        browser.close()
    print("wrote examples/talks/comparison.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
