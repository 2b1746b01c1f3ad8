package dev.armature.perf.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ten programs of Debian armhf at work for a second or two of qemu-arm's. */
final class DebianPrograms {
  private static final String GROUP = "Debian programs";

  private final Path root;

  /**
   * @param root where Debian's packages are unpacked, see {@code
   *     test-binaries/fetch-debian-armhf.sh}
   */
  DebianPrograms(Path root) {
    this.root = root;
  }

  /** Those that are installed and whose name is among {@code names}, or all when that is empty. */
  List<Workload> all(List<String> names) {
    String data = root.resolve("usr/bin/python3").toString();
    List<Workload> all = new ArrayList<>();
    add(all, "bash", "bin/bash", "-c", "for ((i=0;i<40000;i++)); do x=$((x+i*3)); done; echo $x");
    add(
        all,
        "gawk",
        "usr/bin/gawk",
        "BEGIN { for (i = 0; i < 2000000; i++) s += i * .5; print s }");
    add(all, "xz", "usr/bin/xz", "-1", "-kc", data);
    add(all, "bzip2", "bin/bzip2", "-kc", data);
    add(
        all,
        "lua",
        "usr/bin/lua5.4",
        "-e",
        "local function f(n) if n < 2 then return n end return f(n-1) + f(n-2) end print(f(31))");
    add(
        all,
        "perl",
        "usr/bin/perl",
        "-e",
        "for $i (1..1200000) { $s{$i % 100} += $i } print $s{5}, \"\\n\"");
    add(
        all,
        "sqlite3",
        "usr/bin/sqlite3",
        ":memory:",
        "with recursive c(x) as (select 1 union all select x+1 from c where x < 300000) "
            + "select sum(x * x % 7) from c;");
    add(all, "python3", "usr/bin/python3", "-c", "print(sum(i*i%7 for i in range(1000000)))");
    List<String> digest = new ArrayList<>(List.of("dgst", "-sha256"));
    digest.addAll(Collections.nCopies(8, data));
    add(all, "openssl", "usr/bin/openssl", digest.toArray(String[]::new));
    String usr = root.resolve("usr").toString();
    add(all, "busybox find", "bin/busybox", "find", usr, usr, usr, usr, "-name", "*a*");
    all.removeIf(work -> !names.isEmpty() && !names.contains(work.name()));
    return all;
  }

  private void add(List<Workload> all, String name, String program, String... arguments) {
    Path file = root.resolve(program);
    if (Files.isExecutable(file)) {
      List<String> command = new ArrayList<>(List.of(file.toString()));
      command.addAll(List.of(arguments));
      all.add(new Workload(name, GROUP, n -> command, root.toString(), null, 1));
    }
  }
}
