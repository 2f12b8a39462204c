// Clients that do not behave: they connect and go, never read, or stop in the middle.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "internal.h"

int load_connect(const char *path) { return load_socket(path, false); }

size_t load_push(int descriptor, const uint8_t *bytes, size_t size) {
    size_t pushed = 0;
    while (pushed < size) {
        ssize_t sent = send(descriptor, bytes + pushed, size - pushed, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent <= 0) break;
        pushed += (size_t)sent;
    }
    return pushed;
}

int load_farewell(int descriptor, char *text, int capacity, int milliseconds) {
    struct pollfd state = {descriptor, POLLIN, 0};
    if (poll(&state, 1, milliseconds) <= 0) return -1;
    ssize_t received = recv(descriptor, text, (size_t)capacity - 1, MSG_DONTWAIT);
    if (received < 0) return -1;
    text[received] = 0;
    return (int)received;
}

load_storm_result load_storm(const char *path, int rate, int milliseconds) {
    struct sched_param parameters = {.sched_priority = 0};
    sched_setscheduler(0, SCHED_OTHER, &parameters);
    load_storm_result result = {0};
    uint64_t start = load_now(), end = start + (uint64_t)milliseconds * 1000000u;
    uint64_t step = 1000000000u / (uint64_t)rate, next = start;
    while (load_now() < end) {
        // A connect that is late is made up for at once.
        for (uint64_t now = load_now(); next <= now; next += step) {
            int descriptor = load_socket(path, false);
            if (descriptor < 0) {
                result.failures++;
                continue;
            }
            result.connects++;
            close(descriptor);
        }
        struct timespec pause = {0, 200000};
        nanosleep(&pause, NULL);
    }
    result.nanoseconds = load_now() - start;
    return result;
}
