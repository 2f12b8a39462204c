// The questions, each in three forms made from one description of its columns.
//
// Tried for q2 at 20,000 students (about 225 rows, median us): json_group_array over the rows 88, over an
// ordered subquery 105; json_object a row, joined in C, 91; format('{"groupId":%d,...}') 99-114; the same
// with || 92-119; columns read by sqlite3_column_* and written in C 46; a function of ours as aggregate,
// which spares the way out of the machine for each row, 32. The scan alone is 15.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "store.h"

typedef enum kind { NUMBER, NUMBER_OR_NULL, STRING, STRING_OR_NULL, TRUTH, WORD } kind;

/// A member of the item: its name, what it is in SQL, and the words that a number stands for.
typedef struct column {
    const char *name, *expression;
    kind kind;
    const char *words[6];
} column;

typedef struct list {
    const char *name;
    column columns[15];
    /// FROM and WHERE; ?1 is the subject, ?2 and ?3 the days or the limit.
    const char *rest;
    /// The order of the answer. The plan visits the rows in it: rivals_explain shows no sort.
    const char *order;
} list;

#define ATTENDANCE_COLUMNS                                                                               \
    {                                                                                                    \
        {"groupId", "group_id", NUMBER, {0}}, {"studentId", "student_id", NUMBER, {0}},                  \
            {"lessonDate", "lesson_date", NUMBER, {0}},                                                  \
            {"status", "status", WORD, {"present", "late", "absent", "excused"}},                        \
            {"markedById", "marked_by", NUMBER_OR_NULL, {0}},                                            \
            {"markedAt", "marked_at", NUMBER_OR_NULL, {0}}, {"note", "note", STRING_OR_NULL, {0}},       \
            {"entryState", "entry_state", WORD, {"draft", "confirmed"}},                                 \
    }

#define MODULE_COLUMNS(title, order, unlock, lock)                                                       \
    {"title", title, STRING, {0}}, {"orderIndex", order, NUMBER, {0}},                                   \
        {"unlockDate", unlock, NUMBER_OR_NULL, {0}}, {"lockDate", lock, NUMBER_OR_NULL, {0}}

