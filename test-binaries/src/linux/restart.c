// What happens to a call that a signal interrupts: with a handler, with one that has SA_RESTART, and with
// a stop and SIGCONT but no handler. Each call runs in a child; what ends it well comes after the signal.
#include "t.h"
#include <linux/futex.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>

#ifdef __arm__
#define SYS_FUTEX 422
#define SYS_TIMEDWAIT 421
#else
#define SYS_TIMEDWAIT SYS_rt_sigtimedwait
#define SYS_FUTEX SYS_futex
#endif

static int fds[2] = {-1, -1}, other[2] = {-1, -1};
static struct shared {
  int word, handled;
} *shared;
static sigset_t open_mask;

static void fill(int fd) {
  char page[4096] = {0};
  fcntl(fd, F_SETFL, O_NONBLOCK);
  while (write(fd, page, sizeof page) > 0);
  fcntl(fd, F_SETFL, 0);
}

static void make_pipe(void) { if (pipe(fds)) perror("pipe"); }
static void make_full(void) { make_pipe(), fill(fds[1]); }
static void make_pair(void) { if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds)) perror("socketpair"); }
static void give_byte(void) { if (write(fds[1], "x", 1) != 1) perror("write"); }
static void drain(void) {
  char page[4096];
  fcntl(fds[0], F_SETFL, O_NONBLOCK);
  while (read(fds[0], page, sizeof page) > 0);
  fcntl(fds[0], F_SETFL, 0);
}

static struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "restart-socket"};
static void make_listener(void) {
  unlink(name.sun_path);
  fds[0] = socket(AF_UNIX, SOCK_STREAM, 0);
  fds[1] = socket(AF_UNIX, SOCK_STREAM, 0);
  if (bind(fds[0], (void *)&name, sizeof name) || listen(fds[0], 1)) perror("listen");
}
static void connecting(void) { if (connect(fds[1], (void *)&name, sizeof name)) perror("connect"); }

static void make_lock(void) {
  // The helper's own description holds the lock.
  fds[0] = open("restart-lock", O_RDWR | O_CREAT, 0600);
  fds[1] = open("restart-lock", O_RDWR);
  if (flock(fds[1], LOCK_EX)) perror("flock");
}
static void unlocking(void) { flock(fds[1], LOCK_UN); }

// Made anew for each run, and removed behind it.
static int queue = -1, semaphores = -1;
static void make_queue(void) { queue = msgget(IPC_PRIVATE, 0600); }
static struct message {
  long type;
  char text[1];
} message = {1, "m"};
static void send_message(void) { msgsnd(queue, &message, 1, 0); }
static void make_full_queue(void) {
  make_queue();
  while (msgsnd(queue, &message, 1, IPC_NOWAIT) == 0);
}
static void take_message(void) { msgrcv(queue, &message, 1, 0, 0); }
static void make_semaphore(void) { semaphores = semget(IPC_PRIVATE, 1, 0600); }
static void raise_semaphore(void) { semop(semaphores, &(struct sembuf){0, 1, 0}, 1); }
static void remove_ipc(void) {
  if (queue >= 0) msgctl(queue, IPC_RMID, 0);
  if (semaphores >= 0) semctl(semaphores, 0, IPC_RMID);
  queue = semaphores = -1;
}

static void nothing(void) {}
static void set_word(void) {
  __atomic_store_n(&shared->word, 1, __ATOMIC_SEQ_CST);
  syscall(SYS_FUTEX, &shared->word, FUTEX_WAKE, 1, 0, 0, 0);
}

