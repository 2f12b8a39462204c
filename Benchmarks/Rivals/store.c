// Opening, the schema, the load.
//
// The schema is the store's own (OnDisk.md) in SQL: a roster row is the member's only row under
// (cohort, sort key, student); enrollments lie under (student, course); attendance is one row a mark.
// Rows that have an id beside their key keep it and its index. The activity row lies in the change row.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "store.h"

void sql_fail(rivals *store, const char *what) {
    fprintf(stderr, "sqlite: %s: %s\n", what, sqlite3_errmsg(store->db));
    abort();
}

void sql_run(rivals *store, const char *sql) {
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK) sql_fail(store, sql);
}

sqlite3_stmt *sql_prepare(rivals *store, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        sql_fail(store, sql);
    return statement;
}

void sql_do(rivals *store, sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) sql_fail(store, sqlite3_sql(statement));
    sqlite3_reset(statement);
}

int64_t sql_number(rivals *store, const char *sql) {
    sqlite3_stmt *statement = sql_prepare(store, sql);
    int64_t value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return value;
}

// MARK: Schema

/// Everything but attendance's two halves. created_at, updated_at and version are on the rows as in the
/// store; where they say nothing new they are NULL or 1, which SQLite keeps in the row's head alone.
static const char *const schema =
    "CREATE TABLE user(id INTEGER PRIMARY KEY, role INT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL,"
    " name_key BLOB NOT NULL, created_at INT NOT NULL, updated_at INT, version INT NOT NULL);"
    "CREATE TABLE course(id INTEGER PRIMARY KEY, name TEXT NOT NULL, teacher_id INT, module_count INT NOT NULL,"
    " lesson_count INT NOT NULL);"
    "CREATE TABLE module(course_id INT, order_index INT, id INT, title TEXT NOT NULL,"
    " PRIMARY KEY(course_id, order_index, id)) WITHOUT ROWID;"
    "CREATE TABLE cohort(id INTEGER PRIMARY KEY, course_id INT NOT NULL, status INT NOT NULL,"
    " max_students INT, members INT NOT NULL, seats INT NOT NULL, name TEXT NOT NULL, start_date INT,"
    " end_date INT, created_at INT NOT NULL, updated_at INT, version INT NOT NULL);"
    "CREATE TABLE member(cohort_id INT, name_key BLOB, student_id INT, status INT NOT NULL,"
    " name TEXT NOT NULL, email TEXT NOT NULL, enrolled_at INT NOT NULL, last_activity_at INT,"
    " completed_lessons INT NOT NULL, discussion_posts INT NOT NULL, forum_posts INT NOT NULL,"
    " id INT NOT NULL, left_at INT, created_at INT, updated_at INT, version INT NOT NULL,"
    " PRIMARY KEY(cohort_id, name_key, student_id)) WITHOUT ROWID;"
    "CREATE TABLE enrollment(student_id INT, course_id INT, id INT NOT NULL, cohort_id INT,"
    " status INT NOT NULL, enrolled_at INT NOT NULL, completed_at INT, progress INT NOT NULL,"
    " created_at INT, updated_at INT, version INT NOT NULL,"
    " PRIMARY KEY(student_id, course_id)) WITHOUT ROWID;"
    "CREATE TABLE schedule(cohort_id INT, unlock_date INT, module_id INT, lock_date INT,"
    " title TEXT NOT NULL, order_index INT NOT NULL, id INT NOT NULL, version INT NOT NULL,"
    " PRIMARY KEY(cohort_id, unlock_date, module_id)) WITHOUT ROWID;"
    "CREATE TABLE groups(id INTEGER PRIMARY KEY, name TEXT NOT NULL, teacher_id INT, created_at INT NOT NULL,"
    " updated_at INT, version INT NOT NULL);"
    "CREATE TABLE group_member(group_id INT, user_id INT, status INT NOT NULL, id INT NOT NULL,"
    " enrolled_at INT NOT NULL, left_at INT, version INT NOT NULL,"
    " PRIMARY KEY(group_id, user_id)) WITHOUT ROWID;"
    "CREATE TABLE attendance(group_id INT, lesson_date INT, student_id INT, status INT NOT NULL,"
    " marked_by INT, marked_at INT, note TEXT, entry_state INT NOT NULL, created_at INT, updated_at INT,"
    " version INT NOT NULL, PRIMARY KEY(group_id, lesson_date, student_id)) WITHOUT ROWID;"
    "CREATE TABLE attendance_count(lesson_date INT, group_id INT, present INT NOT NULL, late INT NOT NULL,"
    " absent INT NOT NULL, excused INT NOT NULL, PRIMARY KEY(lesson_date, group_id)) WITHOUT ROWID;"
    "CREATE TABLE change(seq INTEGER PRIMARY KEY, at INT NOT NULL, rows BLOB NOT NULL, action INT,"
    " cohort_id INT, student_id INT, performer_id INT, group_id INT, course_id INT, metadata TEXT);";

