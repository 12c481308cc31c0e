#define _GNU_SOURCE
#include "cp_reader.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { SLOTS = 3 };

struct cp_reader {
    int fd;
    int64_t position, end;
    size_t block, margin;
    unsigned char *memory;
    ssize_t lengths[SLOTS];
    int errors[SLOTS];
    unsigned filled, taken; // counts; filled - taken is at most SLOTS
    int holds, stop;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    pthread_t thread;
};

static unsigned char *slot(struct cp_reader *reader, unsigned number) {
    return reader->memory + (size_t)(number % SLOTS) * (reader->block + reader->margin) + reader->margin;
}

static void *run(void *argument) {
    struct cp_reader *reader = argument;
    for (;;) {
        pthread_mutex_lock(&reader->mutex);
        while (reader->filled - reader->taken == SLOTS && !reader->stop)
            pthread_cond_wait(&reader->changed, &reader->mutex);
        int stop = reader->stop;
        unsigned number = reader->filled;
        pthread_mutex_unlock(&reader->mutex);
        if (stop) return 0;
        size_t wanted = reader->block;
        if ((int64_t)wanted > reader->end - reader->position) wanted = (size_t)(reader->end - reader->position);
        size_t done = 0;
        int error = 0;
        while (done < wanted) {
            ssize_t got = pread(reader->fd, slot(reader, number) + done, wanted - done, reader->position + (off_t)done);
            if (got > 0) done += (size_t)got;
            else if (got == 0) break;
            else if (errno != EINTR) { error = errno; break; }
        }
        reader->position += (int64_t)done;
        pthread_mutex_lock(&reader->mutex);
        reader->lengths[number % SLOTS] = error ? -1 : (ssize_t)done;
        reader->errors[number % SLOTS] = error;
        reader->filled++;
        stop = reader->stop || error || done == 0;
        pthread_cond_broadcast(&reader->changed);
        pthread_mutex_unlock(&reader->mutex);
        if (stop) return 0;
    }
}

struct cp_reader *cp_reader_start(int fd, int64_t start, int64_t end, size_t block, size_t margin) {
    struct cp_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return 0;
    reader->memory = malloc(SLOTS * (block + margin));
    reader->fd = fd;
    reader->position = start;
    reader->end = end;
    reader->block = block;
    reader->margin = margin;
    pthread_mutex_init(&reader->mutex, 0);
    pthread_cond_init(&reader->changed, 0);
    // Signals are for the thread that knows what to do with them.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 * 1024);
    int failed = !reader->memory || pthread_create(&reader->thread, &attributes, run, reader) != 0;
    pthread_attr_destroy(&attributes);
    pthread_sigmask(SIG_SETMASK, &before, 0);
    if (failed) {
        free(reader->memory);
        free(reader);
        return 0;
    }
    return reader;
}

unsigned char *cp_reader_next(struct cp_reader *reader, size_t *count) {
    pthread_mutex_lock(&reader->mutex);
    if (reader->holds) {
        reader->taken++;
        reader->holds = 0;
        pthread_cond_broadcast(&reader->changed);
    }
    while (reader->filled == reader->taken) pthread_cond_wait(&reader->changed, &reader->mutex);
    unsigned number = reader->taken;
    ssize_t length = reader->lengths[number % SLOTS];
    errno = reader->errors[number % SLOTS];
    if (length > 0) reader->holds = 1;
    pthread_mutex_unlock(&reader->mutex);
    *count = length > 0 ? (size_t)length : 0;
    return length > 0 ? slot(reader, number) : 0;
}

void cp_reader_stop(struct cp_reader *reader) {
    pthread_mutex_lock(&reader->mutex);
    reader->stop = 1;
    pthread_cond_broadcast(&reader->changed);
    pthread_mutex_unlock(&reader->mutex);
    pthread_join(reader->thread, 0);
    pthread_cond_destroy(&reader->changed);
    pthread_mutex_destroy(&reader->mutex);
    free(reader->memory);
    free(reader);
}
