// SOCK_CLOEXEC and SOCK_NONBLOCK are behind this on glibc.
#define _GNU_SOURCE
#include "netlink.h"

#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

_Static_assert(BAITHAK_NETLINK_LINKS == RTM_GETLINK, "another number than the kernel's");
_Static_assert(BAITHAK_NETLINK_ADDRESSES == RTM_GETADDR, "another number than the kernel's");
_Static_assert(BAITHAK_NETLINK_ROUTES == RTM_GETROUTE, "another number than the kernel's");
_Static_assert(BAITHAK_NETLINK_NEIGHBOURS == RTM_GETNEIGH, "another number than the kernel's");

static int open_socket(uint32_t groups) {
    int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (descriptor < 0) return -errno;
    struct sockaddr_nl own = {.nl_family = AF_NETLINK, .nl_groups = groups};
    if (bind(descriptor, (const struct sockaddr *)&own, sizeof(own)) == 0) return descriptor;
    int error = errno;
    close(descriptor);
    return -error;
}

int baithak_netlink_judge(const uint8_t *bytes, size_t length) {
    struct nlmsghdr header;
    // NLMSG_OK and NLMSG_NEXT take the length for signed: the padding of a last message may be missing.
    while (length >= sizeof(header)) {
        memcpy(&header, bytes, sizeof(header));
        if (header.nlmsg_len < sizeof(header) || header.nlmsg_len > length) return -EPROTO;
        // The table changed while it was read: what came does not fit together.
        if (header.nlmsg_flags & NLM_F_DUMP_INTR) return -EAGAIN;
        if (header.nlmsg_type == NLMSG_DONE) return 1;
        if (header.nlmsg_type == NLMSG_ERROR) {
            struct nlmsgerr failure = {.error = 0};
            if (header.nlmsg_len >= NLMSG_LENGTH(sizeof(failure)))
                memcpy(&failure, bytes + NLMSG_HDRLEN, sizeof(failure));
            return failure.error < 0 ? failure.error : -EPROTO;
        }
        size_t step = NLMSG_ALIGN((size_t)header.nlmsg_len);
        if (step >= length) return 0;
        bytes += step;
        length -= step;
    }
    return length == 0 ? 0 : -EPROTO;
}

static long read_table(int descriptor, int table, uint8_t *buffer, size_t capacity) {
    struct {
        struct nlmsghdr header;
        struct rtgenmsg body;
    } request = {
        .header = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtgenmsg)), .nlmsg_type = (uint16_t)table,
                   .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .body = {.rtgen_family = AF_UNSPEC},
    };
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    if (sendto(descriptor, &request, sizeof(request), 0, (const struct sockaddr *)&kernel, sizeof(kernel)) < 0)
        return -errno;
    size_t used = 0;
    for (;;) {
        ssize_t length = recv(descriptor, buffer + used, capacity - used, MSG_TRUNC);
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) return -errno;
        if (length == 0 || (size_t)length > capacity - used) return -ENOBUFS;
        int end = baithak_netlink_judge(buffer + used, (size_t)length);
        if (end < 0) return end;
        used += NLMSG_ALIGN((size_t)length);
        if (used > capacity) used = capacity;
        if (end) return (long)used;
    }
}

long baithak_netlink_table(int table, uint8_t *buffer, size_t capacity) {
    long result = -EAGAIN;
    // A socket for each attempt, so that nothing of an earlier answer comes into this one.
    for (int attempt = 0; attempt < 3 && result == -EAGAIN; attempt++) {
        int descriptor = open_socket(0);
        if (descriptor < 0) return descriptor;
        result = read_table(descriptor, table, buffer, capacity);
        close(descriptor);
    }
    return result;
}

int baithak_netlink_watch(void) {
    return open_socket(RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE);
}

int baithak_netlink_drain(int descriptor) {
    uint8_t byte;
    int any = 0;
    for (;;) {
        ssize_t length = recv(descriptor, &byte, sizeof(byte), MSG_TRUNC);
        // ENOBUFS: more came than the kernel keeps; something changed all the same.
        if (length >= 0 || errno == ENOBUFS) any = 1;
        else if (errno != EINTR) return any;
    }
}
