#ifndef BAITHAK_CICU_SHIM_H
#define BAITHAK_CICU_SHIM_H

#include <unicode/uspoof.h>

/* ICU renames its functions with macros, which Swift does not see. */

/** The skeleton of a text (UTS #39, 4) as UTF-8; gives its length, or -1 where there is none. */
static inline int32_t baithak_skeleton(const char *text, int32_t length, char *skeleton, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    int32_t written = uspoof_getSkeletonUTF8(checker, 0, text, length, skeleton, capacity, &status);
    uspoof_close(checker);
    return U_SUCCESS(status) && written <= capacity ? written : -1;
}

#endif
