#pragma once
#include <stddef.h>
#include <stdint.h>

// The build renames the entry point of an executable; this is it, and it starts the fuzzer's own driver.
int FuzzMail_main(int argc, char **argv);
