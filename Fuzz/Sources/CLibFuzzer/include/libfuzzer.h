#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library (LLVM, "LibFuzzer", section "Using libFuzzer as a library"): reads its flags from the arguments,
// calls back with one input after the other, and returns when it is done.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*check)(const uint8_t *data, size_t size));
