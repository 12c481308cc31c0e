# make            release build        make check     everything that must hold before a change lands
# make demo       see it work          make bench     figures beside the peers
# make install    PREFIX, DESTDIR      make fuzz      every parser under the fuzzer (FUZZ_SECONDS each)
# make reference  manual pages and mail.rc.example from the tables
# make order      where the linker puts functions, from what everyday runs call (after much has changed)

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=
SWIFT ?= swift
FUZZ_SECONDS ?= 60

BINDIR = $(DESTDIR)$(PREFIX)/bin
MANDIR = $(DESTDIR)$(PREFIX)/share/man
ETCDIR = $(DESTDIR)$(SYSCONFDIR)
UNITDIR = $(DESTDIR)$(PREFIX)/lib/systemd/user
PROGRAM = .build/release/mail

.PHONY: all build demo check lint unit end-to-end bench fuzz reference order install uninstall clean

all: build

build:
	@scripts/need build run
	@scripts/static-cxx .build/static-cxx
	$(SWIFT) build -c release --product mail --disable-local-rpath

demo: build
	@scripts/demo $(PROGRAM)

check: lint build
	@scripts/need check
	scripts/check

lint:
	@scripts/need build
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift
	scripts/lint-imports

unit:
	@scripts/need build run check
	@scripts/static-cxx .build/static-cxx
	$(SWIFT) test --skip EndToEndTests

end-to-end: build
	@scripts/need check
	$(SWIFT) test --filter EndToEndTests

bench: build
	@scripts/need bench
	scripts/bench $(PROGRAM)

fuzz:
	@scripts/need build
	Fuzz/run --seconds $(FUZZ_SECONDS)

reference:
	$(SWIFT) run mail-reference .

order: build
	@scripts/need bench
	scripts/function-order $(PROGRAM)
	rm -f $(PROGRAM)
	$(MAKE) build

install: build
	install -d $(BINDIR) $(MANDIR)/man1 $(MANDIR)/man5 $(MANDIR)/man7 $(ETCDIR) $(UNITDIR)
	install -m 755 -s $(PROGRAM) $(BINDIR)/mail
	ln -sf mail $(BINDIR)/mailx
	install -m 644 man/mail.1 $(MANDIR)/man1/mail.1
	ln -sf mail.1 $(MANDIR)/man1/mailx.1
	install -m 644 man/mail.rc.5 $(MANDIR)/man5/mail.rc.5
	install -m 644 man/mail-json.7 $(MANDIR)/man7/mail-json.7
	sed 's|@BINDIR@|$(PREFIX)/bin|' systemd/mail-queue.service >$(UNITDIR)/mail-queue.service
	chmod 644 $(UNITDIR)/mail-queue.service
	install -m 644 systemd/mail-queue.timer $(UNITDIR)/mail-queue.timer
	test -e $(ETCDIR)/mail.rc || install -m 644 mail.rc.example $(ETCDIR)/mail.rc

uninstall:
	rm -f $(BINDIR)/mail $(BINDIR)/mailx $(MANDIR)/man1/mail.1 $(MANDIR)/man1/mailx.1
	rm -f $(MANDIR)/man5/mail.rc.5 $(MANDIR)/man7/mail-json.7
	rm -f $(UNITDIR)/mail-queue.service $(UNITDIR)/mail-queue.timer
	@echo "Kept: $(ETCDIR)/mail.rc (your settings)"

clean:
	rm -rf .build Fuzz/.build Benchmarks/.build
