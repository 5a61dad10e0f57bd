/* A parent and its child talk over a pair of sockets, both ways.
 *   cc -std=c11 -pthread -o /tmp/socketpair lessons/7.5-ipc/c/socketpair.c
 *   /tmp/socketpair
 */
#include "../../given/c/check.h"
#include <sys/socket.h>
#include <sys/wait.h>

/* (1) A message here is exactly this long, so that both know where it ends. */
enum { LENGTH = 5 };

/* (2) All of a message: read() may bring a part. Returns 0 at the end. */
static int receive(int fd, char message[LENGTH]) {
  for (size_t have = 0; have < LENGTH;) {
    ssize_t count = read(fd, message + have, LENGTH - have);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) die("read");
    if (count == 0) return 0;
    have += (size_t)count;
  }
  return 1;
}

static void deliver(int fd, const char message[LENGTH]) {
  for (size_t sent = 0; sent < LENGTH;) {
    ssize_t count = send(fd, message + sent, LENGTH - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) die("send");
    sent += (size_t)count;
  }
}

int main(void) {
  int ends[2]; /* (3) each end reads and writes: two ways with one call */
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0) die("socketpair");
  char message[LENGTH];
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    close(ends[0]);
    while (receive(ends[1], message)) deliver(ends[1], "pong");
    exit(EXIT_SUCCESS);
  }
  close(ends[1]);
  for (int i = 0; i < 2; i++) {
    deliver(ends[0], "ping");
    if (!receive(ends[0], message)) return EXIT_FAILURE;
    printf("parent: ping, child: %s\n", message);
  }
  /* (4) "No more from me", and the child sees the end; its answers could
   * still come back. */
  if (shutdown(ends[0], SHUT_WR) < 0) die("shutdown");
  if (receive(ends[0], message)) return EXIT_FAILURE;
  close(ends[0]);
  if (waitpid(pid, NULL, 0) != pid) die("waitpid");
  printf("parent: the child has closed its end and is reaped\n");
}