/// What is made behind the rows, sorted once.
static const char *const indexes =
    "CREATE UNIQUE INDEX user_email ON user(email);"
    "CREATE UNIQUE INDEX member_student ON member(student_id, cohort_id, status);"
    "CREATE UNIQUE INDEX member_id ON member(id);"
    "CREATE INDEX enrollment_course ON enrollment(course_id, student_id, status);"
    "CREATE UNIQUE INDEX enrollment_id ON enrollment(id);"
    "CREATE INDEX schedule_order ON"
    " schedule(cohort_id, order_index, module_id, title, unlock_date, lock_date);"
    "CREATE INDEX schedule_unlock ON schedule(unlock_date, cohort_id, module_id);"
    "CREATE INDEX group_member_user ON group_member(user_id, group_id, status);"
    "CREATE INDEX change_cohort ON change(cohort_id) WHERE cohort_id IS NOT NULL;"
    "CREATE INDEX change_student ON change(student_id) WHERE student_id IS NOT NULL;"
    "CREATE INDEX change_performer ON change(performer_id) WHERE performer_id IS NOT NULL;";

static const char *const covering_student_index =
    "CREATE INDEX attendance_student ON attendance(student_id, lesson_date, group_id, status, marked_by,"
    " marked_at, note, entry_state);";
static const char *const plain_student_index =
    "CREATE INDEX attendance_student ON attendance(student_id, lesson_date, group_id);";

// MARK: Life

static rivals *connect(const char *path, rivals_options options) {
    static bool configured;
    if (!configured) {
        configured = true;
        // One thread at a time uses SQLite, so it needs neither mutexes nor statistics of memory.
        sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_initialize();
    }
    rivals *store = calloc(1, sizeof *store);
    store->options = options;
    snprintf(store->path, sizeof store->path, "%s", path);
    pthread_mutex_init(&store->lock, NULL);
    if (sqlite3_open(path, &store->db) != SQLITE_OK) sql_fail(store, path);
    // First of all: a log that was opened before stays in shared memory, and each query takes its locks
    // with two system calls.
    sql_run(store, "PRAGMA locking_mode=EXCLUSIVE");
    char sql[128];
    snprintf(sql, sizeof sql, "PRAGMA page_size=%d", options.page_size ? options.page_size : 4096);
    sql_run(store, sql);
    sql_run(store, "PRAGMA auto_vacuum=NONE");
    // Debian's build overwrites what is deleted with zeros unless it is told not to.
    sql_run(store, "PRAGMA secure_delete=OFF");
    sql_run(store, "PRAGMA cache_size=-1000000");
    return store;
}

/// So many rows in one statement: 3.2 million rows in 1.0 s instead of 1.75 one by one.
enum { ROWS_A_STATEMENT = 25 };

