# gonghui-kg — needs python3 (3.11+), make and git; everything else comes from the lock file.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.locked
PORT ?= 8000

.PHONY: run test setup lint eval bench browser screenshots lock clean

run: setup  ## build the default graph from seeds/ and serve it
	$(BIN)/kg build --data data
	$(BIN)/kg serve --data data --port $(PORT)

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: setup  ## score what is read of seeds/ (and of $$KG_ORIGINALS against $$KG_GOLD) against gold written by hand
	$(BIN)/python -m bench.evaluate

bench: setup  ## throughput against Oxigraph's own server on the same data
	$(BIN)/python -m bench.throughput

browser: setup  ## what the browser tests need besides Debian's chromium: axe, by its lock file
	cd tests/browser && npm ci --silent --ignore-scripts --no-audit --no-fund

screenshots: browser  ## each page type at 390 and 1440 px, into screenshots/
	test -e data/current || $(BIN)/kg build --data data
	$(BIN)/python -m tests.browser.screenshots data screenshots

lock:  ## renew requirements.lock from pyproject.toml
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --universal --generate-hashes --extra dev --python-version 3.11 --quiet --output-file requirements.lock pyproject.toml
	rm -rf .venv-lock

clean:
	rm -rf .venv data dist
