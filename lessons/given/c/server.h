/* What the servers in C share: they listen, accept and echo. They differ in
 * who serves a client, and that is what their own files show. */
#ifndef SERVER_H
#define SERVER_H

#include "check.h"
#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>

/* (1) A socket that listens on a port of this machine: on a free one for 0.
 * INADDR_ANY in the place of INADDR_LOOPBACK would let the network in. */
static inline int listen_on(const char *port) {
  char *end;
  long number = strtol(port, &end, 10);
  if (end == port || *end != '\0' || number < 0 || number > 65535) {
    fprintf(stderr, "Cannot listen on port '%s': it must be 0 to 65535.\n",
            port);
    exit(EXIT_FAILURE);
  }
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0) die("socket");
  int yes = 1; /* a restart need not wait for the last run's connections */
  if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0)
    die("setsockopt");
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)number)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) < 0) die("bind");
  if (listen(listener, SOMAXCONN) < 0) die("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &length) < 0)
    die("getsockname");
  printf("Listening on port %d\n", ntohs(address.sin_port));
  fflush(stdout); /* at once, also into a pipe */
  signal(SIGPIPE, SIG_IGN); /* a client that is gone: an error of write() */
  return listener;
}

/* (2) Sleeps until a client comes. One that has given up meanwhile, or a
 * signal, is no reason to end. */
static inline int accept_client(int listener) {
  for (;;) {
    int client = accept(listener, NULL, NULL);
    if (client >= 0) return client;
    if (errno != EINTR && errno != ECONNABORTED) die("accept");
  }
}

/* (3) Writes it all: write() may take only a part. Returns -1 on an error. */
static inline int write_all(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(fd, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return -1;
    bytes += written;
    length -= (size_t)written;
  }
  return 0;
}

/* (4) Echoes until the client has sent its last byte, or is gone. */
static inline void serve_client(int client) {
  char buffer[4096];
  for (;;) {
    ssize_t count = read(client, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || write_all(client, buffer, (size_t)count) < 0) break;
  }
  close(client);
}

#endif
