# The same targets as CI's; each is one command of the toolchain or of scripts/.
.PHONY: help build test format lint check bench bench-limit chaos chaos-service load-service race fuzz sanitize faults package package-check

help:
	@echo "make build    build everything (debug)"
	@echo "make test     run the tests; make test only=PlannerTests for some"
	@echo "make format   rewrite the sources in the house's format"
	@echo "make lint     check format, the rules of the house, links and scripts"
	@echo "make check    all that must be true before a change lands (scripts/test)"
	@echo "make package  make the tarball and the Debian package of HEAD, in dist/; make package output=DIR"
	@echo "make package-check  install, try and remove that package in a bare Debian 12, and build and try one in a bare Debian 13; make package-check release=12"
	@echo "make bench    measure, in a release build; make bench-limit: the use of the panel's request limit"
	@echo "make faults   let everything go wrong with panel and repository, one after the other; make faults only=429"
	@echo "make fuzz     feed every reader ten million inputs; make fuzz inputs=200000 target=order"
	@echo "make sanitize run the tests under AddressSanitizer and ThreadSanitizer; make sanitize kind=thread only=GitTests"
	@echo "make race     let three applies race fifty times and look whether two were ever at work; make race races=10 seed=7"
	@echo "make chaos-service  kill botfleet-server and what is around it 300 times and compare; make chaos-service kills=40 seed=7"
	@echo "make load-service  send botfleet-server more than it gets in a day, and measure; make load-service soak=60"
	@echo "make chaos    kill apply 500 times and compare panel, git and orders; make chaos kills=50 seed=7"

build:
	swift build

test:
	swift test $(if $(only),--filter $(only))

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests

lint:
	scripts/lint

check:
	scripts/test

bench:
	scripts/install-dependencies tests
	scripts/bench --picture .build/benchmarks.svg

bench-limit:
	scripts/bench-limit

chaos:
	scripts/install-dependencies tests
	scripts/chaos $(if $(kills),--kills $(kills)) $(if $(seed),--seed $(seed))

chaos-service:
	scripts/install-dependencies tests
	scripts/chaos-service $(if $(kills),--kills $(kills)) $(if $(seed),--seed $(seed))

load-service:
	scripts/install-dependencies load-service
	scripts/load-service $(if $(soak),--soak $(soak))

race:
	scripts/install-dependencies tests
	scripts/race $(if $(races),--races $(races)) $(if $(seed),--seed $(seed))

fuzz:
	scripts/fuzz $(if $(inputs),--inputs $(inputs)) $(if $(target),--target $(target))

sanitize:
	scripts/install-dependencies tests
	scripts/sanitize $(kind) $(if $(only),--filter $(only))

faults:
	scripts/install-dependencies tests
	scripts/faults $(if $(only),--only '$(only)')

package:
	scripts/package $(if $(output),--output '$(output)')

package-check:
	scripts/package-check $(release)
