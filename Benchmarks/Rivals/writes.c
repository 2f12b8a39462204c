// Durable writes with the store's checks and its index set, and many threads that share one connection.
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "store.h"

enum { ACTION_ENROLL = 1, MEMBER_ACTIVE = 0, MEMBER_PAUSED = 1, MEMBER_COMPLETED = 2 };
enum { COHORT_COMPLETED = 2, ENROLLMENT_ACTIVE = 0, ENROLLMENT_COMPLETED = 3, ROLE_STUDENT = 2 };
/// The largest class that is marked in one go.
enum { CLASS_MAXIMUM = 4000 };

void writes_prepare(rivals *store) {
    store->begin = sql_prepare(store, "BEGIN IMMEDIATE");
    store->commit = sql_prepare(store, "COMMIT");
    store->find_member =
        sql_prepare(store, "SELECT status FROM member INDEXED BY member_student"
                           " WHERE student_id=?1 AND cohort_id=?2");
    store->find_cohort =
        sql_prepare(store, "SELECT course_id, status, max_students, seats FROM cohort WHERE id=?1");
    store->find_user = sql_prepare(store, "SELECT role, name, email, name_key FROM user WHERE id=?1");
    store->find_enrollment =
        sql_prepare(store, "SELECT status FROM enrollment WHERE student_id=?1 AND course_id=?2");
    store->put_member =
        sql_prepare(store, "INSERT INTO member VALUES(?1,?2,?3,0,?4,?5,?6,NULL,0,0,0,?7,NULL,NULL,NULL,1)");
    store->revive_member =
        sql_prepare(store, "UPDATE member SET status=0, left_at=NULL, updated_at=?4, version=version+1"
                           " WHERE cohort_id=?1 AND name_key=?2 AND student_id=?3");
    store->put_enrollment =
        sql_prepare(store, "INSERT INTO enrollment VALUES(?1,?2,?3,?4,0,?5,NULL,0,NULL,NULL,1)");
    store->move_enrollment =
        sql_prepare(store, "UPDATE enrollment SET status=iif(status=3,3,0), cohort_id=?3, updated_at=?4,"
                           " version=version+1 WHERE student_id=?1 AND course_id=?2");
    store->take_seat = sql_prepare(store, "UPDATE cohort SET seats=seats+1, members=members+?2 WHERE id=?1");
    store->log_enroll = sql_prepare(store, "INSERT INTO change VALUES(?1,?2,?3,1,?4,?5,?6,NULL,?7,NULL)");
    store->find_group = sql_prepare(store, "SELECT 1 FROM groups WHERE id=?1");
    store->group_students =
        sql_prepare(store, "SELECT user_id FROM group_member WHERE group_id=?1 ORDER BY user_id");
    store->class_marks = sql_prepare(
        store, "SELECT student_id, status, marked_by, marked_at, note FROM attendance"
               " WHERE group_id=?1 AND lesson_date=?2 ORDER BY student_id");
    store->put_mark =
        sql_prepare(store, "INSERT INTO attendance VALUES(?1,?2,?3,?4,?5,?6,?7,1,NULL,NULL,1)");
    store->change_mark = sql_prepare(
        store, "UPDATE attendance SET status=?4, marked_by=?5, marked_at=?6, note=?7,"
               " created_at=ifnull(created_at, marked_at), updated_at=NULL, version=version+1"
               " WHERE group_id=?1 AND lesson_date=?2 AND student_id=?3");
    store->upsert_mark = sql_prepare(
        store, "INSERT INTO attendance VALUES(?1,?2,?3,?4,?5,?6,?7,1,NULL,NULL,1) ON CONFLICT DO UPDATE SET"
               " status=excluded.status, marked_by=excluded.marked_by, marked_at=excluded.marked_at,"
               " note=excluded.note, created_at=ifnull(created_at, marked_at), version=version+1");
    store->put_counts = sql_prepare(store, "REPLACE INTO attendance_count VALUES(?1,?2,?3,?4,?5,?6)");
    store->count_class = sql_prepare(
        store, "SELECT status, count(*) FROM attendance WHERE group_id=?1 AND lesson_date=?2 GROUP BY status");
    store->log_sheet = sql_prepare(
        store, "INSERT INTO change VALUES(?1,?2,?3,NULL,NULL,NULL,NULL,NULL,NULL,NULL)");
    store->next_member = sql_number(store, "SELECT max(id) FROM member") + 1;
    store->next_enrollment = sql_number(store, "SELECT max(id) FROM enrollment") + 1;
    store->next_change = sql_number(store, "SELECT max(seq) FROM change") + 1;
}

