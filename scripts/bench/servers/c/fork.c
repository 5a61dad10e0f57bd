/* A process for each client: fork() after accept(). */
#include "server.h"
#include <sys/wait.h>

/* Reaps all children that have ended: one signal may stand for several. */
static void reap(int signal_number) {
  (void)signal_number;
  int saved = errno; /* what it interrupts may be about to look at it */
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
  errno = saved;
}

static void watch_children(void) {
  struct sigaction action = {.sa_handler = reap,
                             .sa_flags = SA_RESTART | SA_NOCLDSTOP};
  sigemptyset(&action.sa_mask);
  if (sigaction(SIGCHLD, &action, NULL) < 0) die("sigaction");
}

int main(void) {
  int listener = listen_anywhere();
  watch_children();
  for (;;) {
    int client = accept_client(listener);
    pid_t child = fork();
    if (child == 0) {
      /* The child has copies of both sockets, and needs one. */
      close(listener);
      serve_client(client);
      _exit(EXIT_SUCCESS);
    }
    if (child < 0) perror("fork");
    /* Without this the client would never see the end: the child's copy is
     * not the last one. */
    close(client);
  }
}
