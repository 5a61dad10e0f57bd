/* The course's servers in C as they are measured: compiled with this header
 * before all others, they answer the requests that ../request.ts describes,
 * tell their port on a line with the mark of ../../host/contender.ts, and end
 * when stdin does. */
#define listen_on listen_for_people
#define accept_client accept_for_people
#define serve_client echo_to_client
#include "../../../../solutions/given/c/server.h"
#undef listen_on
#undef accept_client
#undef serve_client
#include <poll.h>

enum { LENGTH = 64, NUMBER = 1, ROUNDS = 9, RESULT = 17, DIGITS = 8 };

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

static inline int listen_on(const char *port) {
  int listener = listen_for_people(port);
  struct sockaddr_in address;
  socklen_t length = sizeof address;
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
  while (poll(watched, 2, -1) < 0)
    if (errno != EINTR) die("poll");
  if (watched[1].revents != 0) exit(EXIT_SUCCESS);
  return accept_for_people(listener);
}
