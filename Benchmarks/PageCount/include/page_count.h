#pragma once
#include <stdbool.h>
#include <stdint.h>

// Counts what this process writes to one file, in pages of 4 KiB.
//
// This target defines pwrite, pwrite64, write and writev; they count and call the C library's. The linker
// puts them into the executable's table of symbols, so that liblmdb and libsqlite3 find them first.
// Pages that are written through a memory map, or by another process, are not seen.

/// Counts writes to this file from now on, instead of any other. False when there is no such file.
bool page_count_watch(const char *path);
/// Begins again at zero.
void page_count_reset(void);
/// Pages written since, each call rounded up to whole pages.
uint64_t page_count_pages(void);
/// Calls that wrote them.
uint64_t page_count_calls(void);
/// Bytes that they wrote: SQLite's log has a head of 24 bytes before each page.
uint64_t page_count_bytes(void);
