// Descriptors that stand for kernel objects: signalfd, pidfd, eventfd, timerfd, and epoll over all of them.
#include "t.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif
#ifndef P_PIDFD
#define P_PIDFD 3
#endif
#define CLONE_PIDFD_ 0x1000

static sigset_t set_of(int a, int b) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, a);
  if (b) sigaddset(&set, b);
  return set;
}

static int polled(int fd, int events) {
  struct pollfd p = {fd, events, 0};
  int n = poll(&p, 1, 0);
  return n < 0 ? -1 : p.revents;
}

static void signalfds(void) {
  section("signalfd");
  sigset_t set = set_of(SIGUSR1, SIGRTMIN + 3);
  sigprocmask(SIG_BLOCK, &set, NULL);
  struct signalfd_siginfo info[3];
  int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  V(fd >= 0);
  R(fcntl(fd, F_GETFD));
  V((fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK)) == (O_RDWR | O_NONBLOCK));
  R(read(fd, info, sizeof info));
  R(read(fd, info, 127));
  R(write(fd, info, 128));
  R(polled(fd, POLLIN | POLLOUT));
  kill(getpid(), SIGUSR1);
  kill(getpid(), SIGUSR1);
  union sigval value = {.sival_int = 4711};
  sigqueue(getpid(), SIGRTMIN + 3, value);
  value.sival_int = -2;
  sigqueue(getpid(), SIGRTMIN + 3, value);
  R(polled(fd, POLLIN | POLLOUT));
  R(read(fd, info, 128));
  V(info[0].ssi_signo == SIGUSR1);
  V(info[0].ssi_code);
  V(info[0].ssi_pid == (unsigned)getpid());
  V(info[0].ssi_uid == getuid());
  R(read(fd, info, sizeof info));
  V(info[0].ssi_signo == (unsigned)SIGRTMIN + 3);
  V(info[0].ssi_code);
  V(info[0].ssi_int);
  V(info[1].ssi_int);
  R(read(fd, info, sizeof info));
  // The mask can be changed; what waits stays.
  kill(getpid(), SIGUSR1);
  sigset_t other = set_of(SIGUSR2, 0);
  V(signalfd(fd, &other, 0) == fd);
  R(polled(fd, POLLIN));
  R(read(fd, info, 128));
  V(signalfd(fd, &set, 0) == fd);
  R(polled(fd, POLLIN));
  fd_set readers;
  FD_ZERO(&readers);
  FD_SET(fd, &readers);
  struct timeval none = {0, 0};
  R(select(fd + 1, &readers, NULL, NULL, &none));
  V(FD_ISSET(fd, &readers) != 0);
  R(read(fd, info, 128));
  R(signalfd(0, &set, 0));
  R(signalfd(-1, &set, 1));
  R(syscall(SYS_signalfd4, -1, &set, 4, 0));
  R(syscall(SYS_signalfd4, -1, NULL, 8, 0));

  // A child's end arrives with its status; a blocking read waits for it.
  sigset_t chld = set_of(SIGCHLD, 0);
  sigprocmask(SIG_BLOCK, &chld, NULL);
  int waiting = signalfd(-1, &chld, 0);
  flush();
  pid_t pid = fork();
  if (pid == 0) _exit(7);
  R(read(waiting, info, sizeof info));
  V(info[0].ssi_signo == SIGCHLD);
  V(info[0].ssi_code);
  V(info[0].ssi_pid == (unsigned)pid);
  V(info[0].ssi_status);
  waitpid(pid, NULL, 0);

  // Inherited by fork, it shows the child the child's own signals.
  kill(getpid(), SIGUSR1);
  flush();
  pid = fork();
  if (pid == 0) {
    int before = polled(fd, POLLIN);
    kill(getpid(), SIGRTMIN + 3);
    int after = polled(fd, POLLIN);
    printf("child sees %d then %d\n", before, after);
    fflush(stdout);
    _exit(0);
  }
  waitpid(pid, NULL, 0);
  R(read(fd, info, sizeof info));
  R(read(waiting, info, 128));
  close(waiting);
  close(fd);
}