static sqlite3_stmt *prepare_attendance(rivals *store, int rows) {
    char sql[4096];
    int size = snprintf(sql, sizeof sql, "INSERT INTO attendance VALUES");
    for (int i = 0, p = 3; i < rows; i++, p += 5)
        size += snprintf(sql + size, sizeof sql - (size_t)size, "%s(?1,?2,?%d,?%d,?%d,?%d,?%d,1,NULL,NULL,1)",
                         i ? "," : "", p, p + 1, p + 2, p + 3, p + 4);
    return sql_prepare(store, sql);
}

rivals *rivals_create(const char *path, rivals_options options) {
    const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char name[1100];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        if (unlink(name) != 0 && errno != ENOENT) perror(name);
    }
    rivals *store = connect(path, options);
    sql_run(store, "PRAGMA journal_mode=OFF");
    sql_run(store, "PRAGMA synchronous=OFF");
    // In the sqlite3 shell the index of 3.2 million rows takes 2.4 s with temp_store=MEMORY, 1.8 with FILE,
    // which is the default, and 1.8 with PRAGMA threads=2.
    sql_run(store, schema);
    sql_run(store, "CREATE TEMP TABLE loaded_member(id INTEGER PRIMARY KEY, cohort INT, student INT,"
                   " status INT, enrolled_at INT, left_at INT, active_at INT, lessons INT, posts INT,"
                   " forum INT)");
    store->user = sql_prepare(store, "INSERT INTO user VALUES(?,?,?,?,?,?,NULL,1)");
    store->course = sql_prepare(store, "INSERT INTO course VALUES(?,?,?,?,?)");
    store->module = sql_prepare(store, "INSERT INTO module VALUES(?,?,?,?)");
    store->cohort = sql_prepare(store, "INSERT INTO cohort VALUES(?,?,?,?,?,?,?,?,?,?,NULL,1)");
    store->member = sql_prepare(store, "INSERT INTO loaded_member VALUES(?,?,?,?,?,?,?,?,?,?)");
    store->enrollment = sql_prepare(store, "INSERT INTO enrollment VALUES(?,?,?,?,?,?,?,?,NULL,NULL,1)");
    store->schedule = sql_prepare(store, "INSERT INTO schedule VALUES(?,?,?,?,?,?,?,1)");
    store->group = sql_prepare(store, "INSERT INTO groups VALUES(?,?,?,?,NULL,1)");
    store->group_member = sql_prepare(store, "INSERT INTO group_member VALUES(?,?,?,?,?,?,1)");
    store->attendance = prepare_attendance(store, 1);
    store->attendance_class = prepare_attendance(store, ROWS_A_STATEMENT);
    store->counts = sql_prepare(store, "INSERT INTO attendance_count VALUES(?,?,?,?,?,?)");
    sql_run(store, "BEGIN");
    return store;
}

rivals *rivals_open(const char *path, rivals_options options) {
    rivals *store = connect(path, options);
    sql_run(store, "PRAGMA journal_mode=WAL");
    sql_run(store, "PRAGMA synchronous=FULL");
    char sql[128];
    int64_t mapped = options.mapped_bytes == 0 ? 2147418112 : options.mapped_bytes < 0 ? 0 : options.mapped_bytes;
    snprintf(sql, sizeof sql, "PRAGMA mmap_size=%lld", (long long)mapped);
    sql_run(store, sql);
    int pages = options.checkpoint_pages ? options.checkpoint_pages : 16000;
    snprintf(sql, sizeof sql, "PRAGMA wal_autocheckpoint=%d", pages);
    sql_run(store, sql);
    // While the log has never been written, each query asks the kernel for the size of the store.
    sql_run(store, "PRAGMA user_version=1");
    sql_run(store, "PRAGMA wal_checkpoint(PASSIVE)");
    lists_prepare(store);
    writes_prepare(store);
    return store;
}

