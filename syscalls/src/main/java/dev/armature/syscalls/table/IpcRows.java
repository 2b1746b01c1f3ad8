package dev.armature.syscalls.table;

import dev.armature.syscalls.ipc.MessageCalls;
import dev.armature.syscalls.ipc.MqueueCalls;
import dev.armature.syscalls.ipc.MqueueNotify;
import dev.armature.syscalls.ipc.SemaphoreCalls;
import dev.armature.syscalls.ipc.SemaphoreControl;
import dev.armature.syscalls.ipc.SharedMemoryCalls;
import java.util.List;

/** System V and POSIX inter-process communication. */
final class IpcRows {
  static final List<SyscallRow> ROWS =
      List.of(
          SyscallRow.of(
              274,
              "mq_open",
              "name:string flags:open_flags mode:mode attributes:ptr",
              MqueueCalls::open),
          SyscallRow.of(275, "mq_unlink", "name:string", MqueueCalls::unlink),
          SyscallRow.of(
              276,
              "mq_timedsend",
              "fd:fd msg:in_bytes length:size priority:uint timeout:in_timespec",
              MqueueCalls::timedsend),
          SyscallRow.of(
              277,
              "mq_timedreceive",
              "fd:fd msg:out_bytes length:size priority:ptr timeout:in_timespec",
              MqueueCalls::timedreceive),
          SyscallRow.of(278, "mq_notify", "fd:fd event:in_sigevent", MqueueNotify::mqNotify),
          SyscallRow.of(279, "mq_getsetattr", "fd:fd new:ptr old:ptr", MqueueCalls::getsetattr),
          SyscallRow.of(298, "semop", "id:int ops:ptr count:size", SemaphoreCalls::semop),
          SyscallRow.of(299, "semget", "key:hex count:int flags:hex", SemaphoreCalls::semget),
          SyscallRow.of(
              300, "semctl", "id:int number:int command:int arg:hex", SemaphoreControl::semctl),
          SyscallRow.of(301, "msgsnd", "id:int msg:ptr size:size flags:hex", MessageCalls::msgsnd),
          SyscallRow.of(
              302, "msgrcv", "id:int msg:ptr size:size type:int flags:hex", MessageCalls::msgrcv),
          SyscallRow.of(303, "msgget", "key:hex flags:hex", MessageCalls::msgget),
          SyscallRow.of(304, "msgctl", "id:int command:int buf:ptr", MessageCalls::msgctl),
          SyscallRow.of(305, "shmat", "hex> id:int addr:ptr flags:hex", SharedMemoryCalls::shmat),
          SyscallRow.of(306, "shmdt", "addr:ptr", SharedMemoryCalls::shmdt),
          SyscallRow.of(307, "shmget", "key:hex size:size flags:hex", SharedMemoryCalls::shmget),
          SyscallRow.of(308, "shmctl", "id:int command:int buf:ptr", SharedMemoryCalls::shmctl),
          SyscallRow.of(
              312,
              "semtimedop",
              "id:int ops:ptr count:uint timeout:in_timespec",
              SemaphoreCalls::semtimedop),
          SyscallRow.of(
              418,
              "mq_timedsend_time64",
              "fd:fd msg:in_bytes length:size priority:uint timeout:in_timespec64",
              MqueueCalls::timedsend64),
          SyscallRow.of(
              419,
              "mq_timedreceive_time64",
              "fd:fd msg:out_bytes length:size priority:ptr timeout:in_timespec64",
              MqueueCalls::timedreceive64),
          SyscallRow.of(
              420,
              "semtimedop_time64",
              "id:int ops:ptr count:uint timeout:in_timespec64",
              SemaphoreCalls::semtimedop64));

  private IpcRows() {}
}
