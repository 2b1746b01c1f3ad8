// Sockets: AF_UNIX with descriptors and credentials, IPv4 and IPv6 over loopback, options, several
// messages at once, signals about sockets.
#include "t.h"
#include <sys/signalfd.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>

#ifndef F_SETSIG
#define F_SETSIG 10
#define F_GETSIG 11
#endif

struct cred {
  int pid;
  unsigned uid, gid;
};

static int sockopt(int fd, int name) {
  int v = -1;
  socklen_t n = sizeof v;
  return getsockopt(fd, SOL_SOCKET, name, &v, &n) ? -1 : v;
}

static void peer(const char *what, int fd, int pid) {
  struct cred c = {0, 0, 0};
  socklen_t n = sizeof c;
  int r = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &c, &n);
  printf("peer of %s: %d %u %s uid %d gid %d\n", what, r, n, c.pid == pid ? "right" : "wrong", c.uid == getuid(),
         c.gid == getgid());
}

// Sends one byte with control data of one kind.
static int send_control(int fd, int type, const void *data, int size) {
  char c = 'c', control[128];
  memset(control, 0, sizeof control);
  struct iovec v = {&c, 1};
  struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = control, .msg_controllen = CMSG_SPACE(size)};
  struct cmsghdr *h = CMSG_FIRSTHDR(&m);
  h->cmsg_level = SOL_SOCKET;
  h->cmsg_type = type;
  h->cmsg_len = CMSG_LEN(size);
  memcpy(CMSG_DATA(h), data, size);
  return sendmsg(fd, &m, 0);
}

// Receives and shows what came with it: a descriptor, or credentials that should be pid's.
static int receive_control(int fd, int flags, int room, int pid) {
  char text[16], control[128];
  int got = -1;
  struct iovec v = {text, sizeof text};
  struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = control, .msg_controllen = room};
  errno = 0;
  int r = recvmsg(fd, &m, flags);
  printf("received %d flags %x", r, m.msg_flags);
  for (struct cmsghdr *h = r < 0 ? NULL : CMSG_FIRSTHDR(&m); h; h = CMSG_NXTHDR(&m, h)) {
    int size = h->cmsg_len - CMSG_LEN(0);
    printf(" type %d size %d", h->cmsg_type, size);
    if (h->cmsg_type == SCM_RIGHTS) memcpy(&got, CMSG_DATA(h), sizeof got);
    if (h->cmsg_type == 2) {
      struct cred c;
      memcpy(&c, CMSG_DATA(h), sizeof c);
      printf(" %s uid %d", c.pid == pid ? "right" : "wrong", c.uid == getuid());
    }
  }
  printf("\n");
  return got;
}

