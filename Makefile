# `make` checks everything in a virtual environment of its own; `bash .ci/run` does the same in a fresh one.
VENV := .venv
STEPS := lint types docs tests wheel

check: $(STEPS)

$(STEPS): $(VENV)/ready
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" bash .ci/run $@

$(VENV)/ready: pyproject.toml requirements-dev.lock
	python3 -m venv $(VENV)
	$(VENV)/bin/python -m pip install -q -e '.[test,dev]' -c requirements-dev.lock
	touch $@

# write again what is made from code: samples, pages, the schema, the README's outputs
update: $(VENV)/ready
	$(VENV)/bin/python samples/build.py
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" pytest -q tests/test_docs.py tests/test_readme.py tests/test_accuracy.py --update
	$(VENV)/bin/python docs/build.py

speed: $(VENV)/ready
	$(VENV)/bin/python benchmarks/startup.py
	$(VENV)/bin/python benchmarks/stages.py
	$(VENV)/bin/python benchmarks/reading.py
	$(VENV)/bin/python benchmarks/folder.py

# against what makes mere text of a Word file: installs four converters
converters: $(VENV)/ready
	$(VENV)/bin/python -m pip install -q -r benchmarks/converters.txt
	$(VENV)/bin/python benchmarks/converters.py samples

# the newest versions that pyproject.toml allows, as the lock for development
lock:
	rm -rf $(VENV)/lock
	python3 -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install -q '.[test,dev]'
	$(VENV)/lock/bin/python -m pip freeze --exclude kehoach > requirements-dev.lock

# known weaknesses of what the lock names: asks a service
audit: $(VENV)/ready
	$(VENV)/bin/python -m pip install -q pip-audit
	$(VENV)/bin/pip-audit -r requirements-dev.lock --no-deps --disable-pip

# fuzzing guided by coverage, for so many seconds: make fuzz SECONDS=3600
SECONDS := 600
fuzz: $(VENV)/ready
	$(VENV)/bin/python -m pip install -q atheris
	mkdir -p $(VENV)/fuzz
	$(VENV)/bin/python fuzz/guided.py -max_total_time=$(SECONDS) -max_len=20000 -len_control=0 $(VENV)/fuzz samples

clean:
	rm -rf $(VENV)

.PHONY: check $(STEPS) update speed converters lock audit fuzz clean
