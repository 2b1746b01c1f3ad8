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
              "fd> name:path flags:open_flags mode:mq_open_mode attributes:mq_open_attr",
              MqueueCalls::open),
          SyscallRow.of(275, "mq_unlink", "name:path", MqueueCalls::unlink),
          SyscallRow.of(
              276,
              "mq_timedsend",
              "fd:fd msg:in_bytes length:size priority:uint timeout:in_timespec",
              MqueueCalls::timedsend),
          SyscallRow.of(
              277,
              "mq_timedreceive",
              "fd:fd msg:out_bytes length:size priority:out_uint timeout:in_timespec",
              MqueueCalls::timedreceive),
          SyscallRow.of(278, "mq_notify", "fd:fd event:in_sigevent", MqueueNotify::mqNotify),
          SyscallRow.of(
              279,
              "mq_getsetattr",
              "fd:fd new:in_mq_attr old:out_mq_attr",
              MqueueCalls::getsetattr),
          SyscallRow.of(298, "semop", "id:int ops:sembufs count:size", SemaphoreCalls::semop),
          SyscallRow.of(
              299, "semget", "key:ipc_key count:int flags:ipc_get_flags", SemaphoreCalls::semget),
          SyscallRow.of(
              300,
              "semctl",
              "id:int number:int command:semctl_cmd arg:semctl_arg",
              SemaphoreControl::semctl),
          SyscallRow.of(
              301,
              "msgsnd",
              "id:int msg:in_msgbuf size:size flags:ipc_flags",
              MessageCalls::msgsnd),
          SyscallRow.of(
              302,
              "msgrcv",
              "id:int msg:out_msgbuf size:size type:int flags:msgrcv_flags",
              MessageCalls::msgrcv),
          SyscallRow.of(303, "msgget", "key:ipc_key flags:ipc_get_flags", MessageCalls::msgget),
          SyscallRow.of(
              304, "msgctl", "id:int command:msgctl_cmd buf:msqid_ds", MessageCalls::msgctl),
          SyscallRow.of(
              305, "shmat", "hex> id:int addr:ptr flags:shmat_flags", SharedMemoryCalls::shmat),
          SyscallRow.of(306, "shmdt", "addr:ptr", SharedMemoryCalls::shmdt),
          SyscallRow.of(
              307, "shmget", "key:ipc_key size:size flags:shmget_flags", SharedMemoryCalls::shmget),
          SyscallRow.of(
              308, "shmctl", "id:int command:shmctl_cmd buf:shmid_ds", SharedMemoryCalls::shmctl),
          SyscallRow.of(
              312,
              "semtimedop",
              "id:int ops:sembufs count:uint timeout:in_timespec",
              SemaphoreCalls::semtimedop),
          SyscallRow.of(
              418,
              "mq_timedsend_time64",
              "fd:fd msg:in_bytes length:size priority:uint timeout:in_timespec64",
              MqueueCalls::timedsend64),
          SyscallRow.of(
              419,
              "mq_timedreceive_time64",
              "fd:fd msg:out_bytes length:size priority:out_uint timeout:in_timespec64",
              MqueueCalls::timedreceive64),
          SyscallRow.of(
              420,
              "semtimedop_time64",
              "id:int ops:sembufs count:uint timeout:in_timespec64",
              SemaphoreCalls::semtimedop64));

  private IpcRows() {}
}
