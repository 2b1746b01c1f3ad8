// System V shared memory, semaphores and message queues.
#include "t.h"
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

union semun_ {
  int val;
  void *buf;
  unsigned short *array;
};

#define WIDE 0x4000  // a multiple of every SHMLBA

static void shared(void) {
  section("shm");
  int id = shmget(IPC_PRIVATE, 5000, IPC_CREAT | 0600);
  V(id >= 0);
  struct shmid_ds ds;
  R(shmctl(id, IPC_STAT, &ds));
  V(ds.shm_segsz);
  V(ds.shm_perm.mode);
  V(ds.shm_nattch);
  V(ds.shm_cpid == getpid());
  V(ds.shm_lpid);
  V(ds.shm_atime);
  V(ds.shm_perm.uid == getuid());
  char *a = shmat(id, NULL, 0);
  V(a != (void *)-1);
  V(a[0] + a[4999] + a[8191]);
  char *b = shmat(id, NULL, SHM_RDONLY);
  V(b != (void *)-1 && b != a);
  strcpy(a + 100, "both");
  S(b + 100);
  R(shmctl(id, IPC_STAT, &ds));
  V(ds.shm_nattch);
  V(ds.shm_lpid == getpid());
  V(ds.shm_atime != 0);
  R(mprotect(b, 4096, PROT_READ | PROT_WRITE));
  // A child inherits the attachments and its end takes them away.
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    struct shmid_ds c;
    shmctl(id, IPC_STAT, &c);
    a[0] = (char)c.shm_nattch;
    _exit(0);
  }
  waitpid(pid, NULL, 0);
  V(a[0]);
  R(shmctl(id, IPC_STAT, &ds));
  V(ds.shm_nattch);
  V(ds.shm_dtime != 0);
  R(shmdt(b));
  R(shmdt(b));
  R(shmdt(a + 1));
  // At a place of our choice.
  char *room = mmap(NULL, 4 * WIDE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *at = (char *)(((uintptr_t)room + WIDE - 1) & -(uintptr_t)WIDE);
  R(shmat(id, at, 0) == (void *)-1);
  R(shmat(id, at + 1, SHM_REMAP) == (void *)-1);
  V(shmat(id, at + 5, SHM_REMAP | SHM_RND) == at);
  S(at + 100);
  R(shmat(id, NULL, SHM_REMAP) == (void *)-1);
  // Removal waits for the last detachment, and nobody finds it.
  R(shmctl(id, IPC_RMID, NULL));
  R(shmctl(id, IPC_STAT, &ds));
  V((ds.shm_perm.mode & 01000) != 0);
  strcpy(at + 200, "still");
  R(munmap(at, 8192));
  S(a + 200);
  R(shmdt(a));
  R(shmctl(id, IPC_STAT, &ds));
  R(shmat(id, NULL, 0) == (void *)-1);
  munmap(room, 4 * WIDE);

  // By key.
  key_t key = 0x41524d00 + getpid() % 1000;
  R(shmget(key, 4096, 0600));
  id = shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0640);
  V(id >= 0);
  V(shmget(key, 4096, 0) == id);
  V(shmget(key, 0, 0) == id);
  R(shmget(key, 8192, 0));
  R(shmget(key, 4096, IPC_CREAT | IPC_EXCL));
  R(shmctl(id, IPC_STAT, &ds));
  V(ds.shm_perm.__key == key);
  ds.shm_perm.mode = 0400;
  R(shmctl(id, IPC_SET, &ds));
  R(shmctl(id, IPC_STAT, &ds));
  V(ds.shm_perm.mode);
  V(ds.shm_ctime != 0);
  R(shmctl(id, IPC_RMID, NULL));
  R(shmctl(id, IPC_RMID, NULL));
  R(shmget(key, 4096, 0));
  R(shmget(IPC_PRIVATE, 0, 0600));
  R(shmctl(-1, IPC_STAT, &ds));
  R(shmctl(id, 77, &ds));

  // exec takes attachments away: seen from a child that execs nothing but ends by exec's failure.
  id = shmget(IPC_PRIVATE, 4096, 0600);
  a = shmat(id, NULL, 0);
  R(shmctl(id, IPC_RMID, NULL));
  struct shminfo info;
  V(shmctl(0, IPC_INFO, (struct shmid_ds *)&info) >= 0);
  V(info.shmmin);
  V(info.shmmni);
  R(shmdt(a));
}

static int sem(int id, int n, int op, int flags) {
  struct sembuf b = {n, op, flags};
  return semop(id, &b, 1);
}

static volatile int handled;
static void handler(int sig) {
  (void)sig;
  handled++;
}

