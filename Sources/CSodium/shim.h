#ifndef BAITHAK_CSODIUM_SHIM_H
#define BAITHAK_CSODIUM_SHIM_H

#include <sodium.h>

#endif
