// What the two halves of the line editor share: the loading of libedit and its keys, and the clusters of its text.
#ifndef EDIT_LINE_H
#define EDIT_LINE_H
#include "cp_edit.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>
#include <wchar.h>

typedef struct { const char *buffer, *cursor, *lastchar; } line_info;
typedef struct { const wchar_t *buffer, *cursor, *lastchar; } wide_line_info;
typedef struct { int num; const char *str; } history_event;

struct cp_edit {
    void *library, *editor, *history;
    int (*set)(void *, int, ...);
    int (*get)(void *, int, ...);
    const char *(*gets)(void *, int *);
    const line_info *(*line)(void *);
    const wide_line_info *(*wide_line)(void *);
    int (*insert)(void *, const char *);
    void (*remove)(void *, int);
    void (*reset)(void *);
    void (*resize)(void *);
    void (*end)(void *);
    int (*change_history)(void *, history_event *, int, ...);
    void (*end_history)(void *);
    int signal_fd, interrupted;
    int unfilled;
    // The signals that are blocked while a key is waited for.
    sigset_t waiting_mask;
    char *prompt;
    char *text;
    // What is put into the line before the first key.
    char *initial;
    cp_edit_complete complete;
    cp_edit_contract contract;
    cp_edit_special special;
    void *context;
    // What the characters of the two ranges stand for.
    char **narrow, **wide;
    FILE *output;
    // The size of the window that the line was shown in.
    uint32_t window;
    // The beginning of a character that was not written in one piece.
    char rest[4];
    size_t rest_length;
    // The character that `extend` adds, and whether it joins the next one.
    wchar_t pending;
    int joins;
    // Whether the next character is taken as it is.
    int is_quoted;
};

/// What a character of the editor's text stands for; null for itself.
const char *edit_cluster_of(const struct cp_edit *edit, uint32_t character);
/// The text with its clusters put back, in new memory, ended by a zero byte.
///
/// `used` gets how many bytes were taken: the beginning of a character at the end is left.
char *edit_expanded(const struct cp_edit *edit, const char *text, size_t length, size_t *made, size_t *used);
/// The text as the editor holds it, in new memory.
char *edit_contracted(const struct cp_edit *edit, const char *text);
/// What the editor writes to the terminal, with its clusters; a write function of fopencookie(3).
ssize_t edit_write_output(void *cookie, const char *text, size_t length);
/// Gives up what the characters of the two ranges stand for.
void edit_forget_clusters(struct cp_edit *edit);

#endif
