#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

int cp_open(const char *path, int flags, unsigned mode) { return open(path, flags | O_CLOEXEC, (mode_t)mode); }

int cp_openat(int directory, const char *path, int flags, unsigned mode) {
    return openat(directory, path, flags | O_CLOEXEC, (mode_t)mode);
}

int cp_file_lock(int fd, int kind) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = (short)(kind == 2 ? F_WRLCK : kind == 1 ? F_RDLCK : F_UNLCK);
    lock.l_whence = SEEK_SET;
    int result = fcntl(fd, F_OFD_SETLK, &lock);
    if (result == -1 && errno == EINVAL) {
        lock.l_pid = 0;
        result = fcntl(fd, F_SETLK, &lock);
    }
    return result;
}

int cp_rename_keeping(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

long cp_read_link(const char *path, void *target, size_t size) { return readlink(path, target, size); }

int cp_host_name(void *name, size_t size) { return gethostname(name, size); }

const char *cp_error_words(int error) { return strerrordesc_np(error); }

long cp_copy_range(int source, int64_t offset, int target, size_t count) {
    off64_t position = offset;
    return copy_file_range(source, &position, target, 0, count, 0);
}

int cp_allocate(int fd, int64_t offset, int64_t count) { return fallocate(fd, 0, offset, count); }

void cp_write_behind(int fd, int64_t offset, int64_t count) {
    sync_file_range(fd, offset, count, SYNC_FILE_RANGE_WRITE);
}

int cp_copy_attributes(int source, int target) {
    char names[4096];
    ssize_t length = flistxattr(source, names, sizeof names);
    if (length <= 0) return length == 0 || errno == ENOTSUP || errno == ENOSYS ? 0 : -1;
    for (char *name = names; name < names + length; name += strlen(name) + 1) {
        char value[65536];
        ssize_t size = fgetxattr(source, name, value, sizeof value);
        if (size < 0) {
            if (errno == ENODATA || errno == ENOTSUP) continue;
            return -1;
        }
        // Labels of the system are its own affair; who may read the file is not.
        if (fsetxattr(target, name, value, (size_t)size, 0) == 0) continue;
        if (!strncmp(name, "user.", 5) || !strncmp(name, "system.posix_acl", 16)) return -1;
    }
    return 0;
}

int cp_watch_start(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

int cp_watch_add(int fd, const char *path) {
    return inotify_add_watch(fd, path, IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                           IN_MOVE_SELF | IN_DELETE_SELF);
}

int cp_watch_take(int fd) {
    char events[4096];
    int any = 0;
    for (;;) {
        ssize_t got = read(fd, events, sizeof events);
        if (got > 0) any = 1;
        else if (got == 0 || errno == EAGAIN) return any;
        else if (errno != EINTR) return 1;
    }
}

int cp_memory_file(void) { return memfd_create("mail", MFD_CLOEXEC); }

int cp_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int cp_set_nonblocking(int fd, int on) {
    int flags = fcntl(fd, F_GETFL);
    if (flags == -1) return -1;
    return fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

int cp_set_close_on_exec(int fd, int on) { return fcntl(fd, F_SETFD, on ? FD_CLOEXEC : 0); }

uint32_t cp_window_size(int fd) {
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == -1) return 0;
    return (uint32_t)size.ws_col << 16 | size.ws_row;
}

int cp_wait_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status); }

static void set_from_mask(sigset_t *set, uint64_t mask) {
    sigemptyset(set);
    for (int signal = 1; signal < 64; signal++)
        if (mask >> signal & 1) sigaddset(set, signal);
}

static uint64_t mask_from_set(const sigset_t *set) {
    uint64_t mask = 0;
    for (int signal = 1; signal < 64; signal++)
        if (sigismember(set, signal) == 1) mask |= (uint64_t)1 << signal;
    return mask;
}

int cp_signal_block(uint64_t mask, uint64_t *old) {
    sigset_t set, before;
    set_from_mask(&set, mask);
    int result = pthread_sigmask(SIG_BLOCK, &set, &before);
    if (old) *old = mask_from_set(&before);
    return result;
}

int cp_signal_set_mask(uint64_t mask) {
    sigset_t set;
    set_from_mask(&set, mask);
    return pthread_sigmask(SIG_SETMASK, &set, 0);
}

