#ifndef BAITHAK_ALLOCATED_H
#define BAITHAK_ALLOCATED_H

#include <stddef.h>

/// How many bytes this process has allocated and not freed: mallinfo2(3), with blocks that have a mapping of their own.
size_t baithak_allocated_bytes(void);

#endif
