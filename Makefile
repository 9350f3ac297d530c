# Each target calls one script; the scripts say what they do.
.PHONY: help up down status plan test test-full lint bench

help:
	@echo 'make up          a cluster, the operator and the sample shop; again: only what changed'
	@echo '                 (CLUSTER=current|kind|local chooses the cluster)'
	@echo 'make status      what runs'
	@echo 'make plan DIR=folder   what the operator would do for a folder of YAML; writes nothing'
	@echo '                 (OFFLINE=yes asks no cluster, OUTPUT=text|json)'
	@echo 'make down        takes the cluster away with all its traces'
	@echo 'make test        every ring of tests that a change needs'
	@echo 'make test-full   the long sweeps too'
	@echo 'make lint        checks the scripts and the charts'
	@echo 'make bench       measures, half an hour: bench/README.md'

up:
	@local/fleet up

down:
	@local/fleet down

status:
	@local/fleet status

plan:
	@local/plan "$(DIR)" $(if $(OFFLINE),--offline) --output "$(or $(OUTPUT),text)"

test:
	@local/test

test-full:
	@local/test --full

lint:
	@local/lint

bench:
	@bench/run
