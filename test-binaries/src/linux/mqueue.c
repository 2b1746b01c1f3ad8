// POSIX message queues.
#include "t.h"
#include <mqueue.h>
#include <sys/socket.h>
#include <pthread.h>
#include <sys/epoll.h>

#ifndef SIGEV_THREAD_ID
#define SIGEV_THREAD_ID 4
#endif

static char name[64];

static void put(mqd_t q, unsigned prio, const char *text) {
  errno = 0;
  int r = mq_send(q, text, strlen(text), prio);
  printf("send %u %s = %d %s\n", prio, text, r, r < 0 ? errname(errno) : "");
}

static void get(mqd_t q) {
  char text[65];
  unsigned prio = 99;
  memset(text, 0, sizeof text);
  errno = 0;
  int r = mq_receive(q, text, 64, &prio);
  if (r < 0) printf("receive = %s\n", errno == EMSGSIZE ? "EMSGSIZE" : errname(errno));
  else printf("receive = %d: %u %s\n", r, prio, text);
}

static int polled(mqd_t q) {
  struct pollfd p = {q, POLLIN | POLLOUT, 0};
  int n = poll(&p, 1, 0);
  return n < 0 ? -1 : p.revents;
}

static void basics(void) {
  section("queues");
  struct mq_attr attr = {.mq_maxmsg = 4, .mq_msgsize = 64};
  R(mq_open(name, O_RDWR));
  mqd_t q = mq_open(name, O_RDWR | O_CREAT | O_EXCL | O_NONBLOCK, 0600, &attr);
  V(q >= 0);
  R(fcntl(q, F_GETFD));
  V((fcntl(q, F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == (O_RDWR | O_NONBLOCK));
  R(mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attr));
  memset(&attr, 1, sizeof attr);
  R(mq_getattr(q, &attr));
  V(attr.mq_flags == O_NONBLOCK);
  V(attr.mq_maxmsg);
  V(attr.mq_msgsize);
  V(attr.mq_curmsgs);
  R(polled(q));
  get(q);
  put(q, 1, "low");
  put(q, 5, "high");
  put(q, 5, "high again");
  R(polled(q));
  put(q, 0, "lowest");
  put(q, 0, "too many");
  R(polled(q));
  R(mq_getattr(q, &attr));
  V(attr.mq_curmsgs);
  get(q);
  get(q);
  get(q);
  get(q);
  get(q);
  put(q, 32768, "priority");
  put(q, 32767, "");
  get(q);
  char big[80];
  memset(big, 'x', sizeof big);
  errno = 0;
  V(mq_send(q, big, 65, 0) == -1 && errno == EMSGSIZE);
  V(mq_receive(q, big, 63, NULL) == -1 && errno == EMSGSIZE);
  R(mq_send(q, NULL, 5, 0));
  R(mq_send(0, big, 5, 0));
  R(mq_receive(0, big, 64, NULL));
  mqd_t reader = mq_open(name, O_RDONLY);
  mqd_t writer = mq_open(name, O_WRONLY);
  R(mq_send(reader, big, 5, 0));
  R(mq_receive(writer, big, 64, NULL));
  R(mq_send(writer, "via", 3, 2));
  get(reader);
  attr.mq_flags = O_RDWR | 4;
  R(mq_setattr(q, &attr, NULL));
  attr.mq_flags = 0;
  struct mq_attr old;
  R(mq_setattr(q, &attr, &old));
  V(old.mq_flags == O_NONBLOCK);

  // Waiting for a time that has come.
  struct timespec past = {1, 0}, bad = {1, 1000000000};
  R(mq_timedreceive(q, big, 64, NULL, &past));
  R(mq_timedreceive(q, big, 64, NULL, &bad));
  for (int i = 0; i < 4; i++) mq_send(q, "fill", 4, 0);
  R(mq_timedsend(q, "x", 1, 0, &past));
  R(mq_timedsend(q, "x", 1, 0, &bad));
  for (int i = 0; i < 4; i++) mq_receive(q, big, 64, NULL);

  // Between processes.
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    for (int i = 0; i < 20; i++) {
      char text[8];
      snprintf(text, sizeof text, "%d", i);
      mq_send(q, text, 8, 0);
    }
    _exit(0);
  }
  int sum = 0;
  for (int i = 0; i < 20; i++) {
    mq_receive(q, big, 64, NULL);
    sum += atoi(big) == i;
  }
  V(sum);
  waitpid(pid, NULL, 0);

  // epoll watches a queue.
  int ep = epoll_create1(0);
  struct epoll_event e = {.events = EPOLLIN, .data.u64 = 7};
  R(epoll_ctl(ep, EPOLL_CTL_ADD, q, &e));
  R(epoll_wait(ep, &e, 1, 0));
  put(q, 3, "watched");
  R(epoll_wait(ep, &e, 1, -1));
  V(e.events);
  get(q);
  R(epoll_wait(ep, &e, 1, 0));
  close(ep);

  // A queue without a name lives on.
  R(mq_unlink(name));
  R(mq_unlink(name));
  put(writer, 3, "nameless");
  get(reader);
  R(mq_close(writer));
  R(mq_close(writer));
  mq_close(reader);
  mq_close(q);
}

