/* Two threads add to one counter that a mutex guards.
 *   cc -std=c11 -pthread -o /tmp/mutex lessons/7.4-locks/c/mutex.c
 *   /tmp/mutex 1000000
 */
#include "../../given/c/check.h"

/* (1) The mutex and what it guards stand together. */
static struct {
  pthread_mutex_t mutex;
  long count;
} counter = {.mutex = PTHREAD_MUTEX_INITIALIZER};
static long times;

static void *add(void *argument) {
  (void)argument;
  for (long i = 0; i < times; i++) {
    pthread_mutex_lock(&counter.mutex); /* (2) sleeps while another has it */
    counter.count++;                    /* (3) the critical section */
    pthread_mutex_unlock(&counter.mutex); /* (4) on each way out of it: a
                                           *     return before this line, and
                                           *     the other waits for ever */
  }
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000000, 1000000);
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    check(pthread_create(&threads[i], NULL, add, NULL), "pthread_create");
  for (int i = 0; i < 2; i++)
    check(pthread_join(threads[i], NULL), "pthread_join");
  printf("wanted %ld, counted %ld\n", 2 * times, counter.count);
}
