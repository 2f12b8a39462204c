#define _GNU_SOURCE
#include "cpeer.h"
#include <errno.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

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

ssize_t cpeer_receive(int socket, void *bytes, size_t count) {
    long received;
    do received = syscall(SYS_recvfrom, socket, bytes, count, MSG_DONTWAIT, NULL, NULL);
    while (received < 0 && errno == EINTR);
    return received < 0 ? -errno : received;
}

ssize_t cpeer_send(int socket, const void *bytes, size_t count) {
    long sent = syscall(SYS_sendto, socket, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL, NULL, 0);
    return sent < 0 ? -errno : sent;
}
