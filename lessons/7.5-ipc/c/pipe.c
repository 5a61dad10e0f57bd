/* A parent writes lines into a pipe, and its child reads them.
 *   cc -std=c11 -pthread -o /tmp/pipe lessons/7.5-ipc/c/pipe.c
 *   /tmp/pipe
 */
#include "../../given/c/check.h"
#include <signal.h>
#include <sys/wait.h>

/* (1) A pipe carries bytes, not messages: getline() joins and cuts what
 * read() gives at the line ends, and read() returns 0 at the end. */
static int child(int from) {
  FILE *file = fdopen(from, "r");
  if (file == NULL) die("fdopen");
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, file) > 0) printf("child got: %s", line);
  if (ferror(file)) die("getline");
  free(line);
  return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(void) {
  int ends[2]; /* (2) ends[0] to read from, ends[1] to write to: one way */
  if (pipe(ends) < 0) die("pipe");
  signal(SIGPIPE, SIG_IGN); /* (3) else the death of the child would kill us */
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    close(ends[1]); /* (4) a reader that may write never sees the end */
    exit(child(ends[0]));
  }
  close(ends[0]);
  FILE *file = fdopen(ends[1], "w");
  if (file == NULL) die("fdopen");
  for (int i = 1; i <= 3; i++) fprintf(file, "Hello %d from the parent\n", i);
  if (fclose(file) != 0) die("fclose"); /* (5) writes all, and is the end */
  int status;
  if (waitpid(pid, &status, 0) != pid) die("waitpid");
  printf("parent: the child has ended with %d\n", WEXITSTATUS(status));
  return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_FAILURE;
}
