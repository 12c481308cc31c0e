#pragma once
// A second thread that reads a file ahead into a ring of blocks; the caller works on one while the next is filled.

#include <stddef.h>
#include <stdint.h>

struct cp_reader;

/// Begins to read the bytes from start to end in blocks; null when no thread or memory can be had.
///
/// In front of each block `margin` bytes are free for what the caller carries over.
struct cp_reader *cp_reader_start(int fd, int64_t start, int64_t end, size_t block, size_t margin);
/// Waits for the next block and gives back the one before: its bytes, or null at the end, on an error (errno) or when the
/// file is shorter than it was (errno 0).
unsigned char *cp_reader_next(struct cp_reader *reader, size_t *count);
/// Ends the thread, waits for it, and frees everything.
void cp_reader_stop(struct cp_reader *reader);