static void pidfds(void) {
  section("pidfd");
  int hold[2];
  if (pipe(hold)) return;
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    close(hold[1]);
    (void)!read(hold[0], &c, 1);
    _exit(3);
  }
  close(hold[0]);
  int fd = syscall(SYS_pidfd_open, pid, 0);
  V(fd >= 0);
  R(fcntl(fd, F_GETFD));
  R(polled(fd, POLLIN));
  R(syscall(SYS_pidfd_open, 0, 0));
  R(syscall(SYS_pidfd_open, pid, 1));
  R(syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
  R(syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0x1000));
  R(syscall(SYS_pidfd_send_signal, hold[1], 0, NULL, 0));
  siginfo_t info;
  memset(&info, 0, sizeof info);
  R(waitid(P_PIDFD, fd, &info, WEXITED | WNOHANG));
  V(info.si_pid);
  R(waitid(P_PIDFD, hold[1], &info, WEXITED | WNOHANG));
  close(hold[1]);
  struct pollfd p = {fd, POLLIN, 0};
  R(poll(&p, 1, -1));
  V(p.revents & POLLIN);
  R(waitid(P_PIDFD, fd, &info, WEXITED));
  V(info.si_pid == pid);
  V(info.si_code);
  V(info.si_status);
  R(syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
  R(waitid(P_PIDFD, fd, &info, WEXITED));
  close(fd);

  // clone gives the descriptor with the child.
  int made = -1;
  pid = syscall(SYS_clone, CLONE_PIDFD_ | SIGCHLD, 0, &made, 0, 0);
  if (pid == 0) {
    pause();
    _exit(0);
  }
  V(made >= 0);
  R(fcntl(made, F_GETFD));
  R(syscall(SYS_pidfd_send_signal, made, SIGTERM, NULL, 0));
  R(waitid(P_PIDFD, made, &info, WEXITED));
  V(info.si_pid == pid);
  V(info.si_code == CLD_KILLED);
  V(info.si_status);
  close(made);
  R(syscall(SYS_clone, CLONE_PIDFD_ | CLONE_PARENT_SETTID | SIGCHLD, 0, &made, 0, 0));

  // A descriptor of another process.
  int pipes[2];
  if (pipe(pipes)) return;
  fd = syscall(SYS_pidfd_open, getpid(), 0);
  int copy = syscall(SYS_pidfd_getfd, fd, pipes[1], 0);
  V(copy >= 0);
  R(fcntl(copy, F_GETFD));
  R(write(copy, "x", 1));
  char c = 0;
  R(read(pipes[0], &c, 1));
  V(c);
  R(syscall(SYS_pidfd_getfd, fd, 999, 0));
  R(syscall(SYS_pidfd_getfd, fd, pipes[1], 1));
  R(syscall(SYS_pidfd_getfd, pipes[0], pipes[1], 0));
  close(pipes[0]);
  close(pipes[1]);
  close(copy);
  close(fd);
}

static void eventfds(void) {
  section("eventfd");
  uint64_t n;
  int fd = eventfd(3, EFD_NONBLOCK);
  R(polled(fd, POLLIN | POLLOUT));
  R(read(fd, &n, 4));
  R(read(fd, &n, 8));
  V(n);
  R(read(fd, &n, 8));
  n = UINT64_MAX;
  R(write(fd, &n, 8));
  n = UINT64_MAX - 1;
  R(write(fd, &n, 8));
  n = 1;
  R(write(fd, &n, 8));
  R(polled(fd, POLLIN | POLLOUT));
  close(fd);
  fd = eventfd(2, EFD_SEMAPHORE | EFD_NONBLOCK);
  R(read(fd, &n, 8));
  V(n);
  R(read(fd, &n, 8));
  R(read(fd, &n, 8));
  close(fd);
  R(eventfd(0, 2));
}

static void timerfds(void) {
  section("timerfd");
  uint64_t n;
  struct itimerspec set = {{0, 0}, {0, 1}}, old;
  int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  R(read(fd, &n, 8));
  R(timerfd_settime(fd, 0, &set, &old));
  V(old.it_value.tv_sec + old.it_value.tv_nsec);
  struct pollfd p = {fd, POLLIN, 0};
  R(poll(&p, 1, -1));
  R(read(fd, &n, 8));
  V(n);
  R(read(fd, &n, 8));
  set.it_value.tv_sec = 1000;
  R(timerfd_settime(fd, 0, &set, NULL));
  set.it_value.tv_sec = 0;
  set.it_value.tv_nsec = 0;
  R(timerfd_settime(fd, 0, &set, &old));
  V(old.it_value.tv_sec > 900);
  R(timerfd_gettime(fd, &old));
  V(old.it_value.tv_sec + old.it_value.tv_nsec);
  set.it_value.tv_nsec = 1000000000;
  R(timerfd_settime(fd, 0, &set, NULL));
  set.it_value.tv_nsec = 1;
  R(timerfd_settime(fd, 64, &set, NULL));
  R(timerfd_settime(0, 0, &set, NULL));
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  int wall = timerfd_create(CLOCK_REALTIME, 0);
  set.it_value = now;
  R(timerfd_settime(wall, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &set, NULL));
  R(read(wall, &n, 8));
  V(n);
  R(timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0));
  R(timerfd_create(CLOCK_MONOTONIC, 1));
  close(fd);
  close(wall);
}

static int ready(int ep, int timeout) {
  struct epoll_event e[8];
  memset(e, 0, sizeof e);
  int n = epoll_wait(ep, e, 8, timeout);
  printf("ready %d:", n);
  for (int i = 0; i < n; i++) printf(" %llx/%x", (unsigned long long)e[i].data.u64, e[i].events);
  printf("\n");
  return n;
}

