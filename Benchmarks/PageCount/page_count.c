#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>
#include "page_count.h"

static _Atomic uint64_t pages, calls, bytes_written, device, inode;

bool page_count_watch(const char *path) {
    struct stat file;
    if (stat(path, &file) != 0) return false;
    atomic_store(&device, file.st_dev);
    atomic_store(&inode, file.st_ino);
    page_count_reset();
    return true;
}

void page_count_reset(void) {
    atomic_store(&pages, 0);
    atomic_store(&calls, 0);
    atomic_store(&bytes_written, 0);
}

uint64_t page_count_pages(void) { return atomic_load(&pages); }
uint64_t page_count_calls(void) { return atomic_load(&calls); }
uint64_t page_count_bytes(void) { return atomic_load(&bytes_written); }

/// Asks the kernel which file it is, each time: descriptors are closed and given again.
static void count(int descriptor, ssize_t bytes) {
    struct stat file;
    uint64_t watched = atomic_load_explicit(&inode, memory_order_relaxed);
    if (watched == 0 || bytes <= 0 || fstat(descriptor, &file) != 0) return;
    if (file.st_ino != watched || file.st_dev != atomic_load(&device)) return;
    atomic_fetch_add(&pages, ((uint64_t)bytes + 4095) / 4096);
    atomic_fetch_add(&calls, 1);
    atomic_fetch_add(&bytes_written, (uint64_t)bytes);
}

static void *next_definition(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) {
        fputs("page_count: no definition behind this one\n", stderr);
        abort();
    }
    return function;
}

// Threads that come here together store the same pointer.
#define NEXT(type, name)                                                                                 \
    static _Atomic(type) next;                                                                           \
    type call = atomic_load_explicit(&next, memory_order_relaxed);                                       \
    if (!call) atomic_store(&next, call = (type)next_definition(name))

typedef ssize_t (*pwrite_function)(int, const void *, size_t, off_t);
typedef ssize_t (*write_function)(int, const void *, size_t);
typedef ssize_t (*writev_function)(int, const struct iovec *, int);

#define EXPORTED __attribute__((visibility("default"), used))

EXPORTED ssize_t pwrite(int descriptor, const void *bytes, size_t size, off_t offset) {
    NEXT(pwrite_function, "pwrite");
    ssize_t written = call(descriptor, bytes, size, offset);
    count(descriptor, written);
    return written;
}

EXPORTED ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset) {
    NEXT(pwrite_function, "pwrite64");
    ssize_t written = call(descriptor, bytes, size, offset);
    count(descriptor, written);
    return written;
}

EXPORTED ssize_t write(int descriptor, const void *bytes, size_t size) {
    NEXT(write_function, "write");
    ssize_t written = call(descriptor, bytes, size);
    count(descriptor, written);
    return written;
}

EXPORTED ssize_t writev(int descriptor, const struct iovec *parts, int number) {
    NEXT(writev_function, "writev");
    ssize_t written = call(descriptor, parts, number);
    count(descriptor, written);
    return written;
}
