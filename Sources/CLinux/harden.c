#include "harden.h"

#include <sys/prctl.h>

void baithak_forbid_dumps(void) {
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
