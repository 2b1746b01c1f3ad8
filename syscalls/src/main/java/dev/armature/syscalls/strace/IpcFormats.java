package dev.armature.syscalls.strace;

import java.util.Map;

/** System V IPC and POSIX message queues. */
final class IpcFormats {
  private static final Xlat GET = Xlat.of("IPC_???", "IPC_CREAT 01000 IPC_EXCL 02000");
  private static final Xlat SHMGET =
      Xlat.of(
          "SHM_???",
          """
          IPC_CREAT 01000 IPC_EXCL 02000 SHM_HUGETLB 04000 SHM_NORESERVE 010000
          """);
  private static final Xlat FLAGS = Xlat.of("IPC_???", "IPC_NOWAIT 04000");
  private static final Xlat RECEIVE =
      Xlat.of("MSG_???", "MSG_NOERROR 010000 MSG_EXCEPT 020000 MSG_COPY 040000 IPC_NOWAIT 04000");
  private static final Xlat ATTACH =
      Xlat.of("SHM_???", "SHM_RDONLY 010000 SHM_RND 020000 SHM_REMAP 040000 SHM_EXEC 0100000");
  private static final Xlat UNDO = Xlat.of("SEM_???", "SEM_UNDO 010000 IPC_NOWAIT 04000");
  private static final Xlat MSGCTL =
      Xlat.of(
          "MSG_???",
          """
          IPC_RMID 0 IPC_SET 1 IPC_STAT 2 IPC_INFO 3 MSG_STAT 11 MSG_INFO 12 MSG_STAT_ANY 13
          """);
  private static final Xlat SHMCTL =
      Xlat.of(
          "SHM_???",
          """
          IPC_RMID 0 IPC_SET 1 IPC_STAT 2 IPC_INFO 3 SHM_LOCK 11 SHM_UNLOCK 12 SHM_STAT 13
          SHM_INFO 14 SHM_STAT_ANY 15
          """);
  private static final Xlat SEMCTL =
      Xlat.of(
          "SEM_???",
          """
          IPC_RMID 0 IPC_SET 1 IPC_STAT 2 IPC_INFO 3 GETPID 11 GETVAL 12 GETALL 13 GETNCNT 14
          GETZCNT 15 SETVAL 16 SETALL 17 SEM_STAT 18 SEM_INFO 19 SEM_STAT_ANY 20
          """);

  private static final int IPC_64 = 0x100;
  private static final int IPC_SET = 1;
  private static final int IPC_STAT = 2;

  private IpcFormats() {}

  static void add(Map<String, Format> to) {
    to.put(
        "ipc_key",
        (call, out, i) -> {
          if (call.arg(i) == 0) {
            out.symbol("IPC_PRIVATE", 0);
          } else {
            out.hex(call.unsigned(i));
          }
        });
    to.put("ipc_get_flags", (call, out, i) -> get(out, GET, call.unsigned(i)));
    to.put("shmget_flags", (call, out, i) -> get(out, SHMGET, call.unsigned(i)));
    to.put("ipc_flags", FlagFormats.flags(FLAGS));
    to.put("msgrcv_flags", FlagFormats.flags(RECEIVE));
    to.put("shmat_flags", FlagFormats.flags(ATTACH));
    to.put("msgctl_cmd", (call, out, i) -> command(out, MSGCTL, call.arg(i)));
    to.put("shmctl_cmd", (call, out, i) -> command(out, SHMCTL, call.arg(i)));
    to.put("semctl_cmd", (call, out, i) -> command(out, SEMCTL, call.arg(i)));
    to.put("msqid_ds", ctl(88, IpcFormats::queue));
    to.put("shmid_ds", ctl(84, IpcFormats::segment));
    to.put("semctl_arg", (call, out, i) -> semaphoreArgument(call, out, i));
    to.put("in_msgbuf", (call, out, i) -> message(call, out, call.arg(i), call.arg(i + 1)));
    to.put(
        "out_msgbuf",
        Format.out((call, out, i) -> message(call, out, call.arg(i), call.arg(i + 1))));
    to.put("sembufs", IpcFormats::operations);
    to.put("in_mq_attr", Format.struct(32, IpcFormats::queueAttributes));
    to.put("out_mq_attr", Format.out(to.get("in_mq_attr")));
    to.put(
        "mq_open_mode",
        Format.when(
            (call, i) -> (call.arg(1) & 0100) != 0,
            (call, out, i) -> out.permissions(call.arg(i))));
    to.put(
        "mq_open_attr", Format.when((call, i) -> (call.arg(1) & 0100) != 0, to.get("in_mq_attr")));
    // mq_receive fills the buffer; its length is the next argument.
    to.put("out_uint_if", to.get("out_uint"));
  }

