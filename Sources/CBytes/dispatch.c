#include "dispatch.h"

static _Atomic int level = -1;

static int detect(void) {
#if CB_X86
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi")) return 2;
  if (__builtin_cpu_supports("ssse3")) return 1;
  return 0;
#elif CB_NEON
  return 1;
#else
  return 0;
#endif
}

int cb_level(void) {
  int known = level;
  if (known < 0) level = known = detect();
  return known;
}

void cb_limit_level(int limit) {
  int possible = detect();
  level = limit < possible ? limit : possible;
}
