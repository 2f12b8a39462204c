#define _GNU_SOURCE
#include "cpeer.h"
#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>

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
