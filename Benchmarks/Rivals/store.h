#pragma once
#include <pthread.h>
#include <sqlite3.h>
#include "rivals.h"

/// The queries with a list as their answer, in each form; more statements than calls of the header.
enum { Q1, Q2, Q3, Q4, Q5, Q5_UNSCHEDULED, Q5B, LISTS };

struct rivals {
    sqlite3 *db;
    rivals_options options;
    char path[1024];
    sqlite3_stmt *lists[LISTS][RIVALS_FORMS];
    sqlite3_stmt *check, *course_modules;
    sqlite3_stmt *begin, *commit;
    // Loading.
    sqlite3_stmt *user, *course, *module, *cohort, *member, *enrollment, *schedule, *group, *group_member;
    sqlite3_stmt *attendance, *attendance_class, *counts;
    // Enrolling.
    sqlite3_stmt *find_member, *find_cohort, *find_user, *find_enrollment;
    sqlite3_stmt *put_member, *revive_member, *put_enrollment, *move_enrollment, *take_seat, *log_enroll;
    // Marking.
    sqlite3_stmt *find_group, *group_students, *class_marks, *put_mark, *change_mark, *upsert_mark;
    sqlite3_stmt *put_counts, *count_class, *log_sheet;
    int64_t next_member, next_enrollment, next_change;
    pthread_mutex_t lock;
};

void sql_run(rivals *store, const char *sql);
sqlite3_stmt *sql_prepare(rivals *store, const char *sql);
_Noreturn void sql_fail(rivals *store, const char *what);
/// One step that returns no row, and a reset.
void sql_do(rivals *store, sqlite3_stmt *statement);
int64_t sql_number(rivals *store, const char *sql);

void lists_prepare(rivals *store);
void writes_prepare(rivals *store);

static inline void bind_time(sqlite3_stmt *statement, int index, int64_t value) {
    if (value == RIVALS_NONE) sqlite3_bind_null(statement, index);
    else sqlite3_bind_int64(statement, index, value);
}

static inline void bind_id(sqlite3_stmt *statement, int index, uint64_t id) {
    if (id == 0) sqlite3_bind_null(statement, index);
    else sqlite3_bind_int64(statement, index, (int64_t)id);
}