static long do_read(void) { char c; return read(fds[0], &c, 1); }
static long do_readv(void) { char c; struct iovec v = {&c, 1}; return readv(fds[0], &v, 1); }
static long do_write(void) { return write(fds[1], "y", 1); }
static long do_recv(void) { char c; return recv(fds[0], &c, 1, 0); }
static long do_recv_limit(void) {
  struct timeval tv = {1000, 0};
  setsockopt(fds[0], SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
  return do_recv();
}
static long do_accept(void) { return accept(fds[0], 0, 0) >= 0 ? 0 : -1; }
static long do_flock(void) { return flock(fds[0], LOCK_EX); }
static long do_poll(void) { struct pollfd p = {fds[0], POLLIN, 0}; return poll(&p, 1, 1000000); }
static long do_poll_for_ever(void) { struct pollfd p = {fds[0], POLLIN, 0}; return poll(&p, 1, -1); }
static long do_ppoll(void) {
  struct pollfd p = {fds[0], POLLIN, 0};
  struct timespec t = {1000, 0};
  return ppoll(&p, 1, &t, &open_mask);
}
static long do_select(void) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(fds[0], &set);
  return select(fds[0] + 1, &set, 0, 0, 0);
}
static long do_pselect(void) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(fds[0], &set);
  struct timespec t = {1000, 0};
  return pselect(fds[0] + 1, &set, 0, 0, &t, &open_mask);
}
static int epoll(void) {
  int e = epoll_create1(0);
  struct epoll_event v = {.events = EPOLLIN};
  epoll_ctl(e, EPOLL_CTL_ADD, fds[0], &v);
  return e;
}
static long do_epoll_wait(void) { struct epoll_event v; return epoll_wait(epoll(), &v, 1, -1); }
static long do_epoll_pwait(void) {
  struct epoll_event v;
  return epoll_pwait(epoll(), &v, 1, 1000000, &open_mask);
}
static long do_futex(void) {
  long r = syscall(SYS_FUTEX, &shared->word, FUTEX_WAIT, 0, 0, 0, 0);
  return r < 0 && errno == EAGAIN ? 0 : r;
}
static long do_futex_limit(void) {
  int64_t limit[2] = {1000, 0};
  long r = syscall(SYS_FUTEX, &shared->word, FUTEX_WAIT, 0, limit, 0, 0);
  return r < 0 && errno == EAGAIN ? 0 : r;
}
static long do_msgrcv(void) { return msgrcv(queue, &message, 1, 0, 0) == 1 ? 0 : -1; }
static long do_msgsnd(void) { return msgsnd(queue, &message, 1, 0); }
static long do_semop(void) { return semop(semaphores, &(struct sembuf){0, -1, 0}, 1); }
static long do_semtimedop(void) {
  return semtimedop(semaphores, &(struct sembuf){0, -1, 0}, 1, &(struct timespec){1000, 0});
}
static int how;
enum { HANDLER, RESTART, STOP };

// A sleep that no handler can miss, or one that a stop can't stop.
static struct timespec span(void) {
  return how == STOP ? (struct timespec){0, 100000000} : (struct timespec){1000, 0};
}
static long do_nanosleep(void) {
  struct timespec t = span(), left = {-1, -1};
  long r = nanosleep(&t, &left);
  if (r < 0 && !(left.tv_sec > 0 && left.tv_sec < t.tv_sec)) return -9;
  return r;
}
static long do_sleep_until(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  t.tv_sec += span().tv_sec, t.tv_nsec += span().tv_nsec;
  if (t.tv_nsec >= 1000000000) t.tv_sec++, t.tv_nsec -= 1000000000;
  errno = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, 0);
  return errno ? -1 : 0;
}
static long do_sigsuspend(void) { return sigsuspend(&open_mask); }
static long do_pause(void) { return pause(); }
static void to_child(void);
static long do_sigwait(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR2);
  int64_t limit[2] = {1000, 0};
  sigprocmask(SIG_BLOCK, &set, 0);
  // The C library may try again itself.
  return syscall(SYS_TIMEDWAIT, &set, 0, limit, 8) == SIGUSR2 ? 0 : -1;
}
// Ends with a byte, or with everybody who could write one.
static pid_t grandchild(void) {
  pid_t pid = fork();
  if (pid == 0) {
    char c;
    close(fds[1]);
    while (read(fds[0], &c, 1) < 0);
    _exit(0);
  }
  return pid;
}
static long do_wait(void) {
  pid_t pid = grandchild();
  return waitpid(pid, 0, 0) == pid ? 0 : -1;
}
static long do_waitid(void) {
  pid_t pid = grandchild();
  siginfo_t i;
  return waitid(P_PID, pid, &i, WEXITED);
}
static void make_fifo(void) {
  unlink("restart-fifo");
  if (mkfifo("restart-fifo", 0600)) perror("mkfifo");
}
static long do_open(void) { return open("restart-fifo", O_RDONLY) >= 0 ? 0 : -1; }
static void open_other(void) { other[0] = open("restart-fifo", O_WRONLY); }

