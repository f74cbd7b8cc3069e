#ifndef BAITHAK_FILE_H
#define BAITHAK_FILE_H

#include <stdint.h>

/// What stat(2) tells of a file, as far as it is needed. Where SwiftNIO is imported too, both it and glibc declare
/// `struct stat`, and it depends on the build which of them Swift takes it for.
struct baithak_file {
    uint64_t device;
    uint64_t inode;
    /// Type and permissions.
    uint32_t mode;
    uint32_t owner;
};

/// Looks at what is at `path`, or, unless it is to follow links, at a link itself: 0, or -1 with errno.
int baithak_look(const char *path, int follows, struct baithak_file *file);

#endif
