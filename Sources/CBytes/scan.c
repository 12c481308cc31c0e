#include "dispatch.h"

// MARK: counting and finding

#if CB_X86
CB_AVX2 static inline size_t sum(__m256i v) {
  return (size_t)_mm256_extract_epi64(v, 0) + (size_t)_mm256_extract_epi64(v, 1) +
         (size_t)_mm256_extract_epi64(v, 2) + (size_t)_mm256_extract_epi64(v, 3);
}

CB_AVX2 static inline __m256i load(const uint8_t *p) { return _mm256_loadu_si256((const __m256i *)p); }

CB_AVX2 static inline uint32_t mask(__m256i v) { return (uint32_t)_mm256_movemask_epi8(v); }

CB_AVX2 static size_t count_avx2(const uint8_t *p, size_t n, uint8_t c) {
  const __m256i wanted = _mm256_set1_epi8((char)c), zero = _mm256_setzero_si256();
  __m256i total = zero;
  size_t i = 0;
  while (n - i >= 64) {
    size_t rounds = (n - i) / 64;
    if (rounds > 127) rounds = 127;
    __m256i tally = zero;
    for (; rounds; rounds--, i += 64) {
      tally = _mm256_sub_epi8(tally, _mm256_cmpeq_epi8(load(p + i), wanted));
      tally = _mm256_sub_epi8(tally, _mm256_cmpeq_epi8(load(p + i + 32), wanted));
    }
    total = _mm256_add_epi64(total, _mm256_sad_epu8(tally, zero));
  }
  size_t found = sum(total);
  for (; i < n; i++) found += p[i] == c;
  return found;
}

CB_AVX2 static size_t find2_avx2(const uint8_t *p, size_t n, uint8_t a, uint8_t b) {
  const __m256i first = _mm256_set1_epi8((char)a), second = _mm256_set1_epi8((char)b);
  size_t i = 0;
  for (; n - i >= 32; i += 32) {
    __m256i v = load(p + i);
    uint32_t hits = mask(_mm256_or_si256(_mm256_cmpeq_epi8(v, first), _mm256_cmpeq_epi8(v, second)));
    if (hits) return i + (size_t)__builtin_ctz(hits);
  }
  for (; i < n; i++)
    if (p[i] == a || p[i] == b) return i;
  return n;
}
#endif

size_t cb_count(const uint8_t *p, size_t n, uint8_t c) {
#if CB_X86
  if (n >= 64 && cb_level() == 2) return count_avx2(p, n, c);
#endif
  size_t found = 0;
  for (size_t i = 0; i < n; i++) found += p[i] == c;
  return found;
}

size_t cb_find(const uint8_t *p, size_t n, uint8_t c) {
  const uint8_t *hit = n ? memchr(p, c, n) : NULL;
  return hit ? (size_t)(hit - p) : n;
}

size_t cb_find2(const uint8_t *p, size_t n, uint8_t a, uint8_t b) {
#if CB_X86
  if (cb_level() == 2) return find2_avx2(p, n, a, b);
#endif
  for (size_t i = 0; i < n; i++)
    if (p[i] == a || p[i] == b) return i;
  return n;
}

// MARK: needles

static inline uint8_t lower(uint8_t c) { return (uint8_t)(c - 'A') < 26 ? c | 0x20 : c; }

static inline int same_nocase(const uint8_t *p, const uint8_t *needle, size_t m) {
  for (size_t i = 0; i < m; i++)
    if (lower(p[i]) != needle[i]) return 0;
  return 1;
}

static inline uint8_t upper(uint8_t c) { return (uint8_t)(c - 'a') < 26 ? c & (uint8_t)~0x20 : c; }

#if CB_X86
// Compares the needle's first and last byte at 32 places at once and verifies the few that pass.
CB_AVX2 static size_t search_avx2(const uint8_t *p, size_t n, const uint8_t *needle, size_t m) {
  const __m256i first = _mm256_set1_epi8((char)needle[0]), last = _mm256_set1_epi8((char)needle[m - 1]);
  size_t i = 0;
  for (; n - i >= 32 + m - 1; i += 32) {
    uint32_t hits = mask(_mm256_and_si256(
      _mm256_cmpeq_epi8(load(p + i), first), _mm256_cmpeq_epi8(load(p + i + m - 1), last)));
    for (; hits; hits &= hits - 1) {
      size_t at = i + (size_t)__builtin_ctz(hits);
      if (!memcmp(p + at, needle, m)) return at;
    }
  }
  for (; n - i >= m; i++)
    if (p[i] == needle[0] && !memcmp(p + i, needle, m)) return i;
  return n;
}

