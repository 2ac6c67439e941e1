# The two commands of the README. Both need nothing but Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check

demo: .venv/served
	$(BIN)/cchc serve --demo

test: .venv/tested
	$(BIN)/python -m pytest -q -n 2 -rs

check: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q -n 2 -rs --cov --cov-branch --cov-report=term

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/served: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --no-deps --require-hashes -r requirements.txt
	$(BIN)/pip install -q --no-deps -e .
	$(BIN)/pip check
	touch $@

.venv/tested: requirements-dev.txt pyproject.toml | .venv/bin/python
	$(BIN)/pip install -q --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/pip install -q --no-deps -e .
	$(BIN)/pip check
	touch $@
