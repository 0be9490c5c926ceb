// The code unit width has to be chosen before the header is read.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// An extension of the C library that <string.h> shows under _GNU_SOURCE only (memmem(3)).
#include <stddef.h>
void *memmem(const void *haystack, size_t haystacklen, const void *needle, size_t needlelen);
