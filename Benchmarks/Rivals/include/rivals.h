#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// SQLite in process, at its best: the rival of the store on the same tables, rows, indexes and checks.
//
// Ids are plain numbers, days count from 1970-01-01, instants are milliseconds since then. Statuses are
// the numbers of the generator's enums. RIVALS_NONE stands for an absent day or instant, 0 for an absent id.
// A list answers {"items":[...]}; days and instants in it are numbers, which is in SQLite's favour. Room for
// an answer needs 32 bytes more than the answer.
// Any failure of SQLite itself prints its message and ends the process: nothing here is worth surviving.
// One store belongs to one thread, except inside rivals_drive_*, which guards it. Only one store may be in
// use at a time in a process: SQLite runs without its own mutexes.

#define RIVALS_NONE INT64_MIN

/// An open store.
typedef struct rivals rivals;

/// How an answer becomes JSON. All forms give the same bytes, but for the escapes of control characters.
typedef enum rivals_form {
    /// json_object(...) a row, ORDER BY, joined in C: the fastest with JSON made in SQL, by 1-6 %.
    RIVALS_ROWS,
    /// json_group_array(json_object(...)): SQL alone. A roster, which has a LIMIT, is joined in C as above.
    RIVALS_OBJECTS,
    /// The columns go to an aggregate function that writes JSON in C: the fastest that SQLite can do in process.
    RIVALS_COLUMNS,
} rivals_form;
enum { RIVALS_FORMS = 3 };

/// What may be varied to find the best form; {0} is the best one found.
typedef struct rivals_options {
    /// Bytes of a page, 0 for 4096. Only when the store is made. One round each beside other
    /// work: 1024 and 2048 read 4-23 % slower and mark 1.4-1.6 times as slowly (medians), 8192 reads up to
    /// 9 % slower and enrolls at least 20 % slower.
    int page_size;
    /// Pages in the log that start a checkpoint, 0 for 16000. With 1000, SQLite's own number, 3000 marks of
    /// a class took 1180 us in the mean and 13 ms at p99, with 16000 820 and 1.6; enrolling is the same.
    int checkpoint_pages;
    /// Bytes mapped, 0 for 2 GB, -1 for none: Q1 and Q1b 5-9 % faster, Q2 to Q5b 2-6 % slower.
    int64_t mapped_bytes;
    /// The index by student and date holds only the key, and Q3 fetches the rows. Only when the store is made.
    /// A mark takes 14 % less (medians), the index half the room, and Q3 five times as long.
    bool plain_student_index;
    /// INSERT ... ON CONFLICT for each mark, instead of reading the class first: no faster, no slower.
    bool upsert_marks;
} rivals_options;

// MARK: Life

/// Makes an empty store in the place of any other and begins a load: no journal, no flushes, no indexes.
rivals *rivals_create(const char *path, rivals_options options);
/// Opens a loaded store for reads and durable writes: write-ahead log, synchronous=FULL, exclusive.
rivals *rivals_open(const char *path, rivals_options options);
void rivals_close(rivals *store);

// MARK: Load. Rows come in the order of their tables' keys where that is said.

typedef struct rivals_user {
    uint64_t id;
    int role;
    const char *name, *email;
    size_t name_count, email_count;
    /// The collator's key of the name, 18 bytes or more; rosters are ordered by it and by the id.
    const uint8_t *sort_key;
    size_t sort_key_count;
    int64_t created_at;
} rivals_user;

typedef struct rivals_course {
    uint64_t id, teacher;
    const char *name;
    size_t name_count;
    int module_count, lesson_count;
} rivals_course;

typedef struct rivals_module {
    uint64_t id, course;
    const char *title;
    size_t title_count;
    int order_index;
} rivals_module;

typedef struct rivals_cohort {
    uint64_t id, course;
    const char *name;
    size_t name_count;
    int status;
    int32_t start_date, end_date;
    int maximum_students, members, seats;
    int64_t created_at;
} rivals_cohort;

typedef struct rivals_member {
    uint64_t id, cohort, student;
    int status;
    int64_t enrolled_at, left_at, last_activity_at;
    int completed_lessons, discussion_posts, forum_posts;
} rivals_member;

typedef struct rivals_enrollment {
    uint64_t id, course, student, cohort;
    int status;
    int64_t enrolled_at, completed_at;
    int progress_percentage;
} rivals_enrollment;

typedef struct rivals_schedule_row {
    uint64_t id, cohort, module;
    const char *title;
    size_t title_count;
    int order_index;
    int64_t unlock_date, lock_date;
} rivals_schedule_row;

typedef struct rivals_group {
    uint64_t id, teacher;
    const char *name;
    size_t name_count;
    int64_t created_at;
} rivals_group;

typedef struct rivals_group_member {
    uint64_t id, group, student;
    int status;
    int64_t enrolled_at, left_at;
} rivals_group_member;

