/* Lets the thread sanitizer see `Synchronization.Mutex`. Where nobody else wants it, a mutex is locked and unlocked by
 * atomics that stand in the caller's code, which the sanitizer sees. Where somebody waits, the library does it, which was
 * not built for the sanitizer: what one thread did before it unlocked then seems to race with what the next one does.
 * Loaded before the library (LD_PRELOAD), this does the same and tells the sanitizer. Nothing is suppressed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))
/* _MutexHandle._lockSlow(_: UInt32) and _unlockSlow(), which are part of the library's binary interface. */
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT void unlock_slow(SELF void *mutex) __asm__(UNLOCK);

/* Null in programs without the sanitizer. */
static void (*acquire)(void *), (*release)(void *);
static SWIFT void (*lock)(uint32_t, SELF void *);
static SWIFT void (*unlock)(SELF void *);

__attribute__((constructor)) static void find(void) {
    acquire = (void (*)(void *))dlsym(RTLD_DEFAULT, "__tsan_acquire");
    release = (void (*)(void *))dlsym(RTLD_DEFAULT, "__tsan_release");
    lock = (SWIFT void (*)(uint32_t, SELF void *))dlsym(RTLD_NEXT, LOCK);
    unlock = (SWIFT void (*)(SELF void *))dlsym(RTLD_NEXT, UNLOCK);
}

SWIFT void lock_slow(uint32_t thread, SELF void *mutex) {
    lock(thread, mutex);
    if (acquire) acquire(mutex);
}

SWIFT void unlock_slow(SELF void *mutex) {
    if (release) release(mutex);
    unlock(mutex);
}
