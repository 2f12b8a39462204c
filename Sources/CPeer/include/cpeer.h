#pragma once
#include <stdint.h>

// struct ucred and accept4 need _GNU_SOURCE, which clashes with Swift's Glibc module.

/// The other end of a Unix socket, as the kernel recorded it at connect.
typedef struct {
    uint32_t uid, gid;
    int32_t pid;
} cpeer_identity;

/// 0, or an errno.
int cpeer_identify(int socket, cpeer_identity *identity);

/// A connected socket that neither blocks nor outlives an exec, or minus an errno.
int cpeer_accept(int listener);
