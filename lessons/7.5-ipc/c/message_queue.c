/* Two processes and a System V message queue, with two types of messages.
 *   cc -std=c11 -pthread -o /tmp/message_queue lessons/7.5-ipc/c/message_queue.c
 *   /tmp/message_queue
 */
#include "../../given/c/check.h"
#include <sys/msg.h>
#include <sys/wait.h>

enum { LOG = 1, JOB = 2 };

/* (1) The type comes first and is above 0; the kernel does not look at the
 * rest, whose size is given without it. */
struct message {
  long type;
  char text[100];
};

static void put(int queue, long type, const char *text) {
  struct message message = {.type = type};
  snprintf(message.text, sizeof message.text, "%s", text);
  while (msgsnd(queue, &message, sizeof message.text, 0) < 0)
    if (errno != EINTR) die("msgsnd"); /* (2) sleeps while the queue is full */
}

/* (3) The oldest message of a type, whole or not at all; 0 is any type. */
static struct message take(int queue, long type) {
  struct message message;
  while (msgrcv(queue, &message, sizeof message.text, type, 0) < 0)
    if (errno != EINTR) die("msgrcv");
  return message;
}

int main(void) {
  /* (4) A queue without a name, for this process and its children. With
   * ftok()'s key in the place of IPC_PRIVATE, any program could find it. */
  int queue = msgget(IPC_PRIVATE, 0600);
  if (queue < 0) die("msgget");
  pid_t pid = fork();
  if (pid < 0) die("fork");
  if (pid == 0) {
    put(queue, LOG, "a line for the log");
    put(queue, JOB, "first job");
    put(queue, JOB, "second job");
    _exit(EXIT_SUCCESS);
  }
  if (waitpid(pid, NULL, 0) != pid) die("waitpid"); /* (5) it has ended, */
  printf("job: %s\n", take(queue, JOB).text);       /* the messages stay */
  printf("any: %s\n", take(queue, 0).text); /* (6) the oldest, of any type */
  printf("any: %s\n", take(queue, 0).text);
  /* (7) The queue, too, would outlive all processes: `ipcs -q` lists those
   * that were forgotten, `ipcrm` removes them. */
  if (msgctl(queue, IPC_RMID, NULL) < 0) die("msgctl");
}
