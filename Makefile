# Gröna pärmen. `make site` builds everything into site/; `make test` runs every check.
.DELETE_ON_ERROR:
.PHONY: site publish test fast audit pictures serve check hooks lock clean

PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
export NO_MKDOCS_2_WARNING := 1

# Nothing that the site is made from is newer than the site: nothing to do.
site: .venv/.ready .venv/.pango
	@if [ -e site/.built ] && [ -z "$$(find mkdocs.yml data docs macros overrides tests/exempel \
		-newer site/.built -not -path 'macros/*__pycache__*' -not \( -path 'macros/*' -type d \) -print -quit)" ]; \
	then echo 'site/ is up to date.'; \
	else $(BIN)/parmen build --jobs $(JOBS); fi

# What a forge runs (.github, .gitlab-ci.yml). A site that says it is published must be ready to be.
publish: .venv/.ready .venv/.pango
	$(BIN)/parmen build --jobs $(JOBS) --publish --if-published

serve: .venv/.ready
	$(BIN)/parmen serve

check: .venv/.ready
	$(BIN)/parmen check

# No person's number or address enters the history.
hooks: .venv/.ready
	git config core.hooksPath .githooks

test: .venv/.ready-dev .venv/.pango .venv/.chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(PYTEST)

# What needs no browser and no built site.
fast: .venv/.ready-dev .venv/.pango
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest tests/records tests/checks tests/commands tests/exchange tests/rendering tests/drawing

# Every kind of page in every state: accessibility, keyboard, requests, policy, speed, HTML.
audit: site .venv/.ready-audit .venv/.chromium .venv/.java
	$(BIN)/python -m tests.audit --jobs $(JOBS) $(AUDIT)

# Every kind of page, on a desk and on a phone, light and dark: .cache/pictures/index.html.
pictures: site .venv/.ready-dev .venv/.chromium
	$(BIN)/python -m tests.audit.pictures

# The virtual environment holds exactly what the lock file names, each with its hash.
.venv/.ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv || { echo 'Install venv first: Debian "apt-get install python3-venv".'; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

.venv/.ready-audit: requirements-audit.txt .venv/.ready-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-audit.txt
	@touch $@

# WeasyPrint's system libraries, through apt where they are missing and it may.
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
.venv/.pango: .venv/.ready
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || $(call apt,$(PANGO)) || true
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || { echo 'WeasyPrint needs Pango. Install it: Debian "apt-get install $(PANGO)", macOS "brew install pango", Windows: MSYS2, "pacman -S mingw-w64-x86_64-pango".'; exit 1; }
	@touch $@

# The browser that the tests drive.
.venv/.chromium: .venv/.ready
	@command -v chromium >/dev/null || $(call apt,chromium) || true
	@command -v chromium >/dev/null || { echo 'The tests need Chromium. Install it: Debian "apt-get install chromium", macOS "brew install chromium".'; exit 1; }
	@touch $@

# What the checker of HTML runs on.
.venv/.java: .venv/.ready
	@command -v java >/dev/null || $(call apt,default-jre-headless) || true
	@command -v java >/dev/null || { echo 'The audit needs Java. Install it: Debian "apt-get install default-jre-headless", macOS "brew install openjdk".'; exit 1; }
	@touch $@

# Install Debian packages, quietly, as root or with a sudo that asks nothing.
apt = { command -v apt-get >/dev/null && if [ "$$(id -u)" = 0 ]; then S=; else S='sudo -n'; fi && \
	echo 'Installing $(1)' && $$S apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive $$S apt-get install -qq -y --no-install-recommends $(1) >/dev/null; }

# Lock every version with its hash, and no address. Needs uv.
lock:
	uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.txt
	uv pip compile pyproject.toml --extra dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-dev.txt
	uv pip compile pyproject.toml --extra dev --extra audit --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements-audit.txt

clean:
	rm -rf site .cache
