#ifndef BAITHAK_NOTIFY_H
#define BAITHAK_NOTIFY_H

#include <stddef.h>

/// Sends one datagram to the service manager's notification socket, as sd_notify(3) does.
///
/// `address` is the value of NOTIFY_SOCKET: an absolute path, or '@' and an abstract name; at most 107 bytes, no NUL.
/// Never blocks and raises no signal. Returns 0, or the errno of what failed (EINVAL for an address of another form).
int baithak_notify(const char *address, size_t address_length, const char *message, size_t message_length);

#endif
