package dev.armature.syscalls.table;

import static dev.armature.syscalls.table.SyscallRow.absent;
import static dev.armature.syscalls.table.SyscallRow.of;

import dev.armature.syscalls.sys.Privileged;
import dev.armature.syscalls.sys.SystemInfo;
import java.util.List;

/** The system as a whole. */
final class SystemRows {
  static final List<SyscallRow> ROWS =
      List.of(
          of(74, "sethostname", "name:in_hostname length:size", SystemInfo::notPermitted),
          absent(86, "uselib", "path:path", "as a kernel that is built without it"),
          absent(
              87, "swapon", "path:path flags:swap_flags", "as a kernel that is built without it"),
          of(
              88,
              "reboot",
              "magic1:reboot_magic1 magic2:reboot_magic2 command:reboot_cmd",
              Privileged::refused),
          of(103, "syslog", "type:syslog_type buf:out_bytes length:int", Privileged::syslog),
          of(111, "vhangup", "", Privileged::refused),
          absent(115, "swapoff", "path:path", "as a kernel that is built without it"),
          of(116, "sysinfo", "info:out_sysinfo", SystemInfo::sysinfo),
          of(121, "setdomainname", "name:in_hostname length:size", SystemInfo::notPermitted),
          of(122, "uname", "buf:out_utsname", SystemInfo::uname),
          absent(
              128,
              "init_module",
              "image:ptr length:size parameters:string",
              "as a kernel that is built without it"),
          absent(
              129,
              "delete_module",
              "name:string flags:open_flags",
              "as a kernel that is built without it"),
          absent(
              131,
              "quotactl",
              "cmd:hex special:path id:int addr:ptr",
              "as a kernel that is built without it"),
          absent(134, "bdflush", "func:int data:hex", "as a kernel that is built without it"),
          absent(149, "_sysctl", "args:ptr", "as a kernel that is built without it"),
          absent(
              271,
              "pciconfig_iobase",
              "which:int bus:hex devfn:hex",
              "as a kernel that is built without it"),
          absent(
              272,
              "pciconfig_read",
              "bus:hex devfn:hex offset:hex length:size buf:ptr",
              "as a kernel that is built without it"),
          absent(
              273,
              "pciconfig_write",
              "bus:hex devfn:hex offset:hex length:size buf:ptr",
              "as a kernel that is built without it"),
          absent(
              309,
              "add_key",
              "type:string description:string payload:in_bytes length:size keyring:key_serial",
              "as a kernel that is built without CONFIG_KEYS"),
          absent(
              310,
              "request_key",
              "type:string description:string info:string keyring:key_serial",
              "as a kernel that is built without CONFIG_KEYS"),
          absent(
              311,
              "keyctl",
              "cmd:keyctl_cmd arg2:keyctl_arg arg3:keyctl_arg arg4:keyctl_arg arg5:keyctl_arg",
              "as a kernel that is built without CONFIG_KEYS"),
          absent(313, "vserver", "", "as a kernel that is built without it"),
          absent(
              347,
              "kexec_load",
              "entry:hex segments:uint list:ptr flags:hex",
              "as a kernel that is built without it"),
          absent(
              364,
              "perf_event_open",
              "fd> attr:perf_attr pid:pid cpu:int group_fd:fd flags:perf_flags",
              "as a kernel that is built without CONFIG_PERF_EVENTS"),
          absent(
              379,
              "finit_module",
              "fd:fd parameters:string flags:hex",
              "as a kernel that is built without it"),
          of(384, "getrandom", "buf:out_bytes count:size flags:grnd_flags", SystemInfo::getrandom),
          absent(
              386,
              "bpf",
              "fd> cmd:bpf_cmd attr:bpf_attr size:size",
              "as a kernel that is built without it"),
          absent(
              401,
              "kexec_file_load",
              "kernel:fd initrd:fd length:size cmdline:string flags:hex",
              "as a kernel that is built without it"));

  private SystemRows() {}
}
