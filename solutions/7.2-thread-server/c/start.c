/* What it costs to start a process and a thread that do nothing.
 *   cc -std=c11 -pthread -o /tmp/start lessons/7.2-thread-server/c/start.c
 *   /tmp/start 1000
 */
#include "../../given/c/check.h"
#include <sys/wait.h>
#include <time.h>

static double now(void) { /* microseconds */
  struct timespec time;
  if (clock_gettime(CLOCK_MONOTONIC, &time) < 0) die("clock_gettime");
  return 1e6 * (double)time.tv_sec + (double)time.tv_nsec / 1e3;
}

static void *nothing(void *argument) { return argument; }

static void process(void) {
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child == 0) _exit(EXIT_SUCCESS);
  if (waitpid(child, NULL, 0) < 0) die("waitpid");
}

static void thread(void) {
  pthread_t thread;
  check(pthread_create(&thread, NULL, nothing, NULL), "pthread_create");
  check(pthread_join(thread, NULL), "pthread_join");
}

static double each(void (*start)(void), long times) {
  double begin = now();
  for (long i = 0; i < times; i++) start();
  return (now() - begin) / (double)times;
}

int main(int argc, char **argv) {
  long times = number_argument(argc, argv, 100000, 1000);
  double processes = each(process, times), threads = each(thread, times);
  printf("a process: %.0f µs, a thread: %.0f µs\n", processes, threads);
}
