#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

// struct ucred and accept4 need _GNU_SOURCE, which clashes with Swift's Glibc module, and so do the headers of flags and errors.

/// The other end of a Unix socket, as the kernel recorded it at connect.
typedef struct {
    uint32_t uid, gid;
    int32_t pid;
} cpeer_identity;

/// 0, or an errno.
int cpeer_identify(int socket, cpeer_identity *identity);

/// A connected socket that neither blocks nor outlives an exec, or minus an errno.
int cpeer_accept(int listener);

/// Has an epoll tell once of each thing that happens to a socket it watches, and of what is so already; 0, or an
/// errno.
int cpeer_watch_edges(int epoll, int socket);

/// Has the kernel no longer note for the calling thread, each time that it wakes, which processor it is on. The C
/// library asks for that to answer `sched_getcpu` without a call, which no thread of ours asks; it takes a hundredth
/// of a short request.
void cpeer_forget_processor(void);

/// What an epoll tells of a descriptor, as the kernel lays it out.
typedef struct
#if defined(__x86_64__)
    __attribute__((packed))
#endif
{
    uint32_t events;
    union {
        int descriptor;
        uint64_t data;
    };
} cpeer_event;

/// The other end sends nothing more: `EPOLLRDHUP`.
enum { cpeer_ending = 0x2000 };

// The calls of every request: without what the library does around them for threads that can be cancelled, which
// none of ours can, and without a function around each. A kernel leaves a processor with no idea where the functions
// return to that were begun before it was called.

/// As `recv`.
static inline long cpeer_receive(int socket, void *bytes, size_t count, int flags) {
    return syscall(SYS_recvfrom, socket, bytes, count, flags, NULL, NULL);
}

/// As `send`.
static inline long cpeer_send(int socket, const void *bytes, size_t count, int flags) {
    return syscall(SYS_sendto, socket, bytes, count, flags, NULL, 0);
}

/// As `epoll_wait`, for as long as it takes.
static inline long cpeer_wait(int epoll, cpeer_event *events, int count) {
    return syscall(SYS_epoll_pwait, epoll, events, count, -1, NULL, 8);
}
