// Enrollments, rosters, schedules.
#include "entries.h"
#include "floor.h"

floor_store store;

int floor_open(struct MDB_env *environment, unsigned relations, unsigned sheets) {
    memset(store.places, 0, sizeof store.places);
    store.relations = relations;
    store.sheets = sheets;
    int result = mdb_txn_begin(environment, NULL, MDB_RDONLY, &store.reader);
    if (!result) mdb_txn_reset(store.reader);
    return result;
}

void floor_close(void) {
    mdb_txn_abort(store.reader);
    store.reader = NULL;
}

// MARK: Enrollments

static const word enrollment_words[5] = {
    {"active\"", 7}, {"inactive\"", 9}, {"paused\"", 7}, {"completed\"", 10}, {"dropped\"", 8},
};

size_t floor_q1(char *out, u64 student) {
    char *o = begin_answer(out);
    key k = key_of(3, student, 6);
    range rows = open_range(store.relations, &k, k.count);
    while (next_entry(&rows)) {
        bytes b = verified(&rows.key, &rows.value);
        b.next++;
        u64 id = varint(&b), of_student = varint(&b), course = varint(&b);
        u64 cohort = *b.next++ ? varint(&b) : 0;
        u8 status = *b.next++;
        int64_t enrolled_at = int64_field(&b), completed_at = optional_instant(&b);
        u64 progress = count_field(&b);
        bytes name;
        if (!find_of_course(course, 0, &name) || status > 4) damaged();
        name.next++;
        u64 name_count = varint(&name);
        LITERAL("{\"id\":");
        o = number(o, id);
        LITERAL(",\"courseId\":");
        o = number(o, course);
        LITERAL(",\"courseName\":");
        o = text(o, name.next, name_count);
        LITERAL(",\"studentId\":");
        o = number(o, of_student);
        LITERAL(",\"cohortId\":");
        o = id_or_null(o, cohort);
        LITERAL(",\"status\":\"");
        o = put_word(o, &enrollment_words[status]);
        LITERAL(",\"active\":");
        if (status == 0) LITERAL("true");
        else LITERAL("false");
        LITERAL(",\"enrolledAt\":\"");
        o = timestamp(o, enrolled_at);
        LITERAL("\",\"completedAt\":");
        o = instant(o, completed_at);
        LITERAL(",\"progressPercentage\":");
        o = small_number(o, progress);
        LITERAL("},");
    }
    end_range(&rows);
    return end_answer(out, o);
}

size_t floor_q1b(char *out, u64 student, u64 course) {
    char *o = out;
    mdb_txn_renew(store.reader);
    key k = key_of(2, course, 7);
    add_id(&k, student);
    bytes content;
    if (!find(store.relations, &k, &content)) {
        LITERAL("{\"enrolled\":false,\"status\":null}");
    } else if (*content.next == 0) {
        LITERAL("{\"enrolled\":true,\"status\":\"active\"}");
    } else {
        if (*content.next > 4) damaged();
        LITERAL("{\"enrolled\":false,\"status\":\"");
        o = put_word(o, &enrollment_words[*content.next]);
        LITERAL("}");
    }
    mdb_txn_reset(store.reader);
    return (size_t)(o - out);
}

// MARK: Rosters

static const word member_words[4] = {{"active\"", 7}, {"paused\"", 7}, {"completed\"", 10}, {"dropped\"", 8}};

enum { SORT_KEY = 18 };

/// The course behind the fields that a roster shows.
INLINE u64 member_course(bytes b) {
    b.next++;
    (void)varint(&b);
    b.next += 9;
    (void)optional_instant(&b);
    for (int i = 0; i < 3; i++) (void)varint(&b);
    for (int i = 0; i < 2; i++) {
        u64 count = varint(&b);
        b.next += count;
    }
    (void)varint(&b);
    (void)varint(&b);
    return *b.next++ ? varint(&b) : 0;
}

