// process_vm_readv and process_vm_writev, /proc/PID/mem, and who may use them.
#include "t.h"

static char text[64] = "the memory of a process";
static const char constant[] = "read only";
static char *edge;
static int said[2];

// The child says its text; waits until it has.
static void say(int fd) {
  char c;
  write(fd, "p", 1);
  read(said[0], &c, 1);
}

static void waits(int fd) {
  char c;
  while (read(fd, &c, 1) == 1)
    if (c == 'p') {
      puts(text);
      fflush(stdout);
      write(said[1], "s", 1);
    }
  _exit(0);
}

int main(void) {
  setvbuf(stdout, 0, _IOLBF, 0);
  int go[2];
  pipe(go), pipe(said);
  edge = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  memset(edge, 'e', 8192);
  munmap(edge + 4096, 4096);
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    close(go[1]);
    waits(go[0]);
  }
  char a[100] = "", b[100] = "";
  struct iovec local[] = {{a, 10}, {0, 0}, {b, 90}};
  struct iovec remote[] = {{text, 4}, {text + 4, 60}};
  section("read");
  R(process_vm_readv(pid, local, 3, remote, 2, 0));
  printf("[%.10s] [%s]\n", a, b);
  R(process_vm_readv(pid, local, 1, remote, 2, 0));
  R(process_vm_readv(pid, local, 3, remote, 2, 1));
  R(process_vm_readv(pid, local, 0, remote, 2, 0));
  R(process_vm_readv(pid, local, 3, remote, 0, 0));
  R(process_vm_readv(999999, local, 3, remote, 2, 0));
  R(process_vm_readv(pid, local, 2000, remote, 2, 0));
  R(process_vm_readv(getpid(), local, 3, remote, 2, 0));
  struct iovec part[] = {{edge + 4000, 200}}, bad[] = {{(void *)16, 4}}, out[] = {{a, 100}, {b, 100}};
  R(process_vm_readv(pid, out, 2, part, 1, 0));
  R(process_vm_readv(pid, out, 2, bad, 1, 0));
  R(process_vm_readv(pid, bad, 1, remote, 2, 0));
  section("write");
  struct iovec from[] = {{"THE MEMORY", 10}}, to[] = {{text, 3}, {text + 4, 6}};
  R(process_vm_writev(pid, from, 1, to, 2, 0));
  say(go[1]);
  // Protection counts.
  struct iovec const_to[] = {{(void *)constant, 4}};
  R(process_vm_writev(pid, from, 1, const_to, 1, 0));
  section("mem");
  char path[40];
  snprintf(path, sizeof path, "/proc/%d/mem", pid);
  int fd = open(path, O_RDWR);
  V(fd > 0);
  memset(a, 0, sizeof a);
  R(lseek(fd, (off_t)(unsigned long)text, SEEK_SET) == (off_t)(unsigned long)text);
  R(read(fd, a, 24));
  puts(a);
  R(read(fd, a, 4));
  R(pread(fd, a, 10, 16));
  R(pwrite(fd, "again", 5, (off_t)(unsigned long)text));
  // Protection doesn't.
  R(pwrite(fd, "READ", 4, (off_t)(unsigned long)constant));
  R(pread(fd, a, 9, (off_t)(unsigned long)constant));
  printf("%.9s\n", a);
  R(pread(fd, a, 100, (off_t)(unsigned long)edge + 4050));
  say(go[1]);
  close(go[1]);
  waitpid(pid, 0, 0);
  R(pread(fd, a, 4, (off_t)(unsigned long)text));
  R(open("/proc/999999/mem", O_RDONLY));
  return 0;
}
