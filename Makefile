# Needs python3 (3.11 or newer), make and git; everything else is installed into .venv.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
USABLE  := $(VENV)/.usable
READY   := $(VENV)/.ready
WHEELED := build/wheel-venv
BENCHED := build/bench-venv
MAPPED  := build/bench-morph-venv
READER  := transcript
SECONDS := 600
SIZES   := 100 1000 5000 20000
STORES  :=
FORMATS := -f turtle -f jsonld -f nquads
PYTEST  := $(BIN)/python -m pytest
# What lies in the wheel is used by these; that runs of many hours get over faults is tested once, from src/.
INSTALLED_TESTS := $(wildcard tests/badinput tests/cli tests/corpus tests/golden tests/shapes \
    tests/pipeline/test_asking.py tests/pipeline/test_export.py tests/pipeline/test_parts.py tests/pipeline/test_processes.py)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check golden quality quality-link fuzz bench docs wheel wheel-test ci clean \
    stores stores-setup

help: ## say what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## install memograph and what developing it needs into .venv

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "memograph needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(USABLE): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[formats]'
	@touch $@

# Dependency groups need pip 25.1.
$(READY): pyproject.toml $(USABLE)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

demo: $(USABLE) ## export examples/ to output/
	@$(BIN)/memograph export examples --output output $(FORMATS)
	@echo
	@echo 'What was made: output/*.ttl to read, *.jsonld for the web, *.nq for triplestores,'
	@echo '  dataset.ttl (what there is), report.json (what was found on the way).'
	@echo 'What to do next:'
	@echo '  $(BIN)/memograph read examples/FILE           see what was understood of a record'
	@echo '  $(BIN)/memograph export MY-FILES -o MY-FOLDER  export your own'
	@echo '  $(BIN)/memograph explain                      what each problem code means'

test: $(READY) ## run the whole suite
	$(PYTEST) -n 2

check: $(READY) ## format, lint, types, imports, spelling, consistency of the ontology
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(PYTEST) -q -m reasoner

stores-setup: $(READY) ## fetch the triplestores of the tests: Fuseki, RDF4J by Maven, Virtuoso by apt-get (as root)
	@PYTHONPATH=tests/stores $(BIN)/python -m servers.setup

stores: $(READY) ## start real triplestores to try things on, until Ctrl-C: make stores STORES="oxigraph fuseki"
	@PYTHONPATH=tests/stores $(BIN)/python -m servers $(STORES)

golden: $(USABLE) ## export examples/ to output/ anew and drop what is no longer made
	$(BIN)/memograph export examples --output output $(FORMATS) --prune

quality: $(USABLE) ## print how well the examples are understood, measured against facts read by hand
	@$(BIN)/python tests/quality/measure.py

quality-link: $(READY) ## print how well people are linked whose identifiers are hidden, and the worst mistakes
	@$(BIN)/python tests/quality/linking.py --worst

docs: $(READY) ## write the generated part of docs/reference/
	$(BIN)/python docs/generate.py

wheel: $(READY) ## build the wheel
	rm -rf dist
	$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	@ls dist

wheel-test: wheel ## run the tests of the installed wheel, with src/ out of reach
	rm -rf $(WHEELED)
	$(PYTHON) -m venv $(WHEELED)
	$(WHEELED)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(WHEELED)/bin/python -m pip install --quiet --group test "$$(ls dist/memograph-*.whl)[formats]"
	$(WHEELED)/bin/python -c 'import memograph, sys; sys.exit("site-packages" not in memograph.__file__)'
	$(WHEELED)/bin/python -m pytest -n 2 -p no:cacheprovider $(INSTALLED_TESTS)

ci: export NO_SKIPS := 1
ci: check stores-setup ## everything that must hold before a change lands
	$(PYTEST) -n 2 --durations=15
	$(MAKE) --no-print-directory wheel-test

fuzz: $(READY) ## fuzz one reader for some seconds: make fuzz READER=tei SECONDS=600
	$(BIN)/python -m pip install --quiet atheris
	$(BIN)/python tests/fuzz/run.py $(READER) $(SECONDS)

# Morph-KGC asks for older versions of rdflib and pyoxigraph than the others are measured with.
$(MAPPED)/.ready: pyproject.toml
	$(PYTHON) -m venv $(MAPPED)
	$(MAPPED)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(MAPPED)/bin/python -m pip install --quiet --group bench-morph
	@touch $@

# Not every machine has a wheel of the Rust validator; without it there is one row less.
$(BENCHED)/.ready: pyproject.toml
	$(PYTHON) -m venv $(BENCHED)
	$(BENCHED)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BENCHED)/bin/python -m pip install --quiet --editable . --group bench
	-$(BENCHED)/bin/python -m pip install --quiet --group bench-rust
	@touch $@

bench: $(BENCHED)/.ready $(MAPPED)/.ready ## compare with other tools, which takes long: make bench SIZES="100 1000"
	$(BENCHED)/bin/python -m bench --sizes $(SIZES)

clean: ## remove what was built and cached; .venv stays
	rm -rf build dist .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests docs bench -name __pycache__ -type d -prune -exec rm -rf {} +
