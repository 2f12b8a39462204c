// The floor behind a socket: what the daemon's hot questions cost where nothing is checked but the stored bytes, and
// a message is as the bench sends it.
#define _GNU_SOURCE
#include <csimdjson.h>
#include <errno.h>
#include <load.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include "entries.h"
#include "floor.h"

enum { HEADER = 64, READERS = 126 };

typedef struct guest {
    int descriptor;
    u8 input[64 << 10];
} guest;

/// The values of one message.
typedef struct question {
    const char *method;
    u64 id, course, student, group, cohort;
    int32_t from, to, on;
} question;

static char room[HEADER + (8 << 20)];

static u64 word_at(const void *bytes) {
    u64 word;
    memcpy(&word, bytes, 8);
    return __builtin_bswap64(word);
}

/// LMDB's own order, a word at a time, as the store has it compared.
static int compare(const MDB_val *left, const MDB_val *right) {
    size_t shorter = left->mv_size < right->mv_size ? left->mv_size : right->mv_size;
    const char *one = left->mv_data, *other = right->mv_data;
    int difference = (int)(left->mv_size - right->mv_size);
    if (shorter < 8) {
        int order = memcmp(one, other, shorter);
        return order ? order : difference;
    }
    for (size_t offset = 0;;) {
        u64 first = word_at(one + offset), second = word_at(other + offset);
        if (first != second) return first < second ? -1 : 1;
        if (offset + 8 >= shorter) return difference;
        offset = offset + 16 <= shorter ? offset + 8 : shorter - 8;
    }
}

static int open_store(const char *folder) {
    MDB_env *environment;
    MDB_txn *transaction;
    MDB_dbi relations, sheets;
    if (mdb_env_create(&environment) || mdb_env_set_maxdbs(environment, 8) ||
        mdb_env_set_maxreaders(environment, READERS) ||
        mdb_env_open(environment, folder, MDB_RDONLY | MDB_NOTLS | MDB_NORDAHEAD, 0600) ||
        mdb_txn_begin(environment, NULL, MDB_RDONLY, &transaction) ||
        mdb_dbi_open(transaction, "R", 0, &relations) || mdb_dbi_open(transaction, "S", 0, &sheets) ||
        mdb_set_compare(transaction, relations, compare) || mdb_set_compare(transaction, sheets, compare))
        return 1;
    return mdb_txn_commit(transaction) || floor_open(environment, relations, sheets);
}

// MARK: One message

static int32_t day_of(const char *text) {
    int year = atoi(text), month = atoi(text + 5), day = atoi(text + 8);
    year -= month <= 2;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int era = year / 400, of_era = year - era * 400;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/// Members that hold others are entered as if their members were the message's: no two have one name.
static question read_question(const csimdjson_tape *tape) {
    const u64 text = 0x00ffffffffffffffULL;
    question question = {0};
    const u64 *word = tape->tape + 2;
    for (; *word >> 56 != '}'; word++) {
        const char *name = (const char *)tape->strings + (*word++ & text) + 4;
        char kind = (char)(*word >> 56);
        if (kind == '{') continue;
        if (kind == '"') {
            const char *value = (const char *)tape->strings + (*word & text) + 4;
            if (!strcmp(name, "method")) question.method = value;
            else if (!strcmp(name, "from")) question.from = day_of(value);
            else if (!strcmp(name, "to")) question.to = day_of(value);
            else if (!strcmp(name, "on")) question.on = day_of(value);
            continue;
        }
        u64 number = *++word;
        if (!strcmp(name, "id")) question.id = number;
        else if (!strcmp(name, "courseId")) question.course = number;
        else if (!strcmp(name, "studentId")) question.student = number;
        else if (!strcmp(name, "groupId")) question.group = number;
        else if (!strcmp(name, "cohortId")) question.cohort = number;
    }
    return question;
}

static size_t answer(const question *q, char *out) {
    if (!strcmp(q->method, "enrollment/check")) return floor_q1b(out, q->student, q->course);
    memcpy(out, "{\"items\":", 9);
    char *rows = out + 9;
    size_t count = FLOOR_COLD;
    if (!strcmp(q->method, "enrollment/listByStudent")) count = floor_q1(rows, q->student);
    else if (!strcmp(q->method, "attendance/range") && q->group) count = floor_q2(rows, q->group, q->from, q->to);
    else if (!strcmp(q->method, "attendance/range")) count = floor_q3(rows, q->student, q->from, q->to);
    else if (!strcmp(q->method, "cohort/roster")) count = floor_q4(rows, q->cohort);
    else if (!strcmp(q->method, "schedule/status")) count = floor_q5(rows, q->cohort, q->on);
    else if (!strcmp(q->method, "schedule/unlocked")) count = floor_q5b(rows, q->student, q->on);
    if (count == FLOOR_COLD) return (size_t)sprintf(out, "null");
    rows[count] = '}';
    return 9 + count + 1;
}

static void send_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) return;
        if (sent > 0) bytes += sent, count -= (size_t)sent;
        if (count > 0) poll(&(struct pollfd){descriptor, POLLOUT, 0}, 1, -1);
    }
}

/// Answers the message at the front, whose whole it takes to be there; returns its size.
static size_t serve(guest *guest, csimdjson_parser *parser, const u8 *input) {
    char *end;
    size_t length = strtoul((const char *)input + strlen("Content-Length: "), &end, 10);
    const u8 *body = (const u8 *)end + 4;
    csimdjson_tape tape = csimdjson_parse(parser, body, length);
    if (tape.refusal) damaged();
    question question = read_question(&tape);
    char *start = room + HEADER, *out = start;
    out += sprintf(out, "{\"jsonrpc\":\"2.0\",\"id\":%llu,\"result\":", (unsigned long long)question.id);
    out += answer(&question, out);
    *out++ = '}';
    char header[HEADER];
    int size = sprintf(header, "Content-Length: %zu\r\n\r\n", (size_t)(out - start));
    memcpy(start - size, header, (size_t)size);
    send_all(guest->descriptor, start - size, (size_t)(out - start + size));
    return (size_t)(body - input) + length;
}

// MARK: Connections

static bool receive(guest *guest, csimdjson_parser *parser) {
    for (;;) {
        ssize_t received =
            recv(guest->descriptor, guest->input, sizeof guest->input - csimdjson_padding, MSG_DONTWAIT);
        if (received < 0) return errno == EAGAIN;
        if (received == 0) return false;
        for (ssize_t used = 0; used < received;) used += (ssize_t)serve(guest, parser, guest->input + used);
        // Little was asked: all of it was there.
        if (received < 1024) return true;
    }
}

static void admit(int epoll, int listener) {
    int descriptor = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) return;
    guest *guest = calloc(1, sizeof *guest);
    guest->descriptor = descriptor;
    struct epoll_event event = {EPOLLIN | EPOLLRDHUP | EPOLLET, {.ptr = guest}};
    epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event);
}

int floor_serve(const char *path, const char *folder) {
    signal(SIGPIPE, SIG_IGN);
    csimdjson_parser *parser = csimdjson_create(64 << 10, 64);
    if (!parser || open_store(folder)) return 1;
    int listener = load_socket(path, true);
    if (listener < 0) return 1;
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {EPOLLIN, {.ptr = NULL}}, events[64];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < count; i++) {
            guest *guest = events[i].data.ptr;
            if (!guest) {
                admit(epoll, listener);
            } else if ((events[i].events & EPOLLRDHUP) || !receive(guest, parser)) {
                close(guest->descriptor);
                free(guest);
            }
        }
    }
}
