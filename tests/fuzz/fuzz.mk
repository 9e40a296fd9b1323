# SPDX-License-Identifier: GPL-3.0-or-later
# The fuzz targets with libFuzzer, in a folder of their own: `make fuzz` calls this there.
#
# SRCDIR: the source tree; SOURCES: the library's files in it; TARGETS: names of targets;
# HELPERS: the files that all targets share; CONFIG: the folder with config.h;
# CPPFLAGS and LIBS as for the program.
FUZZ_CC = clang
FUZZ_CFLAGS = -g -O1 -std=c11 -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=fuzzer-no-link,address,undefined

objects = $(patsubst %.c,%.o,$(filter %.c,$(SOURCES) $(HELPERS)))
targets = $(patsubst %,tests/fuzz/fuzz_%.o,$(TARGETS))
programs = $(addprefix fuzz_,$(TARGETS))

all: $(programs)

$(programs): fuzz_%: tests/fuzz/fuzz_%.o $(objects)
	$(FUZZ_CC) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LIBS)

# Headers may have changed: everything is compiled again when one is newer.
headers := $(shell find $(SRCDIR)/src $(SRCDIR)/tests/fuzz $(SRCDIR)/tests/unit -name '*.h')

$(objects) $(targets): %.o: $(SRCDIR)/%.c $(headers) $(CONFIG)/config.h
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_CFLAGS) -D_GNU_SOURCE -I$(CONFIG) $(CPPFLAGS) -c -o $@ $<
