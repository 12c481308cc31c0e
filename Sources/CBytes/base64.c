#include "dispatch.h"

// Vector forms after Wojciech Mula and Daniel Lemire, "Faster Base64 Encoding and Decoding using AVX2 Instructions"
// (ACM Transactions on the Web 12(3), 2018).

static const uint8_t alphabet[65] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

enum { line_bytes = 57, line_characters = 76, junk = 0xff };

#define XX 0xff
static const uint8_t sextet[256] = {
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, 62, XX, XX, XX, 63,
  52, 53, 54, 55, 56, 57, 58, 59, 60, 61, XX, XX, XX, XX, XX, XX,
  XX, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
  15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, XX, XX, XX, XX, XX,
  XX, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
  41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
  XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
};
#undef XX

// MARK: encoding

static inline uint8_t *triple(const uint8_t *p, uint8_t *out) {
  uint32_t bits = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
  out[0] = alphabet[bits >> 18];
  out[1] = alphabet[bits >> 12 & 63];
  out[2] = alphabet[bits >> 6 & 63];
  out[3] = alphabet[bits & 63];
  return out + 4;
}

#if CB_X86
CB_AVX2 static inline __m256i characters_avx2(__m256i in) {
  // Each 12 bytes of a lane become 16 sextets, one a byte.
  in = _mm256_shuffle_epi8(in, _mm256_setr_epi8(
    1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10, 1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
  __m256i high = _mm256_mulhi_epu16(_mm256_and_si256(in, _mm256_set1_epi32(0x0fc0fc00)), _mm256_set1_epi32(0x04000040));
  __m256i low = _mm256_mullo_epi16(_mm256_and_si256(in, _mm256_set1_epi32(0x003f03f0)), _mm256_set1_epi32(0x01000010));
  __m256i value = _mm256_or_si256(high, low);
  // 0...25 to row 13, 26...51 to row 0, digits to rows 1...10, plus and slash to rows 11 and 12.
  __m256i row = _mm256_subs_epu8(value, _mm256_set1_epi8(51));
  row = _mm256_or_si256(row, _mm256_and_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(26), value), _mm256_set1_epi8(13)));
  const __m256i shift = _mm256_setr_epi8(
    'a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
    '+' - 62, '/' - 63, 'A', 0, 0, 'a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
    '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0);
  return _mm256_add_epi8(value, _mm256_shuffle_epi8(shift, row));
}

// 24 bytes at p (28 are read) to 32 characters.
CB_AVX2 static inline void encode24_avx2(const uint8_t *p, uint8_t *out) {
  __m256i in = _mm256_inserti128_si256(
    _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)p)), _mm_loadu_si128((const __m128i *)(p + 12)), 1);
  _mm256_storeu_si256((__m256i *)out, characters_avx2(in));
}

CB_AVX2 static size_t encode_avx2(const uint8_t *p, size_t n, uint8_t *out, size_t *done) {
  size_t i = 0;
  uint8_t *o = out;
  for (; n - i >= 28; i += 24, o += 32) encode24_avx2(p + i, o);
  *done = i;
  return (size_t)(o - out);
}

// Whole lines; the last is left to the caller, because a vector reads some bytes beyond its line.
CB_AVX2 static size_t encode_lines_avx2(const uint8_t *p, size_t n, uint8_t *out, size_t *done) {
  size_t i = 0;
  uint8_t *o = out;
  for (; n - i >= line_bytes + 19; i += line_bytes, o += line_characters + 1) {
    encode24_avx2(p + i, o);
    encode24_avx2(p + i + 24, o + 32);
    encode24_avx2(p + i + 48, o + 64);
    o[line_characters] = '\n';
  }
  *done = i;
  return (size_t)(o - out);
}

