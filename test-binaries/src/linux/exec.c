// execve: arguments, environment, scripts, what is kept and what is reset, every refusal.
#include "t.h"
#include <sys/auxv.h>

extern char **environ;
static char self[PATH_MAX];

static int report(int argc, char **argv) {
  printf("argc %d", argc);
  for (int i = 1; i < argc; i++) printf(" [%s]", argv[i]);
  printf(" env");
  for (char **e = environ; *e; e++)
    if (!strncmp(*e, "T_", 2)) printf(" %s", *e);
  sigset_t mask;
  sigprocmask(0, 0, &mask);
  struct sigaction usr1, usr2;
  sigaction(SIGUSR1, 0, &usr1);
  sigaction(SIGUSR2, 0, &usr2);
  printf("; blocked HUP %d; USR1 %s; USR2 %s; fd 20 %s; fd 21 %s; umask %o; name %s\n", sigismember(&mask, SIGHUP),
         usr1.sa_handler == SIG_DFL ? "default" : "set", usr2.sa_handler == SIG_IGN ? "ignored" : "other",
         fcntl(20, F_GETFD) < 0 ? "closed" : "open", fcntl(21, F_GETFD) < 0 ? "closed" : "open", (unsigned)umask(0),
         strrchr((char *)getauxval(AT_EXECFN), '/') ? strrchr((char *)getauxval(AT_EXECFN), '/') + 1 : (char *)getauxval(AT_EXECFN));
  return argc;
}

static void on_signal(int sig) { (void)sig; }

static void runs(const char *what, const char *path, char **argv, char **envp) {
  int status;
  printf("%s: ", what);
  flush();
  pid_t pid = vfork();
  if (pid == 0) {
    execve(path, argv, envp);
    _exit(100 + (errno & 0x7f));
  }
  waitpid(pid, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) >= 100) printf("%s\n", errname(WEXITSTATUS(status) - 100));
  else if (WIFEXITED(status)) printf("  exit %d\n", WEXITSTATUS(status));
  else printf("  signal %d\n", WTERMSIG(status));
}

static void script(const char *name, const char *text, int mode) {
  int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0700);
  (void)!write(fd, text, strlen(text));
  close(fd);
  chmod(name, (mode_t)mode);
}

#define ARGS(...) ((char *[]){__VA_ARGS__, 0})

int main(int argc, char **argv) {
  if (argc > 1 && strncmp(argv[0], "report", 6) == 0) return report(argc, argv);
  for (int i = 1; i < argc; i++)
    if (!strcmp(argv[i], "report")) return report(argc, argv);
  // Whatever an emulator does with the arguments, this program never starts itself a second time.
  int once = open("started", O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (once < 0) return 77;
  close(once);
  ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
  if (n < 0) return 1;
  V(self[0]);
  signal(SIGUSR1, on_signal);
  signal(SIGUSR2, SIG_IGN);
  sigset_t mask;
  sigemptyset(&mask);
  sigaddset(&mask, SIGHUP);
  sigprocmask(SIG_BLOCK, &mask, 0);
  umask(027);
  dup2(1, 20);
  dup3(1, 21, O_CLOEXEC);
  unlink("me");
  R(symlink(self, "me"));

  runs("plain", self, ARGS("report", "a", "", "b c"), ARGS("T_X=1", "PATH=/bin", "T_Y=two words"));
  runs("link", "./me", ARGS("report", "x"), ARGS("T_X=2"));
  runs("no environment", "./me", ARGS("report", "x"), (char *[]){0});

  char text[PATH_MAX + 100];
  snprintf(text, sizeof text, "#!%s\nrest of the script\n", "./me");
  script("s1", text, 0700);
  runs("script", "./s1", ARGS("ignored name", "report"), ARGS("T_S=1"));
  script("s2", "#! ./me  one argument  \n", 0700);
  runs("script with an argument", "./s2", ARGS("x", "report", "y"), ARGS("T_S=2"));
  script("s3", "#!./s2 inner\n", 0700);
  runs("script of a script", "./s3", ARGS("x", "report"), ARGS("T_S=3"));
  script("s4", "#!./s4\n", 0700);
  runs("script of itself", "./s4", ARGS("x"), environ);
  script("s5", "#!/no/such/interpreter\n", 0700);
  runs("no interpreter", "./s5", ARGS("x"), environ);
  script("s6", "#!\n", 0700);
  runs("empty interpreter", "./s6", ARGS("x"), environ);
  script("s7", "echo plain text\n", 0700);
  runs("no magic", "./s7", ARGS("x"), environ);
  script("s8", "", 0700);
  runs("empty file", "./s8", ARGS("x"), environ);
  script("s9", "\177ELF and nothing else", 0700);
  runs("damaged", "./s9", ARGS("x"), environ);
  script("s10", "#!./me", 0700);
  runs("script without a newline", "./s10", ARGS("x", "report"), ARGS("T_S=10"));
  runs("missing", "./missing", ARGS("x"), environ);
  runs("directory", ".", ARGS("x"), environ);
  runs("not a directory", "./s1/x", ARGS("x"), environ);
  script("noexec", text, 0600);
  runs("no permission", "./noexec", ARGS("x"), environ);
  runs("bad pointer", "./me", (char **)8, environ);
  {
    char *huge = malloc(200000);
    memset(huge, 'h', 199999);
    huge[199999] = 0;
    runs("too long", "./me", ARGS("report", huge), environ);
    free(huge);
    static char *many[2001];
    for (int i = 0; i < 2000; i++) many[i] = "word";
    many[0] = "report";
    printf("many: ");
    flush();
    int status;
    pid_t pid = fork();
    if (pid == 0) {
      close(1);
      open("many.out", O_CREAT | O_WRONLY, 0600);
      execve("./me", many, environ);
      _exit(1);
    }
    waitpid(pid, &status, 0);
    struct stat s;
    stat("many.out", &s);
    printf("exit %d, %d\n", WEXITSTATUS(status), (int)s.st_size > 12000);
  }

  section("by descriptor");
  int fd = open("./me", O_RDONLY);
  flush();
  int status;
  pid_t pid = fork();
  if (pid == 0) {
    syscall(SYS_execveat, fd, "", ARGS("report", "at"), ARGS("T_E=1"), AT_EMPTY_PATH);
    _exit(99);
  }
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));
  R(syscall(SYS_execveat, AT_FDCWD, "nowhere", ARGS("x"), environ, 0));
  R(syscall(SYS_execveat, AT_FDCWD, "me", ARGS("x"), environ, AT_SYMLINK_NOFOLLOW));
  TIDY_UP("started", "me", "many.out", "noexec", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9",
          "s10");
  return 0;
}
