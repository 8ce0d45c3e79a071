# Two commands do everything from a bare clone: make demo, make test. `make` alone lists the rest.

VENV := .venv
BIN := $(VENV)/bin

# The newest Python that this project supports, unless PYTHON names another. One without venv can't make .venv.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for candidate in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	"$$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$candidate"; break; }; done)
endif

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser check peers examples picture clean

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-15s %s\n", $$1, $$2}'

demo: $(VENV)/.ready  ## set up, and compare the three articles of examples/talks: no key, no network after the set-up
	@mkdir -p demo-output
	$(BIN)/summarizer compare examples/talks/articles/*.txt --engine embedded -o - -o demo-output/comparison.md -o demo-output/comparison.json -o demo-output/comparison.csv -o demo-output/comparison.jsonld -o demo-output/comparison.html
	@echo "wrote demo-output/comparison.html, .md, .json, .csv and .jsonld" >&2

test: $(VENV)/.ready-for-tests  ## set up, and run every check: format, lint, types, tests
	@$(MAKE) --no-print-directory check

check:  ## run every check without setting up; BIN=... names another environment's bin folder
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest

test-browser: $(VENV)/.ready-for-browser  ## set up, and look at the HTML page with a real Chromium, which must be installed
	$(BIN)/python -m pytest -m browser tests/browser

peers: $(VENV)/.ready-for-tests  ## install servers that no one here wrote below build/, and run every command against them
	-$(BIN)/python tests/peers/peer.py install
	$(BIN)/python -m pytest -m peers -rs tests/peers

examples: $(VENV)/.ready  ## write again what the commands print into README.md and examples/
	$(BIN)/python examples/refresh.py

picture: $(VENV)/.ready-for-browser  ## take the picture of the HTML report for README.md again
	$(BIN)/python examples/picture.py

clean:  ## remove what these commands made
	rm -rf $(VENV) demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The install is editable, so a change in the tree is used at once; hatchling comes first and is not isolated, so that it
# is pinned too. While pyproject.toml and constraints.txt stay as they are, nothing here runs again: no index is asked.
$(VENV)/.ready: pyproject.toml constraints.txt $(VENV)/.made
	$(BIN)/python -m pip install --quiet --constraint constraints.txt hatchling
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-for-tests: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group test
	@touch $@

$(VENV)/.ready-for-browser: $(VENV)/.ready-for-tests
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group browser
	@touch $@

# Installing by group needs pip 25.1; the one that comes with Python 3.11 is older.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer with venv was found" >&2; \
		echo "install one (on Debian: apt-get install python3-venv), or name it: make demo PYTHON=/path/to/python" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "error: '$(PYTHON)' is no Python 3.11 or newer with venv" >&2; \
		echo "name another: make demo PYTHON=/path/to/python" >&2; exit 2; }
	"$(PYTHON)" -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	@touch $@
