package dev.armature.mm;

/**
 * How much memory an address space takes, in pages: what /proc/pid/statm and status show.
 *
 * @param total all areas (VmSize)
 * @param resident pages that hold data of their own (RssAnon)
 * @param data private writable areas (VmData)
 * @param stack areas that grow (VmStk)
 * @param text executable areas (VmExe and VmLib)
 * @param locked areas locked into memory (VmLck)
 */
public record MemoryUse(long total, long resident, long data, long stack, long text, long locked) {}
