/* Two processes count in the same memory, with a mutex between processes.
 *   cc -std=c11 -pthread -o /tmp/shared_memory lessons/7.5-ipc/c/shared_memory.c
 *   /tmp/shared_memory 1000000
 */
#include "../../given/c/check.h"
#include <sys/mman.h>
#include <sys/wait.h>

struct shared {
  pthread_mutex_t mutex; /* (1) lies in the shared memory itself */
  long count;
};

/* (2) A mutex is for the threads of one process unless it is told otherwise.
 * A robust one tells the next who locks it that its holder has died. */
static void make_mutex(pthread_mutex_t *mutex) {
  pthread_mutexattr_t attributes;
  check(pthread_mutexattr_init(&attributes), "pthread_mutexattr_init");
  check(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED),
        "pthread_mutexattr_setpshared");
  check(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST),
        "pthread_mutexattr_setrobust");
  check(pthread_mutex_init(mutex, &attributes), "pthread_mutex_init");
  check(pthread_mutexattr_destroy(&attributes), "pthread_mutexattr_destroy");
}

static void lock(pthread_mutex_t *mutex) {
  int error = pthread_mutex_lock(mutex);
  if (error == EOWNERDEAD) /* (3) ours now; a count is whole at any time */
    error = pthread_mutex_consistent(mutex);
  check(error, "pthread_mutex_lock");
}

static void add(struct shared *shared, long times) {
  for (long i = 0; i < times; i++) {
    lock(&shared->mutex);
    shared->count++;
    check(pthread_mutex_unlock(&shared->mutex), "pthread_mutex_unlock");
  }
}

int main(int argc, char **argv) {
  long times = number_argument(argc, argv, 100000000, 1000000);
  /* (4) fork() copies all memory but this. For programs that do not descend
   * from one another there is shm_open(). */
  struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) die("mmap");
  make_mutex(&shared->mutex);
  pid_t pid = fork();
  if (pid < 0) die("fork");
  add(shared, times); /* (5) both do */
  if (pid == 0) _exit(EXIT_SUCCESS);
  if (waitpid(pid, NULL, 0) != pid) die("waitpid");
  printf("wanted %ld, counted %ld\n", 2 * times, shared->count);
  check(pthread_mutex_destroy(&shared->mutex), "pthread_mutex_destroy");
  if (munmap(shared, sizeof *shared) < 0) die("munmap");
}