#define NUMBER(index, value) sqlite3_bind_int64(s, index, (int64_t)(value))

/// Steps once; the row stays readable until the statement is reset.
static bool found(rivals *store, sqlite3_stmt *s) {
    int result = sqlite3_step(s);
    if (result != SQLITE_ROW && result != SQLITE_DONE) sql_fail(store, sqlite3_sql(s));
    return result == SQLITE_ROW;
}

// MARK: Enroll

/// The list of changed rows that a change carries: table, operation, key, as OnDisk.md has it.
typedef struct rows {
    uint8_t bytes[64];
    int count;
} rows;

static void rows_add(rows *rows, uint8_t table, uint64_t first, uint64_t second) {
    uint8_t *at = rows->bytes + rows->count;
    *at++ = table;
    *at++ = 0;
    *at++ = 12;
    for (int shift = 40; shift >= 0; shift -= 8) *at++ = (uint8_t)(first >> shift);
    for (int shift = 40; shift >= 0; shift -= 8) *at++ = (uint8_t)(second >> shift);
    rows->count += 15;
}

static void log_enroll(rivals *store, const rivals_enroll *request, int64_t course) {
    sqlite3_stmt *s = store->log_enroll;
    rows rows = {.count = 0};
    rows_add(&rows, 1, request->cohort, request->student);
    rows_add(&rows, 2, request->student, (uint64_t)course);
    rows_add(&rows, 3, request->cohort, 0);
    NUMBER(1, store->next_change++);
    NUMBER(2, request->at);
    sqlite3_bind_blob(s, 3, rows.bytes, rows.count, SQLITE_STATIC);
    NUMBER(4, request->cohort);
    NUMBER(5, request->student);
    NUMBER(6, request->performer);
    NUMBER(7, course);
    sql_do(store, s);
}

/// A new member, or an old one who comes back. `user` stands on the student's row.
static void write_member(rivals *store, const rivals_enroll *request, sqlite3_stmt *user, bool was_member) {
    sqlite3_stmt *s = was_member ? store->revive_member : store->put_member;
    NUMBER(1, request->cohort);
    sqlite3_bind_value(s, 2, sqlite3_column_value(user, 3));
    NUMBER(3, request->student);
    if (was_member) {
        NUMBER(4, request->at);
    } else {
        sqlite3_bind_value(s, 4, sqlite3_column_value(user, 1));
        sqlite3_bind_value(s, 5, sqlite3_column_value(user, 2));
        NUMBER(6, request->at);
        NUMBER(7, store->next_member++);
    }
    sql_do(store, s);
}

static void write_enrollment(rivals *store, const rivals_enroll *request, int64_t course) {
    sqlite3_stmt *s = store->find_enrollment;
    NUMBER(1, request->student);
    NUMBER(2, course);
    bool exists = found(store, s);
    sqlite3_reset(s);
    s = exists ? store->move_enrollment : store->put_enrollment;
    NUMBER(1, request->student);
    NUMBER(2, course);
    NUMBER(3, exists ? (int64_t)request->cohort : store->next_enrollment++);
    NUMBER(4, exists ? request->at : (int64_t)request->cohort);
    if (!exists) NUMBER(5, request->at);
    sql_do(store, s);
}

static rivals_outcome enroll(rivals *store, const rivals_enroll *request) {
    sqlite3_stmt *s = store->find_member;
    NUMBER(1, request->student);
    NUMBER(2, request->cohort);
    bool was_member = found(store, s);
    int old = was_member ? sqlite3_column_int(s, 0) : -1;
    sqlite3_reset(s);
    if (old == MEMBER_ACTIVE || old == MEMBER_COMPLETED) return RIVALS_ALREADY;

    s = store->find_cohort;
    NUMBER(1, request->cohort);
    if (!found(store, s)) return sqlite3_reset(s), RIVALS_NOT_FOUND;
    int64_t course = sqlite3_column_int64(s, 0);
    bool open = sqlite3_column_int(s, 1) < COHORT_COMPLETED;
    bool limited = sqlite3_column_type(s, 2) != SQLITE_NULL;
    bool full = limited && sqlite3_column_int64(s, 3) >= sqlite3_column_int64(s, 2);
    sqlite3_reset(s);
    if (!open) return RIVALS_NOT_OPEN;
    if (full && old != MEMBER_PAUSED) return RIVALS_FULL;

    s = store->find_user;
    NUMBER(1, request->student);
    if (!found(store, s) || sqlite3_column_int(s, 0) != ROLE_STUDENT) return sqlite3_reset(s), RIVALS_NO_STUDENT;
    write_member(store, request, s, was_member);
    sqlite3_reset(s);
    write_enrollment(store, request, course);
    if (old != MEMBER_PAUSED) {
        s = store->take_seat;
        NUMBER(1, request->cohort);
        NUMBER(2, !was_member);
        sql_do(store, s);
    }
    log_enroll(store, request, course);
    return RIVALS_DONE;
}

