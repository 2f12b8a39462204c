#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What asks servers over Unix sockets, and the smallest server there can be: C, since it shares the
// processor with what it measures.

/// A socket that is connected, or listens where it removes what was there before; below 0 where that fails.
int load_socket(const char *path, bool listens);

/// How a server's replies end.
typedef enum load_protocol {
    /// A Content-Length header and JSON-RPC; ids have six digits.
    LOAD_JSON_RPC,
    /// As many bytes as the request has asked for: `load_echo`.
    LOAD_ECHO,
    /// Redis's replies.
    LOAD_REDIS,
    /// PostgreSQL's messages up to ReadyForQuery, each behind a Sync.
    LOAD_POSTGRES,
} load_protocol;

/// One request in a text of many.
typedef struct load_request {
    uint32_t offset, size;
    /// The size of its reply, 0 where that is not known.
    uint32_t reply_size;
} load_request;

/// Requests that are sent one after the other, each by the next client that is free.
typedef struct load_questions {
    const uint8_t *bytes;
    const load_request *requests;
    size_t count;
} load_questions;

/// What a run has measured.
typedef struct load_result {
    /// Nanoseconds of each request, in the room that was given.
    uint64_t *times;
    size_t capacity, count;
    /// From the first request that counts to the last reply.
    uint64_t nanoseconds;
    uint64_t bytes;
    /// Replies that were errors, or of another size than they should be.
    size_t failures;
} load_result;

/// Open connections to one server.
typedef struct load load;

/// Connects so many clients; NULL where nobody listens. Each sends `hello` first, which gets so many replies.
load *load_open(const char *path, load_protocol protocol, int clients, const uint8_t *hello, size_t hello_size,
                int hello_replies);
void load_close(load *load);

/// Asks again and again, so many requests in flight on each connection: `warm` nanoseconds that do not count,
/// then until `limit` nanoseconds are over or, where `once` is set, each question has been asked. False where the
/// server has hung up.
bool load_run(load *load, const load_questions *questions, int depth, uint64_t warm, uint64_t limit, bool once,
              load_result *result);

/// Asks one question on the first connection; the reply stays where it is until the next. NULL where the server
/// has hung up.
const uint8_t *load_ask(load *load, const uint8_t *request, size_t size, size_t *reply_size);

/// How the last reply begins that was wrong; NULL where none was.
const char *load_wrong_reply(const load *load);

/// Answers at a socket, for ever: a request begins with its own size and that of its reply, 32 bits each.
int load_echo(const char *path);

// MARK: Crowds

/// A connected socket, or -1.
int load_connect(const char *path);
/// Sends what the socket takes now; how much that was.
size_t load_push(int descriptor, const uint8_t *bytes, size_t size);
/// What the server says of its own accord within some time: how many bytes, 0 where it only hangs up, -1 for nothing.
int load_farewell(int descriptor, char *text, int capacity, int milliseconds);

typedef struct load_storm_result {
    int connects, failures;
    uint64_t nanoseconds;
} load_storm_result;

/// Connects and hangs up, so many times a second, behind all others of its processor.
load_storm_result load_storm(const char *path, int rate, int milliseconds);

// MARK: Processes

/// Starts a program: its output to `log`, on these processors (a bit each), as `user` where that is not 0. It ends
/// with the thread that has started it. Returns its id, or -1.
pid_t load_spawn(char *const *words, const char *log, uint64_t processors, uid_t user);
/// Waits for a program's end; its status, or -1.
int load_wait(pid_t process);
/// Moves a process with its threads and children to these processors; 0 is the calling thread alone.
void load_pin(pid_t process, uint64_t processors);
/// Moves the threads of a process that have this name.
void load_pin_threads(pid_t process, const char *name, uint64_t processors);
/// Lets a process with its threads and children run before all others of their processors, or the calling thread
/// for 0; false where it may not.
bool load_hurry(pid_t process);
/// How many bytes of memory a process has resident, but for those of files; and its highest number of descriptors.
uint64_t load_resident_bytes(pid_t process);
int load_descriptors(pid_t process);
