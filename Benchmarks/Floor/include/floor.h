#pragma once
#include <stddef.h>
#include <stdint.h>

// The floor: the store's hot questions as a careful C programmer answers them, over the same stored bytes,
// with the same tricks and every checksum verified, but with no check of the room that it writes to.
// What Swift takes longer is what the language and its checks cost.

struct MDB_env;

/// Reads from now on through an environment that is lent. Returns LMDB's error, 0 for none.
int floor_open(struct MDB_env *environment, unsigned relations, unsigned sheets);
/// Gives the reading transaction back; to be called before the environment is closed.
void floor_close(void);

/// What a question that only a cold path can answer is answered with: names that begin alike, modules
/// without a date.
#define FLOOR_COLD SIZE_MAX

// Each writes an answer to `out`, which has room for it, and returns its size in bytes.

size_t floor_q1(char *out, uint64_t student);
size_t floor_q1b(char *out, uint64_t student, uint64_t course);
size_t floor_q2(char *out, uint64_t group, int32_t from, int32_t through);
size_t floor_q3(char *out, uint64_t student, int32_t from, int32_t through);
size_t floor_q4(char *out, uint64_t cohort);
size_t floor_q5(char *out, uint64_t cohort, int32_t day);
size_t floor_q5b(char *out, uint64_t student, int32_t day);

/// Answers the same questions over a socket, in JSON-RPC framed with Content-Length, out of a store that nobody
/// writes to meanwhile; does not return but where it cannot begin.
int floor_serve(const char *socket, const char *folder);
