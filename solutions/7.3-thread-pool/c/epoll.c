/* An echo server with one thread for all clients: an event loop.
 *   cc -std=c11 -pthread -o /tmp/epoll lessons/7.3-thread-pool/c/epoll.c
 *   /tmp/epoll 8080
 */
#include "../../given/c/server.h"
#include <fcntl.h>
#include <sys/epoll.h>

/* (1) Where a client is: a thread would keep that on its stack. */
struct client {
  int fd;
  size_t from, to; /* the part of the buffer that is still to be written */
  char buffer[4096];
};

/* (2) From now on, a call that would have to wait fails instead. */
static void never_wait(int fd) {
  if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) die("fcntl");
}

static int would_wait(void) {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/* (3) As far as it goes without waiting. Returns 0 when the client has left. */
static int go_on(struct client *client) {
  if (client->from == client->to) {
    ssize_t count = read(client->fd, client->buffer, sizeof client->buffer);
    if (count == 0) return 0;
    if (count < 0) return would_wait();
    client->from = 0;
    client->to = (size_t)count;
  }
  ssize_t count = write(client->fd, client->buffer + client->from,
                        client->to - client->from);
  if (count < 0) return would_wait();
  client->from += (size_t)count;
  return 1;
}

/* (4) What is unwritten comes first: until then, nothing more is read. */
static void watch(int poll, int operation, struct client *client) {
  struct epoll_event event = {.data.ptr = client};
  event.events = client->from == client->to ? EPOLLIN : EPOLLOUT;
  if (epoll_ctl(poll, operation, client->fd, &event) < 0) die("epoll_ctl");
}

/* A client that has given up meanwhile must not make the others wait: so the
 * listener is of the kind that fails instead, too. */
static void accept_next(int poll, int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd < 0 && (would_wait() || errno == ECONNABORTED)) return;
  if (fd < 0) die("accept");
  struct client *client = calloc(1, sizeof *client);
  if (client == NULL) die("calloc");
  client->fd = fd;
  never_wait(fd);
  watch(poll, EPOLL_CTL_ADD, client);
}

int main(int argc, char **argv) {
  int poll = epoll_create1(0);
  if (poll < 0) die("epoll_create1");
  struct client listener = {.fd = listen_on(argc > 1 ? argv[1] : "8080")};
  never_wait(listener.fd);
  watch(poll, EPOLL_CTL_ADD, &listener);
  for (;;) {
    struct epoll_event events[64]; /* (5) the only place where it sleeps */
    int count = epoll_wait(poll, events, 64, -1);
    if (count < 0 && errno != EINTR) die("epoll_wait");
    for (int i = 0; i < count; i++) {
      struct client *client = events[i].data.ptr;
      if (client == &listener) {
        accept_next(poll, listener.fd);
      } else if (go_on(client)) {
        watch(poll, EPOLL_CTL_MOD, client);
      } else { /* (6) close() also takes it off the list */
        close(client->fd);
        free(client);
      }
    }
  }
}
