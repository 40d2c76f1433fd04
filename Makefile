# Two commands: `make demo` and `make test` set everything up and run. The work is done by scripts/setup.py, so that
# Windows (`py scripts\setup.py demo`) and macOS have the same commands without make.

TARGETS := setup demo test check bench soak shots catalogues
.PHONY: $(TARGETS)

# The first Python that is new enough; -I shuts out PYTHONPATH and its like.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if "$$p" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$p"; break; fi; done)

$(TARGETS):
ifeq ($(PYTHON),)
	@echo 'council: setup: no Python 3.11 or newer was found. Install it: sudo apt-get install -y python3' >&2; exit 1
else
	@$(PYTHON) -I scripts/setup.py $@
endif
