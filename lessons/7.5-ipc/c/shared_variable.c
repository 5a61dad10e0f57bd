/* A thread leaves values in a shared variable, and another fetches each.
 *   cc -std=c11 -pthread -o /tmp/shared_variable lessons/7.5-ipc/c/shared_variable.c
 *   /tmp/shared_variable 3
 */
#include "../../given/c/check.h"
#include <stdbool.h>

/* (1) A mailbox with one place. The mutex guards all other members. */
static struct {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  bool full;
  long value;
} mailbox = {.mutex = PTHREAD_MUTEX_INITIALIZER,
             .changed = PTHREAD_COND_INITIALIZER};
static long times;

static void put(long value) {
  pthread_mutex_lock(&mailbox.mutex);
  while (mailbox.full) /* (2) sleeps with the mutex unlocked, has it again
                        *     when it wakes, and then looks again */
    pthread_cond_wait(&mailbox.changed, &mailbox.mutex);
  mailbox.value = value;
  mailbox.full = true;
  pthread_cond_signal(&mailbox.changed); /* (3) one sleeps at most */
  pthread_mutex_unlock(&mailbox.mutex);
}

static long take(void) {
  pthread_mutex_lock(&mailbox.mutex);
  while (!mailbox.full) pthread_cond_wait(&mailbox.changed, &mailbox.mutex);
  long value = mailbox.value;
  mailbox.full = false;
  pthread_cond_signal(&mailbox.changed);
  pthread_mutex_unlock(&mailbox.mutex);
  return value;
}

static void *produce(void *argument) {
  (void)argument;
  for (long i = 1; i <= times; i++) put(100 * i);
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000, 3);
  pthread_t producer;
  check(pthread_create(&producer, NULL, produce, NULL), "pthread_create");
  for (long i = 1; i <= times; i++) printf("got %ld\n", take()); /* (4) */
  check(pthread_join(producer, NULL), "pthread_join");
}
