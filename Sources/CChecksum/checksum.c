#include "checksum.h"
#include <string.h>

static uint32_t table[8][256];

/// Before main, so that no call pays for a check that the table is there.
__attribute__((constructor)) static void fill_table(void) {
    for (uint32_t i = 0; i < 256; i++) {
        uint32_t c = i;
        for (int k = 0; k < 8; k++) c = c & 1 ? 0x82f63b78u ^ (c >> 1) : c >> 1;
        table[0][i] = c;
    }
    for (uint32_t i = 0; i < 256; i++)
        for (int k = 1; k < 8; k++) table[k][i] = table[0][table[k - 1][i] & 255] ^ (table[k - 1][i] >> 8);
}

static uint32_t update_portable(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    for (; count >= 8; count -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        word ^= crc;
        crc = table[7][word & 255] ^ table[6][word >> 8 & 255] ^ table[5][word >> 16 & 255]
            ^ table[4][word >> 24 & 255] ^ table[3][word >> 32 & 255] ^ table[2][word >> 40 & 255]
            ^ table[1][word >> 48 & 255] ^ table[0][word >> 56];
    }
    while (count--) crc = table[0][(crc ^ *p++) & 255] ^ (crc >> 8);
    return crc;
}

uint32_t checksum_crc32c_portable(const void *bytes, size_t count) {
    return ~update_portable(~0u, bytes, count);
}

#if defined(__x86_64__)
#include <nmmintrin.h>
#define hardware __attribute__((target("sse4.2"))) static inline

// How long keys and contents are changes from row to row, and a branch on it that is guessed wrong costs more than
// the sum of a row: as few of them as can be.

hardware uint64_t word_at(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}

/// Up to seven bytes, the first one in the lowest bits of `word`: zeros in front of them leave a sum of 0 as it is.
hardware uint64_t add_few(uint64_t crc, uint64_t word, unsigned count) {
    return _mm_crc32_u64(0, (crc ^ word) << 1 << (63 - 8 * count)) ^ crc >> 8 * count;
}

/// Contents as short as that are mostly of one length.
hardware uint32_t add_fewer_than_eight(uint32_t crc, const uint8_t *p, size_t count) {
    if (count & 4) {
        uint32_t word;
        memcpy(&word, p, 4);
        crc = _mm_crc32_u32(crc, word);
        p += 4;
    }
    if (count & 2) {
        uint16_t word;
        memcpy(&word, p, 2);
        crc = _mm_crc32_u16(crc, word);
        p += 2;
    }
    return count & 1 ? _mm_crc32_u8(crc, *p) : crc;
}

hardware uint32_t update_hardware(uint32_t start, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    if (count < 8) return add_fewer_than_eight(start, p, count);
    const uint8_t *end = p + count;
    uint64_t crc = start;
#pragma clang loop unroll(disable)
    for (; count >= 16; count -= 16, p += 16) {
        crc = _mm_crc32_u64(crc, word_at(p));
        crc = _mm_crc32_u64(crc, word_at(p + 8));
    }
    // One word more, or none: it is summed in any case.
    int is_odd = count >= 8;
    uint64_t more = _mm_crc32_u64(crc, word_at(__builtin_unpredictable(is_odd) ? p : end - 8));
    crc = __builtin_unpredictable(is_odd) ? more : crc;
    count &= 7;
    return (uint32_t)add_few(crc, word_at(end - 8) >> 1 >> (63 - 8 * count), (unsigned)count);
}

static int has_hardware;
__attribute__((constructor)) static void look_at_processor(void) {
    __builtin_cpu_init();
    has_hardware = __builtin_cpu_supports("sse4.2") != 0;
}
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
static const int has_hardware = 1;
static uint32_t update_hardware(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *p = bytes;
    for (; count >= 8; count -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        crc = __crc32cd(crc, word);
    }
    while (count--) crc = __crc32cb(crc, *p++);
    return crc;
}
#else
static const int has_hardware = 0;
#define update_hardware update_portable
#endif

#if defined(__x86_64__)
__attribute__((target("sse4.2")))
#endif
static uint32_t pair_hardware(const void *first, size_t first_count, const void *second, size_t second_count) {
    return ~update_hardware(update_hardware(~0u, first, first_count), second, second_count);
}

uint32_t checksum_crc32c_pair(const void *first, size_t first_count, const void *second, size_t second_count) {
    if (__builtin_expect(has_hardware, 1)) return pair_hardware(first, first_count, second, second_count);
    return ~update_portable(update_portable(~0u, first, first_count), second, second_count);
}

uint32_t checksum_crc32c(const void *bytes, size_t count) {
    return checksum_crc32c_pair(bytes, count, bytes, 0);
}

uint32_t checksum_crc32c_extend(uint32_t crc, const void *bytes, size_t count) {
    if (has_hardware) return ~update_hardware(~crc, bytes, count);
    return ~update_portable(~crc, bytes, count);
}
