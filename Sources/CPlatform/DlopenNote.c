// ELF metadata that tells packagers which libraries are opened at run time, in the format of
// https://systemd.io/ELF_DLOPEN_METADATA/ (owner "FDO", type 0x407c0c0a, one JSON text).
#include <stdint.h>

#define METADATA \
    "[{\"feature\":\"tls\",\"description\":\"Encrypted connections\",\"priority\":\"recommended\"," \
    "\"soname\":[\"libssl.so.3\"]}," \
    "{\"feature\":\"sasl\",\"description\":\"Mechanisms such as SCRAM and GSSAPI\",\"priority\":\"suggested\"," \
    "\"soname\":[\"libsasl2.so.2\"]}," \
    "{\"feature\":\"editing\",\"description\":\"Line editing at the prompt\",\"priority\":\"suggested\"," \
    "\"soname\":[\"libedit.so.2\"]}," \
    "{\"feature\":\"html\",\"description\":\"HTML mail as text\",\"priority\":\"suggested\"," \
    "\"soname\":[\"libgumbo.so.3\",\"libgumbo.so.1\"]}," \
    "{\"feature\":\"idn\",\"description\":\"Domain names that are not ASCII\",\"priority\":\"suggested\"," \
    "\"soname\":[\"libidn2.so.0\"]}," \
    "{\"feature\":\"widths\",\"description\":\"Columns of characters of the latest Unicode\",\"priority\":\"suggested\"," \
    "\"soname\":[\"libutf8proc.so.2\",\"libutf8proc.so.3\"]}," \
    "{\"feature\":\"markdown\",\"description\":\"Sending Markdown as HTML\",\"priority\":\"suggested\"," \
    "\"soname\":[\"libcmark-gfm.so.0.29.0.gfm.6\",\"libcmark-gfm-extensions.so.0.29.0.gfm.6\"]}]"

static const struct {
    struct { uint32_t name_size, text_size, type; } header;
    char name[4];
    char text[(sizeof METADATA + 3) / 4 * 4];
} dlopen_note __attribute__((used, retain, section(".note.dlopen"), aligned(4))) = {
    {4, sizeof METADATA, 0x407c0c0a}, "FDO", METADATA};
