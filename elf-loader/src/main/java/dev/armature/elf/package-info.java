/**
 * Reads ELF32 ARM programs and {@code #!} scripts and says what the kernel would do with them.
 *
 * <p>Nothing here writes guest memory: {@link dev.armature.elf.ElfImage} holds the checked headers,
 * {@link dev.armature.elf.LoadPlan} the mappings that Linux's {@code load_elf_binary} would make.
 */
package dev.armature.elf;
