#ifndef BAITHAK_TERMINAL_H
#define BAITHAK_TERMINAL_H

#include <stdbool.h>

/// Whether this process ends with its terminal: it has a controlling terminal (tty(4)), and nobody has had SIGHUP
/// ignored for it, as nohup(1) does. To be asked before anything handles the signal.
bool baithak_ends_with_terminal(void);

#endif
