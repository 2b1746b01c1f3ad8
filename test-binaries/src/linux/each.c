// Runs files one after the other and tells how each ended: "each SECONDS FILE...". A file that takes longer is
// killed with its process group; what it leaves behind elsewhere is killed in any case. What the corruption test
// runs damaged programs with, many in one machine.
#include <dirent.h>
#include <sys/prctl.h>
#include "t.h"

// Ends what a program has left behind in other groups: this process has adopted it.
static void reap_orphans(void) {
  int found = 1;
  while (found) {
    found = 0;
    DIR *proc = opendir("/proc");
    for (struct dirent *e; proc && (e = readdir(proc));) {
      char name[300], line[300];
      pid_t pid = atoi(e->d_name), parent = 0;
      snprintf(name, sizeof name, "/proc/%s/stat", e->d_name);
      int fd = pid > 0 ? open(name, O_RDONLY) : -1;
      if (fd < 0) continue;
      ssize_t n = read(fd, line, sizeof line - 1);
      close(fd);
      line[n > 0 ? n : 0] = 0;
      char *end = strrchr(line, ')');
      if (!end || sscanf(end, ") %*c %d", &parent) != 1 || parent != getpid()) continue;
      kill(pid, SIGKILL);
      waitpid(pid, 0, __WALL);
      found = 1;
    }
    if (proc) closedir(proc);
  }
}

int main(int argc, char **argv) {
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, 0);
  int limit = argc > 1 ? atoi(argv[1]) : 0;
  for (int i = 2; i < argc; i++) {
    printf("%s ", argv[i]);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
      setpgid(0, 0);
      sigprocmask(SIG_UNBLOCK, &child, 0);
      int null = open("/dev/null", O_RDWR);
      dup2(null, 0);
      dup2(null, 1);
      dup2(null, 2);
      if (null > 2) close(null);
      execl(argv[i], argv[i], (char *)0);
      _exit(errno == ENOEXEC ? 126 : 125);
    }
    struct timespec left = {limit, 0};
    int status = 0, late = 0;
    while (waitpid(pid, &status, WNOHANG) == 0) {
      if (sigtimedwait(&child, 0, &left) < 0 && errno == EAGAIN) {
        late = 1;
        kill(-pid, SIGKILL);
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        break;
      }
    }
    reap_orphans();
    if (late) printf("late\n");
    else if (WIFSIGNALED(status)) printf("signal %d\n", WTERMSIG(status));
    else printf("exit %d\n", WEXITSTATUS(status));
    fflush(stdout);
  }
  printf("all\n");
  return 0;
}
