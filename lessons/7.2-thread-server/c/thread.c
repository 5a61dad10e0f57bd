/* An echo server with a thread for each client.
 *   cc -std=c11 -pthread -o /tmp/thread lessons/7.2-thread-server/c/thread.c
 *   /tmp/thread 8080
 */
#include "../../given/c/server.h"

/* (1) A thread needs a little stack: the default of 8 MiB is address space
 * only, but a thousand of them are 8 GiB of it. */
enum { STACK = 256 * 1024 };

/* (2) What each thread runs. It has the descriptors of the whole process, so
 * that the socket's number is all that it has to be told. */
static void *serve(void *argument) {
  serve_client((int)(intptr_t)argument);
  return NULL; /* as pthread_exit(NULL) */
}

int main(int argc, char **argv) {
  int listener = listen_on(argc > 1 ? argv[1] : "8080");
  pthread_attr_t attributes;
  check(pthread_attr_init(&attributes), "pthread_attr_init");
  check(pthread_attr_setstacksize(&attributes, STACK), "setstacksize");
  /* (3) Nobody joins it: the system takes back what it had when it ends. */
  check(pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED),
        "setdetachstate");
  for (;;) {
    int client = accept_client(listener);
    pthread_t thread;
    /* (4) By value: what &client points to would soon be the next one. */
    int error = pthread_create(&thread, &attributes, serve,
                               (void *)(intptr_t)client);
    if (error != 0) { /* (5) this client is lost, the server is not */
      fprintf(stderr, "pthread_create: %s\n", strerror(error));
      close(client);
    }
  }
}
