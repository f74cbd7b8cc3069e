# `make demo` first, `make test` second; `make help` lists the rest.

# A program that crashes ends at once; the backtracer can hang for ever where it may not trace.
export SWIFT_BACKTRACE = enable=no
# Avahi's compatibility library would print a paragraph about itself.
export AVAHI_COMPAT_NOWARN = 1

TOOLS = Tests/Tools
# What is shipped carries Swift's libraries inside, so that it runs on machines without Swift.
RELEASE = swift build -c release --static-swift-stdlib
# Debian's python3, unless the first one has what is needed: a version manager may have put another in front.
PYTHON = $(shell python3 -c 'import icalendar, pytest, pyte, vobject, xdist, yaml' 2>/dev/null && echo python3 || echo /usr/bin/python3)

PREFIX = /usr/local
DESTDIR =
bindir = $(DESTDIR)$(PREFIX)/bin
libdir = $(DESTDIR)$(PREFIX)/lib
sharedir = $(DESTDIR)$(PREFIX)/share

.PHONY: help setup build release demo crowd run test test-swift test-cards test-pads test-simulation \
	test-end-to-end test-docs lint bench bench-pads fuzz sanitize proto man install uninstall clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 18

setup: ## install the Debian packages that are missing, and look for Swift
	@sh $(TOOLS)/setup.sh

build: setup ## both programs, for development
	swift build

release: setup ## both programs as they are shipped, in .build/release
	$(RELEASE) --product baithak
	$(RELEASE) --product baithakd

demo: build ## three people in one room, on this machine
	$(PYTHON) Tests/EndToEnd/demo.py

N = 60
AVAHI = 8
SETTLE = 3
INVITE =
JOINERS =
crowd: setup ## N=60 people in one room who join one gathering (AVAHI=8, INVITE=1): how long until all hold all
	$(RELEASE) --product baithakd
	$(PYTHON) Tests/EndToEnd/crowd.py --number $(N) --avahi $(AVAHI) --settle $(SETTLE) $(if $(INVITE),--invite) \
		$(if $(JOINERS),--joiners $(JOINERS)) --json .build/crowd.json

run: release ## start the daemon for real on this machine
	@sh $(TOOLS)/run.sh

test: ## everything
	@sh $(TOOLS)/test.sh

test-swift: setup ## the tests of the modules
	# In three runs: what reckons in seconds on real sockets must not wait for what takes every core for a while.
	swift test --disable-xctest --skip SimulationTests --skip PadsTests --skip TransportTests --skip ControlTests
	swift test --disable-xctest --skip-build --filter 'TransportTests|ControlTests'
	swift test --disable-xctest --skip-build --filter 'SimulationTests|PadsTests'

test-cards: setup ## hostile cards, read by libraries that know nothing of us
	test -x .build/venv/bin/python || python3 -m venv .build/venv
	.build/venv/bin/python -m pip install -q joserfc vobject openapi-spec-validator pyyaml
	rm -rf .build/samples
	BAITHAK_SAMPLES=$(CURDIR)/.build/samples swift test --disable-xctest --filter SampleTests
	.build/venv/bin/python $(TOOLS)/check_cards.py .build/samples

release-%: setup
	$(RELEASE) --product $*

test-pads: release-pad-bench ## a hundred thousand gatherings of writers, and published histories where they are
	sh $(TOOLS)/pads.sh .build/release/pad-bench

test-simulation: release-venue-sim ## thousands of venues on a virtual clock
	sh $(TOOLS)/simulation.sh .build/release/venue-sim

WORKERS = 3
test-end-to-end: build ## real daemons between real hosts, in network namespaces; WORKERS=3 scenarios at a time
	$(PYTHON) -m pytest -q -p no:benchmark --dist loadgroup \
		--tx '$(WORKERS)*popen//python=$(PYTHON) Tests/EndToEnd/worker.py' Tests/EndToEnd

