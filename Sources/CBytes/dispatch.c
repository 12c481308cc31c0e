#include "dispatch.h"

// The loader of glibc has asked the processor already; asking again (CPUID) leaves a virtual machine, at tens of
// microseconds a question, and libgcc's __builtin_cpu_supports asks a dozen at every start.
#if CB_X86 && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif
#ifdef CPU_FEATURE_ACTIVE
#define CB_HAS(feature, name) CPU_FEATURE_ACTIVE(feature)
#else
#define CB_HAS(feature, name) __builtin_cpu_supports(name)
#endif

static _Atomic int level = -1;

static int detect(void) {
#if CB_X86
  if (CB_HAS(AVX2, "avx2") && CB_HAS(POPCNT, "popcnt") && CB_HAS(BMI1, "bmi") && CB_HAS(LZCNT, "lzcnt")) return 2;
  if (CB_HAS(SSSE3, "ssse3")) return 1;
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
