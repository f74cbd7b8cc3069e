#ifndef BAITHAK_NETLINK_H
#define BAITHAK_NETLINK_H

#include <stddef.h>
#include <stdint.h>

/// What rtnetlink(7) can be asked for; the kernel's numbers.
enum baithak_netlink_kind {
    BAITHAK_NETLINK_LINKS = 18,
    BAITHAK_NETLINK_ADDRESSES = 22,
    BAITHAK_NETLINK_ROUTES = 26,
    BAITHAK_NETLINK_NEIGHBOURS = 30,
};

/// Copies one table of the kernel's into `buffer`: messages with their headers, each beginning at a multiple of four
/// bytes. Returns the count of bytes, or a negative errno: -ENOBUFS if the table is larger than `capacity`. Never
/// waits: the kernel has its answer ready.
long baithak_netlink_table(int table, uint8_t *buffer, size_t capacity);

/// Whether these messages end an answer: 1 with the end, 0 without, or a negative errno: the one that the kernel gives,
/// -EAGAIN if the table changed meanwhile, -EPROTO for bytes that are no messages.
int baithak_netlink_judge(const uint8_t *bytes, size_t length);

/// A socket that hears of every change to links, addresses and routes; a negative errno if there is none. Close it.
int baithak_netlink_watch(void);

/// Throws away what waits in such a socket, so that it becomes readable at the next change. Whether anything waited.
int baithak_netlink_drain(int descriptor);

#endif
