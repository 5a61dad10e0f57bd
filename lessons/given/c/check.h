/* What every program in C here starts with: it looks at what calls return. */
#ifndef CHECK_H
#define CHECK_H

#define _DEFAULT_SOURCE /* POSIX and mmap()'s anonymous memory, beside C11 */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ends the program with the reason that a call of the system left in errno. */
static inline void die(const char *what) {
  perror(what);
  exit(EXIT_FAILURE);
}

/* The same for pthread_ calls: they return the reason, or 0. Not needed for
 * pthread_mutex_lock() and its like: with a plain mutex that is used in turn,
 * they have no way to fail. */
static inline void check(int error, const char *what) {
  errno = error;
  if (error != 0) die(what);
}

/* The whole number from 1 to `most` in a program's first argument; `otherwise`
 * without one. */
static inline long number_argument(int argc, char **argv, long most,
                                   long otherwise) {
  if (argc < 2) return otherwise;
  char *end;
  errno = 0;
  long number = strtol(argv[1], &end, 10);
  if (errno == 0 && end != argv[1] && *end == '\0' && number >= 1 &&
      number <= most)
    return number;
  fprintf(stderr, "Cannot use '%s': it must be a number from 1 to %ld.\n",
          argv[1], most);
  exit(EXIT_FAILURE);
}

#endif
