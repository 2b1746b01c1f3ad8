package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.absent;
import static dev.armature.syscalls.table.SyscallRow.of;

import dev.armature.syscalls.mem.Mapping;
import dev.armature.syscalls.mem.ProcessVm;
import dev.armature.syscalls.mem.RemoteAdvice;
import java.util.List;

/** Memory. */
final class MemoryRows {
  static final List<SyscallRow> ROWS =
      List.of(
          of(45, "brk", "hex> addr:ptr", Mapping::brk),
          of(91, "munmap", "addr:ptr length:size", Mapping::munmap),
          of(125, "mprotect", "addr:ptr length:size prot:prot", Mapping::mprotect),
          of(144, "msync", "addr:ptr length:size flags:msync_flags", Mapping::msync),
          of(150, "mlock", "addr:ptr length:size", Mapping::mlock),
          of(151, "munlock", "addr:ptr length:size", Mapping::munlock),
          of(152, "mlockall", "flags:mlockall_flags", Mapping::mlockall),
          of(153, "munlockall", "", Mapping::munlockall),
          of(
              163,
              "mremap",
              "hex> addr:ptr old_size:size new_size:size flags:mremap_flags new_addr:mremap_addr",
              Mapping::mremap),
          of(
              192,
              "mmap2",
              "hex> addr:ptr length:size prot:prot flags:mmap_flags fd:fd pgoffset:page_offset",
              Mapping::mmap2),
          of(219, "mincore", "addr:ptr length:size vec:out_residency", Mapping::mincore),
          of(220, "madvise", "addr:ptr length:size advice:madvice", Mapping::madvise),
          of(
              253,
              "remap_file_pages",
              "addr:ptr size:size prot:prot pgoffset:hex flags:mmap_flags",
              Mapping::remapFilePages),
          absent(
              319,
              "mbind",
              "addr:ptr length:size mode:int mask:ptr max:uint flags:hex",
              "as a kernel that is built without it"),
          absent(
              320,
              "get_mempolicy",
              "mode:ptr mask:ptr max:uint addr:ptr flags:hex",
              "as a kernel that is built without it"),
          absent(
              321,
              "set_mempolicy",
              "mode:int mask:ptr max:uint",
              "as a kernel that is built without it"),
          absent(
              344,
              "move_pages",
              "pid:int count:uint pages:ptr nodes:ptr status:ptr flags:hex",
              "as a kernel that is built without it"),
          of(
              376,
              "process_vm_readv",
              "pid:pid local:out_iovec local_count:uint remote:remote_iovec remote_count:uint"
                  + " flags:uint",
              ProcessVm::readv),
          of(
              377,
              "process_vm_writev",
              "pid:pid local:in_iovec local_count:uint remote:remote_iovec remote_count:uint"
                  + " flags:uint",
              ProcessVm::writev),
          absent(388, "userfaultfd", "flags:hex", "as a kernel that is built without it"),
          of(390, "mlock2", "addr:ptr length:size flags:mlock_flags", Mapping::mlock2),
          absent(
              394,
              "pkey_mprotect",
              "addr:ptr length:size prot:prot key:int",
              "as a kernel that is built without it"),
          absent(395, "pkey_alloc", "flags:hex rights:hex", "as a kernel that is built without it"),
          absent(396, "pkey_free", "key:int", "as a kernel that is built without it"),
          absent(
              400,
              "migrate_pages",
              "pid:int max:uint from:ptr to:ptr",
              "as a kernel that is built without it"),
          of(
              440,
              "process_madvise",
              "pidfd:fd iov:in_iovec count:uint advice:madvice flags:hex",
              RemoteAdvice::madvise),
          of(448, "process_mrelease", "pidfd:fd flags:hex", RemoteAdvice::release),
          absent(
              450,
              "set_mempolicy_home_node",
              "start:hex length:size node:uint flags:hex",
              "as a kernel that is built without it"),
          absent(
              453,
              "map_shadow_stack",
              "addr:ptr size:size flags:hex",
              "as a kernel that is built without it"),
          absent(462, "mseal", "addr:ptr length:size flags:hex", "kernels of 32 bits have none"));

  private MemoryRows() {}
}
