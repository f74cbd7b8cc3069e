#ifndef BAITHAK_CDNSSD_H
#define BAITHAK_CDNSSD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The calls of dns_sd.h that baithak needs, as Avahi's compatibility library offers them. Each create call may block
/// for 25 seconds when Avahi hangs. A handle belongs to one thread at a time.
typedef struct _DNSServiceRef_t *cdnssd_ref;

/// What any callback said. Pointers live only as long as the handler runs.
struct cdnssd_answer {
    int32_t error;
    uint32_t interface;
    bool removed;
    /// Browse and register: the instance name. Resolve and query: the full, escaped name.
    const char *name;
    /// Resolve: the host that serves the instance.
    const char *host;
    /// Resolve: in host order.
    uint16_t port;
    /// Query: the type of the record.
    uint16_t record_type;
    /// Resolve: the TXT record. Query: the record's data.
    const uint8_t *data;
    size_t length;
};

/// `token` is the number given at creation.
typedef void (*cdnssd_handler)(void *context, uintptr_t token, const struct cdnssd_answer *answer);

int32_t cdnssd_browse(cdnssd_ref *ref, uintptr_t token, const char *type, const char *domain);
int32_t cdnssd_resolve(cdnssd_ref *ref, uintptr_t token, uint32_t interface, const char *name, const char *type,
                       const char *domain);
int32_t cdnssd_query(cdnssd_ref *ref, uintptr_t token, uint32_t interface, const char *full_name,
                     uint16_t record_type);
int32_t cdnssd_register(cdnssd_ref *ref, uintptr_t token, const char *name, const char *type, const char *domain,
                        uint16_t port, const uint8_t *txt, uint16_t txt_length);

/// Handles what is readable now, calling `handler` for each answer before it returns; never blocks for more input.
int32_t cdnssd_process(cdnssd_ref ref, cdnssd_handler handler, void *context);
int cdnssd_descriptor(cdnssd_ref ref);
void cdnssd_free(cdnssd_ref ref);

#endif