static const list lists[LISTS] = {
    [Q1] = {"q1 enrollment/listByStudent",
            {{"id", "e.id", NUMBER, {0}},
             {"courseId", "e.course_id", NUMBER, {0}},
             {"courseName", "c.name", STRING, {0}},
             {"studentId", "e.student_id", NUMBER, {0}},
             {"cohortId", "e.cohort_id", NUMBER_OR_NULL, {0}},
             {"status", "e.status", WORD, {"active", "inactive", "paused", "completed", "dropped"}},
             {"active", "e.status=0", TRUTH, {0}},
             {"enrolledAt", "e.enrolled_at", NUMBER, {0}},
             {"completedAt", "e.completed_at", NUMBER_OR_NULL, {0}},
             {"progressPercentage", "e.progress", NUMBER, {0}}},
            "FROM enrollment e CROSS JOIN course c ON c.id=e.course_id WHERE e.student_id=?1",
            "ORDER BY e.course_id"},
    [Q2] = {"q2 attendance/range of a group", ATTENDANCE_COLUMNS,
            "FROM attendance WHERE group_id=?1 AND lesson_date BETWEEN ?2 AND ?3",
            "ORDER BY lesson_date, student_id"},
    [Q3] = {"q3 attendance/range of a student", ATTENDANCE_COLUMNS,
            "FROM attendance INDEXED BY attendance_student"
            " WHERE student_id=?1 AND lesson_date BETWEEN ?2 AND ?3",
            "ORDER BY lesson_date, group_id"},
    [Q4] = {"q4 cohort/roster",
            {{"cohortId", "m.cohort_id", NUMBER, {0}},
             {"courseId", "h.course_id", NUMBER, {0}},
             {"studentId", "m.student_id", NUMBER, {0}},
             {"name", "m.name", STRING, {0}},
             {"email", "m.email", STRING, {0}},
             {"status", "m.status", WORD, {"active", "paused", "completed", "dropped"}},
             {"enrolledAt", "m.enrolled_at", NUMBER, {0}},
             {"lastActivityAt", "m.last_activity_at", NUMBER_OR_NULL, {0}},
             {"completedLessons", "m.completed_lessons", NUMBER, {0}},
             {"totalLessons", "c.lesson_count", NUMBER, {0}},
             {"progressPercentage", "100*m.completed_lessons/c.lesson_count", NUMBER, {0}},
             {"discussionPosts", "m.discussion_posts", NUMBER, {0}},
             {"forumPosts", "m.forum_posts", NUMBER, {0}}},
            "FROM cohort h CROSS JOIN course c ON c.id=h.course_id CROSS JOIN member m ON m.cohort_id=?1"
            " WHERE h.id=?1",
            "ORDER BY m.name_key, m.student_id LIMIT ?2"},
    // Every module of the course has a row here, or the answer is made again by the next query.
    [Q5] = {"q5 schedule/status",
            {{"moduleId", "module_id", NUMBER, {0}},
             MODULE_COLUMNS("title", "order_index", "unlock_date", "lock_date"),
             {"isUnlocked", "unlock_date<=?2 AND ifnull(lock_date>?2,1)", TRUTH, {0}},
             {"reason", "CASE WHEN unlock_date>?2 THEN 1 WHEN lock_date<=?2 THEN 2 ELSE 0 END", WORD,
              {"unlocked", "locked_until", "locked_after", "not_scheduled"}},
             {"daysUntil", "CASE WHEN unlock_date>?2 THEN unlock_date-?2 END", NUMBER_OR_NULL, {0}}},
            "FROM schedule INDEXED BY schedule_order WHERE cohort_id=?1",
            "ORDER BY order_index, module_id"},
    [Q5_UNSCHEDULED] =
        {"q5 schedule/status with unscheduled modules",
         {{"moduleId", "m.id", NUMBER, {0}},
          MODULE_COLUMNS("m.title", "m.order_index", "s.unlock_date", "s.lock_date"),
          {"isUnlocked", "ifnull(s.unlock_date<=?2 AND ifnull(s.lock_date>?2,1),1)", TRUTH, {0}},
          {"reason",
           "CASE WHEN s.unlock_date IS NULL THEN 3 WHEN s.unlock_date>?2 THEN 1 WHEN s.lock_date<=?2 THEN 2"
           " ELSE 0 END",
           WORD, {"unlocked", "locked_until", "locked_after", "not_scheduled"}},
          {"daysUntil", "CASE WHEN s.unlock_date>?2 THEN s.unlock_date-?2 END", NUMBER_OR_NULL, {0}}},
         "FROM cohort h CROSS JOIN module m ON m.course_id=h.course_id LEFT JOIN schedule s"
         " INDEXED BY schedule_order ON s.cohort_id=?1 AND s.order_index=m.order_index AND s.module_id=m.id"
         " WHERE h.id=?1",
         "ORDER BY m.order_index, m.id"},
    [Q5B] = {"q5b schedule/unlocked of a student",
             {{"cohortId", "s.cohort_id", NUMBER, {0}},
              {"moduleId", "s.module_id", NUMBER, {0}},
              MODULE_COLUMNS("s.title", "s.order_index", "s.unlock_date", "s.lock_date")},
             "FROM member m INDEXED BY member_student CROSS JOIN schedule s ON s.cohort_id=m.cohort_id"
             " WHERE m.student_id=?1 AND m.status<>3 AND s.unlock_date<=?2"
             " AND (s.lock_date IS NULL OR s.lock_date>?2)",
             // The status makes the index's columns whole: only then is it known that no sort is needed.
             "ORDER BY m.cohort_id, m.status, s.unlock_date, s.module_id"},
};

static const char *const enrollment_words[] = {"active", "inactive", "paused", "completed", "dropped"};

// MARK: SQL

static void add_words(FILE *sql, const column *column) {
    fprintf(sql, "CASE %s", column->expression);
    for (int i = 0; column->words[i]; i++) fprintf(sql, " WHEN %d THEN '%s'", i, column->words[i]);
    fputs(" END", sql);
}

static void add_object(FILE *sql, const list *list) {
    fputs("json_object(", sql);
    for (const column *c = list->columns; c->name; c++) {
        fprintf(sql, "%s'%s',", c == list->columns ? "" : ",", c->name);
        if (c->kind == WORD) add_words(sql, c);
        else if (c->kind == TRUTH) fprintf(sql, "json(iif(%s,'true','false'))", c->expression);
        else fputs(c->expression, sql);
    }
    fputs(")", sql);
}

