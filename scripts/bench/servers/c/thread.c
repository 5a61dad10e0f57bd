/* A thread for each client: pthread_create() after accept(). */
#include "server.h"
#include <pthread.h>

/* A thread needs a little stack: the default of 8 MB is address space only,
 * but a thousand of them are 8 GB of it. */
enum { STACK = 256 * 1024 };

static void *serve(void *argument) {
  serve_client((int)(intptr_t)argument);
  return NULL;
}

int main(void) {
  int listener = listen_anywhere();
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, STACK);
  /* Nobody joins it: the system takes back what it had when it ends. */
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  for (;;) {
    int client = accept_client(listener);
    pthread_t thread;
    /* The socket is passed by value: the address of a variable would be that
     * of the next client's socket soon. */
    int error = pthread_create(&thread, &attributes, serve,
                               (void *)(intptr_t)client);
    if (error != 0) {
      fprintf(stderr, "pthread_create: %s\n", strerror(error));
      close(client);
    }
  }
}