static void semaphores(void) {
  section("sem");
  int id = semget(IPC_PRIVATE, 3, 0600);
  V(id >= 0);
  union semun_ u;
  struct semid_ds ds;
  u.buf = &ds;
  R(semctl(id, 0, IPC_STAT, u));
  V(ds.sem_nsems);
  V(ds.sem_otime);
  V(ds.sem_ctime != 0);
  V(ds.sem_perm.mode);
  R(semctl(id, 0, GETVAL));
  R(semctl(id, 1, GETPID));
  u.val = 5;
  R(semctl(id, 1, SETVAL, u));
  R(semctl(id, 1, GETVAL));
  V(semctl(id, 1, GETPID) == getpid());
  R(sem(id, 1, -3, 0));
  R(sem(id, 1, -3, IPC_NOWAIT));
  R(sem(id, 1, 0, IPC_NOWAIT));
  R(sem(id, 0, 0, IPC_NOWAIT));
  R(sem(id, 3, 1, 0));
  R(sem(id, 1, 32767, 0));
  // All or nothing.
  struct sembuf two[3] = {{0, 2, 0}, {1, -1, 0}, {2, -1, IPC_NOWAIT}};
  R(semop(id, two, 3));
  R(semctl(id, 0, GETVAL));
  R(semctl(id, 1, GETVAL));
  R(semop(id, two, 2));
  unsigned short all[3] = {9, 9, 9};
  u.array = all;
  R(semctl(id, 0, GETALL, u));
  printf("values %d %d %d\n", all[0], all[1], all[2]);
  all[0] = 1, all[1] = 0, all[2] = 7;
  R(semctl(id, 0, SETALL, u));
  R(semctl(id, 2, GETVAL));
  all[1] = 40000;
  R(semctl(id, 0, SETALL, u));
  u.val = -1;
  R(semctl(id, 0, SETVAL, u));
  u.val = 1;
  R(semctl(id, 3, SETVAL, u));
  R(semctl(id, 3, GETVAL));
  R(semop(id, two, 0));
  R(semop(id, two, 501));
  R(semop(-1, two, 1));
  struct timespec ts = {0, 1000000};
  two[0] = (struct sembuf){1, -1, 0};
  R(semtimedop(id, two, 1, &ts));
  ts.tv_nsec = -1;
  R(semtimedop(id, two, 1, &ts));
  R(semop(id, NULL, 1));

  // A child that ends undoes.
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    sem(id, 0, -1, SEM_UNDO);
    sem(id, 2, 3, SEM_UNDO);
    sem(id, 1, 2, 0);
    _exit(0);
  }
  waitpid(pid, NULL, 0);
  printf("after undo %d %d %d\n", semctl(id, 0, GETVAL), semctl(id, 1, GETVAL), semctl(id, 2, GETVAL));
  V(semctl(id, 0, GETPID) == pid);

  // Waiting, counted, ended by a change.
  pid = fork();
  if (pid == 0) {
    sem(id, 1, -5, 0);
    sem(id, 2, 0, 0);
    _exit(4);
  }
  while (semctl(id, 1, GETNCNT) == 0) sched_yield();
  R(semctl(id, 1, GETZCNT));
  R(sem(id, 1, 3, 0));
  while (semctl(id, 2, GETZCNT) == 0) sched_yield();
  R(semctl(id, 1, GETVAL));
  u.val = 0;
  R(semctl(id, 2, SETVAL, u));
  int status;
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));

  // A signal ends it, whatever SA_RESTART says.
  struct sigaction sa = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigaction(SIGUSR1, &sa, NULL);
  pid = fork();
  if (pid == 0) {
    while (semctl(id, 1, GETNCNT) == 0) sched_yield();
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  R(sem(id, 1, -5, 0));
  V(handled);
  waitpid(pid, NULL, 0);
  R(semctl(id, 1, GETNCNT));

  // Removal ends it as well.
  pid = fork();
  if (pid == 0) {
    errno = 0;
    int r = sem(id, 1, -5, 0);
    _exit(r == -1 && errno == EIDRM ? 11 : 12);
  }
  while (semctl(id, 1, GETNCNT) == 0) sched_yield();
  R(semctl(id, 0, IPC_RMID));
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));
  R(semctl(id, 0, GETVAL));
  R(sem(id, 0, 1, 0));

  key_t key = 0x41524d00 + getpid() % 1000;
  id = semget(key, 2, IPC_CREAT | 0600);
  V(semget(key, 1, 0) == id);
  R(semget(key, 3, 0));
  R(semget(key, 2, IPC_CREAT | IPC_EXCL));
  R(semctl(id, 0, IPC_RMID));
  R(semget(key, 2, 0));
  R(semget(IPC_PRIVATE, 0, 0600));
  R(semget(IPC_PRIVATE, -1, 0600));
  struct seminfo info;
  u.buf = &info;
  V(semctl(0, 0, IPC_INFO, u) >= 0);
  V(info.semvmx);
  V(info.semopm);
}

