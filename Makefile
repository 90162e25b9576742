# Chaque cible appelle un script de scripts/ ; `make` seul les présente.
PYTHON ?= python3
SETUP = @$(PYTHON) scripts/setup.py
VENV = @exec .venv/bin/python

.PHONY: help run dev test lint bench assets clean test-deep test-faults test-next mutations
.DEFAULT_GOAL := help

help: ## Présente les cibles.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | while IFS=@ read -r a b; do printf '%-20s %s\n' "$$a" "$$b"; done

run: ## Lance le site complet avec sa démonstration, sur http://localhost:8000 (ou PORT).
	$(SETUP)
	$(VENV) scripts/serve.py

dev: ## Lance le site pour le développement (rechargement, DEBUG).
	$(SETUP)
	$(VENV) scripts/serve.py --dev

test: ## Lance toute la suite de tests (PYTEST_ARGS : options de pytest).
	$(SETUP) --browser
	$(VENV) scripts/suite.py

lint: ## Vérifie le code, les gabarits, les migrations et les réglages.
	$(SETUP)
	$(VENV) scripts/lint.py

bench: ## Mesure pages et moteur (SCALE=10 : dix fois la base ; JSON sur la dernière ligne).
	$(SETUP)
	$(VENV) scripts/bench.py

assets: ## Recompile la feuille de style (demande Node).
	@$(PYTHON) scripts/assets.py

clean: ## Supprime .venv, var/ et la base de données de ce dossier.
	@$(PYTHON) scripts/clean.py

test-deep: ## Cherche longtemps des contre-exemples aux propriétés.
	$(SETUP) --browser
	$(VENV) scripts/suite.py deep

test-faults: ## Joue les scénarios de panne.
	$(SETUP) --browser
	$(VENV) scripts/suite.py faults

test-next: ## Lance la suite avec Wagtail 8.0 (PYTHON : un Python plus récent).
	$(SETUP) --browser --next
	@exec .venv-next/bin/python scripts/suite.py

mutations: ## Casse les règles une à une : chaque preuve doit le voir (docs/proofs.md).
	$(SETUP)
	$(VENV) scripts/mutations.py
