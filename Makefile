# Thin: each target is one line of real work. PYTHON names another interpreter (3.11 or later).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LINTED := generator tests benchmarks
LINT = $(BIN)/ruff check $(LINTED) && $(BIN)/ruff format --check $(LINTED)
PYTEST = env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder --ignore=tests/long

.PHONY: site publish example quick test test-long serve check offline bench lock audit clean
.DEFAULT_GOAL := site

site: $(VENV)/.site  ## plan.yaml and content/ to site/
	$(BIN)/plansite build --strict

publish: $(VENV)/.site  ## the same with the PDF of the plan, which takes seconds
	$(BIN)/plansite build --strict --pdf

example: $(VENV)/.site  ## an invented city with two rounds of reports: examples/shifan/site
	$(BIN)/plansite -C examples/shifan build --strict

quick: $(VENV)/.test  ## what needs no other process: after every edit
	$(LINT)
	$(BIN)/mypy & types=$$!; QUICK=1 $(PYTEST) -m "not full"; tests=$$?; wait $$types && exit $$tests

test: $(VENV)/.test  ## everything that can be tested with a browser
	$(LINT)
	$(BIN)/python -m tests.helpers.install browser pango
	$(BIN)/mypy & types=$$!; $(PYTEST); tests=$$?; wait $$types && exit $$tests

test-long: $(VENV)/.test tests/long/node_modules/.package-lock.json  ## what needs more: nginx, LibreOffice, Lighthouse, Chromium 88
	$(BIN)/python -m tests.helpers.install browser pango nginx java libreoffice
	$(BIN)/pytest tests/long

serve: $(VENV)/.site  ## preview on http://127.0.0.1:8000, in the browser if there is one
	$(BIN)/plansite serve --open

check: $(VENV)/.site  ## problems in plan.yaml
	$(BIN)/plansite check

offline: site  ## a copy that opens from disk, in one zip
	$(BIN)/plansite offline

bench: tests/long/node_modules/.package-lock.json | $(VENV)/bin/python  ## timings against other tools into benchmarks/results.md: some 40 minutes on an idle machine
	$(BIN)/python -m benchmarks

lock: $(VENV)/.test  ## renew the locked requirements from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-header --no-emit-index-url --group site pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-header --no-emit-index-url --group site --group test -c requirements.txt pyproject.toml -o requirements-test.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-header --no-emit-index-url --group properdocs -o tests/long/requirements-properdocs.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-header --no-emit-index-url --group zensical -o tests/long/requirements-zensical.txt
	for each in benchmarks/requirements/*.in; do $(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --no-header --no-emit-index-url --python-version 3.11 $$each -o $${each%.in}.txt || exit; done

audit: $(VENV)/.test  ## known vulnerabilities of what the site is built with
	$(BIN)/python -m tests.helpers.audit requirements.txt

clean:  ## remove what was installed and built
	rm -rf $(VENV) site .plansite .bench

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q generator  # as pip does with all else, whatever the environment says
	touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	$(PIP) install --require-hashes -r requirements-test.txt
	touch $@

tests/long/node_modules/.package-lock.json: tests/long/package-lock.json
	npm ci --prefix tests/long --no-audit --no-fund
	touch $@
