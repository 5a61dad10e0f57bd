/* An echo server with a process for each client.
 *   cc -std=c11 -pthread -o /tmp/fork lessons/7.1-fork-server/c/fork.c
 *   /tmp/fork 8080
 */
#include "../../given/c/server.h"
#include <sys/wait.h>

/* (1) Reaps all children that have ended: one signal may stand for several. */
static void reap(int signal_number) {
  (void)signal_number;
  int saved = errno; /* what it interrupts may be about to look at it */
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
  errno = saved;
}

/* (2) Without this, each child that ends stays behind as a zombie. */
static void watch_children(void) {
  struct sigaction action = {.sa_handler = reap,
                             .sa_flags = SA_RESTART | SA_NOCLDSTOP};
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGCHLD, &action, NULL) < 0) die("sigaction");
}

int main(int argc, char **argv) {
  int listener = listen_on(argc > 1 ? argv[1] : "8080");
  watch_children();
  for (;;) {
    int client = accept_client(listener);
    pid_t child = fork(); /* (3) from here on, there are two processes */
    if (child == 0) {
      close(listener); /* (4) the child has copies of both, and needs one */
      serve_client(client);
      _exit(EXIT_SUCCESS);
    }
    if (child < 0) perror("fork"); /* (5) this client is lost, the server not */
    close(client); /* (6) else the client would never see the end: the child's
                    *     copy would not be the last one */
  }
}
