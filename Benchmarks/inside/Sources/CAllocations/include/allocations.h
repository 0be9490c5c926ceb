#pragma once

/// How often this thread has asked for memory since it began: malloc, calloc, realloc, memalign and their like.
long allocation_count(void);
