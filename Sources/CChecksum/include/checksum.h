#pragma once
#include <stddef.h>
#include <stdint.h>

/// CRC-32C of `count` bytes: the SSE 4.2 or ARMv8 instruction where the processor has it, a table elsewhere.
uint32_t checksum_crc32c(const void *bytes, size_t count);

/// The table alone, to compare and to test the two against each other.
uint32_t checksum_crc32c_portable(const void *bytes, size_t count);

/// CRC-32C of two pieces, as if they lay behind one another: a key and the content stored under it.
uint32_t checksum_crc32c_pair(const void *first, size_t first_count, const void *second, size_t second_count);

/// CRC-32C of all bytes so far and `count` more, from that of those so far; 0 stands for none.
uint32_t checksum_crc32c_extend(uint32_t crc, const void *bytes, size_t count);
