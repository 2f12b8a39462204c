// Where programs run, and what they hold.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "internal.h"

static void pin_thread(pid_t thread, uint64_t processors) {
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int i = 0; i < 64; i++)
        if (processors >> i & 1) CPU_SET(i, &set);
    sched_setaffinity(thread, sizeof set, &set);
}

pid_t load_spawn(char *const *words, const char *log, uint64_t processors, uid_t user) {
    pid_t process = fork();
    if (process != 0) return process;
    pin_thread(0, processors);
    if (user && (setgroups(0, NULL) || setgid(user) || setuid(user))) _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int output = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600), input = open("/dev/null", O_RDONLY);
    dup2(input, 0);
    if (output >= 0) {
        dup2(output, 1);
        dup2(output, 2);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execvp(words[0], words);
    _exit(127);
}

int load_wait(pid_t process) {
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Whether a thread has this name; any has where it is NULL.
static bool is_named(pid_t process, pid_t thread, const char *name) {
    char path[64], line[32] = "";
    if (!name) return true;
    snprintf(path, sizeof path, "/proc/%d/task/%d/comm", process, thread);
    FILE *file = fopen(path, "r");
    if (!file) return false;
    if (!fgets(line, sizeof line, file)) line[0] = 0;
    fclose(file);
    size_t count = strlen(name);
    return !strncmp(line, name, count) && line[count] == '\n';
}

typedef void change(pid_t thread, uint64_t processors);

static void change_threads(pid_t process, const char *name, change *change, uint64_t processors) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", process);
    DIR *threads = opendir(path);
    if (!threads) return;
    struct dirent *entry;
    while ((entry = readdir(threads))) {
        pid_t thread = atoi(entry->d_name);
        if (thread > 0 && is_named(process, thread, name)) change(thread, processors);
    }
    closedir(threads);
}

static pid_t parent(pid_t process) {
    char path[64];
    int parent = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    if (fscanf(file, "%*d (%*[^)]) %*c %d", &parent) != 1) parent = 0;
    fclose(file);
    return parent;
}

static void change_family(pid_t process, change *change, uint64_t processors) {
    change_threads(process, NULL, change, processors);
    DIR *all = opendir("/proc");
    if (!all) return;
    struct dirent *entry;
    while ((entry = readdir(all))) {
        pid_t child = atoi(entry->d_name);
        if (child > 0 && parent(child) == process) change_threads(child, NULL, change, processors);
    }
    closedir(all);
}

void load_pin(pid_t process, uint64_t processors) {
    if (process == 0) pin_thread(0, processors);
    else change_family(process, pin_thread, processors);
}

void load_pin_threads(pid_t process, const char *name, uint64_t processors) {
    change_threads(process, name, pin_thread, processors);
}

static void hurry_thread(pid_t thread, uint64_t processors) {
    struct sched_param parameters = {.sched_priority = 10};
    (void)processors;
    sched_setscheduler(thread, SCHED_FIFO, &parameters);
}

bool load_hurry(pid_t process) {
    if (process == 0) hurry_thread(0, 0);
    else change_family(process, hurry_thread, 0);
    return sched_getscheduler(process) == SCHED_FIFO;
}

uint64_t load_resident_bytes(pid_t process) {
    char path[64], line[128];
    unsigned long kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", process);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "RssAnon: %lu", &kilobytes) == 1) break;
    fclose(file);
    return (uint64_t)kilobytes << 10;
}

int load_descriptors(pid_t process) {
    char path[64];
    int count = 0;
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    DIR *all = opendir(path);
    if (!all) return -1;
    struct dirent *entry;
    while ((entry = readdir(all))) count += entry->d_name[0] != '.';
    closedir(all);
    return count;
}