void rivals_w2(rivals *store, const rivals_enroll *requests, size_t count, rivals_outcome *outcomes) {
    sql_do(store, store->begin);
    for (size_t i = 0; i < count; i++) {
        rivals_outcome outcome = enroll(store, &requests[i]);
        if (outcomes) outcomes[i] = outcome;
    }
    sql_do(store, store->commit);
}

// MARK: Mark

/// Whether every student of the sheet is or was a member: one range of the group's members.
static bool all_members(rivals *store, const rivals_sheet *sheet) {
    static uint64_t members[CLASS_MAXIMUM];
    sqlite3_stmt *s = store->group_students;
    NUMBER(1, sheet->group);
    uint32_t count = 0;
    while (count < CLASS_MAXIMUM && found(store, s)) members[count++] = (uint64_t)sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    for (uint32_t i = 0, place = 0; i < sheet->count; i++) {
        // Sheets are mostly in the order of students, as the members are.
        if (place >= count || members[place] > sheet->marks[i].student) place = 0;
        while (place < count && members[place] != sheet->marks[i].student) place++;
        if (place == count) return false;
    }
    return true;
}

/// What the class was marked with before: the students and whether the sheet's marks equal theirs.
typedef struct before {
    uint64_t student;
    int status;
    bool equal;
} before;

static uint32_t read_class(rivals *store, const rivals_sheet *sheet, before *marks) {
    sqlite3_stmt *s = store->class_marks;
    NUMBER(1, sheet->group);
    NUMBER(2, sheet->day);
    uint32_t count = 0, place = 0;
    while (count < CLASS_MAXIMUM && found(store, s)) {
        before *mark = &marks[count++];
        mark->student = (uint64_t)sqlite3_column_int64(s, 0);
        mark->status = sqlite3_column_int(s, 1);
        while (place < sheet->count && sheet->marks[place].student < mark->student) place++;
        const rivals_mark *new = place < sheet->count ? &sheet->marks[place] : NULL;
        mark->equal = new && new->student == mark->student && new->status == mark->status &&
                      (int64_t)new->marked_by == sqlite3_column_int64(s, 2) &&
                      new->marked_at == sqlite3_column_int64(s, 3) &&
                      new->note_count == (size_t)sqlite3_column_bytes(s, 4) &&
                      (new->note_count == 0 || !memcmp(new->note, sqlite3_column_blob(s, 4), new->note_count));
    }
    sqlite3_reset(s);
    return count;
}

static void write_mark(rivals *store, sqlite3_stmt *s, const rivals_sheet *sheet, const rivals_mark *mark) {
    NUMBER(1, sheet->group);
    NUMBER(2, sheet->day);
    NUMBER(3, mark->student);
    NUMBER(4, mark->status);
    bind_id(s, 5, mark->marked_by);
    bind_time(s, 6, mark->marked_at);
    sqlite3_bind_text(s, 7, mark->note, (int)mark->note_count, SQLITE_STATIC);
    sql_do(store, s);
}

/// Writes what differs and adds it to the counts. Both sides are in the order of students.
static void write_class(rivals *store, const rivals_sheet *sheet, int counts[4]) {
    static before marks[CLASS_MAXIMUM];
    uint32_t count = read_class(store, sheet, marks), place = 0;
    for (uint32_t i = 0; i < count; i++) counts[marks[i].status & 3]++;
    for (uint32_t i = 0; i < sheet->count; i++) {
        const rivals_mark *mark = &sheet->marks[i];
        while (place < count && marks[place].student < mark->student) place++;
        bool exists = place < count && marks[place].student == mark->student;
        if (exists) counts[marks[place].status & 3]--;
        counts[mark->status & 3]++;
        if (exists && marks[place].equal) continue;
        write_mark(store, exists ? store->change_mark : store->put_mark, sheet, mark);
    }
}

