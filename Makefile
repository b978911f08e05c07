# make demo and make test do all the set-up on a fresh machine: python3 with venv is enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WORKERS ?= 2

.PHONY: demo test lint bench docs catalogues lock clean

demo: $(VENV)/.app
	@$(BIN)/samtui demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m bench

docs: $(VENV)/.dev
	$(BIN)/python tools/pages.py

catalogues: $(VENV)/.dev
	$(BIN)/python tools/catalogues.py

# The locks are written by uv (pip install uv) from pyproject.toml; they name versions and hashes, nothing else.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate pyproject.toml requirements/build.in -o requirements/app.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate pyproject.toml requirements/build.in --group test --group lint --group docs \
	  -o requirements/dev.lock

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: requirements/app.lock pyproject.toml hatch_build.py samtui/locale/*/LC_MESSAGES/*.po | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/app.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.app
	$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@
