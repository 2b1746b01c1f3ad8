// The benchmarks of `perf bench syscall`, for a guest or natively: how long so many calls take.
//
//   perf-bench FILE basic|getpgid|fork|execve|pointer|signal LOOPS [seccomp|dispatch|traced]
//
// writes microseconds to FILE. basic is getppid, which no C library answers by itself. pointer is
// clock_gettime as a call, which writes to user memory. signal is one to oneself, with a handler. The last word switches something of kernel entry
// on: a seccomp filter that allows all, syscall user dispatch with its selector at allow, or a tracer that
// stops at every entry and exit.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#endif
#ifdef SYS_clock_gettime64
#define SYS_CLOCK SYS_clock_gettime64
#else
#define SYS_CLOCK SYS_clock_gettime
#endif

// perf calls these through its procedure linkage table: an indirect call, which this program, linked
// statically, would not have.
static pid_t (*volatile call_getppid)(void) = getppid;
static pid_t (*volatile call_getpgid)(pid_t) = getpgid;

static const char *self;
static volatile char selector;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void child(int run)
{
	pid_t pid = fork();
	if (pid < 0)
		die("fork");
	if (pid == 0) {
		if (run)
			execl(self, self, (char *)0);
		_exit(run);
	}
	if (waitpid(pid, NULL, 0) < 0)
		die("waitpid");
}

static void caught(int signal)
{
	(void)signal;
}

static void loop(const char *kind, long loops)
{
	struct timespec t;
	if (!strcmp(kind, "basic"))
		for (long i = 0; i < loops; i++) call_getppid();
	else if (!strcmp(kind, "getpgid"))
		for (long i = 0; i < loops; i++) call_getpgid(0);
	else if (!strcmp(kind, "pointer"))
		for (long i = 0; i < loops; i++) syscall(SYS_CLOCK, CLOCK_MONOTONIC, &t);
	else if (!strcmp(kind, "signal")) {
		signal(SIGUSR1, caught);
		for (long i = 0; i < loops; i++) kill(getpid(), SIGUSR1);
	} else if (!strcmp(kind, "fork"))
		for (long i = 0; i < loops; i++) child(0);
	else if (!strcmp(kind, "execve"))
		for (long i = 0; i < loops; i++) child(1);
	else {
		fprintf(stderr, "perf-bench: no benchmark %s\n", kind);
		exit(1);
	}
}

static void seccomp(void)
{
	struct sock_filter allow[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0xfffff, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof allow / sizeof *allow, allow };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		die("seccomp");
}

static void traced(void)
{
	pid_t pid = fork();
	int status;
	if (pid == 0) {
		if (ptrace(PTRACE_TRACEME, 0, 0, 0))
			die("ptrace");
		raise(SIGSTOP);
		return;
	}
	while (waitpid(pid, &status, 0) == pid && !WIFEXITED(status) && !WIFSIGNALED(status))
		ptrace(PTRACE_SYSCALL, pid, 0, 0);
	exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

int main(int argc, char **argv)
{
	struct timeval start, stop;
	self = argv[0];
	if (argc < 2)
		return 0;
	if (argc < 4) {
		fprintf(stderr, "usage: perf-bench FILE KIND LOOPS [seccomp|dispatch|traced]\n");
		return 1;
	}
	const char *with = argc > 4 ? argv[4] : "";
	if (!strcmp(with, "seccomp"))
		seccomp();
	else if (!strcmp(with, "dispatch")) {
		if (prctl(PR_SET_SYSCALL_USER_DISPATCH, 1, 0, 0, &selector))
			die("syscall user dispatch");
	} else if (!strcmp(with, "traced"))
		traced();
	long loops = atol(argv[3]);
	gettimeofday(&start, NULL);
	loop(argv[2], loops);
	gettimeofday(&stop, NULL);
	FILE *out = fopen(argv[1], "w");
	if (!out)
		die(argv[1]);
	fprintf(out, "%lld\n", (stop.tv_sec - start.tv_sec) * 1000000LL + stop.tv_usec - start.tv_usec);
	return fclose(out) != 0;
}
