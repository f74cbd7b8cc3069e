// struct ucred and SOCK_CLOEXEC are behind this on glibc.
#define _GNU_SOURCE
#include "peer.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

_Static_assert(sizeof(struct baithak_peer) == sizeof(struct ucred), "baithak_peer has another size than ucred");
_Static_assert(offsetof(struct baithak_peer, pid) == offsetof(struct ucred, pid), "pid lies elsewhere");
_Static_assert(offsetof(struct baithak_peer, uid) == offsetof(struct ucred, uid), "uid lies elsewhere");
_Static_assert(offsetof(struct baithak_peer, gid) == offsetof(struct ucred, gid), "gid lies elsewhere");

int baithak_probe_socket(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t length = strlen(path);
    if (length >= sizeof(address.sun_path)) return ENAMETOOLONG;
    memcpy(address.sun_path, path, length);

    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return errno;
    int result = connect(descriptor, (const struct sockaddr *)&address, sizeof(address)) == 0 ? 0 : errno;
    close(descriptor);
    return result;
}
