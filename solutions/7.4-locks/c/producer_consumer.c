/* A producer and a consumer, and a ring between them: two semaphores.
 *   cc -std=c11 -pthread -o /tmp/producer_consumer lessons/7.4-locks/c/producer_consumer.c
 *   /tmp/producer_consumer 1000
 */
#include "../../given/c/check.h"
#include <semaphore.h>

enum { PLACES = 4 };

static long ring[PLACES];
static sem_t places; /* (1) how many are free: the producer waits for one */
static sem_t items;  /* (2) how many are taken: the consumer waits for one */
static long times;

static void wait_for(sem_t *semaphore) {
  while (sem_wait(semaphore) < 0)
    if (errno != EINTR) die("sem_wait");
}

static void signal_one(sem_t *semaphore) {
  if (sem_post(semaphore) < 0) die("sem_post");
}

static void *produce(void *argument) {
  (void)argument;
  for (long i = 0; i < times; i++) {
    wait_for(&places);
    ring[i % PLACES] = i + 1; /* (3) no mutex: with one thread on each side, */
    signal_one(&items);       /*     the two never use the same place */
  }
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000000, 1000);
  if (sem_init(&places, 0, PLACES) < 0) die("sem_init"); /* (4) all are free */
  if (sem_init(&items, 0, 0) < 0) die("sem_init");
  pthread_t producer;
  check(pthread_create(&producer, NULL, produce, NULL), "pthread_create");
  long sum = 0;
  for (long i = 0; i < times; i++) { /* (5) main() consumes */
    wait_for(&items);
    long item = ring[i % PLACES];
    signal_one(&places); /* (6) one thread waits, the other one posts */
    if (item != i + 1) return EXIT_FAILURE; /* lost, doubled or out of order */
    sum += item;
  }
  check(pthread_join(producer, NULL), "pthread_join");
  printf("%ld items in order, their sum is %ld\n", times, sum);
  if (sem_destroy(&places) < 0 || sem_destroy(&items) < 0) die("sem_destroy");
}
