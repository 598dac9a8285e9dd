# Gröna pärmen. `make site` builds everything into site/; `make test` runs every check.
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: site publish test fast coverage fuzz audit pictures serve check hooks lock clean
.PHONY: intro FORCE needs-site needs-fast needs-test needs-audit

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1
BEGAN := $(shell date +%s)
TOOK = $$(( $$(date +%s) - $(BEGAN) )) s

site: intro needs-site .venv/.ready
	$(BIN)/parmen build --jobs $(JOBS)
	@echo 'Titta på den: skriv make serve och öppna http://127.0.0.1:8000/'
	@echo 'Varje kommuns blad ligger i site/<kommun>/pdf/, till exempel site/kalix/pdf/.'

intro:
	@echo 'Alla sidor och blad byggs i mappen site. Första gången hämtas det som behövs, och det tar några minuter.'

# What a forge runs (.github, .gitlab-ci.yml). A site that says it is published must be ready to be.
publish: needs-site .venv/.ready
	$(BIN)/parmen build --jobs $(JOBS) --publish --if-published

serve: .venv/.ready
	$(BIN)/parmen serve

check: .venv/.ready
	$(BIN)/parmen check

# No person's number or address enters the history.
hooks: .venv/.ready
	git config core.hooksPath .githooks

# Types are checked beside the tests. The test runner's closing line comes last.
run-tests = $(BIN)/mypy & types=$$!; \
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(1) $(PYTEST); tests=$$?; wait $$types || tests=1

test: needs-test .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@echo "Setting up and lint took $(TOOK)."
	@$(call run-tests); exit $$tests

# Lint, types, and every test that needs no browser, no built site and no paper (tests/README.md), in a minute.
fast: needs-fast .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(call run-tests,-m 'not browser and not site and not paper and not slow'); \
	echo "make fast took $(TOOK)."; exit $$tests

# The lines of macros/ that no test runs: .cache/coverage/html/index.html.
coverage: needs-test .venv/.ready-dev
	rm -rf .cache/coverage
	$(BIN)/coverage run -m pytest -n $(JOBS) --dist worksteal $(PYTEST)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage html --quiet
	$(BIN)/coverage report

# The readers against files that nobody thought of: tests/fuzz. Finds lie in .cache/fuzz, with how to repeat them.
fuzz: needs-fast .venv/.ready-dev
	$(BIN)/python -m tests.fuzz $(or $(MINUTES),10) $(FUZZ)

# Every kind of page in every state: accessibility, keyboard, requests, policy, speed, HTML.
audit: needs-audit site .venv/.ready-audit
	$(BIN)/python -m tests.audit --jobs $(JOBS) $(AUDIT)

# Every kind of page, on a desk and on a phone, light and dark: .cache/pictures/index.html.
pictures: needs-test site .venv/.ready-dev
	$(BIN)/python -m tests.audit.pictures

# What the machine must have, probed each time, and installed through apt where that is allowed: macros/machine.
needs-site needs-fast needs-test needs-audit:
	@$(PYTHON) -m macros.machine $(@:needs-%=%)

# The virtual environment holds exactly what the lock file names, each with its hash.
.venv/.ready: requirements.txt pyproject.toml .venv/.python
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m macros.machine.packages requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@$(BIN)/python -m macros.machine.packages requirements-dev.txt
	@touch $@

.venv/.ready-audit: requirements-audit.txt .venv/.ready-dev
	@$(BIN)/python -m macros.machine.packages requirements-audit.txt
	@touch $@

# Where .venv was made, and by which Python: a copied folder, or another Python, makes it anew.
.venv/.python: FORCE
	@$(PYTHON) -m macros.machine setup
	@made="$$($(PYTHON) -c 'import sys; print(*sys.version_info[:2], sys.base_prefix)') $(CURDIR)"; \
	[ "$$made" = "$$(cat $@ 2>/dev/null)" ] || { rm -rf .venv && mkdir .venv && echo "$$made" > $@; }

# Lock every version with its hash, and no address. Needs uv.
lock:
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.txt
	uv pip compile pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-dev.txt
	uv pip compile pyproject.toml --extra dask --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-dask.txt
	uv pip compile pyproject.toml --extra dev --extra audit --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-audit.txt

clean:
	rm -rf site site-draft .cache