int cp_signal_fd(uint64_t mask) {
    sigset_t set;
    set_from_mask(&set, mask);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int cp_signal_take(int fd) {
    struct signalfd_siginfo info;
    return read(fd, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

int cp_signal_ignore(int number) { return signal(number, SIG_IGN) == SIG_ERR ? -1 : 0; }

int cp_signal_is_ignored(int number) {
    struct sigaction action;
    return sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}

uint64_t cp_signal_pending(void) {
    sigset_t set;
    return sigpending(&set) == 0 ? mask_from_set(&set) : 0;
}

void cp_signal_discard(uint64_t mask) {
    sigset_t set;
    struct timespec now = {0, 0};
    set_from_mask(&set, mask);
    while (sigtimedwait(&set, 0, &now) > 0) {}
}

_Thread_local struct cp_fault_state cp_fault_current;
_Thread_local void *cp_log_current;

void cp_log_set(void *log) { cp_log_current = log; }

void cp_fault_arm(int mode, long countdown, int error, uint64_t operations) {
    cp_fault_current = (struct cp_fault_state){mode, error, 0, countdown, 0, operations};
}

void cp_fault_disarm(void) { cp_fault_current.mode = 0; }
long cp_fault_count(void) { return cp_fault_current.seen; }
int cp_fault_struck(void) { return cp_fault_current.struck; }

int cp_fault_strike(int operation) {
    struct cp_fault_state *state = &cp_fault_current;
    if (!(state->operations >> operation & 1)) return 0;
    state->seen++;
    int now = state->seen == state->countdown;
    int later = state->seen > state->countdown;
    int writes = operation == CP_WRITE || operation == CP_COPY;
    int claims = writes || operation == CP_ALLOCATE;
    switch (state->mode) {
    case CP_FAULT_ONCE: if (!now) return 0; break;
    case CP_FAULT_STOP: if (!now && !later) return 0; break;
    case CP_FAULT_SHORT:
        if (!now) return 0;
        state->struck = 1;
        return writes ? 1 : 0;
    case CP_FAULT_FULL: if (!now && !(later && claims)) return 0; break;
    default: return 0;
    }
    state->struck = 1;
    errno = state->error;
    return -1;
}

char **cp_environment(void) { return environ; }

int cp_process_descriptor(int process) {
#ifdef SYS_pidfd_open
    return (int)syscall(SYS_pidfd_open, process, 0);
#else
    (void)process;
    return -1;
#endif
}

// Where the plain calls take numbers of 16 bits, as on i386 and 32-bit ARM, the wide ones have names of their own.
#ifdef SYS_setresuid32
enum { CALL_SETGROUPS = SYS_setgroups32, CALL_SETRESGID = SYS_setresgid32, CALL_SETRESUID = SYS_setresuid32 };
#else
enum { CALL_SETGROUPS = SYS_setgroups, CALL_SETRESGID = SYS_setresgid, CALL_SETRESUID = SYS_setresuid };
#endif

// Not by libc, which changes all threads. The other numbers stay root's, so that the user cannot send the thread signals.
int cp_take_rights(uint32_t user, uint32_t group) {
    if (syscall(CALL_SETGROUPS, 0, 0) == -1) return -1;
    if (syscall(CALL_SETRESGID, -1, group, -1) == -1) return -1;
    return syscall(CALL_SETRESUID, -1, user, -1) == -1 ? -1 : 0;
}

int cp_socket(int family) { return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

int cp_datagram_socket(int family) { return socket(family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

int cp_connect(int fd, const void *address, uint32_t length) {
    return connect(fd, (const struct sockaddr *)address, (socklen_t)length);
}

int cp_socket_error(int fd) {
    int error = 0;
    socklen_t length = sizeof error;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

int cp_peer_is_loopback(int fd) {
  struct sockaddr_storage peer;
  socklen_t length = sizeof peer;
  if (getpeername(fd, (struct sockaddr *)&peer, &length) != 0) return 0;
  switch (peer.ss_family) {
    case AF_UNIX: return 1;
    case AF_INET: return ntohl(((struct sockaddr_in *)&peer)->sin_addr.s_addr) >> 24 == 127;
    case AF_INET6: {
      const struct in6_addr *address = &((struct sockaddr_in6 *)&peer)->sin6_addr;
      if (IN6_IS_ADDR_V4MAPPED(address)) return address->s6_addr[12] == 127;
      return IN6_IS_ADDR_LOOPBACK(address) ? 1 : 0;
    }
    default: return 0;
  }
}

int cp_socket_no_delay(int fd) {
    int on = 1;
    return setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// A source that lies in 0...2 is moved up first, so that no dup2 destroys the source of another.
static int add_stream(posix_spawn_file_actions_t *actions, int source, int target) {
    if (source == -1) return 0;
    return posix_spawn_file_actions_adddup2(actions, source, target);
}

static int spawn(int *process, const char *file, char *const *argv, char *const *envp,
                 int input, int output, int error) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, usual;
    int sources[3] = {input, output, error};
    int moved[3] = {-1, -1, -1};
    int result = 0;
    for (int stream = 0; stream < 3; stream++)
        if (sources[stream] >= 0 && sources[stream] <= 2 && sources[stream] != stream) {
            moved[stream] = fcntl(sources[stream], F_DUPFD_CLOEXEC, 3);
            if (moved[stream] == -1) result = errno;
            sources[stream] = moved[stream];
        }
    if (result == 0 && (result = posix_spawn_file_actions_init(&actions)) == 0) {
        if ((result = posix_spawnattr_init(&attributes)) == 0) {
            sigemptyset(&none);
            sigemptyset(&usual);
            sigaddset(&usual, SIGPIPE);
            sigaddset(&usual, SIGXFSZ);
            sigaddset(&usual, SIGIO);
            posix_spawnattr_setsigmask(&attributes, &none);
            posix_spawnattr_setsigdefault(&attributes, &usual);
            posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
            for (int stream = 0; stream < 3 && result == 0; stream++)
                result = add_stream(&actions, sources[stream], stream);
            if (result == 0)
                result = posix_spawnp(process, file, &actions, &attributes, argv, envp);
            posix_spawnattr_destroy(&attributes);
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    for (int stream = 0; stream < 3; stream++)
        if (moved[stream] >= 0) close(moved[stream]);
    return result;
}

// The null-terminated vector over strings that lie one behind the other; the caller frees it.
static char **vector_over(const unsigned char *strings, size_t size) {
    size_t count = 0, next = 0;
    for (size_t i = 0; i < size; i++) count += strings[i] == 0;
    char **vector = malloc((count + 1) * sizeof *vector);
    if (!vector) return NULL;
    for (size_t i = 0; i < count; i++) {
        vector[i] = (char *)strings + next;
        next += strlen(vector[i]) + 1;
    }
    vector[count] = NULL;
    return vector;
}

int cp_spawn(int *process, const char *file, const unsigned char *arguments, size_t arguments_size,
             const unsigned char *environment, size_t environment_size, int input, int output, int error) {
    char **argv = vector_over(arguments, arguments_size);
    char **envp = environment ? vector_over(environment, environment_size) : environ;
    int result = argv && envp ? spawn(process, file, argv, envp, input, output, error) : ENOMEM;
    if (environment) free(envp);
    free(argv);
    return result;
}

int cp_locale_charset(const char *name, char *charset, size_t size) {
    locale_t locale = newlocale(LC_CTYPE_MASK, name, 0);
    if (!locale) return 0;
    snprintf(charset, size, "%s", nl_langinfo_l(CODESET, locale));
    freelocale(locale);
    return 1;
}

int cp_flock(int fd, int kind) {
    struct statfs info;
    if (fstatfs(fd, &info) == 0 && info.f_type == 0x6969) return 0;
    return flock(fd, (kind == 2 ? LOCK_EX : kind == 1 ? LOCK_SH : LOCK_UN) | LOCK_NB);
}

// A read lease is only given when nobody has the file open for writing; it is given back at once.
int cp_no_writers(int fd) {
    signal(SIGIO, SIG_IGN);
    if (fcntl(fd, F_SETLEASE, F_RDLCK) == -1) return errno == EAGAIN ? 0 : -1;
    fcntl(fd, F_SETLEASE, F_UNLCK);
    return 1;
}

int cp_thread_start(unsigned long *thread, void *(*work)(void *), void *context) {
    sigset_t all, before;
    pthread_attr_t attributes;
    pthread_t started = 0;
    int result = pthread_attr_init(&attributes);
    if (result != 0) return result;
    pthread_attr_setstacksize(&attributes, 256 * 1024);
    // Signals are for the thread that knows what to do with them.
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    result = pthread_create(&started, &attributes, work, context);
    pthread_sigmask(SIG_SETMASK, &before, 0);
    pthread_attr_destroy(&attributes);
    *thread = (unsigned long)started;
    return result;
}

void cp_thread_join(unsigned long thread) { pthread_join((pthread_t)thread, 0); }

int cp_thread_join_within(unsigned long thread, int milliseconds) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += milliseconds / 1000;
    end.tv_nsec += milliseconds % 1000 * 1000000L;
    if (end.tv_nsec >= 1000000000L) { end.tv_sec++; end.tv_nsec -= 1000000000L; }
    if (pthread_clockjoin_np((pthread_t)thread, 0, CLOCK_MONOTONIC, &end) == 0) return 1;
    pthread_detach((pthread_t)thread);
    return 0;
}
