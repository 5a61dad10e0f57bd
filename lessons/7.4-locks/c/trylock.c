/* A lock that is tried, and other work done while another thread has it.
 *   cc -std=c11 -pthread -o /tmp/trylock lessons/7.4-locks/c/trylock.c
 *   /tmp/trylock
 */
#include "../../given/c/check.h"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* (1) Never sleeps: EBUSY says that somebody has the mutex. */
static void *try_once(void *name) {
  int error = pthread_mutex_trylock(&mutex);
  if (error == EBUSY) {
    printf("%s: the mutex is taken, and I do something else\n", (char *)name);
    return NULL;
  }
  check(error, "pthread_mutex_trylock");
  printf("%s: I have the mutex\n", (char *)name);
  pthread_mutex_unlock(&mutex); /* (2) only the holder may unlock it */
  return NULL;
}

static void run(char *name) {
  pthread_t thread;
  check(pthread_create(&thread, NULL, try_once, name), "pthread_create");
  check(pthread_join(thread, NULL), "pthread_join");
}

int main(void) {
  pthread_mutex_lock(&mutex);
  run("thread 1"); /* (3) while main() has it */
  pthread_mutex_unlock(&mutex);
  run("thread 2");
}
