#pragma once
// What Swift cannot call: variadic functions, macros, thread-local variables. No logic lives here.

#include <stddef.h>
#include <stdint.h>

#include "cp_edit.h"

// Files
int cp_open(const char *path, int flags, unsigned mode);
int cp_openat(int directory, const char *path, int flags, unsigned mode);
/// Sets (kind 1: shared, 2: exclusive) or drops (0) a lock on the whole file, without waiting.
///
/// The lock belongs to the open file description; where the kernel knows no such locks, to the process.
int cp_file_lock(int fd, int kind);

/// renameat2(2) that fails when the new name is taken.
int cp_rename_keeping(const char *from, const char *to);
/// readlink(2) into bytes.
long cp_read_link(const char *path, void *target, size_t size);
/// gethostname(2) into bytes.
int cp_host_name(void *name, size_t size);
/// English words for a value of errno, or null.
const char *cp_error_words(int error);

/// fallocate(2) in its plain mode.
int cp_allocate(int fd, int64_t offset, int64_t count);
/// copy_file_range(2) from an offset to the target's position.
long cp_copy_range(int source, int64_t offset, int target, size_t count);

/// A queue of inotify(7), or -1.
int cp_watch_start(void);
/// Watches a file or folder; -1 with errno.
int cp_watch_add(int fd, const char *path);
/// Takes all events out of the queue: whether there were any, or the queue is broken.
int cp_watch_take(int fd);
/// Gives a file the extended attributes of another, access lists among them; -1 with errno.
int cp_copy_attributes(int source, int target);
/// Begins to write a stretch of a file to the disk, without waiting for the end of it.
void cp_write_behind(int fd, int64_t offset, int64_t count);

/// flock(2) without waiting, as cp_file_lock; does nothing on NFS, where it would be the same lock as fcntl.
int cp_flock(int fd, int kind);
/// Whether nobody has the file open for writing: 1 yes, 0 no, -1 cannot tell. The descriptor must be read-only.
int cp_no_writers(int fd);

// Descriptors
/// memfd_create(2) with MFD_CLOEXEC.
int cp_memory_file(void);
/// pipe2(2) with O_CLOEXEC.
int cp_pipe(int ends[2]);
int cp_set_nonblocking(int fd, int on);
int cp_set_close_on_exec(int fd, int on);
/// Columns in the high, rows in the low 16 bits; 0 when the descriptor is no terminal.
uint32_t cp_window_size(int fd);

// Processes
/// The exit status 0 to 255, or 256 plus the signal's number.
int cp_wait_status(int status);
/// pidfd_open(2): readable when the child has ended; -1 where the kernel has none.
int cp_process_descriptor(int process);

/// Gives the calling thread alone the rights of a user and group, without further groups; for root. 0, or -1 with errno.
int cp_take_rights(uint32_t user, uint32_t group);

// Signals: sets are bit masks, bit n for signal n.
int cp_signal_block(uint64_t mask, uint64_t *old);
int cp_signal_set_mask(uint64_t mask);
int cp_signal_fd(uint64_t mask);
/// Takes one pending signal out of a descriptor of cp_signal_fd: its number, or 0 when there is none.
int cp_signal_take(int fd);
int cp_signal_ignore(int signal);
/// Whether the signal was ignored when the program started (nohup, background of a shell).
int cp_signal_is_ignored(int signal);
uint64_t cp_signal_pending(void);
/// Forgets the blocked signals of a mask that have arrived.
void cp_signal_discard(uint64_t mask);

// Faults for tests: the n-th call from now on fails. State is per thread; costs one load and compare when not armed.
enum cp_operation {
    CP_OPEN = 0, CP_READ, CP_WRITE, CP_SYNC, CP_RENAME, CP_TRUNCATE, CP_LINK, CP_UNLINK, CP_STAT, CP_COPY, CP_LOCK,
    CP_CLOSE, CP_CHMOD, CP_CHOWN, CP_MKDIR, CP_SEEK, CP_SOCKET, CP_ALLOCATE
};
enum cp_fault_mode {
    CP_FAULT_ONCE = 1,   // the n-th call fails with `error`
    CP_FAULT_STOP,       // the n-th call and all after it fail: what a killed process leaves behind
    CP_FAULT_SHORT,      // the n-th write or copy is cut to half its length
    CP_FAULT_FULL        // the n-th call and every later write, copy or allocation fails with `error`: a full disk
};
/// Arms a fault at the `countdown`-th call (1: the next) among the operations whose bits are in `operations`.
void cp_fault_arm(int mode, long countdown, int error, uint64_t operations);
void cp_fault_disarm(void);
/// How many calls have been counted since arming.
long cp_fault_count(void);
/// Whether the fault has struck since arming.
int cp_fault_struck(void);

struct cp_fault_state { int mode; int error; int struck; long countdown; long seen; uint64_t operations; };
extern _Thread_local struct cp_fault_state cp_fault_current;
int cp_fault_strike(int operation);
/// Where a test notes what this thread does to files; null when nobody does.
extern _Thread_local void *cp_log_current;
static inline void *cp_log(void) { return cp_log_current; }
void cp_log_set(void *log);
/// 0 to go on; -1 with errno set to fail; 1 to do half of a write.
static inline int cp_fault(int operation) {
    return __builtin_expect(cp_fault_current.mode != 0, 0) ? cp_fault_strike(operation) : 0;
}

/// The variable environ.
char **cp_environment(void);

// Locales
/// The charset of a locale of the system as nl_langinfo(3) names it, whatever locale is in use; 0 where the system has no
/// such locale.
int cp_locale_charset(const char *name, char *charset, size_t size);

// Sockets
/// A non-blocking stream socket that children do not inherit.
int cp_socket(int family);
/// A non-blocking UDP socket that children do not inherit.
int cp_datagram_socket(int family);
int cp_connect(int fd, const void *address, uint32_t length);
/// SO_ERROR.
int cp_socket_error(int fd);
int cp_socket_no_delay(int fd);
/// 1 when the peer of a socket is on this machine: a loopback address or a unix socket.
int cp_peer_is_loopback(int fd);

// Threads
/// Starts a thread with a small stack that gets no signals; 0, or an errno value.
int cp_thread_start(unsigned long *thread, void *(*work)(void *), void *context);
/// Waits for its end.
void cp_thread_join(unsigned long thread);
/// Waits for its end for some time: 1 when it has come; 0 when not, and the thread is left to itself.
int cp_thread_join_within(unsigned long thread, int milliseconds);

// Spawning
/// posix_spawnp with the three standard streams replaced where not -1, no signal blocked, SIGPIPE and SIGXFSZ as usual.
/// Arguments and environment are strings that lie one behind the other, each with its NUL; an environment of no bytes
/// at a null address means ours. Returns 0 or an errno value.
int cp_spawn(int *process, const char *file, const unsigned char *arguments, size_t arguments_size,
             const unsigned char *environment, size_t environment_size, int input, int output, int error);
