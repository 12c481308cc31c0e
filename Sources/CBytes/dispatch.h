#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // memmem
#endif

// Which form of a kernel runs. The answer of the processor is asked once and kept.

#if defined(__x86_64__)
#include <immintrin.h>
#define CB_X86 1
#define CB_AVX2 __attribute__((target("avx2,popcnt,bmi,lzcnt")))
#define CB_SSSE3 __attribute__((target("ssse3")))
#elif defined(__aarch64__)
#include <arm_neon.h>
#define CB_NEON 1
#endif

#include "CBytes.h"

#include <string.h>
