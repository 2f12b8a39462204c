#pragma once
#include <checksum.h>
#include <lmdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include "text.h"

// Keys, checked values, ranges.

/// Where a course's entry lies, as long as nothing is committed.
typedef struct place {
    size_t transaction;
    u64 course;
    u8 section;
    MDB_val value;
} place;

enum { PLACES = 512 };

typedef struct floor_store {
    MDB_txn *reader;
    MDB_dbi relations, sheets;
    place places[PLACES];
} floor_store;

extern floor_store store;

typedef struct bytes {
    const u8 *next, *end;
} bytes;

/// Damage ends the process: nothing here is worth surviving.
static COLD _Noreturn void damaged(void) { abort(); }

typedef struct key {
    u8 text[56];
    size_t count;
} key;

INLINE void add_word(key *k, u64 value, size_t count) {
    value = __builtin_bswap64(value);
    memcpy(k->text + k->count, &value, 8);
    k->count += count;
}

/// One length byte and the significant bytes.
INLINE void add_id(key *k, u64 id) {
    int width = (71 - (id ? __builtin_clzll(id) : 64)) >> 3;
    add_word(k, (u64)width << 56 | (width ? id << (56 - 8 * width) : 0), 1 + width);
}

INLINE void add_day(key *k, int32_t day) { add_word(k, (u64)((u32)day ^ 0x80000000u) << 32, 4); }

INLINE key key_of(u8 tag, u64 owner, u8 section) {
    key k;
    k.text[0] = tag;
    k.count = 1;
    add_id(&k, owner);
    k.text[k.count++] = section;
    return k;
}

INLINE u64 id_at(const u8 *p) {
    u64 value = 0;
    for (int width = *p++; width > 0; width--) value = value << 8 | *p++;
    return value;
}

/// The id behind the head of a key.
INLINE u64 id_behind_head(const MDB_val *k) {
    const u8 *p = k->mv_data;
    return id_at(p + 1 + 1 + p[1] + 1);
}

INLINE int32_t trailing_day(const MDB_val *k) {
    u32 bits;
    memcpy(&bits, (const u8 *)k->mv_data + k->mv_size - 4, 4);
    return (int32_t)(__builtin_bswap32(bits) ^ 0x80000000u);
}

/// The content behind a checksum over key and content.
INLINE bytes verified(const MDB_val *k, const MDB_val *v) {
    const u8 *p = v->mv_data;
    u32 stored;
    memcpy(&stored, p, 4);
    if (checksum_crc32c_pair(k->mv_data, k->mv_size, p + 4, v->mv_size - 4) != stored) damaged();
    return (bytes){p + 4, p + v->mv_size};
}

INLINE u64 varint(bytes *b) {
    u64 byte = *b->next++;
    if (byte < 128) return byte;
    u64 value = byte & 127;
    for (int shift = 7;; shift += 7) {
        byte = *b->next++;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
    }
}

/// A count as a signed field holds it.
INLINE u64 count_field(bytes *b) { return varint(b) >> 1; }

INLINE int64_t int64_field(bytes *b) {
    int64_t value;
    memcpy(&value, b->next, 8);
    b->next += 8;
    return value;
}

INLINE int32_t day_field(bytes *b) {
    int32_t value;
    memcpy(&value, b->next, 4);
    b->next += 4;
    return value;
}

INLINE int64_t optional_instant(bytes *b) { return *b->next++ ? int64_field(b) : INT64_MIN; }

/// The verified content of a key; false where there is none.
INLINE bool find(MDB_dbi tree, key *k, bytes *content) {
    MDB_val name = {k->count, k->text}, value;
    if (mdb_get(store.reader, tree, &name, &value)) return false;
    *content = verified(&name, &value);
    return true;
}

/// The verified content of a course's entry, which is remembered; false where there is none.
INLINE bool find_of_course(u64 course, u8 section, bytes *content) {
    key k = key_of(2, course, section);
    MDB_val name = {k.count, k.text};
    place *p = &store.places[(course * 2 + (section != 0)) % PLACES];
    size_t transaction = mdb_txn_id(store.reader);
    if (p->transaction != transaction || p->course != course || p->section != section) {
        MDB_val value;
        if (mdb_get(store.reader, store.relations, &name, &value)) return false;
        *p = (place){transaction, course, section, value};
    }
    *content = verified(&name, &p->value);
    return true;
}

/// Walks the entries from `lower` on that begin with its first `head` bytes.
typedef struct range {
    MDB_cursor *cursor;
    MDB_val key, value;
    const u8 *lower;
    size_t head;
    MDB_cursor_op step;
} range;

INLINE range open_range(MDB_dbi tree, const key *lower, size_t head) {
    range r = {.key = {lower->count, (void *)lower->text}, .lower = lower->text, .head = head, .step = MDB_SET_RANGE};
    if (mdb_cursor_open(store.reader, tree, &r.cursor)) damaged();
    return r;
}

INLINE bool next_entry(range *r) {
    if (mdb_cursor_get(r->cursor, &r->key, &r->value, r->step)) return false;
    r->step = MDB_NEXT;
    return r->key.mv_size > r->head && !memcmp(r->key.mv_data, r->lower, r->head);
}

INLINE void end_range(range *r) { mdb_cursor_close(r->cursor); }

/// How many modules and lessons a course has.
INLINE void course_totals(u64 course, u64 *modules, u64 *lessons) {
    bytes content;
    *modules = *lessons = 0;
    if (!find_of_course(course, 0x28, &content)) return;
    *modules = varint(&content);
    *lessons = varint(&content);
}

INLINE char *begin_answer(char *o) {
    mdb_txn_renew(store.reader);
    *o++ = '[';
    return o;
}

INLINE size_t end_answer(char *out, char *o) {
    if (o[-1] == ',') o--;
    *o++ = ']';
    mdb_txn_reset(store.reader);
    return (size_t)(o - out);
}
