#include "CDNSSD.h"

#include <arpa/inet.h>
#include <dns_sd.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/// Who hears the callbacks of the DNSServiceProcessResult that runs on this thread.
static _Thread_local cdnssd_handler current_handler;
static _Thread_local void *current_context;

/// Rounds of one cdnssd_process, so that one busy handle cannot keep the others waiting.
static const int rounds_max = 64;

static void deliver(void *token, const struct cdnssd_answer *answer) {
    if (current_handler) current_handler(current_context, (uintptr_t)token, answer);
}

/// avahi 0.8 allocates its 248-byte handle without clearing it, and calls whatever stands in the callback fields when
/// the daemon dies (fixed by avahi pull request 569). A cleared chunk of that size, freed just before, is what malloc
/// hands out next on this thread.
static void clear_next_handle(void) {
    void *chunk = malloc(248);
    if (!chunk) return;
    memset(chunk, 0, 248);
    __asm__ volatile("" : : "r"(chunk) : "memory");
    free(chunk);
}

static void prepare(cdnssd_ref *ref) {
    *ref = NULL;
    setenv("AVAHI_COMPAT_NOWARN", "1", 0);
    clear_next_handle();
}

static void DNSSD_API browsed(DNSServiceRef ref, DNSServiceFlags flags, uint32_t interface, DNSServiceErrorType error,
                              const char *name, const char *type, const char *domain, void *token) {
    (void)ref, (void)type, (void)domain;
    deliver(token, &(struct cdnssd_answer){.error = error,
                                           .interface = interface,
                                           .removed = !(flags & kDNSServiceFlagsAdd),
                                           .name = name});
}

static void DNSSD_API resolved(DNSServiceRef ref, DNSServiceFlags flags, uint32_t interface, DNSServiceErrorType error,
                               const char *name, const char *host, uint16_t port, uint16_t length,
                               const unsigned char *txt, void *token) {
    (void)ref, (void)flags;
    deliver(token, &(struct cdnssd_answer){.error = error,
                                           .interface = interface,
                                           .name = name,
                                           .host = host,
                                           .port = ntohs(port),
                                           .data = txt,
                                           .length = txt ? length : 0});
}

static void DNSSD_API queried(DNSServiceRef ref, DNSServiceFlags flags, uint32_t interface, DNSServiceErrorType error,
                              const char *name, uint16_t record_type, uint16_t class, uint16_t length,
                              const void *data, uint32_t ttl, void *token) {
    (void)ref, (void)class, (void)ttl;
    deliver(token, &(struct cdnssd_answer){.error = error,
                                           .interface = interface,
                                           .removed = !(flags & kDNSServiceFlagsAdd),
                                           .name = name,
                                           .record_type = record_type,
                                           .data = data,
                                           .length = data ? length : 0});
}

static void DNSSD_API registered(DNSServiceRef ref, DNSServiceFlags flags, DNSServiceErrorType error, const char *name,
                                 const char *type, const char *domain, void *token) {
    (void)ref, (void)flags, (void)type, (void)domain;
    deliver(token, &(struct cdnssd_answer){.error = error, .name = name});
}

int32_t cdnssd_browse(cdnssd_ref *ref, uintptr_t token, const char *type, const char *domain) {
    prepare(ref);
    return DNSServiceBrowse(ref, 0, 0, type, domain, browsed, (void *)token);
}

int32_t cdnssd_resolve(cdnssd_ref *ref, uintptr_t token, uint32_t interface, const char *name, const char *type,
                       const char *domain) {
    prepare(ref);
    return DNSServiceResolve(ref, 0, interface, name, type, domain, resolved, (void *)token);
}

int32_t cdnssd_query(cdnssd_ref *ref, uintptr_t token, uint32_t interface, const char *full_name,
                     uint16_t record_type) {
    prepare(ref);
    return DNSServiceQueryRecord(ref, 0, interface, full_name, record_type, kDNSServiceClass_IN, queried,
                                 (void *)token);
}

int32_t cdnssd_register(cdnssd_ref *ref, uintptr_t token, const char *name, const char *type, const char *domain,
                        uint16_t port, const uint8_t *txt, uint16_t txt_length) {
    prepare(ref);
    return DNSServiceRegister(ref, 0, 0, name, type, domain, NULL, htons(port), txt_length, txt, registered,
                              (void *)token);
}

int32_t cdnssd_process(cdnssd_ref ref, cdnssd_handler handler, void *context) {
    struct pollfd readable = {.fd = DNSServiceRefSockFD(ref), .events = POLLIN};
    int32_t error = 0;
    current_handler = handler;
    current_context = context;
    for (int round = 0; !error && round < rounds_max && poll(&readable, 1, 0) == 1; round++)
        error = DNSServiceProcessResult(ref);
    current_handler = NULL;
    current_context = NULL;
    return error;
}

int cdnssd_descriptor(cdnssd_ref ref) { return DNSServiceRefSockFD(ref); }

void cdnssd_free(cdnssd_ref ref) { DNSServiceRefDeallocate(ref); }
