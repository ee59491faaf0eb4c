# make run    see it work: environment, model, and a sample text in plain Dutch and English
# make test   everything that must hold: style, types, room contracts, tests
# make model  train the adapter again from the data (hours)

PYTHON ?= python3
# The build of torch: "make TORCH='torch==2.13.0+cpu' …" or any other requirement. On Linux plain
# "torch" is a CUDA build of several gigabytes; README.md says how to take the CPU one.
TORCH ?= torch==2.13.0
VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE ?= samples/nota-humanitaire-hulp.txt
OUT ?= out

AXE := build/axe-core/axe.min.js

.PHONY: run test install lint types contracts unit axe package model clean

run: install
	$(BIN)/eenvoudig models build
	@# Exit code 4 says that segments need review: that is an outcome, not a failure.
	$(BIN)/eenvoudig publish $(SAMPLE) --out-dir $(OUT) --force || [ $$? -eq 4 ]
	@$(BIN)/python samples/show.py $(SAMPLE) $(OUT)

test: install lint types contracts unit

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml hatch_build.py $(wildcard src/eenvoudig/locale/*/LC_MESSAGES/*.po)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet "$(TORCH)"
	$(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

# The tests of the review page are left out where there is no Chromium, or no npm to get axe with.
unit: $(if $(shell command -v npm),axe)
	$(BIN)/pytest

axe: $(AXE)

$(AXE):
	mkdir -p $(@D)
	-npm pack axe-core@4.11.0 --silent --pack-destination $(@D)
	-tar -xzf $(@D)/axe-core-4.11.0.tgz -C $(@D) --strip-components 1 package/axe.min.js

# The wheel in an environment of its own, with its dependencies from the package index.
package: install
	$(BIN)/python tests/package/install_wheel.py "$(TORCH)"

model: install
	$(BIN)/python -m models.train.train main
	$(BIN)/python -m models.train.train polish
	$(BIN)/python -m models.train.train further
	$(BIN)/python -m models.train.train last
	$(BIN)/python -m models.train.train again
	$(BIN)/python -m models.train.export models/train/runs/again/checkpoint.pt

clean:
	rm -rf $(VENV) build dist $(OUT)