static void unix_pairs(void) {
  section("pairs");
  int s[2];
  char text[32];
  R(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, s));
  R(fcntl(s[0], F_GETFD));
  V((fcntl(s[0], F_GETFL) & O_NONBLOCK) != 0);
  R(recv(s[0], text, 1, 0));
  fcntl(s[0], F_SETFL, 0);
  fcntl(s[1], F_SETFL, 0);
  peer("pair", s[0], getpid());
  // A descriptor travels: the same open file at the other side.
  int p[2];
  if (pipe(p)) return;
  R(send_control(s[1], SCM_RIGHTS, &p[1], sizeof(int)));
  int got = receive_control(s[0], MSG_CMSG_CLOEXEC, 128, 0);
  R(fcntl(got, F_GETFD));
  close(p[1]);
  R(write(got, "through", 7));
  close(got);
  R(read(p[0], text, sizeof text));
  R(read(p[0], text, sizeof text));
  // Both sides share it; and what it was like survives the sender's close.
  R(fcntl(p[0], F_SETFL, O_NONBLOCK));
  R(send_control(s[1], SCM_RIGHTS, &p[0], sizeof(int)));
  got = receive_control(s[0], 0, 128, 0);
  V((fcntl(got, F_GETFL) & O_NONBLOCK) != 0);
  fcntl(got, F_SETFL, 0);
  V((fcntl(p[0], F_GETFL) & O_NONBLOCK) != 0);
  close(got);
  fcntl(p[0], F_SETFL, O_NONBLOCK);
  got = dup(p[0]);
  R(send_control(s[1], SCM_RIGHTS, &got, sizeof(int)));
  close(got);
  close(p[0]);
  p[0] = receive_control(s[0], 0, 128, 0);
  V((fcntl(p[0], F_GETFL) & O_NONBLOCK) != 0);
  // A file of the kernel's own travels too: it is the same one, and lives while it is on its way.
  sigset_t usr1;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, 0);
  got = signalfd(-1, &usr1, SFD_NONBLOCK);
  R(send_control(s[1], SCM_RIGHTS, &got, sizeof(int)));
  close(got);
  got = receive_control(s[0], MSG_PEEK, 128, 0);
  close(got);
  got = receive_control(s[0], 0, 128, 0);
  struct signalfd_siginfo info;
  R(read(got, &info, sizeof info));
  raise(SIGUSR1);
  R(read(got, &info, sizeof info));
  V(info.ssi_signo == SIGUSR1);
  close(got);
  got = syscall(SYS_pidfd_open, getpid(), 0);
  R(send_control(s[1], SCM_RIGHTS, &got, sizeof(int)));
  int other = receive_control(s[0], MSG_CMSG_CLOEXEC, 128, 0);
  R(fcntl(other, F_GETFD));
  R(syscall(SYS_pidfd_send_signal, other, SIGUSR1, 0, 0));
  struct timespec no_time = {0, 0};
  V(sigtimedwait(&usr1, 0, &no_time) == SIGUSR1);
  close(got), close(other);
  // Thrown away with its message.
  got = signalfd(-1, &usr1, 0);
  R(send_control(s[1], SCM_RIGHTS, &got, sizeof(int)));
  close(got);
  receive_control(s[0], 0, 0, 0);
  sigprocmask(SIG_UNBLOCK, &usr1, 0);
  int bad = 999;
  R(send_control(s[1], SCM_RIGHTS, &bad, sizeof bad));
  R(send_control(s[1], SCM_RIGHTS, &p[0], sizeof(int)));
  receive_control(s[0], 0, 0, 0);
  // Credentials: asked for, they come by themselves; named, they must be one's own.
  int on = 1, d[2];
  R(socketpair(AF_UNIX, SOCK_DGRAM, 0, d));
  R(setsockopt(d[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
  R(sockopt(d[0], SO_PASSCRED));
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    struct cred c = {getpid(), getuid(), getgid()};
    int a = send_control(d[1], 2, &c, sizeof c);
    int b = send(d[1], "x", 1, 0);
    _exit(a == 1 && b == 1 ? 0 : 1);
  }
  int status;
  waitpid(pid, &status, 0);
  V(status);
  receive_control(d[0], 0, 128, pid);
  receive_control(d[0], 0, 128, pid);
  struct cred c = {getpid(), getuid(), getgid()};
  R(send_control(d[1], 2, &c, 4));
  close(d[0]);
  close(d[1]);
  // The end of one side.
  R(shutdown(s[1], SHUT_WR));
  R(recv(s[0], text, 1, 0));
  R(send(s[1], "x", 1, MSG_NOSIGNAL));
  signal(SIGPIPE, SIG_IGN);
  R(send(s[1], "x", 1, 0));
  close(s[1]);
  R(send(s[0], "x", 1, 0));
  R(shutdown(s[0], 7));
  close(s[0]);
  R(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, s));
  R(send(s[0], "one", 3, 0));
  R(send(s[0], "three", 5, 0));
  R(recv(s[1], text, 2, MSG_TRUNC));
  R(recv(s[1], text, 32, MSG_PEEK));
  R(recv(s[1], text, 32, MSG_DONTWAIT));
  R(recv(s[1], text, 32, MSG_DONTWAIT));
  close(s[0]);
  R(recv(s[1], text, 32, 0));
  close(s[1]);
  R(socketpair(AF_INET, SOCK_STREAM, 0, s));
  R(socketpair(AF_UNIX, 99, 0, s));
}