CB_AVX2 static size_t search_nocase_avx2(const uint8_t *p, size_t n, const uint8_t *needle, size_t m) {
  const __m256i first = _mm256_set1_epi8((char)needle[0]), first_up = _mm256_set1_epi8((char)upper(needle[0]));
  const __m256i last = _mm256_set1_epi8((char)needle[m - 1]), last_up = _mm256_set1_epi8((char)upper(needle[m - 1]));
  size_t i = 0;
  for (; n - i >= 32 + m - 1; i += 32) {
    __m256i a = load(p + i), b = load(p + i + m - 1);
    uint32_t hits = mask(_mm256_and_si256(
      _mm256_or_si256(_mm256_cmpeq_epi8(a, first), _mm256_cmpeq_epi8(a, first_up)),
      _mm256_or_si256(_mm256_cmpeq_epi8(b, last), _mm256_cmpeq_epi8(b, last_up))));
    for (; hits; hits &= hits - 1) {
      size_t at = i + (size_t)__builtin_ctz(hits);
      if (same_nocase(p + at, needle, m)) return at;
    }
  }
  for (; n - i >= m; i++)
    if (same_nocase(p + i, needle, m)) return i;
  return n;
}
#endif

// A long needle of one repeated byte would make first-and-last verification quadratic: libc's search is linear.
enum { longest_simple_needle = 256 };

size_t cb_search(const uint8_t *p, size_t n, const uint8_t *needle, size_t m) {
  if (m == 0) return 0;
  if (m > n) return n;
  if (m == 1) return cb_find(p, n, needle[0]);
#if CB_X86
  if (m <= longest_simple_needle && cb_level() == 2) return search_avx2(p, n, needle, m);
#endif
  const uint8_t *hit = memmem(p, n, needle, m);
  return hit ? (size_t)(hit - p) : n;
}

size_t cb_search_nocase(const uint8_t *p, size_t n, const uint8_t *needle, size_t m) {
  if (m == 0) return 0;
  if (m > n) return n;
#if CB_X86
  if (cb_level() == 2) return search_nocase_avx2(p, n, needle, m);
#endif
  const uint8_t one = needle[0], other = upper(needle[0]);
  for (size_t i = 0; n - i >= m;) {
    size_t room = n - i - m + 1;
    size_t at = one == other ? cb_find(p + i, room, one) : cb_find2(p + i, room, one, other);
    if (at == room) return n;
    if (same_nocase(p + i + at, needle, m)) return i + at;
    i += at + 1;
  }
  return n;
}

// MARK: the mbox scan

static inline int is_from(const uint8_t *p) { return !memcmp(p, "From ", 5); }

static size_t from_line_portable(const uint8_t *p, size_t n, size_t *newlines) {
  for (size_t i = 0; i < n;) {
    const uint8_t *hit = memchr(p + i, '\n', n - i);
    if (!hit) return n;
    i = (size_t)(hit - p);
    if (n - i >= 6 && is_from(p + i + 1)) return i;
    ++*newlines;
    i++;
  }
  return n;
}

#if CB_X86
// Which of 64 bytes equal the one wanted, the first in the lowest bit.
CB_AVX2 static inline uint64_t equal64(const uint8_t *p, __m256i wanted) {
  return mask(_mm256_cmpeq_epi8(load(p), wanted)) | (uint64_t)mask(_mm256_cmpeq_epi8(load(p + 32), wanted)) << 32;
}

// Newlines among 32 bytes that have an F behind them; all newlines are added to the tally.
CB_AVX2 static inline __m256i from_hits(const uint8_t *p, __m256i newline, __m256i letter, __m256i *tally) {
  __m256i ends = _mm256_cmpeq_epi8(load(p), newline);
  *tally = _mm256_sub_epi8(*tally, ends);
  return _mm256_and_si256(ends, _mm256_cmpeq_epi8(load(p + 1), letter));
}

