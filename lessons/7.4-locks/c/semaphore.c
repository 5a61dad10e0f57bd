/* Two threads add to one counter that a binary semaphore guards.
 *   cc -std=c11 -pthread -o /tmp/semaphore lessons/7.4-locks/c/semaphore.c
 *   /tmp/semaphore 1000000
 */
#include "../../given/c/check.h"
#include <semaphore.h>

static sem_t permit;
static long counter;
static long times;

/* (1) One permit fewer; sleeps while there is none. A signal may end the sleep
 * early, and then nothing was taken. */
static void take(void) {
  while (sem_wait(&permit) < 0)
    if (errno != EINTR) die("sem_wait");
}

/* (2) One permit more; wakes a thread that sleeps. */
static void give(void) {
  if (sem_post(&permit) < 0) die("sem_post");
}

static void *add(void *argument) {
  (void)argument;
  for (long i = 0; i < times; i++) {
    take();
    counter++;
    give(); /* (3) unlike a mutex, any thread could do this */
  }
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000000, 1000000);
  /* (4) 0: for the threads of this process. 1: one permit, so never more than
   * one thread inside. */
  if (sem_init(&permit, 0, 1) < 0) die("sem_init");
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    check(pthread_create(&threads[i], NULL, add, NULL), "pthread_create");
  for (int i = 0; i < 2; i++)
    check(pthread_join(threads[i], NULL), "pthread_join");
  printf("wanted %ld, counted %ld\n", 2 * times, counter);
  if (sem_destroy(&permit) < 0) die("sem_destroy");
}
