package dev.armature.vfs;

/** Which file, whatever its names: the device it is on and its inode number there. */
record FileId(int device, long inode) {}
