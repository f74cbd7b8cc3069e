// struct sigaction is behind this on glibc.
#define _GNU_SOURCE
#include "screen.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

// All that handlers call is on the list of signal-safety(7).

static const char taking[] = "\033[?1049h\033[?25l\033[?7l";
static const char restoring[] = "\033[?7h\033[?25h\033[?1049l";

// Written once, before the first handler is there.
static struct termios before;
static volatile sig_atomic_t has_keys = 0;
static volatile sig_atomic_t is_taken = 0;
static volatile sig_atomic_t is_blank = 0;

static void put(const char *bytes, size_t count) {
    // There is nobody to tell who could read it.
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    (void)written;
}

static void handle(int number, void (*handler)(int), int flags) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART | flags};
    sigaction(number, &action, NULL);
}

static void take(void) {
    if (has_keys) {
        struct termios keys = before;
        keys.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        keys.c_cc[VMIN] = 1;
        keys.c_cc[VTIME] = 0;
        // In the background this stops the process until it is in the foreground.
        tcsetattr(STDIN_FILENO, TCSANOW, &keys);
    }
    put(taking, sizeof(taking) - 1);
    is_taken = 1;
    is_blank = 1;
}

void baithak_screen_close(void) {
    if (!is_taken) return;
    is_taken = 0;
    put(restoring, sizeof(restoring) - 1);
    if (has_keys) tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

static void on_end(int number) {
    baithak_screen_close();
    _exit(128 + number);
}

static void on_stop(int number) {
    int code = errno;
    baithak_screen_close();
    // The handler was reset and does not block the signal: here the process stops, and here it goes on.
    raise(number);
    handle(SIGTSTP, on_stop, SA_RESETHAND | SA_NODEFER);
    take();
    errno = code;
}

static void on_continue(int number) {
    (void)number;
    int code = errno;
    // After SIGSTOP, which nobody can handle, the terminal is as others left it.
    if (is_taken) take();
    errno = code;
}

void baithak_screen_open(void) {
    has_keys = tcgetattr(STDIN_FILENO, &before) == 0;
    atexit(baithak_screen_close);
    const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t index = 0; index < sizeof(ends) / sizeof(ends[0]); index++) handle(ends[index], on_end, 0);
    handle(SIGTSTP, on_stop, SA_RESETHAND | SA_NODEFER);
    handle(SIGCONT, on_continue, 0);
    take();
}

bool baithak_screen_is_blank(void) {
    bool was_blank = is_blank != 0;
    is_blank = 0;
    return was_blank;
}
