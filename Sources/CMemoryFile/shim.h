#pragma once
// A call of Linux that <sys/mman.h> shows under _GNU_SOURCE only (memfd_create(2)).
int memfd_create(const char *name, unsigned int flags);
