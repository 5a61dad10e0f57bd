/* fork() returns twice, and each process has memory of its own.
 *   cc -std=c11 -pthread -o /tmp/fork_twice lessons/7.1-fork-server/c/fork_twice.c
 *   /tmp/fork_twice
 */
#include "../../given/c/check.h"
#include <sys/wait.h>

int main(void) {
  int number = 1;
  pid_t child = fork(); /* (1) one call, two returns: -1 if it failed */
  if (child < 0) die("fork");
  if (child == 0) { /* (2) 0 in the child: it goes on with a copy of all */
    number++;
    printf("child:  fork() returned 0, number is %d\n", number);
    exit(7); /* (3) writes what printf() has kept, as return from main() does */
  }
  int status; /* (4) the child's process id in the parent */
  if (waitpid(child, &status, 0) != child) die("waitpid");
  if (!WIFEXITED(status)) return EXIT_FAILURE;
  printf("parent: fork() returned the id of the child, which ended with %d\n",
         WEXITSTATUS(status));
  printf("parent: number is still %d\n", number); /* (5) */
}
