// The floor of every server: read, look at eight bytes, write.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include "internal.h"

typedef struct guest {
    int descriptor;
    size_t filled;
    uint8_t input[64 << 10];
    /// Bytes of replies that the socket has not taken yet.
    size_t unsent;
} guest;

static uint8_t answer[4 << 20];
static int epoll;

static void watch(guest *guest, uint32_t events) {
    struct epoll_event event = {events, {.ptr = guest}};
    epoll_ctl(epoll, EPOLL_CTL_MOD, guest->descriptor, &event);
}

static void reply(guest *guest, size_t count) {
    if (guest->unsent == 0) {
        ssize_t sent = send(guest->descriptor, answer, count, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0) count -= (size_t)sent;
        if (count > 0) watch(guest, EPOLLIN | EPOLLOUT);
    }
    guest->unsent += count;
}

static void go_on(guest *guest) {
    while (guest->unsent > 0) {
        size_t count = guest->unsent < sizeof answer ? guest->unsent : sizeof answer;
        ssize_t sent = send(guest->descriptor, answer, count, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent <= 0) return;
        guest->unsent -= (size_t)sent;
    }
    watch(guest, EPOLLIN);
}

static bool serve(guest *guest) {
    ssize_t received = recv(guest->descriptor, guest->input + guest->filled, sizeof guest->input - guest->filled,
                            MSG_DONTWAIT);
    if (received == 0 || (received < 0 && errno != EAGAIN && errno != EINTR)) return false;
    if (received < 0) return true;
    guest->filled += (size_t)received;
    size_t used = 0;
    while (guest->filled - used >= 8) {
        uint32_t sizes[2];
        memcpy(sizes, guest->input + used, 8);
        if (sizes[0] < 8 || sizes[0] > sizeof guest->input || sizes[1] > sizeof answer) return false;
        if (guest->filled - used < sizes[0]) break;
        reply(guest, sizes[1]);
        used += sizes[0];
    }
    guest->filled -= used;
    if (guest->filled) memmove(guest->input, guest->input + used, guest->filled);
    return true;
}

int load_echo(const char *path) {
    signal(SIGPIPE, SIG_IGN);
    memset(answer, 'x', sizeof answer);
    int listener = load_socket(path, true);
    if (listener < 0) return 1;
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {EPOLLIN, {.ptr = NULL}}, events[64];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < count; i++) {
            guest *guest = events[i].data.ptr;
            if (!guest) {
                int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
                if (descriptor < 0) continue;
                guest = calloc(1, sizeof *guest);
                guest->descriptor = descriptor;
                event = (struct epoll_event){EPOLLIN, {.ptr = guest}};
                epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
                continue;
            }
            if (events[i].events & EPOLLOUT) go_on(guest);
            if (events[i].events & (EPOLLIN | EPOLLHUP) && !serve(guest)) {
                close(guest->descriptor);
                free(guest);
            }
        }
    }
}
