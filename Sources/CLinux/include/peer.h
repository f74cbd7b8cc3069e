#ifndef BAITHAK_PEER_H
#define BAITHAK_PEER_H

#include <stdint.h>

/// Who is at the other end of a Unix socket: `struct ucred` of unix(7), which glibc shows only with _GNU_SOURCE.
///
/// The layout is checked against `struct ucred` when this is compiled, so SO_PEERCRED may write into it.
struct baithak_peer {
    int32_t pid;
    uint32_t uid;
    uint32_t gid;
};

/// Whether somebody listens on the Unix socket at `path`: 0 if a connection could be made, else the errno of connect(2),
/// ECONNREFUSED for the socket of a dead process, ENAMETOOLONG for a path that does not fit. Never blocks.
int baithak_probe_socket(const char *path);

#endif
