/* Four threads read two numbers that must agree, and one changes both.
 *   cc -std=c11 -pthread -o /tmp/rwlock lessons/7.4-locks/c/rwlock.c
 *   /tmp/rwlock 10000
 */
#include "../../given/c/check.h"

enum { READERS = 4 };

static struct {
  pthread_rwlock_t lock;
  long number;
  long twice; /* always 2 * number, for whoever has the lock */
} pair = {.lock = PTHREAD_RWLOCK_INITIALIZER};
static long times;

/* (1) Readers do not keep each other out, only the writer. Taking the lock can
 * fail, as it counts its readers. */
static void *look(void *torn) {
  for (long i = 0; i < times; i++) {
    check(pthread_rwlock_rdlock(&pair.lock), "pthread_rwlock_rdlock");
    if (pair.twice != 2 * pair.number) ++*(long *)torn;
    check(pthread_rwlock_unlock(&pair.lock), "pthread_rwlock_unlock");
  }
  return NULL;
}

/* (2) Alone: no other writer, and no reader. */
static void change(long number) {
  check(pthread_rwlock_wrlock(&pair.lock), "pthread_rwlock_wrlock");
  pair.number = number;
  pair.twice = 2 * number; /* (3) before this, the two do not agree */
  check(pthread_rwlock_unlock(&pair.lock), "pthread_rwlock_unlock");
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000000, 10000);
  pthread_t readers[READERS];
  long torn[READERS] = {0}; /* (4) one for each thread: nothing to guard */
  for (int i = 0; i < READERS; i++)
    check(pthread_create(&readers[i], NULL, look, &torn[i]), "pthread_create");
  for (long i = 1; i <= times; i++) change(i);
  long seen = 0;
  for (int i = 0; i < READERS; i++) {
    check(pthread_join(readers[i], NULL), "pthread_join");
    seen += torn[i];
  }
  printf("%d readers saw %ld torn pairs, and at last %ld and %ld\n", READERS,
         seen, pair.number, pair.twice);
}