void rivals_close(rivals *store) {
    sqlite3_stmt *statement;
    while ((statement = sqlite3_next_stmt(store->db, NULL))) sqlite3_finalize(statement);
    if (sqlite3_close(store->db) != SQLITE_OK) sql_fail(store, "close");
    pthread_mutex_destroy(&store->lock);
    free(store);
}

void rivals_checkpoint(rivals *store) { sql_run(store, "PRAGMA wal_checkpoint(TRUNCATE)"); }

const char *rivals_version(void) { return sqlite3_libversion(); }

// MARK: Load

#define NUMBER(index, value) sqlite3_bind_int64(s, index, (int64_t)(value))
#define TEXT(index, text) sqlite3_bind_text(s, index, row->text, (int)row->text##_count, SQLITE_STATIC)

void rivals_load_user(rivals *store, const rivals_user *row) {
    sqlite3_stmt *s = store->user;
    NUMBER(1, row->id);
    NUMBER(2, row->role);
    TEXT(3, name);
    TEXT(4, email);
    sqlite3_bind_blob(s, 5, row->sort_key, (int)row->sort_key_count, SQLITE_STATIC);
    NUMBER(6, row->created_at);
    sql_do(store, s);
}

void rivals_load_course(rivals *store, const rivals_course *row) {
    sqlite3_stmt *s = store->course;
    NUMBER(1, row->id);
    TEXT(2, name);
    NUMBER(3, row->teacher);
    NUMBER(4, row->module_count);
    NUMBER(5, row->lesson_count);
    sql_do(store, s);
}

void rivals_load_module(rivals *store, const rivals_module *row) {
    sqlite3_stmt *s = store->module;
    NUMBER(1, row->course);
    NUMBER(2, row->order_index);
    NUMBER(3, row->id);
    TEXT(4, title);
    sql_do(store, s);
}

void rivals_load_cohort(rivals *store, const rivals_cohort *row) {
    sqlite3_stmt *s = store->cohort;
    NUMBER(1, row->id);
    NUMBER(2, row->course);
    NUMBER(3, row->status);
    NUMBER(4, row->maximum_students);
    NUMBER(5, row->members);
    NUMBER(6, row->seats);
    TEXT(7, name);
    NUMBER(8, row->start_date);
    NUMBER(9, row->end_date);
    NUMBER(10, row->created_at);
    sql_do(store, s);
}

void rivals_load_member(rivals *store, const rivals_member *row) {
    sqlite3_stmt *s = store->member;
    NUMBER(1, row->id);
    NUMBER(2, row->cohort);
    NUMBER(3, row->student);
    NUMBER(4, row->status);
    NUMBER(5, row->enrolled_at);
    bind_time(s, 6, row->left_at);
    bind_time(s, 7, row->last_activity_at);
    NUMBER(8, row->completed_lessons);
    NUMBER(9, row->discussion_posts);
    NUMBER(10, row->forum_posts);
    sql_do(store, s);
}

void rivals_load_enrollment(rivals *store, const rivals_enrollment *row) {
    sqlite3_stmt *s = store->enrollment;
    NUMBER(1, row->student);
    NUMBER(2, row->course);
    NUMBER(3, row->id);
    bind_id(s, 4, row->cohort);
    NUMBER(5, row->status);
    NUMBER(6, row->enrolled_at);
    bind_time(s, 7, row->completed_at);
    NUMBER(8, row->progress_percentage);
    sql_do(store, s);
}

void rivals_load_schedule_row(rivals *store, const rivals_schedule_row *row) {
    sqlite3_stmt *s = store->schedule;
    NUMBER(1, row->cohort);
    NUMBER(2, row->unlock_date);
    NUMBER(3, row->module);
    bind_time(s, 4, row->lock_date);
    TEXT(5, title);
    NUMBER(6, row->order_index);
    NUMBER(7, row->id);
    sql_do(store, s);
}

void rivals_load_group(rivals *store, const rivals_group *row) {
    sqlite3_stmt *s = store->group;
    NUMBER(1, row->id);
    TEXT(2, name);
    NUMBER(3, row->teacher);
    NUMBER(4, row->created_at);
    sql_do(store, s);
}