// The newline before a From_ line in [0, n), n a multiple of 64 with 6 bytes behind it, or n; counts as cb_from_line.
__attribute__((noinline)) CB_AVX2 static size_t from_line_in(const uint8_t *p, size_t n, size_t *newlines) {
  const __m256i newline = _mm256_set1_epi8('\n'), letter = _mm256_set1_epi8('F');
  size_t passed = 0;
  for (size_t i = 0; i < n; i += 64) {
    uint64_t ends = equal64(p + i, newline);
    for (uint64_t hits = ends & equal64(p + i + 1, letter); hits; hits &= hits - 1) {
      size_t bit = (size_t)__builtin_ctzll(hits);
      if (!is_from(p + i + bit + 1)) continue;
      *newlines += passed + (size_t)__builtin_popcountll(ends & ((1ull << bit) - 1));
      return i + bit;
    }
    passed += (size_t)__builtin_popcountll(ends);
  }
  return n;
}

CB_AVX2 static size_t from_line_avx2(const uint8_t *p, size_t n, size_t *newlines) {
  const __m256i newline = _mm256_set1_epi8('\n'), letter = _mm256_set1_epi8('F'), zero = _mm256_setzero_si256();
  enum { block = 256 };
  __m256i total = zero;
  size_t i = 0;
  // A block a round and 6 bytes beyond for the comparison; a byte of the tally grows by at most 8 a round.
  while (n - i >= block + 6) {
    size_t rounds = (n - i - 6) / block;
    if (rounds > 31) rounds = 31;
    __m256i tally = zero;
    for (; rounds; rounds--, i += block) {
      __m256i before = tally, any = zero;
      for (size_t k = 0; k < block; k += 32)
        any = _mm256_or_si256(any, from_hits(p + i + k, newline, letter, &tally));
      if (__builtin_expect(_mm256_testz_si256(any, any), 1)) continue;
      size_t found = from_line_in(p + i, block, newlines);
      if (found < block) {
        *newlines += sum(_mm256_add_epi64(total, _mm256_sad_epu8(before, zero)));
        return i + found;
      }
    }
    total = _mm256_add_epi64(total, _mm256_sad_epu8(tally, zero));
  }
  *newlines += sum(total);
  size_t rest = from_line_portable(p + i, n - i, newlines);
  return i + rest;
}
#endif

#if CB_NEON
static size_t from_line_neon(const uint8_t *p, size_t n, size_t *newlines) {
  const uint8x16_t newline = vdupq_n_u8('\n'), letter = vdupq_n_u8('F');
  size_t i = 0, found = 0;
  while (n - i >= 32 + 6) {
    uint8x16_t a0 = vceqq_u8(vld1q_u8(p + i), newline), a1 = vceqq_u8(vld1q_u8(p + i + 16), newline);
    uint8x16_t b0 = vandq_u8(a0, vceqq_u8(vld1q_u8(p + i + 1), letter));
    uint8x16_t b1 = vandq_u8(a1, vceqq_u8(vld1q_u8(p + i + 17), letter));
    if (vmaxvq_u8(vorrq_u8(b0, b1))) {
      size_t before = 0;
      for (size_t k = 0; k < 32; k++) {
        if (p[i + k] != '\n') continue;
        if (is_from(p + i + k + 1)) {
          *newlines += found + before;
          return i + k;
        }
        before++;
      }
      found += before;
    } else {
      found += (size_t)(256 - vaddvq_u8(vaddq_u8(a0, a1))) & 0xff;
    }
    i += 32;
  }
  *newlines += found;
  size_t rest = from_line_portable(p + i, n - i, newlines);
  return i + rest;
}
#endif

size_t cb_from_line(const uint8_t *p, size_t n, size_t *newlines) {
#if CB_X86
  if (cb_level() == 2) return from_line_avx2(p, n, newlines);
#elif CB_NEON
  if (cb_level() == 1) return from_line_neon(p, n, newlines);
#endif
  return from_line_portable(p, n, newlines);
}

// Letters that lines worth a look begin with, in either case, and the bytes that empty lines begin with.
static const uint8_t stop_letters[256] = {
  ['\n'] = 1, ['\r'] = 1, ['S'] = 1, ['s'] = 1, ['X'] = 1, ['x'] = 1, ['C'] = 1, ['c'] = 1};
static const uint8_t glance_letters[256] = {
  ['\n'] = 1, ['\r'] = 1, ['F'] = 1, ['f'] = 1, ['T'] = 1, ['t'] = 1, ['S'] = 1, ['s'] = 1, ['D'] = 1, ['d'] = 1};
