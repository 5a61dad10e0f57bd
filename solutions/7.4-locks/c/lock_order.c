/* Two threads move money to and fro, with two locks at a time.
 *   cc -std=c11 -pthread -o /tmp/lock_order lessons/7.4-locks/c/lock_order.c
 *   /tmp/lock_order 1000000
 */
#include "../../given/c/check.h"

struct account {
  pthread_mutex_t mutex;
  long balance;
};

static struct account accounts[2] = {
    {.mutex = PTHREAD_MUTEX_INITIALIZER, .balance = 1000},
    {.mutex = PTHREAD_MUTEX_INITIALIZER, .balance = 1000}};
static long times;

/* (1) Whoever pays whom, the lock at the lower address is taken first. With
 * the payer's first, each thread could get one and wait for the other's. */
static void lock_both(struct account *a, struct account *b) {
  int in_order = (uintptr_t)a < (uintptr_t)b;
  pthread_mutex_lock(in_order ? &a->mutex : &b->mutex);
  pthread_mutex_lock(in_order ? &b->mutex : &a->mutex);
}

static void transfer(struct account *from, struct account *to, long amount) {
  lock_both(from, to); /* (2) they must be two: a mutex is not locked twice */
  from->balance -= amount;
  to->balance += amount;
  pthread_mutex_unlock(&from->mutex); /* (3) the order of these is no matter */
  pthread_mutex_unlock(&to->mutex);
}

static void *pay(void *argument) {
  struct account *from = argument;
  struct account *to = from == &accounts[0] ? &accounts[1] : &accounts[0];
  for (long i = 0; i < times; i++) transfer(from, to, 1);
  return NULL;
}

int main(int argc, char **argv) {
  times = number_argument(argc, argv, 100000000, 1000000);
  pthread_t threads[2];
  for (int i = 0; i < 2; i++)
    check(pthread_create(&threads[i], NULL, pay, &accounts[i]),
          "pthread_create");
  for (int i = 0; i < 2; i++)
    check(pthread_join(threads[i], NULL), "pthread_join");
  printf("%ld transfers each way, balances %ld and %ld\n", times,
         accounts[0].balance, accounts[1].balance);
}
