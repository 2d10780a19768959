# `make` checks everything in a virtual environment of its own; `bash .ci/run` does the same in a fresh one.
VENV := .venv
STEPS := lint types docs tests

check: $(STEPS)

$(STEPS): $(VENV)/ready
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" bash .ci/run $@

$(VENV)/ready: pyproject.toml
	python3 -m venv $(VENV)
	$(VENV)/bin/python -m pip install -q -e '.[test,dev]'
	touch $@

# write again what is made from code: samples, pages, the schema, the README's outputs
update: $(VENV)/ready
	$(VENV)/bin/python samples/build.py
	$(VENV)/bin/python docs/build.py
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" pytest -q tests/test_docs.py tests/test_readme.py tests/test_accuracy.py --update

startup: $(VENV)/ready
	$(VENV)/bin/python benchmarks/startup.py

clean:
	rm -rf $(VENV)

.PHONY: check $(STEPS) update startup clean