size_t floor_q4(char *out, u64 cohort) {
    char *o = begin_answer(out), head[80], total[64];
    size_t head_count = 0, total_count = 0;
    u64 lessons = 0, share = 0, last_name_count = 0;
    const u8 *last_key = NULL, *last_name = NULL;
    key k = key_of(1, cohort, 5);
    range rows = open_range(store.relations, &k, k.count);
    while (next_entry(&rows)) {
        bytes b = verified(&rows.key, &rows.value);
        if (!head_count) {
            u64 course = member_course(b), modules = 0;
            if (course) course_totals(course, &modules, &lessons);
            // Exact below 2^16 lessons.
            if (lessons >> 16) damaged();
            if (lessons) share = (100ull << 32) / lessons + 1;
            char *start = o;
            o = head;
            LITERAL("{\"cohortId\":");
            o = number(o, cohort);
            LITERAL(",\"courseId\":");
            o = id_or_null(o, course);
            LITERAL(",\"studentId\":");
            head_count = (size_t)(o - head);
            o = total;
            LITERAL(",\"totalLessons\":");
            o = number(o, lessons);
            LITERAL(",\"progressPercentage\":");
            total_count = (size_t)(o - total);
            o = start;
        }
        b.next++;
        u64 student = varint(&b);
        u8 status = *b.next++;
        int64_t enrolled_at = int64_field(&b), last_activity_at = optional_instant(&b);
        u64 completed = count_field(&b), discussion_posts = count_field(&b), forum_posts = count_field(&b);
        u64 name_count = varint(&b);
        const u8 *name = b.next;
        b.next += name_count;
        u64 email_count = varint(&b);
        const u8 *sort_key = (const u8 *)rows.key.mv_data + k.count;
        if (status > 3) damaged();
        // Names that begin alike are only in order when they are the same.
        if (last_key && !memcmp(sort_key, last_key, SORT_KEY) &&
            (name_count != last_name_count || memcmp(name, last_name, name_count))) {
            end_range(&rows);
            mdb_txn_reset(store.reader);
            return FLOOR_COLD;
        }
        last_key = sort_key;
        last_name = name;
        last_name_count = name_count;
        memcpy(o, head, 80);
        o = number(o + head_count, student);
        LITERAL(",\"name\":\"");
        o = escaped(o, name, name_count);
        LITERAL("\",\"email\":\"");
        o = escaped(o, b.next, email_count);
        LITERAL("\",\"status\":\"");
        o = put_word(o, &member_words[status]);
        LITERAL(",\"enrolledAt\":\"");
        o = timestamp(o, enrolled_at);
        LITERAL("\",\"lastActivityAt\":");
        o = instant(o, last_activity_at);
        LITERAL(",\"completedLessons\":");
        o = small_number(o, completed);
        memcpy(o, total, 64);
        o = small_number(o + total_count, completed * share >> 32);
        LITERAL(",\"discussionPosts\":");
        o = small_number(o, discussion_posts);
        LITERAL(",\"forumPosts\":");
        o = small_number(o, forum_posts);
        LITERAL("},");
    }
    end_range(&rows);
    return end_answer(out, o);
}

// MARK: Schedules

typedef struct schedule {
    u64 module, order, course, title_count;
    int32_t unlock, lock;
    const u8 *title;
} schedule;

INLINE schedule read_schedule(bytes b) {
    schedule s;
    b.next++;
    s.module = varint(&b);
    s.unlock = day_field(&b);
    s.lock = *b.next++ ? day_field(&b) : INT32_MIN;
    s.order = count_field(&b);
    s.course = varint(&b);
    s.title_count = varint(&b);
    s.title = b.next;
    return s;
}

INLINE char *write_module(char *o, const schedule *s) {
    o = number(o, s->module);
    LITERAL(",\"title\":");
    o = text(o, s->title, s->title_count);
    LITERAL(",\"orderIndex\":");
    o = small_number(o, s->order);
    LITERAL(",\"unlockDate\":\"");
    o = date(o, s->unlock);
    LITERAL("\",\"lockDate\":");
    if (s->lock == INT32_MIN) LITERAL("null");
    else o = quoted_date(o, s->lock);
    return o;
}

size_t floor_q5(char *out, u64 cohort, int32_t day) {
    char *o = begin_answer(out);
    key k = key_of(1, cohort, 8);
    u64 left = 0, lessons = 0, last_order = 0, last_module = 0;
    bool is_first = true;
    range rows = open_range(store.relations, &k, k.count);
    while (next_entry(&rows)) {
        schedule s = read_schedule(verified(&rows.key, &rows.value));
        if (is_first) course_totals(s.course, &left, &lessons);
        is_first = false;
        if (s.order < last_order || (s.order == last_order && s.module <= last_module)) {
            left = ~0ull;
            break;
        }
        last_order = s.order;
        last_module = s.module;
        left--;
        LITERAL("{\"moduleId\":");
        o = write_module(o, &s);
        if (day < s.unlock) {
            LITERAL(",\"isUnlocked\":false,\"reason\":\"locked_until\",\"daysUntil\":");
            o = small_number(o, (u64)(s.unlock - day));
            LITERAL("},");
        } else if (s.lock == INT32_MIN || day < s.lock) {
            LITERAL(",\"isUnlocked\":true,\"reason\":\"unlocked\",\"daysUntil\":null},");
        } else {
            LITERAL(",\"isUnlocked\":false,\"reason\":\"locked_after\",\"daysUntil\":null},");
        }
    }
    end_range(&rows);
    size_t count = end_answer(out, o);
    return is_first || left ? FLOOR_COLD : count;
}

INLINE char *write_unlocked(char *o, u64 cohort, int32_t day) {
    char head[48];
    size_t head_count;
    {
        char *start = o;
        o = head;
        LITERAL("{\"cohortId\":");
        o = number(o, cohort);
        LITERAL(",\"moduleId\":");
        head_count = (size_t)(o - head);
        o = start;
    }
    key k = key_of(1, cohort, 8);
    range rows = open_range(store.relations, &k, k.count);
    while (next_entry(&rows)) {
        schedule s = read_schedule(verified(&rows.key, &rows.value));
        if (s.unlock > day) break;
        if (s.lock != INT32_MIN && s.lock <= day) continue;
        memcpy(o, head, 48);
        o = write_module(o + head_count, &s);
        LITERAL("},");
    }
    end_range(&rows);
    return o;
}

size_t floor_q5b(char *out, u64 student, int32_t day) {
    enum { DROPPED = 3 };
    char *o = begin_answer(out);
    key k = key_of(3, student, 2);
    range cohorts = open_range(store.relations, &k, k.count);
    while (next_entry(&cohorts)) {
        bytes b = verified(&cohorts.key, &cohorts.value);
        if (*b.next != DROPPED) o = write_unlocked(o, id_behind_head(&cohorts.key), day);
    }
    end_range(&cohorts);
    return end_answer(out, o);
}
