#ifndef BAITHAK_HARDEN_H
#define BAITHAK_HARDEN_H

/// Keeps this process out of core dumps, and its memory from other programs of the same user (prctl(2), which is
/// variadic and so not callable from Swift).
void baithak_forbid_dumps(void);

#endif
