package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.missing;

import java.util.List;

/** System V and POSIX inter-process communication. */
final class IpcRows {
  static final List<SyscallRow> ROWS =
      List.of(
          missing(274, "mq_open", "name:string flags:open_flags mode:mode attributes:ptr"),
          missing(275, "mq_unlink", "name:string"),
          missing(
              276,
              "mq_timedsend",
              "fd:fd msg:in_bytes length:size priority:uint timeout:in_timespec"),
          missing(
              277,
              "mq_timedreceive",
              "fd:fd msg:out_bytes length:size priority:ptr timeout:in_timespec"),
          missing(278, "mq_notify", "fd:fd event:in_sigevent"),
          missing(279, "mq_getsetattr", "fd:fd new:ptr old:ptr"),
          missing(298, "semop", "id:int ops:ptr count:size"),
          missing(299, "semget", "key:hex count:int flags:hex"),
          missing(300, "semctl", "id:int number:int command:int arg:hex"),
          missing(301, "msgsnd", "id:int msg:ptr size:size flags:hex"),
          missing(302, "msgrcv", "id:int msg:ptr size:size type:int flags:hex"),
          missing(303, "msgget", "key:hex flags:hex"),
          missing(304, "msgctl", "id:int command:int buf:ptr"),
          missing(305, "shmat", "hex> id:int addr:ptr flags:hex"),
          missing(306, "shmdt", "addr:ptr"),
          missing(307, "shmget", "key:hex size:size flags:hex"),
          missing(308, "shmctl", "id:int command:int buf:ptr"),
          missing(312, "semtimedop", "id:int ops:ptr count:uint timeout:in_timespec"),
          missing(
              418,
              "mq_timedsend_time64",
              "fd:fd msg:in_bytes length:size priority:uint timeout:in_timespec64"),
          missing(
              419,
              "mq_timedreceive_time64",
              "fd:fd msg:out_bytes length:size priority:ptr timeout:in_timespec64"),
          missing(420, "semtimedop_time64", "id:int ops:ptr count:uint timeout:in_timespec64"));

  private IpcRows() {}
}
