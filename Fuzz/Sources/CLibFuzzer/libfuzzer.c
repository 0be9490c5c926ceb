#include "libfuzzer.h"

// Swift marks some references in their upper bits, where the leak checker doesn't recognise them. Memory that grows from
// input to input still ends the run, by -rss_limit_mb.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0:malloc_context_size=6:quarantine_size_mb=32"; }
