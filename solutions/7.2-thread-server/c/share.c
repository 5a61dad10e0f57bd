/* Two threads have one memory, and a stack each.
 *   cc -std=c11 -pthread -o /tmp/share lessons/7.2-thread-server/c/share.c
 *   /tmp/share
 */
#include "../../given/c/check.h"
#include <sys/syscall.h>

static int global = 1; /* (1) one for all threads */
static pid_t process;

static void *change(void *argument) {
  int local = 1; /* (2) on this thread's own stack */
  global++;
  local++;
  int *out = argument; /* (3) where the others find it, too */
  *out = local;
  /* (4) One process, and for the kernel a task of its own (a light-weight
   * process, LWP), which it schedules as it does a process. */
  if (getpid() != process || syscall(SYS_gettid) == process) return NULL;
  return argument;
}

int main(void) {
  process = getpid();
  int locals[2];
  for (int i = 0; i < 2; i++) {
    pthread_t thread;
    check(pthread_create(&thread, NULL, change, &locals[i]), "pthread_create");
    void *result; /* (5) joined before the next starts: they never meet */
    check(pthread_join(thread, &result), "pthread_join");
    if (result == NULL) return EXIT_FAILURE;
    printf("thread %d: global is %d, local was %d, same process, other task\n",
           i + 1, global, locals[i]);
  }
}
