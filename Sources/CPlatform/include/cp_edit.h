#pragma once
// libedit, opened at first need: its calls are variadic and its callbacks carry no context of their own kind.

#include <stddef.h>
#include <stdint.h>

struct cp_edit;

/// Completes the line up to the cursor: writes what is to be inserted (at most `size` bytes) and returns its length;
/// -1 when there is nothing to insert. Candidates to list are written by the caller itself.
typedef long (*cp_edit_complete)(void *context, const char *line, size_t cursor, char *insertion, size_t size);

/// Writes the text as the editor is to hold it, one character for each that a reader sees, ended by a zero byte, and
/// returns its length; -1 where it does not fit.
typedef long (*cp_edit_contract)(void *context, const char *text, size_t length, char *result, size_t size);
/// Whether a character as it is typed is more or less than the editor would think: one that joins the one before it, or
/// whose columns the editor does not know.
typedef int (*cp_edit_special)(void *context, uint32_t character);

/// Characters of these ranges stand for clusters in the text of the editor, those of the first for clusters of one
/// column, those of the second for clusters of two: the editor knows them as so wide.
enum { CP_EDIT_NARROW = 0xe000, CP_EDIT_NARROW_COUNT = 6400, CP_EDIT_WIDE = 0x30000, CP_EDIT_WIDE_COUNT = 4938 };

/// Opens the library and makes an editor on standard input and output; null where the library is not installed.
///
/// `signal_fd` becomes readable when a signal has arrived, which ends the wait for a key; -1 for none.
struct cp_edit *cp_edit_open(const char *program, int signal_fd, int history_size);
void cp_edit_set_completion(struct cp_edit *edit, cp_edit_complete complete, void *context);
void cp_edit_set_clusters(struct cp_edit *edit, cp_edit_contract contract, cp_edit_special special);
/// How many columns the editor takes a character for; -1 for one it would show by its number.
int cp_edit_columns(uint32_t character);
/// Says what a character of the two ranges stands for; on the terminal and in what is read it is replaced.
void cp_edit_define(struct cp_edit *edit, uint32_t character, const char *cluster);
/// Reads a line without its end into memory of the editor, valid until the next call; `initial` stands in it at the
/// beginning, as if it had been typed.
///
/// Returns its length, -1 at the end of input, -2 when a signal ended the wait, -3 when the line does not take `initial`.
long cp_edit_read(struct cp_edit *edit, const char *prompt, const char *initial, const char **line);
void cp_edit_remember(struct cp_edit *edit, const char *line);
/// Empties the history.
void cp_edit_forget(struct cp_edit *edit);
void cp_edit_close(struct cp_edit *edit);