struct call {
  const char *name;
  void (*before)(void);
  long (*run)(void);
  void (*help)(void);
};
static const struct call calls[] = {
    {"read", make_pipe, do_read, give_byte},
    {"readv", make_pipe, do_readv, give_byte},
    {"write", make_full, do_write, drain},
    {"recv", make_pair, do_recv, give_byte},
    {"recv, SO_RCVTIMEO", make_pair, do_recv_limit, give_byte},
    {"accept", make_listener, do_accept, connecting},
    {"flock", make_lock, do_flock, unlocking},
    {"open", make_fifo, do_open, open_other},
    {"wait4", make_pipe, do_wait, give_byte},
    {"waitid", make_pipe, do_waitid, give_byte},
    {"poll", make_pipe, do_poll, give_byte},
    {"poll for ever", make_pipe, do_poll_for_ever, give_byte},
    {"ppoll", make_pipe, do_ppoll, give_byte},
    {"select", make_pipe, do_select, give_byte},
    {"pselect", make_pipe, do_pselect, give_byte},
    {"epoll_wait", make_pipe, do_epoll_wait, give_byte},
    {"epoll_pwait", make_pipe, do_epoll_pwait, give_byte},
    {"futex", nothing, do_futex, set_word},
    {"futex with a limit", nothing, do_futex_limit, set_word},
    {"nanosleep", nothing, do_nanosleep, nothing},
    {"clock_nanosleep until", nothing, do_sleep_until, nothing},
    {"sigsuspend", nothing, do_sigsuspend, to_child},
    {"pause", nothing, do_pause, to_child},
    {"sigtimedwait", nothing, do_sigwait, to_child},
    {"msgrcv", make_queue, do_msgrcv, send_message},
    {"msgsnd", make_full_queue, do_msgsnd, take_message},
    {"semop", make_semaphore, do_semop, raise_semaphore},
    {"semtimedop", make_semaphore, do_semtimedop, raise_semaphore},
};

static pid_t child;
static void to_child(void) { kill(child, SIGUSR2); }

static void handler(int sig) {
  (void)sig;
  __atomic_fetch_add(&shared->handled, 1, __ATOMIC_SEQ_CST);
}

// Until the child has slept for a while: it is in its call.
static void await_sleep(void) {
  for (int calm = 0; calm < 5;) {
    char s = state_of(child);
    if (s == 'Z') return;
    calm = s == 'S' ? calm + 1 : 0;
    usleep(1000);
  }
}

static void run(const struct call *c) {
  memset(shared, 0, sizeof *shared);
  c->before();
  fflush(stdout);
  child = fork();
  if (child == 0) {
    struct sigaction sa = {.sa_handler = handler, .sa_flags = how == RESTART ? SA_RESTART : 0};
    sigaction(SIGUSR1, &sa, 0);
    sigaction(SIGUSR2, &sa, 0);
    errno = 0;
    long r = c->run();
    int e = errno;
    printf(" %-6s", r == -9 ? "wrong" : r < 0 ? errname(e) : "done");
    if (shared->handled > 1) printf("(%d)", shared->handled);
    fflush(stdout);
    _exit(0);
  }
  await_sleep();
  int status;
  if (how == STOP) {
    kill(child, SIGSTOP);
    waitpid(child, &status, WUNTRACED);
    kill(child, SIGCONT);
  } else {
    kill(child, SIGUSR1);
    while (!__atomic_load_n(&shared->handled, __ATOMIC_SEQ_CST)) usleep(1000);
  }
  await_sleep();
  if (state_of(child) != 'Z') {
    c->help();
  }
  waitpid(child, &status, 0);
  if (status) printf(" status %x", (unsigned)status);
  remove_ipc();
  for (int i = 0; i < 2; i++) close(fds[i]), close(other[i]), fds[i] = other[i] = -1;
}

int main(void) {
  shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sigemptyset(&open_mask);
  signal(SIGPIPE, SIG_IGN);
  printf("%-22s %-6s %-6s %-6s\n", "", "plain", "again", "stop");
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    printf("%-22s", calls[i].name);
    for (how = HANDLER; how <= STOP; how++) run(&calls[i]);
    printf("\n");
  }
  return 0;
}
