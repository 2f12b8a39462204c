// Attendance: of a group, and of a student.
#include "entries.h"
#include "floor.h"

typedef struct sheet {
    u64 count, marked_by, base;
    int64_t marked_at;
    u8 width;
    const u8 *offsets, *statuses, *exceptions, *end;
} sheet;

typedef struct mark {
    u64 marked_by, note_count;
    int64_t marked_at;
    const u8 *note;
    bool is_draft;
} mark;

INLINE sheet read_sheet(bytes b) {
    if (b.next[0] != 1) damaged();
    sheet s;
    u8 flags = b.next[1];
    u16 count;
    memcpy(&count, b.next + 2, 2);
    b.next += 4;
    s.count = count;
    s.marked_at = int64_field(&b);
    s.marked_by = varint(&b);
    (void)varint(&b);
    s.base = varint(&b);
    s.width = flags >> 2;
    s.offsets = b.next + 8 * ((flags & 1) + (flags >> 1 & 1));
    s.statuses = s.offsets + (s.count << (s.width + 1));
    s.exceptions = s.statuses + (s.count + 3) / 4;
    s.end = b.end;
    return s;
}

static COLD u64 wide_offset(const u8 *offsets, u64 i, u8 width) {
    u64 offset = 0;
    if (width == 1) memcpy(&offset, offsets + i * 4, 4);
    else memcpy(&offset, offsets + i * 8, 8);
    return offset;
}

/// How far the student at a place is from the first one.
INLINE u64 offset_at(const u8 *offsets, u64 i, u8 width) {
    u16 offset;
    if (__builtin_expect(width != 0, 0)) return wide_offset(offsets, i, width);
    memcpy(&offset, offsets + i * 2, 2);
    return offset;
}

INLINE u64 exception_index(const u8 *p, const u8 *end) {
    u16 index;
    if (p >= end) return ~0ull;
    memcpy(&index, p, 2);
    return index;
}

/// Reads an exception from its kind on.
static __attribute__((noinline)) const u8 *read_exception(const u8 *p, const sheet *s, mark *m) {
    bytes b = {p, s->end};
    u8 kind = *b.next++;
    *m = (mark){.marked_by = s->marked_by, .marked_at = s->marked_at, .is_draft = (kind & 8) != 0};
    if (kind & 1) m->marked_by = varint(&b);
    if (kind & 2) m->marked_at = int64_field(&b);
    if (kind & 4) {
        m->note_count = varint(&b);
        m->note = b.next;
        b.next += m->note_count;
    }
    if (kind & 16) b.next += 8;
    if (kind & 32) b.next += 8;
    return b.next;
}

static const u64 status_names[4] = {
    0x00746e6573657270, // present
    0x000000006574616c, // late
    0x0000746e65736261, // absent
    0x0064657375637865, // excused
};

INLINE char *status(char *o, unsigned bits) {
    memcpy(o, &status_names[bits & 3], 8);
    return o + (0x7647 >> (bits & 3) * 4 & 15);
}

INLINE char *marker_and_time(char *o, u64 marked_by, int64_t marked_at) {
    LITERAL("\",\"markedById\":");
    o = id_or_null(o, marked_by);
    LITERAL(",\"markedAt\":");
    return instant(o, marked_at);
}

static __attribute__((noinline)) char *note_and_state(char *o, const mark *m) {
    LITERAL(",\"note\":");
    if (m->note) o = text(o, m->note, m->note_count);
    else LITERAL("null");
    if (m->is_draft) LITERAL(",\"entryState\":\"draft\"},");
    else LITERAL(",\"entryState\":\"confirmed\"},");
    return o;
}

static __attribute__((noinline)) char *end_of_mark(char *o, const mark *m) {
    return note_and_state(marker_and_time(o, m->marked_by, m->marked_at), m);
}

INLINE char *write_sheet(char *o, const sheet *s, int32_t day, const char head[48], size_t head_count) {
    char middle[48], end[112];
    size_t middle_count, end_count;
    {
        char *start = o;
        o = middle;
        LITERAL(",\"lessonDate\":\"");
        o = date(o, day);
        LITERAL("\",\"status\":\"");
        middle_count = (size_t)(o - middle);
        o = marker_and_time(end, s->marked_by, s->marked_at);
        LITERAL(",\"note\":null,\"entryState\":\"confirmed\"},");
        end_count = (size_t)(o - end);
        o = start;
    }
    const u8 *exception = s->exceptions;
    u64 next = exception_index(exception, s->end);
    for (u64 i = 0; i < s->count; i++) {
        memcpy(o, head, 48);
        o = number(o + head_count, s->base + offset_at(s->offsets, i, s->width));
        memcpy(o, middle, 48);
        o = status(o + middle_count, s->statuses[i >> 2] >> ((i & 3) * 2));
        if (__builtin_expect(i != next, 1)) {
            memcpy(o, end, 112);
            o += end_count;
        } else {
            mark m;
            exception = read_exception(exception + 2, s, &m);
            next = exception_index(exception, s->end);
            o = end_of_mark(o, &m);
        }
    }
    return o;
}

