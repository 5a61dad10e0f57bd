/* What the three servers share: they listen, and serve one client. The format
 * of a request is described in ../request.ts. */
#ifndef SERVER_H
#define SERVER_H

#define _DEFAULT_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LENGTH = 64, NUMBER = 1, ROUNDS = 9, RESULT = 17, DIGITS = 8 };

static inline void die(const char *what) {
  perror(what);
  exit(EXIT_FAILURE);
}

static inline uint32_t read_number(const char *digits) {
  char text[DIGITS + 1] = {0};
  memcpy(text, digits, DIGITS);
  return (uint32_t)strtoul(text, NULL, 16);
}

static inline uint32_t work(uint32_t x, uint32_t rounds) {
  for (uint32_t round = 0; round < rounds; round++) {
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
  }
  return x;
}

/* Makes its reply of a request. */
static inline void answer(char *request) {
  if (request[0] == 'x') raise(SIGKILL); /* a crash that leaves no core file */
  if (request[0] != 'w') return;
  char result[DIGITS + 1];
  snprintf(result, sizeof result, "%08x",
           work(read_number(request + NUMBER), read_number(request + ROUNDS)));
  memcpy(request + RESULT, result, DIGITS);
}

/* Sends all of it: write() may take a part only. Returns -1 on an error. */
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

/* Answers all requests of a client until it has sent its last byte. */
static inline void serve_client(int fd) {
  char buffer[64 * LENGTH];
  size_t have = 0;
  for (;;) {
    ssize_t count = read(fd, buffer + have, sizeof buffer - have);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    have += (size_t)count;
    size_t whole = have - have % LENGTH;
    for (size_t at = 0; at < whole; at += LENGTH) answer(buffer + at);
    if (write_all(fd, buffer, whole) < 0) break;
    memmove(buffer, buffer + whole, have - whole);
    have -= whole;
  }
  close(fd);
}

/* Listens on a free port of the loopback interface, and tells it on a line
 * with the mark of ../../host/contender.ts. */
static inline int listen_anywhere(void) {
  signal(SIGPIPE, SIG_IGN); /* a client that is gone is an error of write() */
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (listener < 0) die("socket");
  if (bind(listener, (struct sockaddr *)&address, length) < 0) die("bind");
  if (listen(listener, SOMAXCONN) < 0) die("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &length) < 0)
    die("getsockname");
  printf("\001bench {\"port\":%d}\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

/* The next client's socket; ends the process when stdin ends. */
static inline int accept_client(int listener) {
  struct pollfd watched[] = {{.fd = listener, .events = POLLIN},
                             {.fd = STDIN_FILENO, .events = POLLIN}};
  for (;;) {
    if (poll(watched, 2, -1) < 0) {
      if (errno == EINTR) continue;
      die("poll");
    }
    if (watched[1].revents != 0) exit(EXIT_SUCCESS);
    int client = accept(listener, NULL, NULL);
    if (client >= 0) return client;
    if (errno != EINTR && errno != ECONNABORTED) die("accept");
  }
}

#endif
