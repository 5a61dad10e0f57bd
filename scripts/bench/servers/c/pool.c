/* A fixed number of threads, each of which serves one client until it leaves,
 * and a bounded queue of clients that wait. Argument: how many threads. */
#include "server.h"
#include <pthread.h>

enum { QUEUE = 128 };

/* A ring of sockets. The mutex protects all other members. */
static struct {
  pthread_mutex_t mutex;
  pthread_cond_t not_empty;
  pthread_cond_t not_full;
  int clients[QUEUE];
  size_t first;
  size_t count;
} queue = {.mutex = PTHREAD_MUTEX_INITIALIZER,
           .not_empty = PTHREAD_COND_INITIALIZER,
           .not_full = PTHREAD_COND_INITIALIZER};

/* Sleeps while the queue is full. A wait may end without a reason, or when
 * another thread was faster: so the condition is tested again. */
static void push(int client) {
  pthread_mutex_lock(&queue.mutex);
  while (queue.count == QUEUE) pthread_cond_wait(&queue.not_full, &queue.mutex);
  queue.clients[(queue.first + queue.count) % QUEUE] = client;
  queue.count++;
  pthread_cond_signal(&queue.not_empty);
  pthread_mutex_unlock(&queue.mutex);
}

/* Sleeps while the queue is empty. */
static int pop(void) {
  pthread_mutex_lock(&queue.mutex);
  while (queue.count == 0) pthread_cond_wait(&queue.not_empty, &queue.mutex);
  int client = queue.clients[queue.first];
  queue.first = (queue.first + 1) % QUEUE;
  queue.count--;
  pthread_cond_signal(&queue.not_full);
  pthread_mutex_unlock(&queue.mutex);
  return client;
}

static void *work_for_ever(void *argument) {
  (void)argument;
  for (;;) serve_client(pop());
  return NULL;
}

int main(int count, char **arguments) {
  int threads = count > 1 ? atoi(arguments[1]) : 16;
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    int error = pthread_create(&thread, NULL, work_for_ever, NULL);
    if (error != 0) {
      fprintf(stderr, "pthread_create: %s\n", strerror(error));
      return EXIT_FAILURE;
    }
    pthread_detach(thread);
  }
  int listener = listen_anywhere();
  for (;;) push(accept_client(listener));
}