static bool is_limited(const list *list) { return strstr(list->order, "LIMIT") != NULL; }

static char *form_sql(const list *list, rivals_form form) {
    char *text = NULL;
    size_t count = 0;
    FILE *sql = open_memstream(&text, &count);
    // An aggregate has no LIMIT of its own, and one over a subquery is slower than rows joined here.
    bool aggregate = form != RIVALS_ROWS && !is_limited(list);
    fputs("SELECT ", sql);
    if (form == RIVALS_COLUMNS) {
        fprintf(sql, "%s(", aggregate ? "write_all" : "write_row");
        for (const column *c = list->columns; c->name; c++)
            fprintf(sql, "%s%s", c == list->columns ? "" : ",", c->expression);
        fputs(")", sql);
    } else {
        if (aggregate) fputs("json_group_array(", sql);
        add_object(sql, list);
        if (aggregate) fputs("), count(*)", sql);
    }
    fprintf(sql, " %s", list->rest);
    if (!aggregate) fprintf(sql, " %s", list->order);
    fclose(sql);
    return text;
}

static const char check_sql[] = "SELECT status FROM enrollment WHERE student_id=?1 AND course_id=?2";
static const char course_modules_sql[] =
    "SELECT c.module_count FROM cohort h CROSS JOIN course c ON c.id=h.course_id WHERE h.id=?1";

// MARK: JSON in C

/// Text that is copied as a whole, whatever its length: no call, two stores.
typedef struct piece {
    char bytes[32];
    size_t count;
} piece;

/// A column with its texts ready: `,"name":` and the quoted words.
typedef struct writer_column {
    kind kind;
    piece head;
    piece words[6];
} writer_column;

typedef struct writer {
    int count;
    writer_column columns[15];
} writer;

static writer writers[LISTS];
/// Where the answer under way is written. One store is in use at a time.
static char *next_byte;
/// The list whose answer is under way.
static const writer *current;
static int64_t rows_written;

static piece piece_of(const char *before, const char *text, const char *behind) {
    piece piece = {{0}, 0};
    piece.count = (size_t)snprintf(piece.bytes, sizeof piece.bytes, "%s%s%s", before, text, behind);
    if (piece.count >= sizeof piece.bytes) abort();
    return piece;
}

static void writer_prepare(writer *writer, const list *list) {
    writer->count = 0;
    for (const column *c = list->columns; c->name; c++) {
        writer_column *column = &writer->columns[writer->count++];
        column->kind = c->kind;
        column->head = piece_of(c == list->columns ? "{\"" : ",\"", c->name, "\":");
        for (int i = 0; c->words[i]; i++) column->words[i] = piece_of("\"", c->words[i], "\"");
    }
}

static inline char *put(char *out, const char *text, size_t count) { return mempcpy(out, text, count); }

static inline char *put_piece(char *out, const piece *piece) {
    memcpy(out, piece->bytes, sizeof piece->bytes);
    return out + piece->count;
}

static inline char *put_number(char *out, int64_t value) {
    static const char digits[] = "00010203040506070809101112131415161718192021222324252627282930313233343536"
                                 "37383940414243444546474849505152535455565758596061626364656667686970717273"
                                 "7475767778798081828384858687888990919293949596979899";
    // Twice the room: the copy takes 20 bytes wherever the number begins.
    char text[40], *start = text + 20;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    if (value < 0) *out++ = '-';
    while (rest >= 100) {
        start -= 2;
        memcpy(start, digits + rest % 100 * 2, 2);
        rest /= 100;
    }
    if (rest >= 10) {
        start -= 2;
        memcpy(start, digits + rest * 2, 2);
    } else {
        *--start = (char)('0' + rest);
    }
    memcpy(out, start, 20);
    return out + (text + 20 - start);
}

