// Pipes, FIFOs, poll, select, epoll, eventfd, socket pairs, splice and sendfile.
#include "t.h"
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

static int pipe_signals;
static void on_pipe(int sig) {
  (void)sig;
  pipe_signals++;
}

static void polled(const char *what, int fd, short events) {
  struct pollfd p = {fd, events, 0x7777};
  int r = poll(&p, 1, 0);
  printf("poll %s: %d %x\n", what, r, (unsigned)p.revents);
}

int main(void) {
  int p[2], q[2];
  char b[70000];
  signal(SIGPIPE, on_pipe);

  section("pipe");
  R(pipe(p));
  printf("%d %d\n", p[0], p[1]);
  polled("empty read end", p[0], POLLIN | POLLRDNORM);
  polled("write end", p[1], POLLOUT);
  R(write(p[1], "hello", 5));
  polled("full read end", p[0], POLLIN);
  int n = 0;
  R(ioctl(p[0], FIONREAD, &n));
  V(n);
  R(read(p[0], b, 3));
  R(read(p[0], b, 100));
  R(lseek(p[0], 0, SEEK_CUR));
  R(pread(p[0], b, 1, 0));
  R(fcntl(p[0], F_SETFL, O_NONBLOCK));
  R(read(p[0], b, 1));
  R(fcntl(p[1], F_SETFL, O_NONBLOCK));
  memset(b, 'p', sizeof b);
  R(write(p[1], b, 70000));
  R(write(p[1], b, 1));
  polled("full write end", p[1], POLLOUT);
  R(fcntl(p[0], F_GETPIPE_SZ));
  R(read(p[0], b, 70000));
  R(close(p[1]));
  polled("hung up", p[0], POLLIN);
  R(read(p[0], b, 1));
  R(close(p[0]));
  polled("closed", p[0], POLLIN);
  R(pipe2(p, O_NONBLOCK | O_CLOEXEC));
  R(fcntl(p[0], F_GETFD));
  R(read(p[0], b, 1));
  R(close(p[0]));
  R(write(p[1], "x", 1));
  V(pipe_signals);
  polled("no reader", p[1], POLLOUT);
  R(close(p[1]));
  R(pipe2(p, 0x12345));
  R(pipe((int *)8));

  section("through fork");
  R(pipe(p));
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    close(p[0]);
    for (int i = 0; i < 300; i++)
      for (int done = 0, k; done < 1000; done += k) {
        memset(b, i, 1000);
        if ((k = (int)write(p[1], b, (size_t)(1000 - done))) < 0) _exit(1);
      }
    _exit(0);
  }
  close(p[1]);
  long total = 0, sum = 0, got;
  while ((got = read(p[0], b, sizeof b)) > 0) {
    total += got;
    for (long i = 0; i < got; i++) sum += b[i];
  }
  waitpid(pid, 0, 0);
  V(total);
  V(sum);
  close(p[0]);

  section("fifo");
  R(mkfifo("fifo", 0600));
  R(open("fifo", O_WRONLY | O_NONBLOCK));
  flush();
  pid = fork();
  if (pid == 0) {
    int fd = open("fifo", O_WRONLY);
    (void)!write(fd, "through the fifo", 16);
    _exit(0);
  }
  int fd = open("fifo", O_RDONLY);
  R(read(fd, b, 100));
  R(read(fd, b, 100));
  close(fd);
  waitpid(pid, 0, 0);

  section("poll and select");
  R(pipe(p));
  R(pipe(q));
  struct pollfd many[4] = {{p[0], POLLIN, 0}, {q[0], POLLIN, 0}, {-1, POLLIN, 0x55}, {99, POLLIN, 0}};
  R(poll(many, 4, 0));
  printf("%x %x %x %x\n", many[0].revents, many[1].revents, many[2].revents, many[3].revents);
  R(write(q[1], "q", 1));
  R(poll(many, 3, 1000));
  printf("%x %x %x\n", many[0].revents, many[1].revents, many[2].revents);
  R(poll(many, 1, 20));
  R(poll(0, 0, 20));
  R(poll((void *)8, 1, 0));
  fd_set in, out;
  FD_ZERO(&in);
  FD_ZERO(&out);
  FD_SET(p[0], &in);
  FD_SET(q[0], &in);
  FD_SET(p[1], &out);
  struct timeval tv = {1, 0};
  R(select(q[1] + 1, &in, &out, 0, &tv));
  printf("%d %d %d\n", !!FD_ISSET(p[0], &in), !!FD_ISSET(q[0], &in), !!FD_ISSET(p[1], &out));
  
  FD_ZERO(&in);
  FD_SET(p[0], &in);
  tv = (struct timeval){0, 20000};
  R(select(p[0] + 1, &in, 0, 0, &tv));
  V(FD_ISSET(p[0], &in));
  // Closed, and below the 32 that the smallest table of descriptors has.
  FD_SET(25, &in);
  R(select(26, &in, 0, 0, &tv));
  struct timespec ts = {0, 20000000};
  FD_ZERO(&in);
  FD_SET(q[0], &in);
  R(pselect(q[0] + 1, &in, 0, 0, &ts, 0));
  R(ppoll(many, 1, &ts, 0));
  ts.tv_nsec = -1;
  R(ppoll(many, 1, &ts, 0));
  // a poll that is woken by another process
  flush();
  pid = fork();
  if (pid == 0) {
    usleep(30000);
    (void)!write(p[1], "w", 1);
    _exit(0);
  }
  R(poll(many, 1, 5000));
  waitpid(pid, 0, 0);

  section("epoll and eventfd");
  int ep = epoll_create1(EPOLL_CLOEXEC);
  V(fcntl(ep, F_GETFD));
  struct epoll_event ev = {EPOLLIN, {.u64 = 0x123456789abcdefULL}}, evs[4];
  R(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev));
  R(epoll_ctl(ep, EPOLL_CTL_ADD, p[0], &ev));
  R(epoll_ctl(ep, EPOLL_CTL_DEL, q[0], &ev));
  R(epoll_wait(ep, evs, 4, 0));
  printf("%x %llx\n", evs[0].events, (unsigned long long)evs[0].data.u64);
  ev.events = EPOLLIN | EPOLLET;
  R(epoll_ctl(ep, EPOLL_CTL_MOD, p[0], &ev));
  R(epoll_wait(ep, evs, 4, 0));
  R(epoll_wait(ep, evs, 4, 10));
  R(epoll_wait(ep, evs, 0, 10));
  int e = eventfd(3, EFD_NONBLOCK);
  uint64_t v = 0;
  R(read(e, &v, 8));
  V(v);
  R(read(e, &v, 8));
  v = 5;
  R(write(e, &v, 8));
  polled("eventfd", e, POLLIN | POLLOUT);
  R(read(e, &v, 4));
  int t = timerfd_create(CLOCK_MONOTONIC, 0);
  struct itimerspec it = {{0, 0}, {0, 20000000}};
  R(timerfd_settime(t, 0, &it, 0));
  R(read(t, &v, 8));
  V(v);

  section("socket pair");
  int s[2];
  R(socketpair(AF_UNIX, SOCK_STREAM, 0, s));
  R(send(s[0], "stream", 6, 0));
  R(recv(s[1], b, 3, 0));
  R(recv(s[1], b, 10, MSG_PEEK));
  R(recv(s[1], b, 10, 0));
  R(recv(s[1], b, 10, MSG_DONTWAIT));
  R(shutdown(s[0], SHUT_WR));
  R(recv(s[1], b, 10, 0));
  R(send(s[0], "x", 1, MSG_NOSIGNAL));
  polled("socket", s[1], POLLIN | POLLOUT | POLLRDHUP);

  section("splice and sendfile");
  fd = open("data", O_RDWR | O_CREAT | O_TRUNC, 0600);
  for (int i = 0; i < 1000; i++) b[i] = (char)('a' + i % 26);
  R(write(fd, b, 1000));
  int to = open("copy", O_RDWR | O_CREAT | O_TRUNC, 0600);
  off_t at = 100;
  R(sendfile(to, fd, &at, 200));
  V(at);
  R(lseek(fd, 0, SEEK_SET));
  R(sendfile(to, fd, 0, 50));
  R(lseek(fd, 0, SEEK_CUR));
  R(sendfile(to, 99, 0, 50));
  R(read(p[0], b, 1));
  loff_t from = 10;
  R(splice(fd, &from, p[1], 0, 60, 0));
  V(from);
  R(tee(p[0], q[1], 30, 0));
  R(read(q[0], b, 100));
  printf("%.10s\n", b);
  R(splice(p[0], 0, to, 0, 100, 0));
  R(splice(fd, 0, to, 0, 10, 0));
  loff_t a = 0, z = 500;
  R(syscall(SYS_copy_file_range, fd, &a, to, &z, 100, 0));
  V(a);
  V(z);
  struct stat st;
  fstat(to, &st);
  V(st.st_size);
  TIDY_UP("copy", "data", "fifo");
  return 0;
}
