#include "dispatch.h"

// MARK: runs

static inline int printable(uint8_t c) { return (uint8_t)(c - 0x20) < 0x5f; }

static inline int quotable(uint8_t c) { return (printable(c) && c != '=') || c == '\t'; }

#if CB_X86
CB_AVX2 static inline __m256i load(const uint8_t *p) { return _mm256_loadu_si256((const __m256i *)p); }

CB_AVX2 static inline uint32_t mask(__m256i v) { return (uint32_t)_mm256_movemask_epi8(v); }

CB_AVX2 static inline __m256i same(__m256i v, uint8_t c) { return _mm256_cmpeq_epi8(v, _mm256_set1_epi8((char)c)); }

// Signed comparison: bytes over 0x7f are below 0x20 as well.
CB_AVX2 static inline uint32_t unprintable_avx2(__m256i v) {
  return mask(_mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), v), same(v, 0x7f)));
}

CB_AVX2 static inline uint32_t unquotable_avx2(__m256i v) {
  __m256i bad = _mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), v), same(v, 0x7f));
  return mask(_mm256_andnot_si256(same(v, '\t'), _mm256_or_si256(bad, same(v, '='))));
}

CB_AVX2 static size_t printable_avx2(const uint8_t *p, size_t n) {
  size_t i = 0;
  for (; n - i >= 32; i += 32) {
    uint32_t bad = unprintable_avx2(load(p + i));
    if (bad) return i + (size_t)__builtin_ctz(bad);
  }
  if (i == n) return n;
  // The last 32 bytes once more: what was looked at already is printable.
  uint32_t bad = unprintable_avx2(load(p + n - 32));
  return bad ? n - 32 + (size_t)__builtin_ctz(bad) : n;
}

CB_AVX2 static size_t quotable_avx2(const uint8_t *p, size_t n) {
  size_t i = 0;
  for (; n - i >= 32; i += 32) {
    uint32_t bad = unquotable_avx2(load(p + i));
    if (bad) return i + (size_t)__builtin_ctz(bad);
  }
  while (i < n && quotable(p[i])) i++;
  return i;
}

CB_AVX2 static size_t ascii_avx2(const uint8_t *p, size_t n) {
  size_t i = 0;
  for (; n - i >= 32; i += 32) {
    uint32_t bad = mask(load(p + i));
    if (bad) return i + (size_t)__builtin_ctz(bad);
  }
  while (i < n && p[i] < 0x80) i++;
  return i;
}
#endif

// Finds the bytes outside of 0x20...0x7e among eight: those set their highest bits, and perhaps some behind them.
static inline uint64_t unprintable_word(const uint8_t *p) {
  const uint64_t ones = 0x0101010101010101;
  uint64_t word;
  memcpy(&word, p, 8);
  return (word | (word - 0x20 * ones) | (word + ones)) & 0x80 * ones;
}

size_t cb_printable_run(const uint8_t *p, size_t n) {
  size_t i = 0;
#if CB_X86
  if (n >= 32 && cb_level() == 2) return printable_avx2(p, n);
#endif
  // Names, dates and subjects are mostly shorter than a vector.
  while (n - i >= 8 && !unprintable_word(p + i)) i += 8;
  while (i < n && printable(p[i])) i++;
  return i;
}

size_t cb_quotable_run(const uint8_t *p, size_t n) {
#if CB_X86
  if (n >= 32 && cb_level() == 2) return quotable_avx2(p, n);
#endif
  size_t i = 0;
  while (i < n && quotable(p[i])) i++;
  return i;
}

size_t cb_ascii_run(const uint8_t *p, size_t n) {
#if CB_X86
  if (n >= 32 && cb_level() == 2) return ascii_avx2(p, n);
#endif
  size_t i = 0;
  for (; n - i >= 8; i += 8) {
    uint64_t word;
    memcpy(&word, p + i, 8);
    if (word & 0x8080808080808080) break;
  }
  while (i < n && p[i] < 0x80) i++;
  return i;
}

// MARK: addresses

// Bytes that an address may hold without being more than a part of a word: printable, no blank, none of the specials of
// RFC 5322 but dot and at.
static const uint8_t word_bytes[256] = {
  ['!'] = 1, ['#' ... '\''] = 1, ['*'] = 1, ['+'] = 1, ['-' ... '9'] = 1, ['='] = 1, ['?' ... 'Z'] = 1,
  ['^' ... '~'] = 1};