CB_SSSE3 static inline void encode12_ssse3(const uint8_t *p, uint8_t *out) {
  __m128i in = _mm_shuffle_epi8(
    _mm_loadu_si128((const __m128i *)p), _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
  __m128i high = _mm_mulhi_epu16(_mm_and_si128(in, _mm_set1_epi32(0x0fc0fc00)), _mm_set1_epi32(0x04000040));
  __m128i low = _mm_mullo_epi16(_mm_and_si128(in, _mm_set1_epi32(0x003f03f0)), _mm_set1_epi32(0x01000010));
  __m128i value = _mm_or_si128(high, low);
  __m128i row = _mm_subs_epu8(value, _mm_set1_epi8(51));
  row = _mm_or_si128(row, _mm_and_si128(_mm_cmpgt_epi8(_mm_set1_epi8(26), value), _mm_set1_epi8(13)));
  const __m128i shift = _mm_setr_epi8(
    'a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
    '+' - 62, '/' - 63, 'A', 0, 0);
  _mm_storeu_si128((__m128i *)out, _mm_add_epi8(value, _mm_shuffle_epi8(shift, row)));
}

CB_SSSE3 static size_t encode_ssse3(const uint8_t *p, size_t n, uint8_t *out, size_t *done) {
  size_t i = 0;
  uint8_t *o = out;
  for (; n - i >= 16; i += 12, o += 16) encode12_ssse3(p + i, o);
  *done = i;
  return (size_t)(o - out);
}

CB_SSSE3 static size_t encode_lines_ssse3(const uint8_t *p, size_t n, uint8_t *out, size_t *done) {
  size_t i = 0;
  uint8_t *o = out;
  for (; n - i >= line_bytes + 7; i += line_bytes, o += line_characters + 1) {
    for (size_t k = 0; k < 5; k++) encode12_ssse3(p + i + 12 * k, o + 16 * k);
    o[line_characters] = '\n';
  }
  *done = i;
  return (size_t)(o - out);
}
#elif CB_NEON
static size_t encode_neon(const uint8_t *p, size_t n, uint8_t *out, size_t *done) {
  const uint8x16x4_t table = vld1q_u8_x4(alphabet);
  size_t i = 0;
  uint8_t *o = out;
  for (; n - i >= 48; i += 48, o += 64) {
    uint8x16x3_t in = vld3q_u8(p + i);
    uint8x16x4_t sextets;
    const uint8x16_t low6 = vdupq_n_u8(63);
    sextets.val[0] = vshrq_n_u8(in.val[0], 2);
    sextets.val[1] = vandq_u8(vorrq_u8(vshlq_n_u8(in.val[0], 4), vshrq_n_u8(in.val[1], 4)), low6);
    sextets.val[2] = vandq_u8(vorrq_u8(vshlq_n_u8(in.val[1], 2), vshrq_n_u8(in.val[2], 6)), low6);
    sextets.val[3] = vandq_u8(in.val[2], low6);
    for (int k = 0; k < 4; k++) sextets.val[k] = vqtbl4q_u8(table, sextets.val[k]);
    vst4q_u8(o, sextets);
  }
  *done = i;
  return (size_t)(o - out);
}
#endif

size_t cb_base64_encode(const uint8_t *p, size_t n, uint8_t *out) {
  size_t done = 0, written = 0;
#if CB_X86
  if (n >= 28 && cb_level() == 2) written = encode_avx2(p, n, out, &done);
  else if (n >= 16 && cb_level() == 1) written = encode_ssse3(p, n, out, &done);
#elif CB_NEON
  if (n >= 48 && cb_level() == 1) written = encode_neon(p, n, out, &done);
#endif
  uint8_t *o = out + written;
  for (; n - done >= 3; done += 3) o = triple(p + done, o);
  if (n - done == 2) {
    o[0] = alphabet[p[done] >> 2];
    o[1] = alphabet[(p[done] & 3) << 4 | p[done + 1] >> 4];
    o[2] = alphabet[(p[done + 1] & 15) << 2];
    o[3] = '=';
    o += 4;
  } else if (n - done == 1) {
    o[0] = alphabet[p[done] >> 2];
    o[1] = alphabet[(p[done] & 3) << 4];
    o[2] = '=';
    o[3] = '=';
    o += 4;
  }
  return (size_t)(o - out);
}

size_t cb_base64_encode_lines(const uint8_t *p, size_t n, uint8_t *out) {
  size_t done = 0, written = 0;
#if CB_X86
  if (cb_level() == 2) written = encode_lines_avx2(p, n, out, &done);
  else if (cb_level() == 1) written = encode_lines_ssse3(p, n, out, &done);
#endif
  uint8_t *o = out + written;
  for (; n - done >= line_bytes; done += line_bytes) {
    o += cb_base64_encode(p + done, line_bytes, o);
    *o++ = '\n';
  }
  return (size_t)(o - out);
}

// MARK: decoding

// Ends a group that lacks characters: two make a byte, three make two.
static inline uint8_t *flush(cb_base64_state *s, uint8_t *o) {
  if (s->count == 2) {
    *o++ = (uint8_t)(s->bits >> 4);
  } else if (s->count == 3) {
    *o++ = (uint8_t)(s->bits >> 10);
    *o++ = (uint8_t)(s->bits >> 2);
  } else if (s->count == 1) {
    s->junk++;
  }
  s->count = 0;
  s->bits = 0;
  return o;
}

static inline uint8_t *one(cb_base64_state *s, uint8_t c, uint8_t *o) {
  uint8_t value = sextet[c];
  if (value != junk) {
    s->bits = s->bits << 6 | value;
    if (++s->count == 4) {
      *o++ = (uint8_t)(s->bits >> 16);
      *o++ = (uint8_t)(s->bits >> 8);
      *o++ = (uint8_t)s->bits;
      s->count = 0;
      s->bits = 0;
    }
  } else if (c == '=') {
    o = flush(s, o);
  } else if (c != '\n' && c != '\r' && c != ' ' && c != '\t') {
    s->junk++;
  }
  return o;
}

#if CB_X86
// Decodes while groups are whole; `*done` tells where a byte needs one(), at a border of groups or not.
CB_AVX2 static uint8_t *decode_avx2(cb_base64_state *s, const uint8_t *p, size_t n, uint8_t *o, size_t *done) {
  const __m256i low_table = _mm256_setr_epi8(
    0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a, 0x15, 0x11, 0x11,
    0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a);
  const __m256i high_table = _mm256_setr_epi8(
    0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x01,
    0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
  const __m256i roll_table = _mm256_setr_epi8(
    0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i slash = _mm256_set1_epi8(0x2f), zero = _mm256_setzero_si256();
  const __m256i gather = _mm256_setr_epi8(
    2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1, 2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
  size_t i = 0;
  while (n - i >= 32) {
    if (s->count) {
      o = one(s, p[i++], o);
      continue;
    }
    __m256i in = _mm256_loadu_si256((const __m256i *)(p + i));
    __m256i high = _mm256_and_si256(_mm256_srli_epi32(in, 4), slash);
    __m256i wrong = _mm256_and_si256(
      _mm256_shuffle_epi8(low_table, _mm256_and_si256(in, slash)), _mm256_shuffle_epi8(high_table, high));
    uint32_t good = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(wrong, zero));
    __m256i roll = _mm256_shuffle_epi8(roll_table, _mm256_add_epi8(_mm256_cmpeq_epi8(in, slash), high));
    __m256i value = _mm256_add_epi8(in, roll);
    value = _mm256_maddubs_epi16(value, _mm256_set1_epi32(0x01400140));
    value = _mm256_madd_epi16(value, _mm256_set1_epi32(0x00011000));
    value = _mm256_shuffle_epi8(value, gather);
    value = _mm256_permutevar8x32_epi32(value, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, -1, -1));
    _mm256_storeu_si256((__m256i *)o, value);
    if (good == 0xffffffff) {
      i += 32;
      o += 24;
      continue;
    }
    // The whole groups before the first stranger stand; it and what is left of its group go one by one.
    size_t run = (size_t)__builtin_ctz(~good);
    o += run / 4 * 3;
    size_t stop = i + run;
    for (i += run / 4 * 4; i < stop; i++) o = one(s, p[i], o);
    o = one(s, p[i++], o);
  }
  *done = i;
  return o;
}

CB_SSSE3 static uint8_t *decode_ssse3(cb_base64_state *s, const uint8_t *p, size_t n, uint8_t *o, size_t *done) {
  const __m128i low_table = _mm_setr_epi8(
    0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b, 0x1b, 0x1a);
  const __m128i high_table = _mm_setr_epi8(
    0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10);
  const __m128i roll_table = _mm_setr_epi8(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m128i slash = _mm_set1_epi8(0x2f), zero = _mm_setzero_si128();
  const __m128i gather = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
  size_t i = 0;
  while (n - i >= 16) {
    if (s->count) {
      o = one(s, p[i++], o);
      continue;
    }
    __m128i in = _mm_loadu_si128((const __m128i *)(p + i));
    __m128i high = _mm_and_si128(_mm_srli_epi32(in, 4), slash);
    __m128i wrong =
      _mm_and_si128(_mm_shuffle_epi8(low_table, _mm_and_si128(in, slash)), _mm_shuffle_epi8(high_table, high));
    uint32_t good = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, zero));
    __m128i value =
      _mm_add_epi8(in, _mm_shuffle_epi8(roll_table, _mm_add_epi8(_mm_cmpeq_epi8(in, slash), high)));
    value = _mm_maddubs_epi16(value, _mm_set1_epi32(0x01400140));
    value = _mm_madd_epi16(value, _mm_set1_epi32(0x00011000));
    _mm_storeu_si128((__m128i *)o, _mm_shuffle_epi8(value, gather));
    if (good == 0xffff) {
      i += 16;
      o += 12;
      continue;
    }
    size_t run = (size_t)__builtin_ctz(~good);
    o += run / 4 * 3;
    size_t stop = i + run;
    for (i += run / 4 * 4; i < stop; i++) o = one(s, p[i], o);
    o = one(s, p[i++], o);
  }
  *done = i;
  return o;
}
#elif CB_NEON
static uint8_t *decode_neon(cb_base64_state *s, const uint8_t *p, size_t n, uint8_t *o, size_t *done) {
  const uint8x16x4_t low = vld1q_u8_x4(sextet), high = vld1q_u8_x4(sextet + 64);
  size_t i = 0;
  while (n - i >= 64) {
    if (s->count) {
      o = one(s, p[i++], o);
      continue;
    }
    uint8x16x4_t in = vld4q_u8(p + i);
    uint8x16_t wrong = vdupq_n_u8(0);
    for (int k = 0; k < 4; k++) {
      // Bytes over 0x7f fall out of both tables as 0; they are told by their sign.
      uint8x16_t a = vqtbl4q_u8(low, in.val[k]);
      uint8x16_t value = vqtbx4q_u8(a, high, vsubq_u8(in.val[k], vdupq_n_u8(64)));
      wrong = vorrq_u8(wrong, vorrq_u8(value, vandq_u8(in.val[k], vdupq_n_u8(0x80))));
      in.val[k] = value;
    }
    if (vmaxvq_u8(wrong) > 63) {
      for (size_t stop = i + 64; i < stop; i++) o = one(s, p[i], o);
      continue;
    }
    uint8x16x3_t bytes;
    bytes.val[0] = vorrq_u8(vshlq_n_u8(in.val[0], 2), vshrq_n_u8(in.val[1], 4));
    bytes.val[1] = vorrq_u8(vshlq_n_u8(in.val[1], 4), vshrq_n_u8(in.val[2], 2));
    bytes.val[2] = vorrq_u8(vshlq_n_u8(in.val[2], 6), in.val[3]);
    vst3q_u8(o, bytes);
    i += 64;
    o += 48;
  }
  *done = i;
  return o;
}
#endif

size_t cb_base64_decode(cb_base64_state *s, const uint8_t *p, size_t n, uint8_t *out) {
  size_t done = 0;
  uint8_t *o = out;
#if CB_X86
  if (n >= 32 && cb_level() == 2) o = decode_avx2(s, p, n, o, &done);
  else if (n >= 16 && cb_level() == 1) o = decode_ssse3(s, p, n, o, &done);
#elif CB_NEON
  if (n >= 64 && cb_level() == 1) o = decode_neon(s, p, n, o, &done);
#endif
  for (; done < n; done++) o = one(s, p[done], o);
  return (size_t)(o - out);
}

size_t cb_base64_finish(cb_base64_state *s, uint8_t *out) { return (size_t)(flush(s, out) - out); }