struct message {
  long type;
  char text[64];
};

static void put(int id, long type, const char *text) {
  struct message m = {.type = type};
  strcpy(m.text, text);
  errno = 0;
  int r = msgsnd(id, &m, strlen(text), IPC_NOWAIT);
  printf("send %ld %s = %d %s\n", type, text, r, r < 0 ? errname(errno) : "");
}

static void get(int id, long type, int size, int flags) {
  struct message m;
  memset(&m, 0, sizeof m);
  errno = 0;
  int r = msgrcv(id, &m, size, type, flags);
  if (r < 0) printf("receive %ld = %s\n", type, errno == ENOMSG ? "ENOMSG" : errno == EIDRM ? "EIDRM" : errname(errno));
  else printf("receive %ld = %d: %ld %s\n", type, r, m.type, m.text);
}

static void messages(void) {
  section("msg");
  int id = msgget(IPC_PRIVATE, 0600);
  V(id >= 0);
  get(id, 0, 64, IPC_NOWAIT);
  put(id, 3, "three");
  put(id, 1, "one");
  put(id, 2, "two");
  put(id, 1, "one again");
  put(id, 0, "zero");
  put(id, -1, "minus");
  struct msqid_ds ds;
  R(msgctl(id, IPC_STAT, &ds));
  V(ds.msg_qnum);
  V(ds.__msg_cbytes);
  V(ds.msg_qbytes);
  V(ds.msg_lspid == getpid());
  V(ds.msg_lrpid);
  V(ds.msg_stime != 0);
  get(id, 2, 64, 0);
  get(id, -2, 64, 0);
  get(id, 3, 2, 0);
  get(id, 3, 2, MSG_NOERROR);
  get(id, 5, 64, IPC_NOWAIT);
  put(id, 7, "seven");
  get(id, 1, 64, MSG_EXCEPT);
  get(id, 0, 64, 0);
  get(id, 0, 64, IPC_NOWAIT);
  R(msgsnd(id, &ds, -1, 0));
  R(msgsnd(id, &ds, 8193, 0));
  R(msgsnd(id, NULL, 1, 0));
  R(msgrcv(id, &ds, -1, 0, 0));

  // Limits: no more bytes than qbytes.
  R(msgctl(id, IPC_STAT, &ds));
  ds.msg_qbytes = 10;
  R(msgctl(id, IPC_SET, &ds));
  put(id, 1, "12345678");
  put(id, 1, "123");
  put(id, 1, "12");
  // Waiting for room, and for a message.
  flush();
  pid_t pid = fork();
  if (pid == 0) {
    struct message m = {.type = 9, .text = "late"};
    int r = msgsnd(id, &m, 4, 0);
    _exit(r == 0 ? 5 : 6);
  }
  usleep(1000);
  get(id, 1, 64, 0);
  get(id, 9, 64, 0);
  int status;
  waitpid(pid, &status, 0);
  V(WEXITSTATUS(status));
  get(id, 0, 64, IPC_NOWAIT);
  pid = fork();
  if (pid == 0) {
    struct message m;
    memset(&m, 0, sizeof m);
    // Told by its status: what it prints could come before or after what the parent prints.
    if (msgrcv(id, &m, 64, 4, 0) != 4 || m.type != 4 || strcmp(m.text, "four")) _exit(7);
    // Removed while it waits or just before.
    int r = msgrcv(id, &m, 64, 0, 0);
    _exit(r < 0 && (errno == EIDRM || errno == EINVAL) ? 8 : 9);
  }
  put(id, 4, "four");
  flush();
  do msgctl(id, IPC_STAT, &ds);
  while (ds.msg_qnum != 0);
  usleep(1000);
  int removed = msgctl(id, IPC_RMID, NULL);
  waitpid(pid, &status, 0);
  V(removed);
  V(WEXITSTATUS(status));
  get(id, 0, 64, 0);
  key_t key = 0x41524d00 + getpid() % 1000;
  id = msgget(key, IPC_CREAT | 0600);
  V(msgget(key, 0) == id);
  R(msgget(key, IPC_CREAT | IPC_EXCL));
  R(msgctl(id, IPC_RMID, NULL));
  R(msgget(key, 0));
  struct msginfo info;
  V(msgctl(0, IPC_INFO, (struct msqid_ds *)&info) >= 0);
  V(info.msgmax);
  V(info.msgmnb);
}

int main(void) {
  shared();
  semaphores();
  messages();
  return 0;
}
