# Every recipe works from a bare checkout: it makes what it needs first. `make help` lists them.
PY ?= python3
PORT ?= 8000
BIN := .venv/bin
INSTALL := $(PY) -m pip --python $(BIN)/python install -qq --disable-pip-version-check --require-hashes --only-binary :all:

INSTALL_COURSE := $(PY) -m pip --python $(BIN)/python install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .

.DEFAULT_GOAL := help
.PHONY: help run test bench check lint format types contracts content lock assets clean browser python-is-new-enough folder-is-writable

help:  ## List the recipes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/ok  ## Start the course with demo people on http://127.0.0.1:8000 (PORT=… for another port)
	@exec $(BIN)/course demo --serve --port $(PORT)

test: .venv/ok-dev browser  ## Run all tests, the browser's too where Chromium can be installed
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: lint types contracts content test  ## Everything: lint, types, contracts, content, tests

lint: .venv/ok-dev  ## Style and likely slips (ruff)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: .venv/ok-dev  ## Put the code into its one format
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

types: .venv/ok-dev  ## Types (mypy, strict)
	@$(BIN)/mypy

contracts: .venv/ok-dev  ## Which part may import which (import-linter)
	@$(BIN)/lint-imports --no-cache

content: .venv/ok  ## Read every lesson and quiz, and say what should be mended
	@$(BIN)/course check

bench: .venv/ok-dev  ## Measure what pages and answers cost, on a small site and a large one (ARGS=--quick: a first look)
	@$(BIN)/python -m tests.bench $(ARGS)

lock: .venv/ok-dev  ## Choose newest versions and lock them with hashes (needs uv)
	@uv pip compile pyproject.toml -U --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -o requirements.txt
	@uv pip compile -U --group build --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -o requirements-build.txt
	@uv pip compile pyproject.toml -U --group dev --extra postgres --universal --generate-hashes --no-header --no-annotate --python-version 3.11 -o requirements-dev.txt

assets:  ## Build course/static/ from course/assets/ (needs Node; running and testing do not)
	@cd course/assets && npm install --no-audit --no-fund && npm run build

clean:  ## Remove what the recipes made, but never the data folder
	@rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/ok: requirements.txt requirements-build.txt pyproject.toml | python-is-new-enough folder-is-writable
	@test -x $(BIN)/python || $(PY) -m venv --without-pip .venv
	@echo "Installing what the course needs (once) …"
	@$(INSTALL) -r requirements.txt -r requirements-build.txt
	@$(INSTALL_COURSE)
	@touch $@

.venv/ok-dev: requirements-dev.txt .venv/ok
	@echo "Installing what the tests need (once) …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

browser: .venv/ok-dev
	@$(BIN)/python tests/find_browser.py --install

python-is-new-enough:
	@$(PY) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "This needs Python 3.11 or newer, and $(PY) is %d.%d. Name a newer one: make PY=python3.12 …" % sys.version_info[:2])'

folder-is-writable:
	@test -w . || { echo "The folder $$PWD cannot be written to. Copy the checkout to a folder of yours, and run make there." >&2; exit 1; }
