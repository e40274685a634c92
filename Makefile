# `make demo` shows the main job, `make test` checks everything, `make bench` measures (SECTION=memory: that alone),
# `make screenshots` takes the pictures of docs/report.md; all make their own virtual environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out/demo
GOLD ?= ../shared/gold/dev
SECTION ?=

.PHONY: demo gold bench screenshots test lint types layers unit clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/policytext annotate corpora/examples -o $(OUT) --overwrite
	$(BIN)/policytext show $(OUT)/ngo/voortgang-jeugdzorg-dichtbij.txt.json

gold: $(VENV)/.installed
	@test -d $(GOLD) || { echo "$(GOLD): no such folder; the gold documents are not part of the repository"; exit 1; }
	@for models in accurate fast; do \
		rm -rf out/gold-$$models && \
		$(BIN)/policytext annotate $(GOLD)/*.txt -o out/gold-$$models --models $$models >/dev/null && \
		echo "== $$models" && $(BIN)/python ../shared/gold/score.py $(GOLD) out/gold-$$models || exit 1; \
	done

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks $(SECTION)

screenshots: demo $(VENV)/.installed-dev
	$(BIN)/python docs/make_screenshots.py $(OUT)

test: lint types layers unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests benchmarks docs/*.py
	$(BIN)/ruff format --check src tests benchmarks docs/*.py

types: $(VENV)/.installed-dev
	$(BIN)/mypy

layers: $(VENV)/.installed-dev
	$(BIN)/lint-imports

unit: $(VENV)/.installed-dev
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) out build dist
