package dev.armature.vfs;

/**
 * Who looks a path up: what the kernel takes from {@code current}.
 *
 * @param pid the process, for {@code /proc/self}
 * @param tid the thread, for {@code /proc/thread-self}
 */
public record Caller(int pid, int tid, FsStruct fs, FileTable files) {}