static volatile int got, value, code, sender;
static void handler(int sig, siginfo_t *info, void *context) {
  (void)context;
  got = sig;
  value = info->si_value.sival_int;
  code = info->si_code;
  sender = info->si_pid;
}

static volatile int threads;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static void function(union sigval v) {
  pthread_mutex_lock(&lock);
  threads = v.sival_int;
  pthread_cond_signal(&cond);
  pthread_mutex_unlock(&lock);
}

static void notifications(void) {
  section("notify");
  struct mq_attr attr = {.mq_maxmsg = 4, .mq_msgsize = 64};
  mqd_t q = mq_open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600, &attr);
  struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGUSR1, &sa, NULL);
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  event.sigev_value.sival_int = 1234;
  R(mq_notify(q, &event));
  R(mq_notify(q, &event));
  put(q, 1, "first");
  V(got == SIGUSR1);
  V(value);
  V(code == SI_MESGQ);
  V(sender == getpid());
  got = 0;
  // Only for a message in the empty queue, and only once.
  R(mq_notify(q, &event));
  put(q, 1, "second");
  V(got);
  get(q);
  get(q);
  put(q, 1, "third");
  V(got == SIGUSR1);
  get(q);
  got = 0;
  put(q, 1, "fourth");
  V(got);
  get(q);
  R(mq_notify(q, &event));
  R(mq_notify(q, NULL));
  put(q, 1, "fifth");
  V(got);
  get(q);
  event.sigev_notify = 77;
  R(mq_notify(q, &event));
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = 65;
  R(mq_notify(q, &event));
  event.sigev_notify = SIGEV_NONE;
  R(mq_notify(q, &event));
  R(mq_notify(q, &event));
  // Another process: not its registration; closing its descriptor does not remove ours.
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    mq_notify(q, NULL);
    mq_close(q);
    _exit(0);
  }
  waitpid(pid, NULL, 0);
  R(mq_notify(q, &event));
  R(mq_notify(q, NULL));
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_value.sival_int = 55;
  event.sigev_notify_function = function;
  event.sigev_notify_attributes = NULL;
  R(mq_notify(q, &event));
  put(q, 1, "for a thread");
  pthread_mutex_lock(&lock);
  while (!threads) pthread_cond_wait(&cond, &lock);
  pthread_mutex_unlock(&lock);
  V(threads);
  get(q);
  R(mq_notify(q, &event));
  R(mq_notify(q, NULL));
  mq_close(q);
  R(mq_unlink(name));
}

// The thread that the library would make, here already waiting when the queue learns of its socket.
static int channel;
static volatile pid_t channel_tid;
static long received;
static char woken[32];
static void *channel_reader(void *argument) {
  channel_tid = syscall(SYS_gettid);
  received = recv(channel, woken, sizeof woken, 0);
  return argument;
}

static void early_reader(void) {
  section("a thread that waits already");
  mqd_t q = mq_open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600, NULL);
  channel = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, 0);
  pthread_t thread;
  pthread_create(&thread, NULL, channel_reader, NULL);
  while (!channel_tid || thread_state(getpid(), channel_tid) != 'S') usleep(1000);
  static char cookie[32];
  struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_signo = channel};
  event.sigev_value.sival_ptr = cookie;
  V(syscall(SYS_mq_notify, q, &event));
  put(q, 1, "here");
  pthread_join(thread, NULL);
  V(received);
  V(woken[31]);
  close(channel);
  mq_close(q);
  mq_unlink(name);
}

static void errors(void) {
  section("errors");
  struct mq_attr attr = {.mq_maxmsg = 0, .mq_msgsize = 64};
  R(mq_open(name, O_RDWR | O_CREAT, 0600, &attr));
  attr.mq_maxmsg = 4;
  attr.mq_msgsize = -1;
  R(mq_open(name, O_RDWR | O_CREAT, 0600, &attr));
  R(mq_open("/a/b", O_RDWR | O_CREAT, 0600, NULL));
  R(mq_open("/", O_RDWR | O_CREAT, 0600, NULL));
  char longer[300];
  memset(longer, 'n', sizeof longer);
  longer[0] = '/';
  longer[299] = 0;
  R(mq_open(longer, O_RDWR | O_CREAT, 0600, NULL));
  mqd_t q = mq_open(name, O_RDWR | O_CREAT, 0600, NULL);
  struct mq_attr made;
  R(mq_getattr(q, &made));
  V(made.mq_maxmsg);
  V(made.mq_msgsize);
  R(mq_open(name, O_WRONLY | O_RDWR));
  R(mq_getattr(0, &made));
  mq_close(q);
  mq_unlink(name);
  struct rlimit limit = {1000, 1000};
  setrlimit(RLIMIT_MSGQUEUE, &limit);
  R(mq_open(name, O_RDWR | O_CREAT, 0600, NULL));
}

int main(void) {
  snprintf(name, sizeof name, "/armature-%d", getpid());
  basics();
  notifications();
  early_reader();
  errors();
  return 0;
}