size_t cb_word_run(const uint8_t *p, size_t n) {
  size_t i = 0;
  while (n - i >= 4 && word_bytes[p[i]] & word_bytes[p[i + 1]] & word_bytes[p[i + 2]] & word_bytes[p[i + 3]]) i += 4;
  while (i < n && word_bytes[p[i]]) i++;
  return i;
}

// MARK: UTF-8

// Length of the character at p (p[0] is over 0x7f), or 0 when it is not one: Unicode 16, table 3-7.
static inline size_t character(const uint8_t *p, size_t n) {
  uint8_t a = p[0];
  if (a < 0xc2 || a > 0xf4 || n < 2) return 0;
  uint8_t b = p[1];
  if ((b & 0xc0) != 0x80) return 0;
  if (a < 0xe0) return 2;
  if (n < 3 || (p[2] & 0xc0) != 0x80) return 0;
  if (a < 0xf0) return (a == 0xe0 && b < 0xa0) || (a == 0xed && b > 0x9f) ? 0 : 3;
  if (n < 4 || (p[3] & 0xc0) != 0x80) return 0;
  return (a == 0xf0 && b < 0x90) || (a == 0xf4 && b > 0x8f) ? 0 : 4;
}

size_t cb_utf8_run(const uint8_t *p, size_t n) {
  size_t i = 0;
  while (i < n) {
    if (p[i] < 0x80) {
      i += n - i >= 16 ? cb_ascii_run(p + i, n - i) : 1;
      continue;
    }
    size_t length = character(p + i, n - i);
    if (!length) return i;
    i += length;
  }
  return i;
}

// MARK: classification

static const uint8_t from_line[6] = "From ";

enum { not_from = 6 };

static inline void line_end(cb_content *c, const uint8_t *p, size_t n, size_t at, size_t length) {
  c->newlines++;
  if (length > c->longest_line) c->longest_line = length;
  size_t rest = n - at - 1;
  if (rest >= 5) {
    c->from_lines += !memcmp(p + at + 1, from_line, 5);
    c->from_matched = not_from;
  } else {
    c->from_matched = 0;
    for (size_t k = 0; k < rest && c->from_matched != not_from; k++)
      c->from_matched = p[at + 1 + k] == from_line[k] ? k + 1 : not_from;
  }
}

#if CB_X86
CB_AVX2 static size_t classify_avx2(cb_content *c, const uint8_t *p, size_t n) {
  size_t i = 0, start = 0, before = c->line;
  for (; n - i >= 32; i += 32) {
    __m256i v = load(p + i);
    uint32_t high = mask(v);
    uint32_t low = mask(_mm256_cmpgt_epi8(_mm256_set1_epi8(0x20), v)) & ~high;
    c->equals += (size_t)__builtin_popcount(mask(same(v, '=')));
    uint32_t deleted = mask(same(v, 0x7f));
    if (!(high | low | deleted)) continue;
    uint32_t newline = mask(same(v, '\n')), cr = mask(same(v, '\r'));
    c->high += (size_t)__builtin_popcount(high);
    c->cr += (size_t)__builtin_popcount(cr);
    c->controls += (size_t)__builtin_popcount((low & ~newline & ~cr & ~mask(same(v, '\t'))) | deleted);
    c->nul += (size_t)__builtin_popcount(mask(same(v, 0)));
    for (; newline; newline &= newline - 1) {
      size_t at = i + (size_t)__builtin_ctz(newline);
      c->cr_lf += (at ? p[at - 1] : c->last) == '\r';
      line_end(c, p, n, at, before + at - start);
      before = 0;
      start = at + 1;
    }
  }
  c->line = before + i - start;
  return i;
}
#endif

void cb_classify(cb_content *c, const uint8_t *p, size_t n) {
  if (!n) return;
  // A line cut by the border of two pieces, or the first line of all.
  if (c->line == 0 && c->newlines == 0) c->from_matched = 0;
  for (size_t k = 0; k < n && c->from_matched < 5; k++) {
    if (p[k] != from_line[c->from_matched]) {
      c->from_matched = not_from;
    } else if (++c->from_matched == 5) {
      c->from_lines++;
      c->from_matched = not_from;
    }
  }
  size_t i = 0;
#if CB_X86
  if (n >= 32 && cb_level() == 2) i = classify_avx2(c, p, n);
#endif
  for (; i < n; i++) {
    uint8_t b = p[i];
    if (b == '\n') {
      c->cr_lf += (i ? p[i - 1] : c->last) == '\r';
      line_end(c, p, n, i, c->line);
      c->line = 0;
      continue;
    }
    c->line++;
    if (b >= 0x80) c->high++;
    else if (b == '\r') c->cr++;
    else if (b == '=') c->equals++;
    else if ((b < 0x20 && b != '\t') || b == 0x7f) {
      c->controls++;
      c->nul += b == 0;
    }
  }
  c->last = p[n - 1];
}