  private static void get(Out out, Xlat table, long flags) {
    long bits = flags & ~0777L;
    int mode = (int) flags & 0777;
    out.flagsAndMode(table, bits, mode);
  }

  private static void command(Out out, Xlat table, int command) {
    if ((command & IPC_64) != 0) {
      String name = table.name(command & ~IPC_64);
      if (name != null) {
        out.symbol("IPC_64|" + name, command);
        return;
      }
    }
    out.named(table, command);
  }

  private static Format ctl(int size, Format.Struct struct) {
    return new Format() {
      @Override
      public void print(Call call, Out out, int i) {
        int command = call.arg(i - 1) & ~IPC_64;
        if (!call.failed() && (command == IPC_STAT || command == IPC_SET)) {
          Format.at(call, out, call.arg(i), size, struct);
        } else {
          out.address(call.arg(i));
        }
      }

      @Override
      public boolean late(Call call, int i) {
        return (call.arg(i - 1) & ~IPC_64) == IPC_STAT;
      }
    };
  }

  private static void permissions(Call call, Out out, Bytes b) {
    out.field("uid", b.u32(4));
    out.field("gid", b.u32(8));
    out.field("mode");
    out.permissions(b.i32(20));
    if ((call.arg(call.plan().size() - 2) & ~IPC_64) == IPC_STAT) {
      out.field("key", b.u32(0));
      out.field("cuid", b.u32(12));
      out.field("cgid", b.u32(16));
    }
  }

  private static void queue(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("msg_perm");
    out.beginStruct();
    permissions(call, out, b);
    out.endStruct();
    boolean asks = (call.arg(1) & ~IPC_64) == IPC_STAT;
    if (asks) {
      out.field("msg_stime", b.u32(36));
      out.field("msg_rtime", b.u32(44));
      out.field("msg_ctime", b.u32(52));
      out.field("msg_qnum", b.u32(64));
    }
    out.field("msg_qbytes", b.u32(68));
    if (asks) {
      out.field("msg_lspid", b.i32(72));
      out.field("msg_lrpid", b.i32(76));
    }
    out.endStruct();
  }

  private static void segment(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("shm_perm");
    out.beginStruct();
    permissions(call, out, b);
    out.endStruct();
    if ((call.arg(1) & ~IPC_64) == IPC_STAT) {
      out.field("shm_segsz", b.u32(36));
      out.field("shm_cpid", b.i32(64));
      out.field("shm_lpid", b.i32(68));
      out.field("shm_nattch", b.u32(72));
      out.field("shm_atime", b.u32(40));
      out.field("shm_dtime", b.u32(48));
      out.field("shm_ctime", b.u32(56));
    }
    out.endStruct();
  }

  private static void semaphoreArgument(Call call, Out out, int i) {
    if ((call.arg(i - 1) & ~IPC_64) == 16) {
      out.hex(call.unsigned(i));
    } else if (call.arg(i) == 0) {
      out.address(0);
    } else {
      out.hex(call.unsigned(i));
    }
  }

  private static void message(Call call, Out out, int address, int length) {
    Bytes type = address == 0 ? null : call.read(address, 4);
    if (type == null) {
      out.address(address);
      return;
    }
    out.beginStruct();
    out.field("mtype", type.i32(0));
    out.field("mtext");
    StringFormats.buffer(call, out, address + 4, length);
    out.endStruct();
  }

  private static void operations(Call call, Out out, int i) {
    int address = call.arg(i);
    long count = call.unsigned(i + 1);
    int size = call.oldAbi() ? 8 : 6;
    if (count == 0 && address != 0) {
      out.beginArray();
      out.endArray();
      return;
    }
    if (address == 0 || call.read(address, size) == null) {
      out.address(address);
      return;
    }
    int limit = call.full() ? Integer.MAX_VALUE : out.style.stringLimit();
    out.beginArray();
    for (long n = 0; n < count; n++) {
      out.element();
      Bytes b = call.read((int) (address + size * n), 6);
      if (n >= limit) {
        out.cut();
        break;
      }
      if (b == null) {
        out.cutAt((int) (address + size * n));
        break;
      }
      out.beginStruct();
      out.field("sem_num", b.u16(0));
      out.field("sem_op", (short) b.u16(2));
      out.fieldFlags("sem_flg", UNDO, b.u16(4));
      out.endStruct();
    }
    out.endArray();
  }

  private static void queueAttributes(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("mq_flags");
    FlagFormats.openFlags(out, b.u32(0));
    out.field("mq_maxmsg", b.i32(4));
    out.field("mq_msgsize", b.i32(8));
    out.field("mq_curmsgs", b.i32(12));
    out.endStruct();
  }
}