static void unix_names(void) {
  section("names");
  struct sockaddr_un a = {.sun_family = AF_UNIX, .sun_path = "socket"}, b;
  socklen_t length = offsetof(struct sockaddr_un, sun_path) + 7;
  int l = socket(AF_UNIX, SOCK_STREAM, 0);
  R(connect(l, (struct sockaddr *)&a, length));
  R(bind(l, (struct sockaddr *)&a, length));
  R(bind(l, (struct sockaddr *)&a, length));
  int again = socket(AF_UNIX, SOCK_STREAM, 0);
  V(bind(again, (struct sockaddr *)&a, length) == -1 && errno == EADDRINUSE);
  struct stat st;
  V(stat("socket", &st) == 0 && S_ISSOCK(st.st_mode));
  V(connect(again, (struct sockaddr *)&a, length) == -1 && errno == ECONNREFUSED);
  R(listen(l, 5));
  R(sockopt(l, SO_ACCEPTCONN));
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    int c = socket(AF_UNIX, SOCK_STREAM, 0);
    char t[8];
    if (connect(c, (struct sockaddr *)&a, length)) _exit(1);
    if (write(c, "hello", 5) != 5) _exit(2);
    if (read(c, t, 8) != 3) _exit(3);
    struct cred who;
    socklen_t n = sizeof who;
    getsockopt(c, SOL_SOCKET, SO_PEERCRED, &who, &n);
    _exit(who.pid == getppid() ? 0 : 4);
  }
  length = sizeof b;
  int c = accept4(l, (struct sockaddr *)&b, &length, SOCK_CLOEXEC);
  V(c >= 0);
  V(length);
  R(fcntl(c, F_GETFD));
  char text[16];
  R(read(c, text, 16));
  peer("accepted", c, pid);
  R(write(c, "bye", 3));
  int status;
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));
  length = sizeof b;
  R(getsockname(l, (struct sockaddr *)&b, &length));
  V(length);
  S(b.sun_path);
  R(syscall(SYS_accept4, l, NULL, NULL, 1));
  R(accept(again, NULL, NULL));
  close(c);
  close(l);
  close(again);
  unlink("socket");
  // Abstract and given by the kernel.
  int d = socket(AF_UNIX, SOCK_DGRAM, 0), e = socket(AF_UNIX, SOCK_DGRAM, 0);
  memset(&a, 0, sizeof a);
  a.sun_family = AF_UNIX;
  snprintf(a.sun_path + 1, 40, "armature-%d", getpid());
  length = offsetof(struct sockaddr_un, sun_path) + 1 + strlen(a.sun_path + 1);
  R(bind(d, (struct sockaddr *)&a, length));
  R(bind(e, (struct sockaddr *)&a, sizeof(sa_family_t)));
  socklen_t n = sizeof b;
  R(getsockname(e, (struct sockaddr *)&b, &n));
  V(n);
  V(b.sun_path[0]);
  R(sendto(e, "datagram", 8, 0, (struct sockaddr *)&a, length));
  n = sizeof b;
  R(recvfrom(d, text, 4, MSG_TRUNC, (struct sockaddr *)&b, &n));
  V(n);
  R(recv(d, text, 4, MSG_DONTWAIT));
  close(d);
  R(sendto(e, "x", 1, 0, (struct sockaddr *)&a, length));
  close(e);
}

