package dev.armature.perf.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Ten programs of Debian armhf at work for a second or two of qemu-arm's. */
final class DebianPrograms {
  private static final String GROUP = "Debian programs";

  /** What the times of openssl are for. */
  private static final double BYTES = 100e6;

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
    add(
        all,
        "openssl speed",
        DebianPrograms::secondsOfOpenssl,
        "usr/bin/openssl",
        List.of("speed", "-mr", "-seconds", "2", "-bytes", "16384", "sha256", "aes-128-cbc"));
    String usr = root.resolve("usr").toString();
    add(all, "busybox find", "bin/busybox", "find", usr, usr, usr, usr, "-name", "*a*");
    all.removeIf(work -> !names.isEmpty() && !names.contains(work.name()));
    return all;
  }

  /**
   * Seconds that 100 MB took with each algorithm of {@code openssl speed -mr}, which prints {@code
   * +F:number:name:bytes per second}.
   *
   * @throws IllegalArgumentException when it has printed no such line
   */
  static double secondsOfOpenssl(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("+F:"))
        .mapToDouble(line -> BYTES / Double.parseDouble(line.substring(line.lastIndexOf(':') + 1)))
        .reduce(Double::sum)
        .orElseThrow(() -> new IllegalArgumentException("no result of openssl speed: " + output));
  }

  private void add(List<Workload> all, String name, String program, String... arguments) {
    add(all, name, null, program, List.of(arguments));
  }

  private void add(
      List<Workload> all,
      String name,
      ToDoubleFunction<String> seconds,
      String program,
      List<String> arguments) {
    Path file = root.resolve(program);
    if (Files.isExecutable(file)) {
      List<String> command = new ArrayList<>(List.of(file.toString()));
      command.addAll(arguments);
      all.add(new Workload(name, GROUP, n -> command, root.toString(), null, 1, seconds));
    }
  }
}