static void epolls(void) {
  section("epoll");
  sigset_t set = set_of(SIGUSR1, 0);
  sigprocmask(SIG_BLOCK, &set, NULL);
  int ep = epoll_create1(EPOLL_CLOEXEC);
  int sig = signalfd(-1, &set, SFD_NONBLOCK);
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.u64 = 0x1122334455667788};
  R(epoll_ctl(ep, EPOLL_CTL_ADD, sig, &e));
  R(epoll_ctl(ep, EPOLL_CTL_ADD, sig, &e));
  ready(ep, 0);
  kill(getpid(), SIGUSR1);
  ready(ep, -1);
  ready(ep, 0);
  struct signalfd_siginfo info;
  R(read(sig, &info, sizeof info));
  ready(ep, 0);
  // Edges: one report per signal.
  e.events = EPOLLIN | EPOLLET;
  R(epoll_ctl(ep, EPOLL_CTL_MOD, sig, &e));
  kill(getpid(), SIGUSR1);
  ready(ep, -1);
  ready(ep, 0);
  R(read(sig, &info, sizeof info));
  kill(getpid(), SIGUSR1);
  ready(ep, 0);
  R(read(sig, &info, sizeof info));
  // Once, until it is armed again.
  e.events = EPOLLIN | EPOLLONESHOT;
  R(epoll_ctl(ep, EPOLL_CTL_MOD, sig, &e));
  kill(getpid(), SIGUSR1);
  ready(ep, 0);
  ready(ep, 0);
  R(epoll_ctl(ep, EPOLL_CTL_MOD, sig, &e));
  ready(ep, 0);
  R(read(sig, &info, sizeof info));
  R(epoll_ctl(ep, EPOLL_CTL_DEL, sig, NULL));
  R(epoll_ctl(ep, EPOLL_CTL_DEL, sig, NULL));

  // One set inside another.
  int outer = epoll_create1(0);
  int event = eventfd(0, EFD_NONBLOCK);
  e.events = EPOLLIN;
  e.data.u64 = 1;
  R(epoll_ctl(outer, EPOLL_CTL_ADD, ep, &e));
  e.data.u64 = 2;
  R(epoll_ctl(ep, EPOLL_CTL_ADD, event, &e));
  ready(outer, 0);
  uint64_t one = 1;
  R(write(event, &one, 8));
  ready(outer, 0);
  ready(ep, 0);
  R(polled(ep, POLLIN | POLLOUT));
  R(epoll_ctl(ep, EPOLL_CTL_ADD, outer, &e));
  R(epoll_ctl(ep, EPOLL_CTL_ADD, ep, &e));
  e.events = EPOLLIN | EPOLLEXCLUSIVE;
  int second = epoll_create1(0);
  R(epoll_ctl(second, EPOLL_CTL_ADD, event, &e));
  ready(second, 0);
  e.events = EPOLLIN | EPOLLEXCLUSIVE | EPOLLONESHOT;
  R(epoll_ctl(second, EPOLL_CTL_MOD, event, &e));
  close(event);
  ready(outer, 0);

  // A process that ends.
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    raise(SIGSTOP);
    _exit(0);
  }
  waitpid(pid, NULL, WUNTRACED);
  int pidfd = syscall(SYS_pidfd_open, pid, 0);
  e.events = EPOLLIN;
  e.data.u64 = 3;
  R(epoll_ctl(second, EPOLL_CTL_ADD, pidfd, &e));
  ready(second, 0);
  kill(pid, SIGKILL);
  ready(second, -1);
  waitpid(pid, NULL, 0);
  close(pidfd);
  ready(second, 0);

  // What can't be watched, and bad arguments.
  int file = open("/proc/self/maps", O_RDONLY);
  e.events = EPOLLIN;
  R(epoll_ctl(ep, EPOLL_CTL_ADD, 999, &e));
  R(epoll_ctl(999, EPOLL_CTL_ADD, 0, &e));
  R(epoll_ctl(file, EPOLL_CTL_ADD, sig, &e));
  R(epoll_ctl(ep, 9, sig, &e));
  R(epoll_ctl(ep, EPOLL_CTL_ADD, sig, NULL));
  R(epoll_wait(ep, &e, 0, 0));
  R(epoll_wait(file, &e, 1, 0));
  R(syscall(SYS_epoll_create, 0));
  R(epoll_create1(1));
  // A mask for the time of the call: the pending signal ends it.
  sigset_t none;
  sigemptyset(&none);
  signal(SIGUSR1, SIG_IGN);
  struct timespec soon = {0, 0};
  (void)soon;
  R(epoll_pwait(ep, &e, 1, 0, &none));
  close(file);
  close(ep);
  close(outer);
  close(second);
  close(sig);
}

int main(void) {
  signalfds();
  pidfds();
  eventfds();
  timerfds();
  epolls();
  return 0;
}
