#include "CFuzzMain.h"

#include <stdlib.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
void mail_fuzz_list(void);

int FuzzMail_main(int argc, char **argv) {
  const char *target = getenv("MAIL_FUZZ_TARGET");
  if (target == NULL || *target == '\0') {
    mail_fuzz_list();
    return 0;
  }
  return LLVMFuzzerRunDriver(&argc, &argv, LLVMFuzzerTestOneInput);
}
