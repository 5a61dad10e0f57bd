/* What a pool saves: tasks with a thread each, and with four threads for all.
 *   cc -std=c11 -pthread -o /tmp/hand_over lessons/7.3-thread-pool/c/hand_over.c
 *   /tmp/hand_over 20000
 */
#include "../../given/c/check.h"
#include <sys/resource.h>
#include <time.h>

enum { THREADS = 4, QUEUE = 10 };

/* (1) The queue of pool.c, with tasks that are a number: 0 ends a thread. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
static size_t first, count;
static int tasks[QUEUE];

static void push(int task) {
  pthread_mutex_lock(&mutex);
  while (count == QUEUE) pthread_cond_wait(&not_full, &mutex);
  tasks[(first + count++) % QUEUE] = task;
  pthread_cond_signal(&not_empty);
  pthread_mutex_unlock(&mutex);
}

static int pop(void) {
  pthread_mutex_lock(&mutex);
  while (count == 0) pthread_cond_wait(&not_empty, &mutex);
  count--;
  int task = tasks[first++ % QUEUE];
  pthread_cond_signal(&not_full);
  pthread_mutex_unlock(&mutex);
  return task;
}

static void *nothing(void *argument) { return argument; }

static void *work_until_told(void *argument) {
  while (pop() != 0) nothing(NULL);
  return argument;
}

static void start(pthread_t *thread, void *(*run)(void *)) {
  check(pthread_create(thread, NULL, run, NULL), "pthread_create");
}

/* (2) As before: one thread after the other, each for one task. */
static void with_a_thread_each(long number) {
  for (long i = 0; i < number; i++) {
    pthread_t thread;
    start(&thread, nothing);
    check(pthread_join(thread, NULL), "pthread_join");
  }
}

/* (3) Four threads for all of them; at last one end for each thread. */
static void with_a_pool(long number) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) start(&threads[i], work_until_told);
  for (long i = 0; i < number; i++) push(1);
  for (int i = 0; i < THREADS; i++) push(0);
  for (int i = 0; i < THREADS; i++)
    check(pthread_join(threads[i], NULL), "pthread_join");
}

static double now(void) { /* microseconds */
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return 1e6 * (double)time.tv_sec + (double)time.tv_nsec / 1e3;
}

/* (4) How often the kernel has taken the processor from a thread of ours. */
static long switches(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) < 0) die("getrusage");
  return usage.ru_nvcsw + usage.ru_nivcsw;
}

static void measure(const char *what, void (*run)(long), long number) {
  double begin = now();
  long before = switches();
  run(number);
  printf("%s %.1f µs and %.2f context switches a task\n", what,
         (now() - begin) / (double)number,
         (double)(switches() - before) / (double)number);
}

int main(int argc, char **argv) {
  long number = number_argument(argc, argv, 10000000, 20000);
  measure("a thread each:", with_a_thread_each, number);
  measure("four for all: ", with_a_pool, number);
}
