/* Eight threads share three connections: a semaphore that counts.
 *   cc -std=c11 -pthread -o /tmp/permits lessons/7.4-locks/c/permits.c
 *   /tmp/permits 1000
 */
#include "../../given/c/check.h"
#include <semaphore.h>
#include <stdatomic.h>

enum { THREADS = 8, CONNECTIONS = 3 };

static sem_t permits;
static atomic_int inside;
static atomic_int too_many;
static long times;

static void *query(void *argument) {
  (void)argument;
  for (long i = 0; i < times; i++) {
    while (sem_wait(&permits) < 0) /* (1) 3, 2, 1, 0: the fourth one sleeps */
      if (errno != EINTR) die("sem_wait");
    /* (2) Up to three threads are here at a time. It is no critical section:
     * what they share still needs a mutex, or an atomic operation. */
    if (atomic_fetch_add(&inside, 1) + 1 > CONNECTIONS) too_many = 1;
    atomic_fetch_sub(&inside, 1);
    if (sem_post(&permits) < 0) die("sem_post");
  }
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 1000000, 1000);
  if (sem_init(&permits, 0, CONNECTIONS) < 0) die("sem_init"); /* (3) */
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    check(pthread_create(&threads[i], NULL, query, NULL), "pthread_create");
  for (int i = 0; i < THREADS; i++)
    check(pthread_join(threads[i], NULL), "pthread_join");
  int left;
  if (sem_getvalue(&permits, &left) < 0) die("sem_getvalue");
  printf("%d threads, %s than %d at a time, %d permits left\n", THREADS,
         too_many ? "more" : "never more", CONNECTIONS, left);
  if (sem_destroy(&permits) < 0) die("sem_destroy");
}