static const uint8_t brief_letters[256] = {['\n'] = 1, ['\r'] = 1, ['F'] = 1, ['f'] = 1, ['S'] = 1, ['s'] = 1};

// Whether the line at p (n bytes are left) may be the empty one, Status, X-Status or Content-Length; yes when too few
// bytes are left to tell.
static inline int is_stop(const uint8_t *p, size_t n) {
  if (!stop_letters[p[0]]) return 0;
  switch (p[0] | 0x20) {
    case 's': return n < 2 || (p[1] | 0x20) == 't';
    case 'x': return n < 4 || ((p[2] | 0x20) == 's' && (p[3] | 0x20) == 't');
    case 'c': return n < 9 || (p[8] | 0x20) == 'l';
    default: return 1;
  }
}

static size_t header_stop_portable(const uint8_t *p, size_t n, size_t *newlines) {
  for (size_t i = 0; i < n;) {
    const uint8_t *hit = memchr(p + i, '\n', n - i);
    if (!hit) return n;
    i = (size_t)(hit - p);
    if (i + 1 < n && is_stop(p + i + 1, n - i - 1)) return i;
    ++*newlines;
    i++;
  }
  return n;
}

#if CB_X86
CB_AVX2 static size_t header_stop_avx2(const uint8_t *p, size_t n, size_t *newlines) {
  const __m256i newline = _mm256_set1_epi8('\n');
  size_t i = 0, passed = 0;
  for (; n - i >= 65; i += 64) {
    uint64_t ends = equal64(p + i, newline);
    for (uint64_t rest = ends; rest; rest &= rest - 1) {
      size_t bit = (size_t)__builtin_ctzll(rest);
      if (!is_stop(p + i + bit + 1, n - i - bit - 1)) continue;
      *newlines += passed + (size_t)__builtin_popcountll(ends & ((1ull << bit) - 1));
      return i + bit;
    }
    passed += (size_t)__builtin_popcountll(ends);
  }
  *newlines += passed;
  return i + header_stop_portable(p + i, n - i, newlines);
}
#endif

size_t cb_header_stop(const uint8_t *p, size_t n, size_t *newlines) {
#if CB_X86
  if (cb_level() == 2) return header_stop_avx2(p, n, newlines);
#endif
  return header_stop_portable(p, n, newlines);
}

// Whether the line at p (n bytes are left) may be the empty one, From, To, Subject or Date, as far as their letters are
// wanted; yes when too few bytes are left to tell.
static inline int is_glance(const uint8_t *p, size_t n, const uint8_t *letters) {
  if (!letters[p[0]]) return 0;
  uint8_t next = n < 2 ? 0 : p[1] | 0x20;
  switch (p[0] | 0x20) {
    case 'f': return n < 2 || next == 'r';
    case 't': return n < 2 || next == 'o';
    case 's': return n < 2 || next == 'u';
    case 'd': return n < 2 || next == 'a';
    default: return 1;
  }
}

static size_t glance_stop_portable(const uint8_t *p, size_t n, const uint8_t *letters) {
  for (size_t i = 0; i < n;) {
    const uint8_t *hit = memchr(p + i, '\n', n - i);
    if (!hit) return n;
    i = (size_t)(hit - p);
    if (i + 1 < n && is_glance(p + i + 1, n - i - 1, letters)) return i;
    i++;
  }
  return n;
}

#if CB_X86
CB_AVX2 static size_t glance_stop_avx2(const uint8_t *p, size_t n, const uint8_t *letters) {
  const __m256i newline = _mm256_set1_epi8('\n');
  size_t i = 0;
  for (; n - i >= 65; i += 64) {
    for (uint64_t ends = equal64(p + i, newline); ends; ends &= ends - 1) {
      size_t at = i + (size_t)__builtin_ctzll(ends);
      if (is_glance(p + at + 1, n - at - 1, letters)) return at;
    }
  }
  return i + glance_stop_portable(p + i, n - i, letters);
}
#endif

size_t cb_glance_stop(const uint8_t *p, size_t n, int brief) {
  const uint8_t *letters = brief ? brief_letters : glance_letters;
#if CB_X86
  if (cb_level() == 2) return glance_stop_avx2(p, n, letters);
#endif
  return glance_stop_portable(p, n, letters);
}
