"""A real browser, Debian's Chromium, driven by Playwright; what a page says, asks for or is refused is noted.

The browser is `chromium` on the path, or what CHROMIUM names. `make test-browser` installs Playwright and runs these.
"""

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if executable is None:
        pytest.fail("no chromium is found: install it (on Debian: apt-get install chromium), or name it in CHROMIUM")
    arguments = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


WATCH = "window.refused = []; addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective))"


class Visit:
    """A page in a window of its own, with what it said on the console, asked for, and was refused."""

    def __init__(self, browser, path, fragment="", **window):
        self.context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | window))
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        if window.get("java_script_enabled", True):
            self.page.add_init_script(WATCH)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url.partition("#")[0]))
        self.address = path.as_uri()
        self.page.goto(self.address + fragment)

    def assert_quiet(self):
        """Nothing on the console, nothing refused by the policy, nothing asked for but the file itself."""
        assert self.said == []
        assert self.page.evaluate("refused") == []
        assert set(self.asked) <= {self.address}


@pytest.fixture
def visit(browser, tmp_path):
    visits = []

    def go(html, fragment="", **window):
        path = html if isinstance(html, Path) else tmp_path / f"page-{len(visits)}.html"
        if not isinstance(html, Path):
            path.write_text(html, encoding="utf-8")
        visits.append(Visit(browser, path, fragment, **window))
        return visits[-1]

    yield go
    for one in visits:
        one.context.close()
