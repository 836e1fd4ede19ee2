/*
 * Preloaded into a node under test: writes down every change to the files of one folder (FAULT_FOLDER) and every sync
 * of them, with the bytes, to FAULT_TRACE. From that the harness builds any state a power cut may leave. A change is
 * written down before it is made, a sync counts once its end is written down. The folder may lie in memory: waiting
 * for the disk is played by a delay. FAULT_CONTROL holds four numbers that may change at any time: microseconds that
 * each sync takes; bytes beyond which no file may grow (0: no limit); whether syncs fail; unused.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static char *names[MOST];
static const char *folder;
static size_t folder_length;
static int trace = -1;
static volatile int32_t *control;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static uint32_t syncs;

struct line { uint8_t op; uint8_t name; uint16_t unused; uint32_t id; uint64_t offset; uint64_t length; };

__attribute__((constructor)) static void begin(void) {
  const char *where = getenv("FAULT_TRACE"), *steer = getenv("FAULT_CONTROL");
  folder = getenv("FAULT_FOLDER");
  if (!folder || !where || !steer) return;
  folder_length = strlen(folder);
  trace = (int)syscall(SYS_openat, AT_FDCWD, where, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int fd = (int)syscall(SYS_openat, AT_FDCWD, steer, O_RDONLY | O_CLOEXEC, 0);
  void *mapped = mmap(NULL, 16, PROT_READ, MAP_SHARED, fd, 0);
  if (mapped != MAP_FAILED) control = mapped;
}

static void put(struct line line, const char *name, const void *bytes) {
  line.name = (uint8_t)strlen(name);
  struct iovec parts[3] = {
    { &line, sizeof line }, { (void *)name, line.name }, { (void *)bytes, bytes ? line.length : 0 } };
  pthread_mutex_lock(&guard);
  syscall(SYS_writev, trace, parts, 3);
  pthread_mutex_unlock(&guard);
}

/* The name within the folder, "" for the folder itself, NULL for anything else. */
static const char *within(const char *path) {
  if (trace < 0 || strncmp(path, folder, folder_length) != 0) return NULL;
  if (path[folder_length] == 0) return "";
  return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

static const char *name_of(int fd) { return fd >= 0 && fd < MOST ? names[fd] : NULL; }

static int open_traced(int at, const char *path, int flags, mode_t mode) {
  const char *name = within(path);
  int is_new = name && (flags & O_CREAT) && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0;
  if (is_new) put((struct line){ .op = 'C' }, name, NULL);
  int fd = (int)syscall(SYS_openat, at, path, flags, mode);
  if (fd >= 0 && fd < MOST) names[fd] = name ? strdup(name) : NULL;
  if (fd >= 0 && name && (flags & O_TRUNC)) put((struct line){ .op = 'T' }, name, NULL);
  return fd;
}

#define MODE mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE return open_traced(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_traced(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE return open_traced(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE return open_traced(at, path, flags, mode); }

int close(int fd) {
  if (name_of(fd)) { free(names[fd]); names[fd] = NULL; }
  return (int)syscall(SYS_close, fd);
}

static int is_full(int fd, uint64_t end) {
  struct stat now;
  if (!control || control[1] == 0 || end <= (uint64_t)control[1]) return 0;
  return fstat(fd, &now) == 0 && end > (uint64_t)now.st_size;
}

static ssize_t write_at(int fd, const void *bytes, size_t count, off_t offset) {
  const char *name = name_of(fd);
  if (name) {
    if (is_full(fd, (uint64_t)offset + count)) { errno = ENOSPC; return -1; }
    put((struct line){ .op = 'W', .offset = (uint64_t)offset, .length = count }, name, bytes);
  }
  return syscall(SYS_pwrite64, fd, bytes, count, offset);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) { return write_at(fd, bytes, count, offset); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) { return write_at(fd, bytes, count, offset); }

static int cut(int fd, off_t length) {
  const char *name = name_of(fd);
  if (name) put((struct line){ .op = 'T', .offset = (uint64_t)length }, name, NULL);
  return (int)syscall(SYS_ftruncate, fd, length);
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

static int wait_for_disk(int fd, long call) {
  const char *name = name_of(fd);
  if (!name) return (int)syscall(call, fd);
  uint32_t id = __sync_add_and_fetch(&syncs, 1);
  put((struct line){ .op = 'S', .id = id }, name, NULL);
  if (control && control[0] > 0) usleep((useconds_t)control[0]);
  if (control && control[2]) {
    put((struct line){ .op = 'F', .id = id }, name, NULL);
    errno = EIO;
    return -1;
  }
  put((struct line){ .op = 'E', .id = id }, name, NULL);
  return 0;
}
int fsync(int fd) { return wait_for_disk(fd, SYS_fsync); }
int fdatasync(int fd) { return wait_for_disk(fd, SYS_fdatasync); }

/* Some closings pass by `close`, and the number may be that of a socket by now. */
static int is_of_folder(int fd) {
  struct stat now, place;
  return fstat(fd, &now) == 0 && S_ISREG(now.st_mode) && stat(folder, &place) == 0 && now.st_dev == place.st_dev;
}

ssize_t write(int fd, const void *bytes, size_t count) {
  const char *name = name_of(fd);
  if (name && !is_of_folder(fd)) { names[fd] = NULL; name = NULL; }
  if (!name) return syscall(SYS_write, fd, bytes, count);
  off_t offset = (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
  if (is_full(fd, (uint64_t)offset + count)) { errno = ENOSPC; return -1; }
  put((struct line){ .op = 'W', .offset = (uint64_t)offset, .length = count }, name, bytes);
  return syscall(SYS_write, fd, bytes, count);
}

/* The bytes are the new name. */
int rename(const char *from, const char *to) {
  const char *old = within(from), *new = within(to);
  if (old && new) put((struct line){ .op = 'N', .length = strlen(new) }, old, new);
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path) {
  const char *name = within(path);
  if (name) put((struct line){ .op = 'U' }, name, NULL);
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
