/* A child that has ended is a zombie until its parent asks how it ended.
 *   cc -std=c11 -pthread -o /tmp/zombie lessons/7.1-fork-server/c/zombie.c
 *   /tmp/zombie
 */
#include "../../given/c/check.h"
#include <signal.h>
#include <sys/wait.h>

/* What Linux says of a process: R runs, S sleeps, Z is a zombie, - is gone. */
static char state_of(pid_t process) {
  char path[64], state = '-';
  snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
  FILE *file = fopen(path, "r");
  if (file == NULL) return state;
  if (fscanf(file, "%*d (%*[^)]) %c", &state) != 1) state = '?';
  fclose(file);
  return state;
}

int main(void) {
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child == 0) _exit(EXIT_SUCCESS); /* (1) ends at once */
  siginfo_t ended;                     /* (2) sleeps until it has, and leaves */
  if (waitid(P_PID, (id_t)child, &ended, WEXITED | WNOWAIT) < 0) /* it there */
    die("waitid");
  printf("It has ended, and its state is %c.\n", state_of(child));
  if (kill(child, SIGKILL) < 0) die("kill"); /* (3) it cannot die once more */
  printf("After SIGKILL, its state is %c.\n", state_of(child));
  if (waitpid(child, NULL, 0) != child) die("waitpid"); /* (4) reaps it */
  printf("After waitpid(), its state is %c.\n", state_of(child));
}
