// Asks: one client waits for each reply in `recv`, several are waited for with epoll.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "internal.h"

enum { ROOM = 2 << 20, DEPTH = 64, ID_DIGITS = 6 };

typedef struct client {
    int descriptor;
    uint8_t *input;
    size_t filled;
    /// A ring: when each request in flight was sent, and the size of its reply.
    uint64_t sent[DEPTH];
    uint32_t expected[DEPTH];
    unsigned first, next;
} client;

struct load {
    load_protocol protocol;
    int epoll, count;
    client *clients;
    char wrong[400];
};

int load_socket(const char *path, bool listens) {
    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (descriptor < 0 || strlen(path) >= sizeof address.sun_path) return -1;
    strcpy(address.sun_path, path);
    if (listens) unlink(path);
    int code = listens ? bind(descriptor, (struct sockaddr *)&address, sizeof address)
                       : connect(descriptor, (struct sockaddr *)&address, sizeof address);
    if (code == 0 && listens) code = listen(descriptor, 128);
    if (code == 0) return descriptor;
    close(descriptor);
    return -1;
}

// MARK: Replies

/// The size of the reply at the front, 0 where it is not whole yet; `*failed` where it says no.
typedef size_t whole(const uint8_t *bytes, size_t count, bool *failed);

static size_t whole_json_rpc(const uint8_t *bytes, size_t count, bool *failed) {
    static const char head[] = "Content-Length: ";
    static const char id[] = "{\"jsonrpc\":\"2.0\",\"id\":";
    size_t at = sizeof head - 1, length = 0;
    while (at < count && bytes[at] >= '0' && bytes[at] <= '9') length = length * 10 + bytes[at++] - '0';
    size_t total = at + 4 + length;
    if (at >= count || count < total) return 0;
    size_t result = at + 4 + sizeof id - 1 + ID_DIGITS + 2;
    *failed = total <= result || memcmp(bytes, head, sizeof head - 1) != 0 || bytes[result] != 'r';
    return total;
}

static size_t whole_redis(const uint8_t *bytes, size_t count, bool *failed) {
    const uint8_t *end = memchr(bytes, '\n', count < 64 ? count : 64);
    if (!end) return 0;
    size_t head = (size_t)(end + 1 - bytes);
    *failed = bytes[0] == '-' || (bytes[0] == '$' && bytes[1] == '-');
    if (bytes[0] != '$' || *failed) return head;
    size_t total = head + strtoul((const char *)bytes + 1, NULL, 10) + 2;
    return count < total ? 0 : total;
}

static size_t whole_postgres(const uint8_t *bytes, size_t count, bool *failed) {
    size_t at = 0;
    while (count - at >= 5) {
        uint8_t kind = bytes[at];
        uint32_t size;
        memcpy(&size, bytes + at + 1, 4);
        size_t end = at + 1 + __builtin_bswap32(size);
        if (end > count) return 0;
        if (kind == 'E') *failed = true;
        at = end;
        // COPY waits for rows.
        if (kind == 'Z' || kind == 'G') return at;
    }
    return 0;
}

static inline size_t reply(load_protocol protocol, const uint8_t *bytes, size_t count, uint32_t expected,
                           bool *failed) {
    size_t size = 0;
    if (count == 0) return 0;
    switch (protocol) {
    case LOAD_ECHO: return count >= expected ? expected : 0;
    case LOAD_JSON_RPC: size = whole_json_rpc(bytes, count, failed); break;
    case LOAD_REDIS: size = whole_redis(bytes, count, failed); break;
    case LOAD_POSTGRES: size = whole_postgres(bytes, count, failed); break;
    }
    if (size && expected && size != expected) *failed = true;
    return size;
}

// MARK: Connections

static bool send_all(int descriptor, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(descriptor, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes += sent;
        count -= (size_t)sent;
    }
    return true;
}

/// Waits for a reply at the front of the input; 0 where the server has hung up.
static size_t wait_for_reply(load *load, client *client, uint32_t expected, bool *failed) {
    size_t size;
    while (!(size = reply(load->protocol, client->input, client->filled, expected, failed))) {
        ssize_t received = recv(client->descriptor, client->input + client->filled, ROOM - client->filled, 0);
        if (received < 0 && errno == EINTR) continue;
        if (received <= 0) return 0;
        client->filled += (size_t)received;
    }
    return size;
}

static void take(client *client, size_t size) {
    client->filled -= size;
    if (client->filled) memmove(client->input, client->input + size, client->filled);
}

load *load_open(const char *path, load_protocol protocol, int clients, const uint8_t *hello, size_t hello_size,
                int hello_replies) {
    load *load = calloc(1, sizeof *load);
    load->protocol = protocol;
    load->epoll = epoll_create1(EPOLL_CLOEXEC);
    load->clients = calloc((size_t)clients, sizeof *load->clients);
    for (int i = 0; i < clients; i++) {
        client *client = &load->clients[load->count];
        client->descriptor = load_socket(path, false);
        if (client->descriptor < 0) return load_close(load), NULL;
        load->count++;
        client->input = malloc(ROOM);
        struct epoll_event event = {EPOLLIN, {.u32 = (uint32_t)i}};
        epoll_ctl(load->epoll, EPOLL_CTL_ADD, client->descriptor, &event);
        bool failed = false;
        if (!send_all(client->descriptor, hello, hello_size)) return load_close(load), NULL;
        for (int n = 0; n < hello_replies; n++) {
            size_t size = wait_for_reply(load, client, 0, &failed);
            if (size == 0 || failed) return load_close(load), NULL;
            take(client, size);
        }
    }
    return load;
}

