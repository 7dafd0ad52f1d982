# Everything runs in an environment of its own, made on first use; nothing is installed outside this folder.
PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
BUILD   := .build
PIP     := $(BIN)/python -m pip --quiet --disable-pip-version-check
SOURCES := pyproject.toml README.md LICENSE $(shell find tei schemas xslt -type f -not -name '*.pyc')

.PHONY: demo test lint bench clean

# The main job on the seeds: raw text in, a validated and readable edition out.
demo: $(VENV)/installed
	$(BIN)/tei build seeds -o out --authority seeds/authority.xml
	@echo "The edition is in $(CURDIR)/out: open $(CURDIR)/out/index.html in a browser."

# Style, types and layers, then every test, run against the built and installed wheel.
test: lint
	TEI_INSTALLED=1 $(BIN)/python -P -m pytest -n auto --cov --cov-report=term:skip-covered --cov-fail-under=95

lint: $(VENV)/tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Throughput, start-up and how well faults are explained, each beside peers in the same run; accuracy on gold.
bench: $(VENV)/tools
	$(BIN)/python -P benchmarks/run.py
	$(BIN)/python -P benchmarks/validation.py
	$(BIN)/python -P benchmarks/rules.py
	$(BIN)/python -P benchmarks/rendering.py
	$(BIN)/python -P benchmarks/serving.py
	$(BIN)/python -P benchmarks/faults.py
	$(BIN)/python benchmarks/accuracy.py

clean:
	rm -rf $(VENV) $(BUILD) dist out .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

$(VENV)/installed: $(BIN)/python $(SOURCES)
	rm -rf $(BUILD)
	$(PIP) wheel --no-deps --wheel-dir $(BUILD) .
	$(PIP) install --force-reinstall --no-deps $(BUILD)/*.whl
	$(PIP) install $(BUILD)/*.whl
	@touch $@

$(VENV)/tools: $(VENV)/installed
	$(PIP) install --group dev "$$(echo $(BUILD)/*.whl)[cluster,deposit,saxon,site,serve]"
	@touch $@