static void inet(int family) {
  section(family == AF_INET ? "ipv4" : "ipv6");
  struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  struct sockaddr *addr = family == AF_INET ? (struct sockaddr *)&four : (struct sockaddr *)&six;
  socklen_t size = family == AF_INET ? sizeof four : sizeof six, n;
  char text[64];
  int l = socket(family, SOCK_STREAM, 0);
  if (l < 0 || bind(l, addr, size)) {
    printf("no such addresses\n");
    close(l);
    return;
  }
  R(listen(l, 5));
  n = size;
  R(getsockname(l, addr, &n));
  V(n == size);
  int c = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
  errno = 0;
  int r = connect(c, addr, size);
  V(r == 0 || errno == EINPROGRESS);
  int a = accept(l, NULL, NULL);
  struct pollfd p = {c, POLLOUT, 0};
  R(poll(&p, 1, -1));
  R(sockopt(c, SO_ERROR));
  fcntl(c, F_SETFL, 0);
  R(send(c, "one", 3, MSG_MORE));
  R(send(c, "two", 3, 0));
  R(recv(a, text, 6, MSG_WAITALL));
  R(recv(a, text, 6, MSG_DONTWAIT));
  // Time-outs.
  struct timeval t = {0, 1000}, back;
  R(setsockopt(a, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t));
  n = sizeof back;
  R(getsockopt(a, SOL_SOCKET, SO_RCVTIMEO, &back, &n));
  V(n == sizeof back);
  V(back.tv_sec == 0 && back.tv_usec >= 1000);
  R(recv(a, text, 6, 0));
  struct linger lg = {1, 5};
  R(setsockopt(a, SOL_SOCKET, SO_LINGER, &lg, sizeof lg));
  memset(&lg, 0, sizeof lg);
  n = sizeof lg;
  R(getsockopt(a, SOL_SOCKET, SO_LINGER, &lg, &n));
  printf("linger %d %d %d\n", n, lg.l_onoff, lg.l_linger);
  lg.l_onoff = 0;
  setsockopt(a, SOL_SOCKET, SO_LINGER, &lg, sizeof lg);
  int on = 1;
  R(setsockopt(a, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on));
  R(sockopt(a, SO_TYPE));
  R(sockopt(a, SO_DOMAIN));
  R(sockopt(a, SO_PROTOCOL));
  R(setsockopt(a, SOL_SOCKET, 9999, &on, sizeof on));
  R(setsockopt(a, SOL_SOCKET, SO_RCVTIMEO, &t, 3));
  R(getsockopt(a, SOL_SOCKET, SO_TYPE, &on, NULL));
  int waiting = 0;
  R(send(c, "bytes", 5, 0));
  p = (struct pollfd){a, POLLIN, 0};
  R(poll(&p, 1, -1));
  R(ioctl(a, FIONREAD, &waiting));
  V(waiting);
  R(recv(a, text, 64, 0));
  R(shutdown(c, SHUT_WR));
  R(recv(a, text, 64, MSG_WAITALL));
  close(a);
  close(c);
  close(l);
  // Datagrams, several at once.
  int u = socket(family, SOCK_DGRAM, 0);
  ((struct sockaddr_in *)addr)->sin_port = 0;
  R(bind(u, addr, size));
  n = size;
  getsockname(u, addr, &n);
  R(connect(u, addr, size));
  struct iovec v[3] = {{"a", 1}, {"bb", 2}, {"ccc", 3}};
  struct mmsghdr m[4];
  memset(m, 0, sizeof m);
  for (int i = 0; i < 3; i++) m[i].msg_hdr.msg_iov = &v[i], m[i].msg_hdr.msg_iovlen = 1;
  R(sendmmsg(u, m, 3, 0));
  printf("sent %d %d %d\n", m[0].msg_len, m[1].msg_len, m[2].msg_len);
  char in[4][8];
  struct iovec w[4];
  for (int i = 0; i < 4; i++) {
    w[i] = (struct iovec){in[i], 8};
    memset(&m[i], 0, sizeof m[i]);
    m[i].msg_hdr.msg_iov = &w[i], m[i].msg_hdr.msg_iovlen = 1;
  }
  R(recvmmsg(u, m, 4, MSG_WAITFORONE, NULL));
  printf("got %d %d %d\n", m[0].msg_len, m[1].msg_len, m[2].msg_len);
  R(recvmmsg(u, m, 4, MSG_DONTWAIT, NULL));
  close(u);
}

static volatile int urgent, ready, code, band, where;
static void handler(int sig, siginfo_t *info, void *context) {
  (void)context;
  if (sig == SIGURG) urgent++;
  else {
    ready++;
    code = info->si_code;
    band = info->si_band & (POLLIN | POLLRDNORM);
    where = info->si_fd;
  }
}