test-docs: setup ## links, and the description of the control socket; deeper after `make test-cards`
	$(or $(wildcard .build/venv/bin/python),$(PYTHON)) $(TOOLS)/check_docs.py

lint: setup ## format and scripts
	swift format lint --strict --recursive Package.swift Sources Tests
	sh $(TOOLS)/lint_scripts.sh

bench: setup ## the figures, each beside its peer; also in .build/bench.json
	for product in baithak baithakd venue-sim baithak-bench empty-nio; do $(RELEASE) --product $$product || exit; done
	$(PYTHON) $(TOOLS)/bench.py

bench-pads: setup ## the figures of pads beside Loro and Yjs, on published traces; also in .build/bench-pads.json
	sh $(TOOLS)/setup.sh nodejs node-yjs
	test -x .build/venv-pads/bin/python || python3 -m venv .build/venv-pads
	.build/venv-pads/bin/python -m pip install -q loro==1.17.1 pycrdt==0.14.13
	$(RELEASE) --product pad-bench
	.build/venv-pads/bin/python $(TOOLS)/bench_pads.py

FUZZ_SECONDS = 60
fuzz: setup ## hostile bytes for all that reads bytes of others, each for FUZZ_SECONDS (FUZZ_TARGET=card: one alone)
	FUZZ=1 swift build -c release --scratch-path .build-fuzz --sanitize=fuzzer -Xswiftc -sanitize=fuzzer,address \
		-Xswiftc -enable-testing --product fuzz
	sh $(TOOLS)/fuzz.sh .build-fuzz $(FUZZ_SECONDS) $(FUZZ_TARGET)

SANITIZE = --skip SimulationTests --skip TidyTests
sanitize: setup ## the tests of the modules with the thread and the address sanitizer (SANITIZE='--filter KeysTests')
	sh $(TOOLS)/sanitize.sh $(SANITIZE)

proto: ## generate the .pb.swift files anew
	@sh $(TOOLS)/proto.sh

man: build ## manual pages, in .build/man
	@sh $(TOOLS)/man.sh

install: ## what `make release` (and `make man`) built, below $(DESTDIR)$(PREFIX)
	@test -x .build/release/baithakd || { echo 'Nothing is built yet: run `make release` first.' >&2; exit 1; }
	install -d $(bindir) $(libdir)/systemd/user $(libdir)/systemd/system $(libdir)/sysusers.d
	install -d $(sharedir)/doc/baithak $(sharedir)/bash-completion/completions
	install -s .build/release/baithak .build/release/baithakd $(bindir)
	for kind in user system; do \
		sed 's:/usr/bin/:$(PREFIX)/bin/:' systemd/$$kind/baithakd.service \
			>$(libdir)/systemd/$$kind/baithakd.service || exit; \
		chmod 644 $(libdir)/systemd/$$kind/baithakd.service; \
	done
	install -m 644 systemd/sysusers.d/baithak.conf $(libdir)/sysusers.d
	install -m 644 config/baithak.toml README.md SECURITY.md LICENSE $(wildcard docs/*) $(sharedir)/doc/baithak
	.build/release/baithak --generate-completion-script bash >$(sharedir)/bash-completion/completions/baithak
	if test -f .build/man/baithak.1; then \
		install -d $(sharedir)/man/man1 && install -m 644 .build/man/*.1 $(sharedir)/man/man1; \
	fi

uninstall: ## take away what `make install` put there
	rm -f $(bindir)/baithak $(bindir)/baithakd $(libdir)/systemd/user/baithakd.service
	rm -f $(libdir)/systemd/system/baithakd.service $(libdir)/sysusers.d/baithak.conf
	rm -f $(sharedir)/bash-completion/completions/baithak $(sharedir)/man/man1/baithak.1 $(sharedir)/man/man1/baithakd.1
	rm -rf $(sharedir)/doc/baithak

clean: ## everything that was built
	rm -rf .build
