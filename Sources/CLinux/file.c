#include "file.h"

#include <sys/stat.h>

int baithak_look(const char *path, int follows, struct baithak_file *file) {
    struct stat status;
    if ((follows ? stat(path, &status) : lstat(path, &status)) != 0) return -1;
    file->device = status.st_dev;
    file->inode = status.st_ino;
    file->mode = status.st_mode;
    file->owner = status.st_uid;
    return 0;
}