static void signals(void) {
  section("signals");
  struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
  sigaction(SIGURG, &sa, NULL);
  sigaction(SIGIO, &sa, NULL);
  sigaction(SIGRTMIN + 2, &sa, NULL);
  int s[2];
  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, s)) return;
  R(fcntl(s[0], F_SETOWN, getpid()));
  V(fcntl(s[0], F_GETOWN) == getpid());
  R(fcntl(s[0], F_SETFL, O_ASYNC | O_NONBLOCK));
  V((fcntl(s[0], F_GETFL) & O_ASYNC) != 0);
  R(send(s[1], "x", 1, 0));
  while (!ready) usleep(100);
  V(ready > 0);
  char c;
  R(read(s[0], &c, 1));
  R(fcntl(s[0], F_SETSIG, SIGRTMIN + 2));
  V(fcntl(s[0], F_GETSIG) == SIGRTMIN + 2);
  R(fcntl(s[0], F_SETSIG, 65));
  do {
    code = ready = 0;
    send(s[1], "x", 1, 0);
    while (!ready) usleep(100);
  } while (code != POLL_IN);
  V(band);
  V(where == s[0]);
  R(fcntl(s[0], F_SETFL, 0));
  R(fcntl(s[0], F_SETOWN, 30000));
  close(s[0]);
  close(s[1]);
  // Urgent data of TCP.
  struct sockaddr_in four = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t n = sizeof four;
  int l = socket(AF_INET, SOCK_STREAM, 0);
  bind(l, (struct sockaddr *)&four, n);
  listen(l, 1);
  getsockname(l, (struct sockaddr *)&four, &n);
  int out = socket(AF_INET, SOCK_STREAM, 0);
  connect(out, (struct sockaddr *)&four, n);
  int in = accept(l, NULL, NULL);
  R(fcntl(in, F_SETOWN, getpid()));
  R(send(out, "u", 1, MSG_OOB));
  while (!urgent) usleep(100);
  V(urgent);
  R(recv(in, &c, 1, MSG_OOB));
  V(c);
  close(in);
  close(out);
  close(l);
}

static void interfaces(void) {
  section("interfaces");
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq some[32];
  struct ifconf conf = {.ifc_len = sizeof some, .ifc_req = some};
  R(ioctl(s, SIOCGIFCONF, &conf));
  int lo = 0;
  for (unsigned i = 0; i < conf.ifc_len / sizeof *some; i++)
    if (!strcmp(some[i].ifr_name, "lo")) lo = ((struct sockaddr_in *)&some[i].ifr_addr)->sin_addr.s_addr == htonl(INADDR_LOOPBACK);
  V(lo);
  int known = conf.ifc_len;
  conf.ifc_len = 0;
  conf.ifc_req = NULL;
  R(ioctl(s, SIOCGIFCONF, &conf));
  V(conf.ifc_len == known);
  struct ifreq one;
  memset(&one, 0, sizeof one);
  strcpy(one.ifr_name, "lo");
  R(ioctl(s, SIOCGIFINDEX, &one));
  V(one.ifr_ifindex);
  R(ioctl(s, SIOCGIFFLAGS, &one));
  V((one.ifr_flags & IFF_LOOPBACK) != 0);
  R(ioctl(s, SIOCGIFMTU, &one));
  V(one.ifr_mtu > 0);
  strcpy(one.ifr_name, "nosuch");
  R(ioctl(s, SIOCGIFINDEX, &one));
  R(ioctl(s, SIOCGIFCONF, NULL));
  close(s);
  R(socket(AF_INET, 77, 0));
  R(socket(AF_INET, SOCK_STREAM, 77) == -1);
  R(send(0, "x", 1, 0));
  R(bind(999, NULL, 0));
}

int main(void) {
  unix_pairs();
  unix_names();
  inet(AF_INET);
  inet(AF_INET6);
  signals();
  interfaces();
  return 0;
}
