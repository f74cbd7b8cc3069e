// SOCK_CLOEXEC and SOCK_NONBLOCK are behind this on glibc.
#define _GNU_SOURCE
#include "notify.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int baithak_notify(const char *address, size_t address_length, const char *message, size_t message_length) {
    struct sockaddr_un target = {.sun_family = AF_UNIX};
    // A path needs its NUL, so the last byte of sun_path stays free.
    if (address_length < 2 || address_length >= sizeof(target.sun_path)) return EINVAL;
    if (address[0] != '/' && address[0] != '@') return EINVAL;
    memcpy(target.sun_path, address, address_length);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + address_length);
    if (address[0] == '@') {
        // An abstract name starts with NUL and ends where the length says.
        target.sun_path[0] = '\0';
    } else {
        size += 1;
    }

    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return errno;
    ssize_t sent;
    do {
        sent = sendto(descriptor, message, message_length, MSG_NOSIGNAL, (const struct sockaddr *)&target, size);
    } while (sent < 0 && errno == EINTR);
    int result = sent < 0 ? errno : (size_t)sent == message_length ? 0 : EIO;
    close(descriptor);
    return result;
}