// MARK: quoted-printable (RFC 2045 section 6.7)

static const uint8_t hex[17] = "0123456789ABCDEF";

enum { soft_limit = 75 };

static inline int is_blank(uint8_t c) { return c == ' ' || c == '\t'; }

// Ends a full line with a soft break.
static inline uint8_t *soft_break(cb_qp_state *s, uint8_t *o) {
  o[0] = '=';
  o[1] = '\n';
  s->column = 0;
  return o + 2;
}

static inline uint8_t *escape(cb_qp_state *s, uint8_t c, uint8_t *o) {
  if (s->column + 3 > soft_limit) o = soft_break(s, o);
  o[0] = '=';
  o[1] = hex[c >> 4];
  o[2] = hex[c & 15];
  s->column += 3;
  return o + 3;
}

// A character that may stand as it is; at a line's start F and dot may not, because mbox files and SMTP are about.
static inline uint8_t *plain(cb_qp_state *s, uint8_t c, uint8_t *o) {
  if (s->column + 1 > soft_limit) o = soft_break(s, o);
  if (s->column == 0 && (c == 'F' || c == '.')) return escape(s, c, o);
  *o = c;
  s->column++;
  return o + 1;
}

static inline uint8_t *run_of(cb_qp_state *s, const uint8_t *p, size_t run, uint8_t *o) {
  memcpy(o, p, run);
  s->column += run;
  return o + run;
}

// The length of the run at p that may be copied to the current line, at most `limit`.
typedef size_t (*run_kernel)(const uint8_t *p, size_t n, size_t limit);

static inline size_t run_portable(const uint8_t *p, size_t n, size_t limit) {
  size_t i = 0, end = n < limit ? n : limit;
  while (i < end && quotable(p[i])) i++;
  return i;
}

#if CB_X86
// Looks at whole vectors, so beyond the limit where there is enough.
CB_AVX2 static inline size_t run_avx2(const uint8_t *p, size_t n, size_t limit) {
  size_t i = 0;
  for (; i < limit && n - i >= 32; i += 32) {
    uint32_t bad = unquotable_avx2(load(p + i));
    if (bad) {
      i += (size_t)__builtin_ctz(bad);
      return i < limit ? i : limit;
    }
  }
  if (i >= limit) return limit;
  return i + run_portable(p + i, n - i, limit - i);
}
#endif

__attribute__((always_inline)) static inline size_t qp_encode(
  cb_qp_state *s, const uint8_t *p, size_t n, uint8_t *out, run_kernel kernel) {
  uint8_t *o = out;
  size_t i = 0;
  if (s->blank && n) {
    uint8_t blank = s->blank;
    s->blank = 0;
    o = !s->binary && p[0] == '\n' ? escape(s, blank, o) : plain(s, blank, o);
  }
  while (i < n) {
    uint8_t c = p[i];
    if (!quotable(c)) {
      i++;
      if (c == '\n' && !s->binary) {
        *o++ = '\n';
        s->column = 0;
      } else {
        o = escape(s, c, o);
      }
      continue;
    }
    if (s->column == 0 && (c == 'F' || c == '.')) {
      // "From " at a line's start, and a lone dot, must not depend on the kindness of those who carry the message.
      int guard = c == '.' ? (n - i < 2 || p[i + 1] == '\n' || p[i + 1] == '\r')
                           : (n - i < 5 || !memcmp(p + i, from_line, 5));
      i++;
      if (guard) {
        o = escape(s, c, o);
      } else {
        *o++ = c;
        s->column = 1;
      }
      continue;
    }
    size_t run = kernel(p + i, n - i, soft_limit - s->column);
    // A blank that may end the line is looked at when its follower is known.
    if (run && is_blank(p[i + run - 1])) run--;
    if (run) {
      o = run_of(s, p + i, run, o);
      i += run;
      continue;
    }
    if (is_blank(c)) {
      if (++i == n) {
        s->blank = c;
        break;
      }
      o = p[i] == '\n' && !s->binary ? escape(s, c, o) : plain(s, c, o);
      continue;
    }
    o = plain(s, c, o);
    i++;
  }
  return (size_t)(o - out);
}

