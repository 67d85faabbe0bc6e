# make lessons    run every lesson and draw all figures
# make test       run all tests; the output ends with the table of claims
# make lint       run ruff, mypy and import-linter
# make lint-js    run eslint and TypeScript's checks of types on the JavaScript of the playground (this alone needs Node.js)
# make notebooks  run every lesson as a notebook and write it with its output into notebooks/: about two minutes;
#                 .venv/bin/jupyter lab notebooks opens them
# make site       build docs/_build/html/index.html, with every lesson run: about two minutes
# make faults     plant each fault of tests/faults/ and see that the claim it is meant for refutes it (four minutes on two
#                 cores), and each of tests/behaviour_faults/ and see that the test it is meant for notices it
# make mutants    make small changes (mutants) to the code, one at a time, and list those that no test detects: an hour on
#                 one core (JOBS=1)
# make bench      measure speed and quality, beside other libraries, on two cores that do nothing else; with
#                 BEFORE=FOLDER, a checkout of another commit, also beside that
# make clean      remove what these commands have made
#
# Each command makes .venv if it is missing.
PYTHON ?= python3
# Lessons and tests start Python more than a hundred times: each module is compiled once, also where that is switched off.
export PYTHONDONTWRITEBYTECODE :=
PY := .venv/bin/python
JS := tests/playground/javascript

.PHONY: lessons notebooks site test faults mutants bench lint lint-js clean

.venv/installed: setup.cfg pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "expected Python >= 3.11; got " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[test,docs,lint]'
	touch $@

lessons: .venv/installed
	@set -e; for lesson in lessons/[0-9]*.py; do echo "== $$lesson"; MPLBACKEND=agg OMP_NUM_THREADS=1 $(PY) $$lesson; done

.venv/notebooks: .venv/installed
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[test,notebooks]'
	touch $@

notebooks: .venv/notebooks
	$(PY) lessons/notebooks.py

site: .venv/installed
	$(PY) -m sphinx -q -W --keep-going docs docs/_build/html
	@echo "site: docs/_build/html/index.html"

test: .venv/installed
	OMP_NUM_THREADS=1 $(PY) -m pytest --numprocesses 2 --dist worksteal

faults: .venv/installed
	OMP_NUM_THREADS=1 $(PY) -m pytest tests/faults tests/behaviour_faults \
		tests/claims/test_claims.py::test_wild_values_are_refuted_and_never_end_in_a_traceback \
		tests/claims/test_grades.py::test_a_wrong_expression_is_refuted tests/grading/classroom/test_grade.py \
		--all-faults --numprocesses 2 --dist worksteal

.venv/mutmut: .venv/installed
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[test,mutants]'
	touch $@

mutants: .venv/mutmut
	rm -rf mutants
	mkdir mutants
	PYTHONHASHSEED=0 .venv/bin/mutmut run '*' $(if $(JOBS),--max-children $(JOBS)) > mutants/run.log 2>&1 || (tail mutants/run.log; exit 1)
	$(PY) tests/support/mutants.py

.venv/bench: .venv/installed
	$(PY) -m pip install --quiet --constraint constraints.txt --editable '.[test,bench]'
	touch $@

bench: .venv/bench
	@set -e; for topic in benchmarks/*.py "benchmarks/quality.py --unseen"; do echo "== $$topic"; case $$topic in \
		*/speed.py) $(PY) $$topic $(if $(BEFORE),--before $(BEFORE)) ;; *) $(PY) $$topic ;; esac; done

lint: .venv/installed
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo

$(JS)/node_modules/installed: $(JS)/package.json $(JS)/package-lock.json
	npm ci --prefix $(JS) --silent --no-fund --no-audit
	touch $@

lint-js: $(JS)/node_modules/installed
	$(JS)/node_modules/.bin/eslint --config $(JS)/eslint.config.js gan_theory/playground/web
	$(JS)/node_modules/.bin/tsc --project $(JS)

clean:
	rm -rf .venv $(JS)/node_modules build mutants notebooks docs/_build docs/claim_pages docs/extra docs/lessons \
		docs/manual docs/notebooks docs/notes docs/pictures docs/worksheets *.egg-info
