#pragma once
// libedit, opened at first need: its calls are variadic and its callbacks carry no context of their own kind.

#include <stddef.h>
#include <stdint.h>

struct cp_edit;

/// Completes the line up to the cursor: writes what is to be inserted (at most `size` bytes) and returns its length;
/// -1 when there is nothing to insert. Candidates to list are written by the caller itself.
typedef long (*cp_edit_complete)(void *context, const char *line, size_t cursor, char *insertion, size_t size);

/// Opens the library and makes an editor on standard input and output; null where the library is not installed.
///
/// `signal_fd` becomes readable when a signal has arrived, which ends the wait for a key; -1 for none.
struct cp_edit *cp_edit_open(const char *program, int signal_fd, int history_size);
void cp_edit_set_completion(struct cp_edit *edit, cp_edit_complete complete, void *context);
/// Reads a line without its end into memory of the editor, valid until the next call.
///
/// Returns its length, -1 at the end of input, -2 when a signal ended the wait.
long cp_edit_read(struct cp_edit *edit, const char *prompt, const char **line);
void cp_edit_remember(struct cp_edit *edit, const char *line);
/// Empties the history.
void cp_edit_forget(struct cp_edit *edit);
void cp_edit_close(struct cp_edit *edit);