size_t floor_q2(char *out, u64 group, int32_t from, int32_t through) {
    char *o = begin_answer(out), head[48];
    key k = key_of(6, group, 0x13);
    size_t head_byte_count = k.count, head_count;
    add_day(&k, from);
    {
        char *start = o;
        o = head;
        LITERAL("{\"groupId\":");
        o = number(o, group);
        LITERAL(",\"studentId\":");
        head_count = (size_t)(o - head);
        o = start;
    }
    range sheets = open_range(store.sheets, &k, head_byte_count);
    while (next_entry(&sheets)) {
        int32_t day = trailing_day(&sheets.key);
        if (day > through) break;
        sheet s = read_sheet(verified(&sheets.key, &sheets.value));
        o = write_sheet(o, &s, day, head, head_count);
    }
    end_range(&sheets);
    return end_answer(out, o);
}

// MARK: One student

/// Where a walk over the registers of one group is.
typedef struct walk {
    range sheets;
    key lower;
    u64 group, index;
    int32_t day, through;
    sheet sheet;
} walk;

/// Halves what is left without a branch on an id.
static __attribute__((noinline)) u64 search(const u8 *offsets, u64 count, u8 width, u64 offset) {
    u64 i = 0;
    for (u64 rest = count; rest > 1;) {
        u64 half = rest >> 1;
        i = offset_at(offsets, i + half, width) <= offset ? i + half : i;
        rest -= half;
    }
    return count > 0 && offset_at(offsets, i, width) == offset ? i : ~0ull;
}

/// Goes to the next register that names the student; day INT32_MAX behind the last.
INLINE void advance(walk *w, u64 student) {
    while (next_entry(&w->sheets)) {
        w->day = trailing_day(&w->sheets.key);
        if (w->day > w->through) break;
        w->sheet = read_sheet(verified(&w->sheets.key, &w->sheets.value));
        const sheet *s = &w->sheet;
        u64 offset = student - s->base;
        // In one class a student mostly has the same place.
        if (w->index < s->count && offset_at(s->offsets, w->index, s->width) == offset) return;
        u64 i = search(s->offsets, s->count, s->width, offset);
        if (i == ~0ull) continue;
        w->index = i;
        return;
    }
    w->day = INT32_MAX;
}

INLINE const u8 *skip_exception(const u8 *p, const u8 *end) {
    bytes b = {p, end};
    u8 kind = *b.next++;
    if (kind & 1) (void)varint(&b);
    if (kind & 2) b.next += 8;
    if (kind & 4) {
        u64 count = varint(&b);
        b.next += count;
    }
    return b.next + 8 * ((kind >> 4 & 1) + (kind >> 5));
}

static __attribute__((noinline)) void own_detail(const walk *w, mark *m) {
    const u8 *p = w->sheet.exceptions;
    u64 index;
    while ((index = exception_index(p, w->sheet.end)) < w->index) p = skip_exception(p + 2, w->sheet.end);
    if (index == w->index) read_exception(p + 2, &w->sheet, m);
}

INLINE char *write_mark(char *o, const walk *w, const char student[48], size_t student_count) {
    mark m = {.marked_by = w->sheet.marked_by, .marked_at = w->sheet.marked_at};
    if (exception_index(w->sheet.exceptions, w->sheet.end) <= w->index) own_detail(w, &m);
    LITERAL("{\"groupId\":");
    o = number(o, w->group);
    memcpy(o, student, 48);
    o = date(o + student_count, w->day);
    LITERAL("\",\"status\":\"");
    o = status(o, w->sheet.statuses[w->index >> 2] >> ((w->index & 3) * 2));
    o = marker_and_time(o, m.marked_by, m.marked_at);
    if (m.note || m.is_draft) return note_and_state(o, &m);
    LITERAL(",\"note\":null,\"entryState\":\"confirmed\"},");
    return o;
}

enum { MAXIMUM_GROUPS = 2 };

size_t floor_q3(char *out, u64 student, int32_t from, int32_t through) {
    char *o = begin_answer(out), head[48];
    size_t head_count;
    walk walks[MAXIMUM_GROUPS];
    int count = 0;
    key hints_key = key_of(3, student, 0x15);
    range hints = open_range(store.relations, &hints_key, hints_key.count);
    while (next_entry(&hints)) {
        (void)verified(&hints.key, &hints.value);
        if (count == MAXIMUM_GROUPS) damaged();
        walk *w = &walks[count++];
        w->group = id_behind_head(&hints.key);
        w->through = through;
        w->index = 0;
        w->lower = key_of(6, w->group, 0x13);
        size_t head_byte_count = w->lower.count;
        add_day(&w->lower, from);
        w->sheets = open_range(store.sheets, &w->lower, head_byte_count);
    }
    end_range(&hints);
    {
        char *start = o;
        o = head;
        LITERAL(",\"studentId\":");
        o = number(o, student);
        LITERAL(",\"lessonDate\":\"");
        head_count = (size_t)(o - head);
        o = start;
    }
    for (int i = 0; i < count; i++) advance(&walks[i], student);
    while (count > 0) {
        walk *first = &walks[0];
        if (count > 1 && walks[1].day < first->day) first = &walks[1];
        if (first->day == INT32_MAX) break;
        o = write_mark(o, first, head, head_count);
        advance(first, student);
    }
    for (int i = 0; i < count; i++) end_range(&walks[i].sheets);
    return end_answer(out, o);
}
