package dev.armature.syscalls.strace;

import java.util.List;
import java.util.Set;

/** Selects calls by the files they are about ({@code -P}) and by descriptors. */
final class PathFilter {
  private final List<String> paths;
  private final Set<Integer> descriptors;
  private final boolean inverted;

  PathFilter(StraceOptions options) {
    paths = options.paths;
    descriptors = options.traceFds;
    inverted = options.invertTraceFds;
  }

  boolean passes(Call call) {
    if (paths.isEmpty() && descriptors.isEmpty()) {
      return true;
    }
    CallPlan plan = call.plan();
    for (int i = 0; i < plan.size(); i++) {
      String kind = plan.kind(i);
      if (kind.equals("path")) {
        Bytes bytes = call.readString(call.arg(i), 4096);
        if (bytes != null && paths.contains(bytes.string(0, bytes.length()))) {
          return true;
        }
      } else if (kind.equals("fd") || kind.equals("at")) {
        int fd = call.arg(i);
        if (!descriptors.isEmpty() && descriptors.contains(fd) != inverted) {
          return true;
        }
        if (!paths.isEmpty() && paths.contains(call.fdNames.path(fd))) {
          return true;
        }
      }
    }
    return false;
  }
}