static char *put_string(char *out, const unsigned char *text, size_t count) {
    const uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
    size_t i = 0;
    *out++ = '"';
    while (i < count) {
        // Eight bytes at once while none of them needs an escape.
        uint64_t word;
        while (count - i >= 8) {
            memcpy(&word, text + i, 8);
            uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
            uint64_t found = ((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
                             ((word - ones * 0x20) & ~word);
            if (found & highs) break;
            memcpy(out, &word, 8);
            out += 8;
            i += 8;
        }
        if (i == count) break;
        unsigned char byte = text[i++];
        if (byte == '"' || byte == '\\') {
            *out++ = '\\';
            *out++ = (char)byte;
        } else if (byte < 0x20) {
            out += sprintf(out, "\\u%04x", byte);
        } else {
            *out++ = (char)byte;
        }
    }
    *out++ = '"';
    return out;
}

static void write_object(sqlite3_context *context, int number, sqlite3_value **values) {
    (void)context;
    char *out = next_byte;
    const writer_column *column = current->columns;
    for (int i = 0; i < number; i++, column++) {
        sqlite3_value *value = values[i];
        out = put_piece(out, &column->head);
        switch (column->kind) {
        case NUMBER_OR_NULL:
            if (sqlite3_value_type(value) == SQLITE_NULL) {
                out = put(out, "null", 4);
                break;
            }
            __attribute__((fallthrough));
        case NUMBER: out = put_number(out, sqlite3_value_int64(value)); break;
        case STRING_OR_NULL:
            if (sqlite3_value_type(value) == SQLITE_NULL) {
                out = put(out, "null", 4);
                break;
            }
            __attribute__((fallthrough));
        case STRING: {
            const unsigned char *text = sqlite3_value_text(value);
            out = put_string(out, text, (size_t)sqlite3_value_bytes(value));
            break;
        }
        case TRUTH: out = sqlite3_value_int(value) ? put(out, "true", 4) : put(out, "false", 5); break;
        case WORD: out = put_piece(out, &column->words[sqlite3_value_int(value)]); break;
        }
    }
    *out++ = '}';
    *out++ = ',';
    rows_written++;
    next_byte = out;
}

static void write_end(sqlite3_context *context) { sqlite3_result_int64(context, rows_written); }

void lists_prepare(rivals *store) {
    int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;
    sqlite3_create_function(store->db, "write_all", -1, flags, NULL, NULL, write_object, write_end);
    sqlite3_create_function(store->db, "write_row", -1, flags, NULL, write_object, NULL, NULL);
    for (int i = 0; i < LISTS; i++) {
        writer_prepare(&writers[i], &lists[i]);
        for (int form = 0; form < RIVALS_FORMS; form++) {
            char *sql = form_sql(&lists[i], form);
            store->lists[i][form] = sql_prepare(store, sql);
            free(sql);
        }
    }
    store->check = sql_prepare(store, check_sql);
    store->course_modules = sql_prepare(store, course_modules_sql);
}

// MARK: Answers

/// Runs the statement, whose parameters are bound, and returns the size of the answer.
static size_t answer(rivals *store, int number, rivals_form form, char *out, int64_t *rows) {
    sqlite3_stmt *statement = store->lists[number][form];
    char *start = out;
    int64_t count = 0;
    int result;
    out = put(out, "{\"items\":[", 10);
    next_byte = out;
    current = &writers[number];
    rows_written = 0;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        if (form == RIVALS_COLUMNS) continue;
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        size_t size = (size_t)sqlite3_column_bytes(statement, 0);
        if (text[0] == '[') {
            // The answer as a whole; its brackets are here already.
            count = sqlite3_column_int64(statement, 1);
            next_byte = put(next_byte, text + 1, size - 2);
        } else {
            next_byte = put(next_byte, text, size);
            *next_byte++ = ',';
            count++;
        }
    }
    if (result != SQLITE_DONE) sql_fail(store, lists[number].name);
    sqlite3_reset(statement);
    out = next_byte;
    if (out[-1] == ',') out--;
    if (rows) *rows = form == RIVALS_COLUMNS ? rows_written : count;
    return (size_t)(put(out, "]}", 2) - start);
}

static void bind(rivals *store, int number, rivals_form form, uint64_t subject, int64_t from, int64_t through) {
    sqlite3_stmt *statement = store->lists[number][form];
    sqlite3_bind_int64(statement, 1, (int64_t)subject);
    if (number != Q1) sqlite3_bind_int64(statement, 2, from);
    if (number == Q2 || number == Q3) sqlite3_bind_int64(statement, 3, through);
}

size_t rivals_q1(rivals *store, rivals_form form, uint64_t student, char *out) {
    bind(store, Q1, form, student, 0, 0);
    return answer(store, Q1, form, out, NULL);
}

size_t rivals_q1b(rivals *store, rivals_form form, uint64_t student, uint64_t course, char *out) {
    (void)form; // One column: writing it in C is the fastest in every form.
    sqlite3_stmt *statement = store->check;
    char *start = out;
    sqlite3_bind_int64(statement, 1, (int64_t)student);
    sqlite3_bind_int64(statement, 2, (int64_t)course);
    int result = sqlite3_step(statement);
    if (result == SQLITE_ROW) {
        out = stpcpy(out, "{\"enrolled\":true,\"status\":\"");
        out = stpcpy(out, enrollment_words[sqlite3_column_int(statement, 0)]);
        out = stpcpy(out, "\"}");
    } else if (result == SQLITE_DONE) {
        out = stpcpy(out, "{\"enrolled\":false,\"status\":null}");
    } else {
        sql_fail(store, check_sql);
    }
    sqlite3_reset(statement);
    return (size_t)(out - start);
}

size_t rivals_q2(rivals *store, rivals_form form, uint64_t group, int32_t from, int32_t through, char *out) {
    bind(store, Q2, form, group, from, through);
    return answer(store, Q2, form, out, NULL);
}

size_t rivals_q3(rivals *store, rivals_form form, uint64_t student, int32_t from, int32_t through, char *out) {
    bind(store, Q3, form, student, from, through);
    return answer(store, Q3, form, out, NULL);
}

size_t rivals_q4(rivals *store, rivals_form form, uint64_t cohort, int limit, char *out) {
    bind(store, Q4, form, cohort, limit, 0);
    return answer(store, Q4, form, out, NULL);
}

size_t rivals_q5(rivals *store, rivals_form form, uint64_t cohort, int32_t day, char *out) {
    int64_t rows;
    bind(store, Q5, form, cohort, day, 0);
    size_t size = answer(store, Q5, form, out, &rows);
    sqlite3_bind_int64(store->course_modules, 1, (int64_t)cohort);
    int64_t modules = sqlite3_step(store->course_modules) == SQLITE_ROW
                          ? sqlite3_column_int64(store->course_modules, 0)
                          : 0;
    sqlite3_reset(store->course_modules);
    if (rows == modules) return size;
    bind(store, Q5_UNSCHEDULED, form, cohort, day, 0);
    return answer(store, Q5_UNSCHEDULED, form, out, NULL);
}

size_t rivals_q5b(rivals *store, rivals_form form, uint64_t student, int32_t day, char *out) {
    bind(store, Q5B, form, student, day, 0);
    return answer(store, Q5B, form, out, NULL);
}

// MARK: Plans

static void explain(rivals *store, const char *name, const char *sql,
                    void (*line)(void *, const char *, const char *, const char *), void *context) {
    char *question = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
    sqlite3_stmt *plan = sql_prepare(store, question);
    while (sqlite3_step(plan) == SQLITE_ROW)
        line(context, name, sql, (const char *)sqlite3_column_text(plan, 3));
    sqlite3_finalize(plan);
    sqlite3_free(question);
}

void rivals_explain(rivals *store, void (*line)(void *, const char *, const char *, const char *),
                    void *context) {
    explain(store, "q1b enrollment/check", check_sql, line, context);
    explain(store, "q5 modules of the course", course_modules_sql, line, context);
    for (int i = 0; i < LISTS; i++)
        for (int form = 0; form < RIVALS_FORMS; form++)
            explain(store, lists[i].name, sqlite3_sql(store->lists[i][form]), line, context);
    sqlite3_stmt *writes[] = {
        store->find_member, store->find_cohort, store->find_user, store->find_enrollment,
        store->revive_member, store->move_enrollment, store->take_seat, store->find_group,
        store->group_students, store->class_marks, store->change_mark, store->count_class,
    };
    for (size_t i = 0; i < sizeof writes / sizeof *writes; i++)
        explain(store, "write", sqlite3_sql(writes[i]), line, context);
}
