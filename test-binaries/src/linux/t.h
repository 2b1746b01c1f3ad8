// Common to the system call programs. R(call) prints the call's text, its result and errno; V prints a
// value. Output is the same on every Linux, so the programs can be checked on the machine itself.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static inline const char *errname(int e) {
  static const char *const names[] = {
      [EPERM] = "EPERM", [ENOENT] = "ENOENT", [ESRCH] = "ESRCH", [EINTR] = "EINTR", [EIO] = "EIO",
      [ENXIO] = "ENXIO", [E2BIG] = "E2BIG", [ENOEXEC] = "ENOEXEC", [EBADF] = "EBADF",
      [ECHILD] = "ECHILD", [EAGAIN] = "EAGAIN", [ENOMEM] = "ENOMEM", [EACCES] = "EACCES",
      [EFAULT] = "EFAULT", [EBUSY] = "EBUSY", [EEXIST] = "EEXIST", [EXDEV] = "EXDEV",
      [ENODEV] = "ENODEV", [ENOTDIR] = "ENOTDIR", [EISDIR] = "EISDIR", [EINVAL] = "EINVAL",
      [EMFILE] = "EMFILE", [ENOTTY] = "ENOTTY", [EFBIG] = "EFBIG", [ENOSPC] = "ENOSPC",
      [ESPIPE] = "ESPIPE", [EPIPE] = "EPIPE", [ERANGE] = "ERANGE", [EDEADLK] = "EDEADLK",
      [ENAMETOOLONG] = "ENAMETOOLONG", [ENOSYS] = "ENOSYS", [ENOTEMPTY] = "ENOTEMPTY",
      [ELOOP] = "ELOOP", [ENODATA] = "ENODATA", [EOVERFLOW] = "EOVERFLOW",
      [ENOTSOCK] = "ENOTSOCK", [EOPNOTSUPP] = "EOPNOTSUPP", [ETIMEDOUT] = "ETIMEDOUT",
      [EMLINK] = "EMLINK", [EROFS] = "EROFS", [ETXTBSY] = "ETXTBSY",
  };
  static char number[16];
  if (e > 0 && e < (int)(sizeof names / sizeof names[0]) && names[e]) return names[e];
  snprintf(number, sizeof number, "errno %d", e);
  return number;
}

static inline long show(const char *text, long value) {
  int e = errno;
  if (value == -1) printf("%s = -1 %s\n", text, errname(e));
  else printf("%s = %ld\n", text, value);
  return value;
}

#define R(call) (errno = 0, show(#call, (long)(call)))
#define V(value) printf("%s: %lld\n", #value, (long long)(value))
#define S(text) printf("%s: \"%s\"\n", #text, (text))
// A call whose positive result varies: only whether it succeeded.
#define OK(call) (errno = 0, show(#call " >= 0", ((long)(call)) < 0 ? -1 : 0))

static inline void section(const char *name) {
  printf("-- %s\n", name);
  fflush(stdout);
}

static inline void flush(void) { fflush(stdout); }

// The state of a thread as /proc tells it: S asleep, T stopped, Z a zombie, ? gone.
static inline char thread_state(pid_t pid, pid_t tid) {
  char path[60], text[400];
  snprintf(path, sizeof path, "/proc/%d/task/%d/stat", (int)pid, (int)tid);
  int fd = open(path, O_RDONLY);
  if (fd < 0) return '?';
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  text[n > 0 ? n : 0] = 0;
  char *end_of_name = strrchr(text, ')');
  return end_of_name ? end_of_name[2] : '?';
}

static inline char state_of(pid_t pid) { return thread_state(pid, pid); }

// Runs a function in a child and prints how it ended.
static inline void in_child(const char *what, void (*run)(void)) {
  fflush(stdout);
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    run();
    fflush(stdout);
    _exit(0);
  }
  if (waitpid(pid, &status, 0) != pid) printf("%s: waitpid %s\n", what, errname(errno));
  else if (WIFEXITED(status)) printf("%s: exit %d\n", what, WEXITSTATUS(status));
  else if (WIFSIGNALED(status)) printf("%s: signal %d\n", what, WTERMSIG(status));
  else printf("%s: status %x\n", what, (unsigned)status);
}

// Removes the files that a program made in the working directory.
static inline void tidy_up(const char *const *names) {
  for (; *names; names++) remove(*names);
}
#define TIDY_UP(...) tidy_up((const char *const[]){__VA_ARGS__, 0})
