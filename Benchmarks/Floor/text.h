#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// JSON text. Every function takes the place to write to and returns the one behind what it wrote.

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;

#define INLINE static inline __attribute__((always_inline))
#define COLD __attribute__((noinline, cold))
#define LITERAL(s) (memcpy(o, s, sizeof(s) - 1), o += sizeof(s) - 1)

/// The digits of a number below 100,000,000, all lanes of one register together.
INLINE u64 eight_digits(u32 value) {
    u32 high = value / 10000;
    u64 fours = (u64)high | (u64)(value - high * 10000) << 32;
    u64 hundreds = ((fours * 10486) >> 20) & 0x7f0000007full;
    u64 pairs = hundreds | (fours - hundreds * 100) << 16;
    u64 tens = ((pairs * 103) >> 10) & 0x000f000f000f000full;
    return tens | (pairs - tens * 10) << 8;
}

#define ASCII_ZEROS 0x3030303030303030ull

static COLD char *long_number(char *o, u64 value);

INLINE char *number(char *o, u64 value) {
    if (__builtin_expect(value >= 100000000, 0)) return long_number(o, value);
    u64 digits = eight_digits((u32)value);
    int zeros = __builtin_ctzll(digits | 1ull << 63) / 8;
    u64 text = (digits | ASCII_ZEROS) >> (zeros * 8);
    memcpy(o, &text, 8);
    return o + 8 - zeros;
}

static COLD char *long_number(char *o, u64 value) {
    o = number(o, value / 100000000);
    u64 text = eight_digits(value % 100000000) | ASCII_ZEROS;
    memcpy(o, &text, 8);
    return o + 8;
}

/// A number that is below a hundred nearly always.
INLINE char *small_number(char *o, u64 value) {
    if (__builtin_expect(value >= 100, 0)) return number(o, value);
    u32 v = (u32)value, tens = (v * 103) >> 10, zeros = v < 10;
    u16 text = (u16)((tens | (v - tens * 10) << 8 | 0x3030) >> (zeros * 8));
    memcpy(o, &text, 2);
    return o + 2 - zeros;
}

/// The digits of four numbers below 100, all lanes of one register together.
INLINE u64 two_digits(u32 first, u32 second, u32 third, u32 fourth) {
    u64 pairs = first | (u64)second << 16 | (u64)third << 32 | (u64)fourth << 48;
    u64 tens = ((pairs * 103) >> 10) & 0x000f000f000f000full;
    return tens | (pairs - tens * 10) << 8 | ASCII_ZEROS;
}

/// The digits of a date, eight of them: Neri and Schneider's way.
INLINE u64 date_digits(u32 day_from_march_zero) {
    u32 quarters = 4 * day_from_march_zero + 3, century = quarters / 146097;
    u32 of_century = 4 * ((quarters - century * 146097) / 4) + 3;
    u64 product = (u64)of_century * 2939745;
    u32 of_year = (u32)product / 2939745 / 4, march_month = 2141 * of_year + 197913;
    u32 is_next_year = of_year >= 306, year = 100 * century + (u32)(product >> 32) + is_next_year;
    u32 hundreds = year / 100;
    return two_digits(hundreds, year - hundreds * 100, (march_month >> 16) - 12 * is_next_year,
                      (march_month & 0xffff) / 2141 + 1);
}

INLINE u64 year_and_month(u64 digits) {
    return (digits & 0xffffffff) | 0x2dull << 32 | (digits >> 32 & 0xffff) << 40 | 0x2dull << 56;
}

INLINE char *date(char *o, int32_t day) {
    u64 digits = date_digits((u32)day + 719468), head = year_and_month(digits);
    u16 tail = (u16)(digits >> 48);
    memcpy(o, &head, 8);
    memcpy(o + 8, &tail, 2);
    return o + 10;
}

INLINE char *quoted_date(char *o, int32_t day) {
    *o++ = '"';
    o = date(o, day);
    *o++ = '"';
    return o;
}

INLINE char *timestamp(char *o, int64_t milliseconds) {
    u64 shifted = (u64)milliseconds + 719468ull * 86400000, day = shifted / 86400000;
    u32 of_day = (u32)(shifted - day * 86400000), seconds = of_day / 1000, minutes = of_day / 60000;
    u32 hours = of_day / 3600000, thousandths = of_day - seconds * 1000, hundredths = thousandths / 10;
    u64 digits = date_digits((u32)day);
    u64 clock = two_digits(hours, minutes - hours * 60, seconds - minutes * 60, hundredths);
    u64 words[3] = {
        year_and_month(digits),
        digits >> 48 | 0x54ull << 16 | (clock & 0xffff) << 24 | 0x3aull << 40 | (clock >> 16 & 0xffff) << 48,
        0x3aull | (clock >> 32 & 0xffff) << 8 | 0x2eull << 24 | (clock >> 48) << 32 |
            (u64)(0x30 + thousandths - hundredths * 10) << 48 | 0x5aull << 56,
    };
    memcpy(o, words, 24);
    return o + 24;
}

