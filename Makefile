# `make help` lists what there is to do. Everything works from a fresh clone on Debian 12 with Swift 6.3 on the PATH.
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
UNITDIR ?= $(SYSCONFDIR)/systemd/system
DESTDIR ?=
SWIFT ?= swift

POLICIES := $(SYSCONFDIR)/dockreeve/policies
LIBRARY := $(PREFIX)/share/dockreeve/policies
# What a first installation puts in force: a team that shares the host, and nobody who ends the plugin.
FIRST_POLICIES := policies/members.yaml policies/self-protection.yaml
CONFIGURATION := $(SYSCONFDIR)/dockreeve/dockreeve.yaml
RELEASE := .build/release/dockreeve
# A section for each function, so that the linker leaves out what nobody calls and lays side by side what every call runs
# through; and modules may be put into each other.
RELEASE_FLAGS := -Xswiftc -Xfrontend -Xswiftc -function-sections -Xcc -ffunction-sections -Xcc -fdata-sections \
	-Xswiftc -cross-module-optimization \
	-Xlinker "--symbol-ordering-file=$(CURDIR)/Benchmarks/layout/functions.txt" -Xlinker --no-warn-symbol-ordering
BASH_COMPLETIONS := $(PREFIX)/share/bash-completion/completions
ZSH_COMPLETIONS := $(PREFIX)/share/zsh/site-functions
FISH_COMPLETIONS := $(PREFIX)/share/fish/vendor_completions.d

.DEFAULT_GOAL := help
.PHONY: help build test lint format library demo bench fuzz fuzz-dockerd install plugin uninstall clean clean-tests deps deps-engine deps-browser

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

build: deps ## the release binary: .build/release/dockreeve, needs no Swift where it runs
	@# SwiftPM doesn't know of the linker's list.
	@test ! Benchmarks/layout/functions.txt -nt $(RELEASE) || rm -f $(RELEASE)
	$(SWIFT) build -c release --static-swift-stdlib --product dockreeve $(RELEASE_FLAGS)
	@ls -l $(RELEASE)

# The debug build serves tests and demo: it takes half as long as a release build, and both share one build folder.
# Tests that start processes wait for them on the threads that others compute on: they come after those.
test: deps deps-engine deps-browser lint ## everything: unit, property and fuzz tests, and tests against a real dockerd
	$(SWIFT) build --build-tests
	@touch examples/standalone/Package.swift # or a build that was kept doesn't see new files of the kit
	$(SWIFT) build --package-path examples/standalone --scratch-path .build/standalone
	$(SWIFT) test --skip-build --disable-xctest --skip '^(DockreeveTests|DockerdTests)[.]'
	$(SWIFT) test --skip-build --disable-xctest --filter '^DockreeveTests[.]'
	$(SWIFT) test --skip-build --disable-xctest --filter '^DockerdTests[.]'

lint: ## format and style of the sources
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests examples

format: ## put the sources into that format
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests examples

library: ## the policy library as it is put into the binary, after a change in policies/
	scripts/embed-policies

demo: deps deps-engine ## a private dockerd with the plugin: commands, answers, audit log
	$(SWIFT) build --product dockreeve
	@scripts/demo .build/debug/dockreeve

bench: build ## measure the release binary over its socket, replay, and looking through an audit log
	Benchmarks/run
	Benchmarks/replay/run
	Benchmarks/audit/run

fuzz: deps ## libFuzzer on all that reads from outside, FUZZ_SECONDS=60 each; fails on a crash
	FUZZ_SECONDS=$(or $(FUZZ_SECONDS),60) Fuzz/run

fuzz-dockerd: deps deps-engine ## random calls, compared with what a real dockerd does: N=1000 of each KIND, from SEED
	$(SWIFT) build --build-tests
	DOCKREEVE_REQUIRE_DOCKERD=1 DOCKREEVE_FUZZ_KIND=$(KIND) DOCKREEVE_FUZZ_N=$(or $(N),1000) \
		DOCKREEVE_FUZZ_SEED=$(or $(SEED),$(shell date +%s)) $(SWIFT) test --skip-build --disable-xctest --filter Differential

install: ## binary, completions, units and policy library; policies only where there are none (PREFIX, DESTDIR)
	@test -x $(RELEASE) || { echo 'run `make build` first (not as root)' >&2; exit 1; }
	install -D -m 755 $(RELEASE) '$(DESTDIR)$(PREFIX)/bin/dockreeve'
	-strip '$(DESTDIR)$(PREFIX)/bin/dockreeve'
	install -d '$(DESTDIR)$(BASH_COMPLETIONS)' '$(DESTDIR)$(ZSH_COMPLETIONS)' '$(DESTDIR)$(FISH_COMPLETIONS)'
	$(RELEASE) --generate-completion-script bash > '$(DESTDIR)$(BASH_COMPLETIONS)/dockreeve'
	$(RELEASE) --generate-completion-script zsh > '$(DESTDIR)$(ZSH_COMPLETIONS)/_dockreeve'
	$(RELEASE) --generate-completion-script fish > '$(DESTDIR)$(FISH_COMPLETIONS)/dockreeve.fish'
	install -d '$(DESTDIR)$(UNITDIR)'
	sed 's|/usr/local/bin/|$(PREFIX)/bin/|; s|/etc/dockreeve/|$(SYSCONFDIR)/dockreeve/|' examples/dockreeve.service \
		> '$(DESTDIR)$(UNITDIR)/dockreeve.service'
	chmod 644 '$(DESTDIR)$(UNITDIR)/dockreeve.service'
	install -m 644 examples/dockreeve.socket '$(DESTDIR)$(UNITDIR)/dockreeve.socket'
	# A file that somebody removed from the policies must not come back with an upgrade.
	test -e '$(DESTDIR)$(POLICIES)' || { install -d '$(DESTDIR)$(POLICIES)' && \
		install -m 644 $(FIRST_POLICIES) '$(DESTDIR)$(POLICIES)'; }
	install -d '$(DESTDIR)$(LIBRARY)'
	install -m 644 policies/*.yaml policies/README.md '$(DESTDIR)$(LIBRARY)'
	test -e '$(DESTDIR)$(CONFIGURATION)' || install -m 644 examples/dockreeve.yaml '$(DESTDIR)$(CONFIGURATION)'

plugin: build ## a managed plugin for `docker plugin create dockreeve .build/plugin`
	scripts/managed-plugin .build/plugin $(RELEASE)

uninstall: ## takes away what install brought, but leaves the policies and the audit log
	rm -f '$(DESTDIR)$(PREFIX)/bin/dockreeve' '$(DESTDIR)$(UNITDIR)/dockreeve.service'
	rm -f '$(DESTDIR)$(UNITDIR)/dockreeve.socket'
	rm -f '$(DESTDIR)$(BASH_COMPLETIONS)/dockreeve' '$(DESTDIR)$(ZSH_COMPLETIONS)/_dockreeve'
	rm -f '$(DESTDIR)$(FISH_COMPLETIONS)/dockreeve.fish'
	rm -rf '$(DESTDIR)$(LIBRARY)'

clean: ## remove everything that was built
	rm -rf .build Benchmarks/.build Fuzz/.build

clean-tests: ## remove what killed tests left behind in /tmp
	scripts/sandbox sweep

deps:
	@scripts/deps build

deps-engine:
	@scripts/deps engine

# Only the test of the report's page needs it, and says so where it is left out.
deps-browser:
	@scripts/deps browser || echo 'without a Chromium the page of `audit report` is not tested'
