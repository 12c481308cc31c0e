#pragma once

// Kernels over raw bytes: what SIMD does better than a compiler's loop. Each has a portable form, a NEON form where it
// pays, and SSSE3/AVX2 forms chosen at run time. None allocates, none keeps state, none reads outside [p, p + n) or
// writes outside what its comment says. MailBytes/Kernels.swift is the only caller.

#include <stddef.h>
#include <stdint.h>

// Number of bytes equal to c.
size_t cb_count(const uint8_t *p, size_t n, uint8_t c);

// Index of the first byte equal to c, or n.
size_t cb_find(const uint8_t *p, size_t n, uint8_t c);

// Index of the first of two bytes, or n.
size_t cb_find2(const uint8_t *p, size_t n, uint8_t a, uint8_t b);

// Index of the needle, or n; an empty needle is at 0.
size_t cb_search(const uint8_t *p, size_t n, const uint8_t *needle, size_t m);

// The same without regard to ASCII case; the needle must be in lower case.
size_t cb_search_nocase(const uint8_t *p, size_t n, const uint8_t *lower, size_t m);

// Finds lines that begin with "From ": the index of their newline before, or n. `*newlines` grows by the number of
// newlines in [0, result), the one found not counted.
size_t cb_from_line(const uint8_t *p, size_t n, size_t *newlines);

// Finds the next header line worth a look: the index of a newline before a line that is empty or may be Status,
// X-Status or Content-Length, or n. `*newlines` grows as above; a newline at the very end is not found.
size_t cb_header_stop(const uint8_t *p, size_t n, size_t *newlines);

// Finds the next header line that a header summary may want: the index of a newline before a line that is empty or may
// be From, To, Subject or Date, From or Subject alone when brief, or n. A newline at the very end is not found.
size_t cb_glance_stop(const uint8_t *p, size_t n, int brief);

// Length of the longest start that is all in 0x20...0x7e.
size_t cb_printable_run(const uint8_t *p, size_t n);

// Length of the longest start that is a part of a word in an address: printable ASCII without blanks, quotes, comments,
// angle brackets and what else means something there, but with dots and at signs.
size_t cb_word_run(const uint8_t *p, size_t n);

// Length of the longest start that may stand in quoted-printable text as it is: 0x20...0x7e and tab, without `=`.
size_t cb_quotable_run(const uint8_t *p, size_t n);

// Length of the longest start that is all below 0x80.
size_t cb_ascii_run(const uint8_t *p, size_t n);

// Length of the longest start that is valid UTF-8 and ends between characters.
size_t cb_utf8_run(const uint8_t *p, size_t n);

// What a stretch of bytes holds, to choose charset and encoding. All zero at the start.
typedef struct {
  size_t newlines;      // LF
  size_t high;          // bytes over 0x7f
  size_t controls;      // 0x00...0x1f but tab, LF and CR, and 0x7f
  size_t nul;           // 0x00
  size_t cr;            // CR, with or without LF behind it
  size_t cr_lf;         // CR LF
  size_t equals;        // `=`
  size_t from_lines;    // lines that begin with "From "
  size_t longest_line;  // of the finished lines, without LF
  size_t line;          // length of the unfinished last line
  size_t from_matched;  // how much of "From " the unfinished line is
  uint8_t last;         // the last byte
} cb_content;

// Adds n bytes to the tallies.
void cb_classify(cb_content *c, const uint8_t *p, size_t n);

// Encodes n bytes to 4 * ceil(n / 3) characters with padding; returns how many were written. `out` must have room for
// 32 bytes more.
size_t cb_base64_encode(const uint8_t *p, size_t n, uint8_t *out);

// Encodes lines of 57 bytes (n must be a multiple) to 76 characters and LF; `out` must have room for 32 bytes more.
size_t cb_base64_encode_lines(const uint8_t *p, size_t n, uint8_t *out);

// State of a decoder between calls: up to three sextets, how many, and how many bytes were ignored as junk.
typedef struct {
  uint32_t bits;
  uint32_t count;
  size_t junk;
} cb_base64_state;

// Decodes what is there, ignoring all that is not of the alphabet; padding ends a group, and a new one may follow.
// Writes at most 3 * (n + 3) / 4 bytes; `out` must have room for 32 bytes more. Returns how many were written.
size_t cb_base64_decode(cb_base64_state *s, const uint8_t *p, size_t n, uint8_t *out);

// Writes the bytes of an unfinished group, at most two.
size_t cb_base64_finish(cb_base64_state *s, uint8_t *out);

// State of a quoted-printable encoder between calls. All zero at the start.
typedef struct {
  size_t column;   // characters on the current line
  uint8_t blank;   // a space or tab held back, or 0
  uint8_t binary;  // LF is data
} cb_qp_state;

// Encodes n bytes; LF is a line's end unless `binary`. Writes at most 4 * n + 16 bytes and returns how many.
size_t cb_qp_encode(cb_qp_state *s, const uint8_t *p, size_t n, uint8_t *out);

// Writes what is held back, and a soft break if the last line has no end; at most 16 bytes.
size_t cb_qp_finish(cb_qp_state *s, uint8_t *out);

// Decodes n bytes; `*used` is how many are done with: less than n unless `last`, when the rest may be trailing blanks
// or a cut escape. Writes at most n bytes; `out` must have room for 32 bytes more.
size_t cb_qp_decode(const uint8_t *p, size_t n, int last, size_t *used, uint8_t *out);

// Which kernels run here: 2 AVX2, 1 SSSE3 or NEON, 0 portable. cb_limit_level lowers it, for tests and measurements.
int cb_level(void);
void cb_limit_level(int level);
