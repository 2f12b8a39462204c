#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// struct ucred and accept4 need _GNU_SOURCE, which clashes with Swift's Glibc module.

/// The other end of a Unix socket, as the kernel recorded it at connect.
typedef struct {
    uint32_t uid, gid;
    int32_t pid;
} cpeer_identity;

/// 0, or an errno.
int cpeer_identify(int socket, cpeer_identity *identity);

/// A connected socket that neither blocks nor outlives an exec, or minus an errno.
int cpeer_accept(int listener);

// The calls of every request: without what the library does around them for threads that can be cancelled, which
// none of ours can.

/// Has an epoll tell once of each thing that happens to a socket it watches, and of what is so already; 0, or an
/// errno.
int cpeer_watch_edges(int epoll, int socket);

/// How many bytes have come: 0 at the end, or minus an errno.
ssize_t cpeer_receive(int socket, void *bytes, size_t count);

/// How many bytes the socket takes now, or minus an errno.
ssize_t cpeer_send(int socket, const void *bytes, size_t count);
