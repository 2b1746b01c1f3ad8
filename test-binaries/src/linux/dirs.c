// Directories: making, reading in every way, positions, walking, the working directory.
#include "t.h"
#include <dirent.h>
#include <sys/statfs.h>

struct dirent64_raw {
  uint64_t ino;
  int64_t off;
  uint16_t reclen;
  uint8_t type;
  char name[];
} __attribute__((packed));

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

int main(void) {
  char cwd[PATH_MAX], name[64];
  umask(022);
  R(mkdir("top", 0755));
  R(mkdir("top", 0755));
  R(mkdir("no/where", 0755));
  R(chdir("top"));
  for (int i = 0; i < 500; i++) {
    snprintf(name, sizeof name, "entry-%03d-%.*s", i, i % 30, "abcdefghijklmnopqrstuvwxyz0123");
    close(open(name, O_CREAT | O_WRONLY, 0644));
  }
  R(mkdir("sub", 0755));
  R(symlink("sub", "link"));
  R(mkfifo("fifo", 0644));

  section("readdir");
  DIR *d = opendir(".");
  char *names[600];
  long positions[600];
  int n = 0, types[16] = {0};
  for (struct dirent *e; positions[n] = telldir(d), (e = readdir(d)); n++) {
    names[n] = strdup(e->d_name);
    types[e->d_type & 15]++;
    if (!e->d_ino) printf("no inode for %s\n", e->d_name);
  }
  V(n);
  V(types[DT_REG]);
  V(types[DT_DIR]);
  V(types[DT_LNK]);
  V(types[DT_FIFO]);
  rewinddir(d);
  struct dirent *first = readdir(d);
  V(strcmp(first->d_name, names[0]));
  // back to a position in the middle, and one after it
  seekdir(d, positions[250]);
  V(strcmp(readdir(d)->d_name, names[250]));
  seekdir(d, positions[3]);
  V(strcmp(readdir(d)->d_name, names[3]));
  V(closedir(d));
  qsort(names, n, sizeof names[0], by_name);
  printf("%s %s %s %s\n", names[0], names[1], names[2], names[n - 1]);

  section("getdents64");
  int fd = open(".", O_RDONLY | O_DIRECTORY);
  char buffer[1024];
  long got;
  int count = 0, calls = 0, last_off_kept = 1;
  int64_t previous = 0;
  while ((got = syscall(SYS_getdents64, fd, buffer, sizeof buffer)) > 0) {
    calls++;
    for (long at = 0; at < got;) {
      struct dirent64_raw *e = (void *)(buffer + at);
      count++;
      previous = e->off;
      at += e->reclen;
    }
  }
  (void)previous, (void)last_off_kept;
  V(got);
  V(count);
  V(calls > 10);
  V(syscall(SYS_getdents64, fd, buffer, sizeof buffer));
  lseek(fd, 0, SEEK_SET);
  R(syscall(SYS_getdents64, fd, buffer, 10));
  R(syscall(SYS_getdents64, fd, (char *)8, 1024));
  R(syscall(SYS_getdents64, 0x7fff, buffer, 1024));
#ifdef SYS_getdents
  // The old call with 32-bit offsets: it must not fail because the file system's are larger.
  section("getdents");
  lseek(fd, 0, SEEK_SET);
  count = 0;
  while ((got = syscall(SYS_getdents, fd, buffer, sizeof buffer)) > 0)
    for (long at = 0; at < got; at += *(uint16_t *)(buffer + at + 2 * sizeof(long))) {
      unsigned reclen = *(uint16_t *)(buffer + at + 2 * sizeof(long));
      if (buffer[at + reclen - 1] < 1 || buffer[at + reclen - 1] > DT_SOCK) printf("odd type\n");
      count++;
    }
  V(got);
  V(count);
#endif
  close(fd);

  section("working directory");
  R(chdir("sub"));
  V(strcmp(strrchr(getcwd(cwd, sizeof cwd), '/'), "/sub"));
  R(chdir("../link"));
  V(strcmp(strrchr(getcwd(cwd, sizeof cwd), '/'), "/sub"));
  R(getcwd(cwd, 1) ? 0 : -1);
  fd = open("..", O_RDONLY);
  R(fchdir(fd));
  V(strcmp(strrchr(getcwd(cwd, sizeof cwd), '/'), "/top"));
  R(chdir("nowhere"));
  R(chdir("fifo"));
  close(fd);
  R(rmdir("sub"));
  R(mkdir("sub/x", 0755));
  R(rmdir("."));

  section("removing");
  for (int i = 0; i < n; i++)
    if (!strncmp(names[i], "entry", 5) && unlink(names[i])) printf("unlink %s\n", names[i]);
  R(unlink("link"));
  R(unlink("fifo"));
  d = opendir(".");
  n = 0;
  while (readdir(d)) n++;
  V(n);
  closedir(d);
  R(chdir(".."));
  R(rmdir("top"));
  R(rmdir("top"));
  struct statfs f;
  R(statfs(".", &f));
  V(f.f_bsize > 0);
  V(f.f_namelen);
  R(statfs("nowhere", &f));
  return 0;
}
