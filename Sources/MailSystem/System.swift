// The story of MailSystem.
//
// The only door to the kernel and to libc: files, locks, atomic replacement, sockets, processes, terminal, signals, clock,
// time zone, iconv, users, dynamic libraries. Everything above asks here; nothing above imports Glibc.
// Errors are SystemError: the call, its subject, errno.
