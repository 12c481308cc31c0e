// What stands in the buffer of the editor is one character for each that a reader sees: a family of emoji, a letter with
// its marks, a flag. So backspace, the arrows and the columns are right without the editor knowing any of that. The
// characters that stand for clusters are put back where the text leaves the editor.
#define _GNU_SOURCE
#include "edit_line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *edit_cluster_of(const struct cp_edit *edit, uint32_t character) {
    if (edit->narrow && character - CP_EDIT_NARROW < CP_EDIT_NARROW_COUNT) return edit->narrow[character - CP_EDIT_NARROW];
    if (edit->wide && character - CP_EDIT_WIDE < CP_EDIT_WIDE_COUNT) return edit->wide[character - CP_EDIT_WIDE];
    return NULL;
}

/// The length of the UTF-8 character that a byte begins; 1 for what begins none.
static size_t length_of(unsigned char first) { return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4; }

static uint32_t character_of(const char *text, size_t length) {
    const unsigned char *bytes = (const unsigned char *)text;
    if (length == 3) return (bytes[0] & 15u) << 12 | (bytes[1] & 63u) << 6 | (bytes[2] & 63u);
    if (length == 4) return (bytes[0] & 7u) << 18 | (bytes[1] & 63u) << 12 | (bytes[2] & 63u) << 6 | (bytes[3] & 63u);
    return bytes[0];
}

char *edit_expanded(const struct cp_edit *edit, const char *text, size_t length, size_t *made, size_t *used) {
    size_t room = length + 64, count = 0, at = 0;
    char *result = malloc(room + 1);
    if (!result) return NULL;
    while (at < length) {
        size_t size = length_of((unsigned char)text[at]);
        if (at + size > length) break;
        const char *piece = size >= 3 ? edit_cluster_of(edit, character_of(text + at, size)) : NULL;
        size_t piece_length = piece ? strlen(piece) : size;
        if (count + piece_length > room) {
            room = (count + piece_length) * 2;
            char *larger = realloc(result, room + 1);
            if (!larger) { free(result); return NULL; }
            result = larger;
        }
        memcpy(result + count, piece ? piece : text + at, piece_length);
        count += piece_length;
        at += size;
    }
    result[count] = 0;
    *made = count;
    if (used) *used = at;
    return result;
}

char *edit_contracted(const struct cp_edit *edit, const char *text) {
    size_t length = strlen(text), size = length * 4 + 8;
    char *result = malloc(size);
    if (!result) return NULL;
    if (!edit->contract || edit->contract(edit->context, text, length, result, size) < 0) memcpy(result, text, length + 1);
    return result;
}

static void write_all(const char *text, size_t length) {
    while (length > 0) {
        ssize_t count = write(1, text, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        text += count;
        length -= (size_t)count;
    }
}

ssize_t edit_write_output(void *cookie, const char *text, size_t length) {
    struct cp_edit *edit = cookie;
    size_t whole = edit->rest_length + length, made = 0, used = 0;
    char *joined = malloc(whole + 1);
    if (!joined) return 0;
    memcpy(joined, edit->rest, edit->rest_length);
    memcpy(joined + edit->rest_length, text, length);
    char *result = edit_expanded(edit, joined, whole, &made, &used);
    if (result) {
        write_all(result, made);
        edit->rest_length = whole - used < sizeof edit->rest ? whole - used : 0;
        memcpy(edit->rest, joined + used, edit->rest_length);
    }
    free(result);
    free(joined);
    return (ssize_t)length;
}

void cp_edit_set_clusters(struct cp_edit *edit, cp_edit_contract contract, cp_edit_special special) {
    edit->contract = contract;
    edit->special = special;
}

int cp_edit_columns(uint32_t character) { return wcwidth((wchar_t)character); }

void cp_edit_define(struct cp_edit *edit, uint32_t character, const char *cluster) {
    if (!edit->narrow) edit->narrow = calloc(CP_EDIT_NARROW_COUNT, sizeof *edit->narrow);
    if (!edit->wide) edit->wide = calloc(CP_EDIT_WIDE_COUNT, sizeof *edit->wide);
    if (!edit->narrow || !edit->wide) return;
    char **place = character - CP_EDIT_NARROW < CP_EDIT_NARROW_COUNT ? &edit->narrow[character - CP_EDIT_NARROW]
        : character - CP_EDIT_WIDE < CP_EDIT_WIDE_COUNT ? &edit->wide[character - CP_EDIT_WIDE] : NULL;
    if (place && !*place) *place = strdup(cluster);
}

void edit_forget_clusters(struct cp_edit *edit) {
    for (size_t index = 0; edit->narrow && index < CP_EDIT_NARROW_COUNT; index++) free(edit->narrow[index]);
    for (size_t index = 0; edit->wide && index < CP_EDIT_WIDE_COUNT; index++) free(edit->wide[index]);
    free(edit->narrow);
    free(edit->wide);
}
