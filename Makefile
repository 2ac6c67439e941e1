# The two commands of the README. Both need nothing but make and Python 3.11 to 3.14.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check coverage

demo: .venv/served
	$(BIN)/cchc serve --demo

test: .venv/tested
	$(BIN)/python -m pytest -q -n 2 -rs

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(MAKE) test

# On its own: counting the lines takes a third longer, and nothing is decided by it.
coverage: .venv/tested
	$(BIN)/python -m pytest -q -n 2 -rs --cov --cov-branch --cov-report=term

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' 2>/dev/null || { \
	    echo "Python 3.11 to 3.14 is needed, and $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not there);" \
	        "name one that fits, for example: make $(firstword $(MAKECMDGOALS) demo) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; \
	    echo "$(PYTHON) cannot make a virtual environment; install its part for that (on Debian: apt install python3-venv)" >&2; exit 1; }

.venv/served: requirements.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python install.py $<
	@touch $@

.venv/tested: requirements-dev.txt pyproject.toml | .venv/bin/python
	@$(BIN)/python install.py $<
	@touch $@