void load_close(load *load) {
    for (int i = 0; i < load->count; i++) {
        close(load->clients[i].descriptor);
        free(load->clients[i].input);
    }
    close(load->epoll);
    free(load->clients);
    free(load);
}

const uint8_t *load_ask(load *load, const uint8_t *request, size_t size, size_t *reply_size) {
    client *client = load->clients;
    bool failed = false;
    if (!send_all(client->descriptor, request, size)) return NULL;
    *reply_size = wait_for_reply(load, client, 0, &failed);
    if (*reply_size == 0) return NULL;
    // Nothing else is in flight.
    client->filled = 0;
    return client->input;
}

// MARK: Runs

typedef struct run {
    load *load;
    const load_questions *questions;
    load_result *result;
    uint64_t start, end;
    uint64_t first;
    size_t asked;
    bool once;
} run;

static const load_request *next_request(run *run) {
    if (run->once && run->asked >= run->questions->count) return NULL;
    return &run->questions->requests[run->asked++ % run->questions->count];
}

static void note(run *run, uint64_t sent, uint64_t now, size_t size, bool failed) {
    load_result *result = run->result;
    result->failures += failed;
    if (sent < run->start) return;
    if (result->count == 0) run->first = sent;
    if (result->count < result->capacity) result->times[result->count++] = now - sent;
    result->bytes += size;
    result->nanoseconds = now - run->first;
}

static void keep(load *load, const uint8_t *reply, size_t size) {
    size_t count = size < sizeof load->wrong ? size : sizeof load->wrong - 1;
    for (size_t i = 0; i < count; i++) load->wrong[i] = reply[i] < ' ' ? ' ' : (char)reply[i];
    load->wrong[count] = 0;
}

const char *load_wrong_reply(const load *load) { return load->wrong[0] ? load->wrong : NULL; }

static bool run_alone(run *run) {
    client *client = run->load->clients;
    const load_request *request;
    uint64_t sent = load_now();
    while (sent < run->end && (request = next_request(run))) {
        bool failed = false;
        sent = load_now();
        if (!send_all(client->descriptor, run->questions->bytes + request->offset, request->size)) return false;
        size_t size = wait_for_reply(run->load, client, request->reply_size, &failed);
        if (size == 0) return false;
        note(run, sent, load_now(), size, failed);
        if (failed) keep(run->load, client->input, size);
        take(client, size);
    }
    return true;
}

/// Sends up to so many requests in one piece.
static bool send_some(run *run, client *client, int count) {
    static __thread uint8_t room[256 << 10];
    size_t size = 0;
    uint64_t now = load_now();
    for (int i = 0; i < count; i++) {
        const load_request *request = next_request(run);
        if (!request || size + request->size > sizeof room) break;
        memcpy(room + size, run->questions->bytes + request->offset, request->size);
        size += request->size;
        client->sent[client->next % DEPTH] = now;
        client->expected[client->next++ % DEPTH] = request->reply_size;
    }
    return send_all(client->descriptor, room, size);
}

/// Takes what has come and asks on, unless the end has come; -1 where the server has hung up.
static int serve(run *run, client *client, bool goes_on) {
    ssize_t received =
        recv(client->descriptor, client->input + client->filled, ROOM - client->filled, MSG_DONTWAIT);
    if (received < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
    if (received <= 0) return -1;
    client->filled += (size_t)received;
    uint64_t now = load_now();
    size_t used = 0, size;
    int done = 0;
    while (client->first != client->next) {
        bool failed = false;
        size = reply(run->load->protocol, client->input + used, client->filled - used,
                     client->expected[client->first % DEPTH], &failed);
        if (size == 0) break;
        if (failed) keep(run->load, client->input + used, size);
        note(run, client->sent[client->first++ % DEPTH], now, size, failed);
        used += size;
        done++;
    }
    take(client, used);
    if (done > 0 && goes_on && !send_some(run, client, done)) return -1;
    return done;
}

static bool is_in_flight(const load *load) {
    for (int i = 0; i < load->count; i++)
        if (load->clients[i].first != load->clients[i].next) return true;
    return false;
}

static bool run_together(run *run, int depth) {
    load *load = run->load;
    for (int i = 0; i < load->count; i++)
        if (!send_some(run, &load->clients[i], depth)) return false;
    bool goes_on = true;
    while (is_in_flight(load)) {
        struct epoll_event events[64];
        int count = epoll_wait(load->epoll, events, 64, 1000);
        if (count < 0 && errno != EINTR) return false;
        goes_on = goes_on && load_now() < run->end;
        for (int i = 0; i < count; i++)
            if (serve(run, &load->clients[events[i].data.u32], goes_on) < 0) return false;
    }
    return true;
}

bool load_run(load *load, const load_questions *questions, int depth, uint64_t warm, uint64_t limit, bool once,
              load_result *result) {
    uint64_t now = load_now();
    run run = {.load = load, .questions = questions, .result = result, .once = once};
    run.start = now + warm;
    run.end = run.start + limit;
    result->count = 0;
    result->bytes = result->nanoseconds = result->failures = 0;
    if (depth > DEPTH) depth = DEPTH;
    if (load->count == 1 && depth == 1) return run_alone(&run);
    return run_together(&run, depth);
}