#if CB_X86
CB_AVX2 static size_t qp_encode_avx2(cb_qp_state *s, const uint8_t *p, size_t n, uint8_t *out) {
  return qp_encode(s, p, n, out, run_avx2);
}
#endif

size_t cb_qp_encode(cb_qp_state *s, const uint8_t *p, size_t n, uint8_t *out) {
#if CB_X86
  if (cb_level() == 2) return qp_encode_avx2(s, p, n, out);
#endif
  return qp_encode(s, p, n, out, run_portable);
}

size_t cb_qp_finish(cb_qp_state *s, uint8_t *out) {
  uint8_t *o = out;
  if (s->blank) o = escape(s, s->blank, o);
  s->blank = 0;
  if (s->column) {
    *o++ = '=';
    *o++ = '\n';
  }
  s->column = 0;
  return (size_t)(o - out);
}

static inline int nibble(uint8_t c) {
  int digit = c - '0', letter = (c | 0x20) - 'a';
  return (unsigned)digit < 10 ? digit : (unsigned)letter < 6 ? letter + 10 : -1;
}

// Copies up to the first `=` and returns how much; up to 32 bytes more may be written.
typedef size_t (*copy_kernel)(const uint8_t *p, size_t n, uint8_t *out);

static inline size_t copy_portable(const uint8_t *p, size_t n, uint8_t *out) {
  size_t i = 0;
  for (; i < n && p[i] != '='; i++) out[i] = p[i];
  return i;
}

#if CB_X86
CB_AVX2 static inline size_t copy_avx2(const uint8_t *p, size_t n, uint8_t *out) {
  size_t i = 0;
  for (; n - i >= 32; i += 32) {
    __m256i v = load(p + i);
    _mm256_storeu_si256((__m256i *)(out + i), v);
    uint32_t hits = mask(same(v, '='));
    if (hits) return i + (size_t)__builtin_ctz(hits);
  }
  return i + copy_portable(p + i, n - i, out + i);
}
#endif

__attribute__((always_inline)) static inline size_t qp_decode(
  const uint8_t *p, size_t n, int last, size_t *used, uint8_t *out, copy_kernel kernel) {
  // Blanks before a line's end stay, against RFC 2045 section 6.7 rule 3: every reader of mail keeps them, and the
  // "-- " of a signature and flowed lines need them.
  uint8_t *o = out;
  size_t i = 0;
  while (i < n) {
    if (p[i] != '=') {
      size_t run = kernel(p + i, n - i, o);
      i += run;
      o += run;
      if (i == n) break;
    }
    size_t next = i + 1;
    if (n - next >= 2) {
      int high = nibble(p[next]), low = nibble(p[next + 1]);
      if ((high | low) >= 0) {
        *o++ = (uint8_t)(high << 4 | low);
        i += 3;
        continue;
      }
    }
    while (next < n && is_blank(p[next])) next++;
    if (next < n && p[next] == '\r' && next + 1 < n && p[next + 1] == '\n') next++;
    if (next < n && p[next] == '\n') {
      i = next + 1;
      continue;
    }
    int is_cut = next == n || (p[next] == '\r' && next + 1 == n);
    if (!last && (is_cut || (n - i < 3 && nibble(p[i + 1]) >= 0))) break;
    if (last && is_cut) {
      i = n;
      continue;
    }
    *o++ = '=';
    i++;
  }
  *used = i;
  return (size_t)(o - out);
}

#if CB_X86
CB_AVX2 static size_t qp_decode_avx2(const uint8_t *p, size_t n, int last, size_t *used, uint8_t *out) {
  return qp_decode(p, n, last, used, out, copy_avx2);
}
#endif

size_t cb_qp_decode(const uint8_t *p, size_t n, int last, size_t *used, uint8_t *out) {
#if CB_X86
  if (cb_level() == 2) return qp_decode_avx2(p, n, last, used, out);
#endif
  return qp_decode(p, n, last, used, out, copy_portable);
}