/// A quoted instant, or null for the smallest number.
INLINE char *instant(char *o, int64_t milliseconds) {
    if (milliseconds == INT64_MIN) {
        LITERAL("null");
        return o;
    }
    *o++ = '"';
    o = timestamp(o, milliseconds);
    *o++ = '"';
    return o;
}

INLINE char *id_or_null(char *o, u64 id) {
    if (id) return number(o, id);
    LITERAL("null");
    return o;
}

static COLD char *escape(char *o, u8 byte) {
    *o++ = '\\';
    if (byte >= 0x20) {
        *o++ = (char)byte;
        return o;
    }
    LITERAL("u00");
    *o++ = byte < 16 ? '0' : '1';
    *o++ = "0123456789abcdef"[byte & 15];
    return o;
}

/// A bit in each byte that is escaped; exact for the lowest one.
INLINE u64 special_bytes(u64 word) {
    const u64 ones = 0x0101010101010101ull;
    u64 quote = word ^ (ones * 0x22), backslash = word ^ (ones * 0x5c);
    u64 low = (word - ones * 0x20) & ~word;
    return (low | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & (ones * 0x80);
}

typedef u64 pair __attribute__((vector_size(16)));

/// Copies sixteen bytes, and marks those that are escaped.
INLINE pair copy_pair(char *o, const u8 *bytes) {
    const pair ones = {0x0101010101010101ull, 0x0101010101010101ull};
    pair words;
    memcpy(&words, bytes, 16);
    memcpy(o, &words, 16);
    pair quote = words ^ (ones * 0x22), backslash = words ^ (ones * 0x5c);
    pair low = (words - ones * 0x20) & ~words;
    return (low | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & (ones * 0x80);
}

/// Copies text of eight to 64 bytes as two halves that overlap; whether nothing in it is escaped.
INLINE bool copy_plain(char *o, const u8 *bytes, size_t count) {
    pair marks;
    if (count > 32) {
        if (count > 64) return false;
        marks = copy_pair(o, bytes) | copy_pair(o + 16, bytes + 16);
        marks |= copy_pair(o + count - 32, bytes + count - 32) | copy_pair(o + count - 16, bytes + count - 16);
    } else if (count >= 16) {
        marks = copy_pair(o, bytes) | copy_pair(o + count - 16, bytes + count - 16);
    } else {
        u64 first, last;
        if (count < 8) return false;
        memcpy(&first, bytes, 8);
        memcpy(&last, bytes + count - 8, 8);
        memcpy(o, &first, 8);
        memcpy(o + count - 8, &last, 8);
        return !(special_bytes(first) | special_bytes(last));
    }
    return !(marks[0] | marks[1]);
}

/// The inside of a JSON string: eight bytes a step, stored before they are looked at.
INLINE char *escaped(char *o, const u8 *bytes, size_t count) {
    if (copy_plain(o, bytes, count)) return o + count;
    size_t i = 0;
    while (i + 8 <= count) {
        u64 word;
        memcpy(&word, bytes + i, 8);
        memcpy(o, &word, 8);
        u64 special = special_bytes(word);
        if (!special) {
            o += 8;
            i += 8;
        } else {
            int plain = __builtin_ctzll(special) / 8;
            o = escape(o + plain, bytes[i + plain]);
            i += plain + 1;
        }
    }
    if (i < count && count >= 8) {
        size_t rest = count - i;
        u64 word;
        memcpy(&word, bytes + count - 8, 8);
        word >>= (8 - rest) * 8;
        if (!(special_bytes(word) << (8 - rest) * 8)) {
            memcpy(o, &word, 8);
            o += rest;
            i = count;
        }
    }
    for (; i < count; i++) {
        u8 byte = bytes[i];
        if (byte < 0x20 || byte == '"' || byte == '\\') o = escape(o, byte);
        else *o++ = (char)byte;
    }
    return o;
}

INLINE char *text(char *o, const u8 *bytes, size_t count) {
    *o++ = '"';
    o = escaped(o, bytes, count);
    *o++ = '"';
    return o;
}

/// A name and its closing quotation mark, stored whole.
typedef struct word {
    char text[16];
    u32 count;
} word;

INLINE char *put_word(char *o, const word *word) {
    memcpy(o, word->text, 16);
    return o + word->count;
}
