/* An echo server with a fixed number of threads. Each serves one client until
 * it leaves; other clients wait in a bounded queue.
 *   cc -std=c11 -pthread -o /tmp/pool lessons/7.3-thread-pool/c/pool.c
 *   /tmp/pool 8080 4
 */
#include "../../given/c/server.h"

enum { QUEUE = 10 };

/* (1) A ring of sockets. The mutex protects all other members. */
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

/* (2) Sleeps while the queue is full, with the mutex unlocked. A wait may end
 * without a reason, or another thread was faster: so it looks again. */
static void push(int client) {
  pthread_mutex_lock(&queue.mutex);
  while (queue.count == QUEUE) pthread_cond_wait(&queue.not_full, &queue.mutex);
  queue.clients[(queue.first + queue.count) % QUEUE] = client;
  queue.count++;
  pthread_cond_signal(&queue.not_empty); /* (3) one item, one signal */
  pthread_mutex_unlock(&queue.mutex);
}

/* (4) Sleeps while the queue is empty. */
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

/* (5) The life of a thread: it never ends, and waits in pop(). */
static void *work_for_ever(void *argument) {
  (void)argument;
  for (;;) serve_client(pop());
  return NULL;
}

int main(int argc, char **argv) {
  long threads = number_argument(argc - 1, argv + 1, 1000, 4);
  for (long i = 0; i < threads; i++) { /* (6) before any client comes */
    pthread_t thread;
    check(pthread_create(&thread, NULL, work_for_ever, NULL), "pthread_create");
    check(pthread_detach(thread), "pthread_detach");
  }
  int listener = listen_on(argc > 1 ? argv[1] : "8080");
  for (;;) push(accept_client(listener)); /* (7) full: it stops accepting */
}
