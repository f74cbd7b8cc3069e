#ifndef BAITHAK_SCREEN_H
#define BAITHAK_SCREEN_H

#include <stdbool.h>

/// Takes the terminal on standard output for one picture: the alternate screen, no cursor, no wrapping of lines that are
/// wider than was counted; where standard input is a terminal, keys come one by one and are not shown.
///
/// From now on the terminal is put back as it was however the process ends: by exit(3), or by SIGINT, SIGTERM, SIGHUP or
/// SIGQUIT, which end it with 128 and the signal's number. Ctrl-Z puts it back too, and it is taken again when the
/// process goes on. To be called once.
void baithak_screen_open(void);

/// Puts the terminal back; without effect where that has happened.
void baithak_screen_close(void);

/// Whether the terminal was taken since this was last asked, so that nothing is on it.
bool baithak_screen_is_blank(void);

#endif
