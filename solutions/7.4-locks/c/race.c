/* Two threads add to one counter, without a lock: a race.
 *   cc -std=c11 -pthread -o /tmp/race lessons/7.4-locks/c/race.c
 *   /tmp/race 1000000
 */
#include "../../given/c/check.h"

static long counter; /* (1) shared by both threads */
static long times;

static void *add(void *argument) {
  (void)argument;
  for (long i = 0; i < times; i++)
    counter++; /* (2) reads it, adds one, writes it: three steps */
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000000, 1000000);
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    check(pthread_create(&threads[i], NULL, add, NULL), "pthread_create");
  for (int i = 0; i < 2; i++) /* (3) without this, it would print too early */
    check(pthread_join(threads[i], NULL), "pthread_join");
  printf("wanted %ld, counted %ld\n", 2 * times, counter);
}