static void upsert_class(rivals *store, const rivals_sheet *sheet, int counts[4]) {
    for (uint32_t i = 0; i < sheet->count; i++) write_mark(store, store->upsert_mark, sheet, &sheet->marks[i]);
    sqlite3_stmt *s = store->count_class;
    NUMBER(1, sheet->group);
    NUMBER(2, sheet->day);
    while (found(store, s)) counts[sqlite3_column_int(s, 0) & 3] = sqlite3_column_int(s, 1);
    sqlite3_reset(s);
}

static rivals_outcome mark(rivals *store, const rivals_sheet *sheet) {
    sqlite3_stmt *s = store->find_group;
    NUMBER(1, sheet->group);
    bool exists = found(store, s);
    sqlite3_reset(s);
    if (!exists || sheet->count > CLASS_MAXIMUM) return RIVALS_NOT_FOUND;
    if (!all_members(store, sheet)) return RIVALS_NOT_MEMBER;

    int counts[4] = {0};
    if (store->options.upsert_marks) upsert_class(store, sheet, counts);
    else write_class(store, sheet, counts);
    s = store->put_counts;
    NUMBER(1, sheet->day);
    NUMBER(2, sheet->group);
    for (int i = 0; i < 4; i++) NUMBER(3 + i, counts[i]);
    sql_do(store, s);

    s = store->log_sheet;
    rows rows = {.count = 0};
    rows_add(&rows, 4, sheet->group, (uint64_t)sheet->day);
    NUMBER(1, store->next_change++);
    NUMBER(2, sheet->at);
    sqlite3_bind_blob(s, 3, rows.bytes, rows.count, SQLITE_STATIC);
    sql_do(store, s);
    return RIVALS_DONE;
}

void rivals_w1(rivals *store, const rivals_sheet *sheets, size_t count, rivals_outcome *outcomes) {
    sql_do(store, store->begin);
    for (size_t i = 0; i < count; i++) {
        rivals_outcome outcome = mark(store, &sheets[i]);
        if (outcomes) outcomes[i] = outcome;
    }
    sql_do(store, store->commit);
}

// MARK: Many threads

typedef struct drive {
    rivals *store;
    const rivals_sheet *sheets;
    const rivals_enroll *enrolls;
    size_t count, batch;
    uint64_t *nanoseconds;
    atomic_size_t next;
} drive;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void *drive_thread(void *context) {
    drive *drive = context;
    for (;;) {
        size_t number = atomic_fetch_add(&drive->next, 1), first = number * drive->batch;
        if (first >= drive->count) return NULL;
        size_t left = drive->count - first, count = left < drive->batch ? left : drive->batch;
        uint64_t start = now();
        pthread_mutex_lock(&drive->store->lock);
        if (drive->sheets) rivals_w1(drive->store, drive->sheets + first, count, NULL);
        else rivals_w2(drive->store, drive->enrolls + first, count, NULL);
        pthread_mutex_unlock(&drive->store->lock);
        if (drive->nanoseconds) drive->nanoseconds[number] = now() - start;
    }
}

static uint64_t run(drive *drive, int threads) {
    pthread_t ids[256];
    if (threads > 256) threads = 256;
    uint64_t start = now();
    for (int i = 0; i < threads; i++)
        if (pthread_create(&ids[i], NULL, drive_thread, drive) != 0) abort();
    for (int i = 0; i < threads; i++) pthread_join(ids[i], NULL);
    return now() - start;
}

uint64_t rivals_drive_w1(rivals *store, int threads, size_t batch, const rivals_sheet *sheets, size_t count,
                         uint64_t *nanoseconds) {
    drive drive = {.store = store, .sheets = sheets, .count = count, .batch = batch, .nanoseconds = nanoseconds};
    return run(&drive, threads);
}

uint64_t rivals_drive_w2(rivals *store, int threads, size_t batch, const rivals_enroll *requests, size_t count,
                         uint64_t *nanoseconds) {
    drive drive = {.store = store, .enrolls = requests, .count = count, .batch = batch, .nanoseconds = nanoseconds};
    return run(&drive, threads);
}
