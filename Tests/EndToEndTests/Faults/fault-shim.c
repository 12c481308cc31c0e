// Preloaded into the program under test: makes the n-th call that changes a file or folder fail, or ends the process
// there. MAIL_FAULT is KIND:N; MAIL_FAULT_LOG names a file that gets a line for each call.
//
// kill: dies before the call. torn: does half of a write, then dies. short: does half of a write, once.
// E...: fails with that error once. full: fails with ENOSPC, and so does every later write. malloc: no memory, once.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char kind[16];
static long target, seen, allocations, failing_allocation;
static int log_file = -1;

__attribute__((constructor)) static void start(void) {
    const char *fault = getenv("MAIL_FAULT"), *log = getenv("MAIL_FAULT_LOG");
    if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fault) {
        const char *colon = strchr(fault, ':');
        if (!colon || colon - fault >= (long)sizeof kind) return;
        memcpy(kind, fault, (size_t)(colon - fault));
        long number = atol(colon + 1);
        if (!strcmp(kind, "malloc")) failing_allocation = number;
        else target = number;
    }
    allocations = 0;
}

static int is_file(int fd) {
    struct stat status;
    if (fd <= 2 || fd == log_file || fstat(fd, &status) != 0) return 0;
    return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
}

static void note(const char *call, int fd, const char *path) {
    if (log_file < 0) return;
    char link[64], name[1024], line[1200];
    if (!path) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, name, sizeof name - 1);
        name[length > 0 ? length : 0] = 0;
        path = name;
    }
    int count = snprintf(line, sizeof line, "%s %s\n", call, path);
    syscall(SYS_write, log_file, line, (size_t)(count < (int)sizeof line ? count : (int)sizeof line - 1));
}

static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }

// 0 to go on, 1 to do half, -1 to fail with errno.
static int strike(const char *call, int fd, const char *path, int writes) {
    note(call, fd, path);
    seen++;
    if (!target) return 0;
    if (!strcmp(kind, "full")) {
        if (seen == target || (seen > target && writes)) { errno = ENOSPC; return -1; }
        return 0;
    }
    if (seen != target) return 0;
    if (!strcmp(kind, "kill") || (!strcmp(kind, "torn") && !writes)) die();
    if (!strcmp(kind, "torn")) return 1;
    if (!strcmp(kind, "short")) return writes ? 1 : 0;
    errno = !strcmp(kind, "EIO") ? EIO : !strcmp(kind, "EDQUOT") ? EDQUOT : !strcmp(kind, "EINTR") ? EINTR : ENOSPC;
    return -1;
}

static size_t half(size_t count, int result) { return result == 1 && count > 1 ? count / 2 : count; }
static long done(long result, int outcome) {
    if (outcome == 1 && !strcmp(kind, "torn")) die();
    return result;
}

#define NEXT(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
    int outcome = is_file(fd) ? strike("write", fd, 0, 1) : 0;
    return outcome < 0 ? -1 : done(syscall(SYS_write, fd, bytes, half(count, outcome)), outcome);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    int outcome = is_file(fd) ? strike("write", fd, 0, 1) : 0;
    return outcome < 0 ? -1 : done(syscall(SYS_pwrite64, fd, bytes, half(count, outcome), offset), outcome);
}
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t count, unsigned flags) {
    int outcome = is_file(out) ? strike("write", out, 0, 1) : 0;
    if (outcome < 0) return -1;
    return done(syscall(SYS_copy_file_range, in, from, out, to, half(count, outcome), flags), outcome);
}
int fsync(int fd) { return is_file(fd) && strike("fsync", fd, 0, 0) < 0 ? -1 : (int)syscall(SYS_fsync, fd); }
int ftruncate(int fd, off_t size) {
    return is_file(fd) && strike("truncate", fd, 0, 0) < 0 ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}
int fallocate(int fd, int mode, off_t offset, off_t count) {
    return is_file(fd) && strike("allocate", fd, 0, 1) < 0 ? -1 : (int)syscall(SYS_fallocate, fd, mode, offset, count);
}
int rename(const char *from, const char *to) {
    return strike("rename", -1, to, 0) < 0 ? -1 : NEXT(rename)(from, to);
}
int link(const char *from, const char *to) { return strike("link", -1, to, 0) < 0 ? -1 : NEXT(link)(from, to); }
int unlink(const char *path) { return strike("unlink", -1, path, 0) < 0 ? -1 : NEXT(unlink)(path); }
int fchmod(int fd, mode_t mode) { return strike("chmod", fd, 0, 0) < 0 ? -1 : (int)syscall(SYS_fchmod, fd, mode); }

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (flags & O_CREAT) {
        char call[40];
        snprintf(call, sizeof call, "create:%s:%o", flags & O_EXCL ? "excl" : "shared", (unsigned)mode);
        if (strike(call, -1, path, 1) < 0) return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

static int no_memory(void) {
    if (!failing_allocation || ++allocations != failing_allocation) return 0;
    errno = ENOMEM;
    return 1;
}
void *malloc(size_t size) { return no_memory() ? 0 : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return no_memory() ? 0 : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return no_memory() ? 0 : __libc_realloc(old, size); }
