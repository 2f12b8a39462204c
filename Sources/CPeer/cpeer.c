#define _GNU_SOURCE
#include "cpeer.h"
#include <errno.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#if __has_include(<sys/rseq.h>)
#include <sys/rseq.h>
#endif

int cpeer_identify(int socket, cpeer_identity *identity) {
    struct ucred credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size)) return errno;
    *identity = (cpeer_identity){credentials.uid, credentials.gid, credentials.pid};
    return 0;
}

int cpeer_accept(int listener) {
    int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}

int cpeer_watch_edges(int epoll, int socket) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.fd = socket};
    return epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) ? errno : 0;
}

void cpeer_forget_processor(void) {
#if __has_include(<sys/rseq.h>)
    char *area = (char *)__builtin_thread_pointer() + __rseq_offset;
    // The kernel wants the size that it was registered with, which is not always the size in use.
    if (syscall(SYS_rseq, area, sizeof(struct rseq), RSEQ_FLAG_UNREGISTER, RSEQ_SIG))
        syscall(SYS_rseq, area, __rseq_size, RSEQ_FLAG_UNREGISTER, RSEQ_SIG);
#endif
}