typedef struct rivals_mark {
    uint64_t student, marked_by;
    int64_t marked_at;
    /// NULL for none.
    const char *note;
    size_t note_count;
    int status;
} rivals_mark;

/// One class on one day, the marks in the order of students; to load, and to write durably.
typedef struct rivals_sheet {
    uint64_t group;
    int32_t day;
    uint32_t count;
    const rivals_mark *marks;
    uint64_t performer;
    int64_t at;
} rivals_sheet;

void rivals_load_user(rivals *store, const rivals_user *row);
/// In the order of ids.
void rivals_load_course(rivals *store, const rivals_course *row);
/// In the order of course, order_index, id.
void rivals_load_module(rivals *store, const rivals_module *row);
/// In the order of ids.
void rivals_load_cohort(rivals *store, const rivals_cohort *row);
/// Behind the users, whose name and e-mail it copies. In any order: sorted when the load is finished.
void rivals_load_member(rivals *store, const rivals_member *row);
/// In the order of student, course.
void rivals_load_enrollment(rivals *store, const rivals_enrollment *row);
/// In the order of cohort, unlock date, module.
void rivals_load_schedule_row(rivals *store, const rivals_schedule_row *row);
/// In the order of ids.
void rivals_load_group(rivals *store, const rivals_group *row);
/// In the order of group, student.
void rivals_load_group_member(rivals *store, const rivals_group_member *row);
/// In the order of group, day, and the marks in that of students.
void rivals_load_sheet(rivals *store, const rivals_sheet *sheet);
/// Makes attendance's index by student and date, behind the last sheet.
void rivals_index_attendance(rivals *store);
/// Makes the other indexes, ANALYZE, one flush. The store must then be closed, and opened by rivals_open.
void rivals_finish_load(rivals *store);

// MARK: Questions. Each writes its answer to `out`, which has room for it, and returns its size in bytes.

/// enrollment/listByStudent.
size_t rivals_q1(rivals *store, rivals_form form, uint64_t student, char *out);
/// enrollment/check.
size_t rivals_q1b(rivals *store, rivals_form form, uint64_t student, uint64_t course, char *out);
/// attendance/range of one group, both days included.
size_t rivals_q2(rivals *store, rivals_form form, uint64_t group, int32_t from, int32_t through, char *out);
/// attendance/range of one student, both days included.
size_t rivals_q3(rivals *store, rivals_form form, uint64_t student, int32_t from, int32_t through, char *out);
/// cohort/roster by name, at most `limit` rows.
size_t rivals_q4(rivals *store, rivals_form form, uint64_t cohort, int limit, char *out);
/// schedule/status of a cohort on a day.
size_t rivals_q5(rivals *store, rivals_form form, uint64_t cohort, int32_t day, char *out);
/// schedule/unlocked of a student on a day.
size_t rivals_q5b(rivals *store, rivals_form form, uint64_t student, int32_t day, char *out);

// MARK: Writes. Each call is one durable transaction.

typedef enum rivals_outcome {
    RIVALS_DONE,
    RIVALS_ALREADY,
    RIVALS_NOT_OPEN,
    RIVALS_FULL,
    RIVALS_NO_STUDENT,
    RIVALS_NOT_MEMBER,
    RIVALS_NOT_FOUND,
} rivals_outcome;

/// Enroll a student in a cohort.
typedef struct rivals_enroll {
    uint64_t cohort, student, performer;
    int64_t at;
} rivals_enroll;

/// Marks classes. `outcomes` may be NULL; a refused class changes nothing and does not stop the others.
void rivals_w1(rivals *store, const rivals_sheet *sheets, size_t count, rivals_outcome *outcomes);
/// Enrolls students, likewise.
void rivals_w2(rivals *store, const rivals_enroll *requests, size_t count, rivals_outcome *outcomes);

/// Takes the requests from `threads` threads, `batch` of them a transaction, one mutex around each.
/// `nanoseconds` gets the time of each transaction, waiting included: (count + batch - 1) / batch values.
/// Returns the nanoseconds from the first to the last.
uint64_t rivals_drive_w1(rivals *store, int threads, size_t batch, const rivals_sheet *sheets, size_t count,
                         uint64_t *nanoseconds);
uint64_t rivals_drive_w2(rivals *store, int threads, size_t batch, const rivals_enroll *requests, size_t count,
                         uint64_t *nanoseconds);

/// Copies the log into the store and empties it.
void rivals_checkpoint(rivals *store);

// MARK: Facts

typedef struct rivals_stats {
    int64_t store_bytes, log_bytes;
    int64_t attendance_rows, attendance_bytes, student_index_bytes;
    int64_t members, enrollments, changes;
} rivals_stats;

/// Counts rows and pages: it reads the whole store.
rivals_stats rivals_measure(rivals *store);
/// Calls back with each query's name, its SQL and its plan.
void rivals_explain(rivals *store,
                    void (*line)(void *context, const char *query, const char *sql, const char *plan),
                    void *context);
/// SQLite's version.
const char *rivals_version(void);