void rivals_load_group_member(rivals *store, const rivals_group_member *row) {
    sqlite3_stmt *s = store->group_member;
    NUMBER(1, row->group);
    NUMBER(2, row->student);
    NUMBER(3, row->status);
    NUMBER(4, row->id);
    NUMBER(5, row->enrolled_at);
    bind_time(s, 6, row->left_at);
    sql_do(store, s);
}

void rivals_load_sheet(rivals *store, const rivals_sheet *sheet) {
    sqlite3_stmt *s;
    int counts[4] = {0};
    for (uint32_t done = 0; done < sheet->count;) {
        uint32_t rows = sheet->count - done >= ROWS_A_STATEMENT ? ROWS_A_STATEMENT : 1;
        s = rows == 1 ? store->attendance : store->attendance_class;
        NUMBER(1, sheet->group);
        NUMBER(2, sheet->day);
        for (uint32_t i = 0; i < rows; i++) {
            const rivals_mark *row = &sheet->marks[done + i];
            int p = 3 + 5 * (int)i;
            NUMBER(p, row->student);
            NUMBER(p + 1, row->status);
            bind_id(s, p + 2, row->marked_by);
            bind_time(s, p + 3, row->marked_at);
            TEXT(p + 4, note);
            counts[row->status & 3]++;
        }
        sql_do(store, s);
        done += rows;
    }
    s = store->counts;
    NUMBER(1, sheet->day);
    NUMBER(2, sheet->group);
    for (int i = 0; i < 4; i++) NUMBER(3 + i, counts[i]);
    sql_do(store, s);
}

void rivals_index_attendance(rivals *store) {
    sql_run(store, store->options.plain_student_index ? plain_student_index : covering_student_index);
}

void rivals_finish_load(rivals *store) {
    sql_run(store, "INSERT INTO member SELECT m.cohort, u.name_key, m.student, m.status, u.name, u.email,"
                   " m.enrolled_at, m.active_at, m.lessons, m.posts, m.forum, m.id, m.left_at, NULL, NULL, 1"
                   " FROM loaded_member m JOIN user u ON u.id=m.student ORDER BY 1, 2, 3");
    sql_run(store, indexes);
    sql_run(store, "COMMIT");
    sql_run(store, "PRAGMA analysis_limit=1000");
    sql_run(store, "ANALYZE");
    sql_run(store, "PRAGMA synchronous=FULL");
    sqlite3_db_cacheflush(store->db);
    // Without a journal nothing was flushed: one flush for all.
    sqlite3_file *file = NULL;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (file->pMethods->xSync(file, SQLITE_SYNC_FULL) != SQLITE_OK) sql_fail(store, "sync");
}

// MARK: Facts

static int64_t pages_of(rivals *store, const char *tree) {
    char sql[160];
    snprintf(sql, sizeof sql, "SELECT sum(pgsize) FROM dbstat WHERE name='%s' AND aggregate=TRUE", tree);
    return sql_number(store, sql);
}

rivals_stats rivals_measure(rivals *store) {
    struct stat file = {0};
    char log[1100];
    snprintf(log, sizeof log, "%s-wal", store->path);
    rivals_stats stats = {0};
    if (stat(store->path, &file) == 0) stats.store_bytes = file.st_size;
    if (stat(log, &file) == 0) stats.log_bytes = file.st_size;
    stats.attendance_rows = sql_number(store, "SELECT count(*) FROM attendance");
    stats.attendance_bytes = pages_of(store, "attendance");
    stats.student_index_bytes = pages_of(store, "attendance_student");
    stats.members = sql_number(store, "SELECT count(*) FROM member");
    stats.enrollments = sql_number(store, "SELECT count(*) FROM enrollment");
    stats.changes = sql_number(store, "SELECT count(*) FROM change");
    return stats;
}
