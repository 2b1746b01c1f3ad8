package dev.armature.syscalls.strace;

/** How one argument of a call is printed. Formats have no state; {@link Formats} names them. */
@FunctionalInterface
interface Format {
  /**
   * Prints the argument.
   *
   * @param index which one, see {@link Call#arg(int)}
   */
  void print(Call call, Out out, int index);

  /** Whether the call has this argument at all, as the arguments before it decide. */
  default boolean present(Call call, int index) {
    return true;
  }

  /** Whether the value is known only after the call. */
  default boolean late(Call call, int index) {
    return false;
  }

  /** Whether the comma before a late argument is printed before the call already. */
  default boolean commaBefore() {
    return true;
  }

  /** The same format for an argument that the call fills in: a bare pointer when it failed. */
  static Format out(Format of) {
    return new Format() {
      @Override
      public void print(Call call, Out out, int index) {
        if (call.failed()) {
          out.address(call.arg(index));
        } else {
          of.print(call, out, index);
        }
      }

      @Override
      public boolean late(Call call, int index) {
        return true;
      }
    };
  }

  /** The same format, printed after the call whether it failed or not. */
  static Format after(Format of) {
    return new Format() {
      @Override
      public void print(Call call, Out out, int index) {
        of.print(call, out, index);
      }

      @Override
      public boolean late(Call call, int index) {
        return true;
      }
    };
  }

  /** The same format for an argument that is there only sometimes. */
  static Format when(Presence presence, Format of) {
    return new Format() {
      @Override
      public void print(Call call, Out out, int index) {
        of.print(call, out, index);
      }

      @Override
      public boolean present(Call call, int index) {
        return presence.test(call, index);
      }

      @Override
      public boolean late(Call call, int index) {
        return of.late(call, index);
      }
    };
  }

  /** Whether an argument is there. */
  @FunctionalInterface
  interface Presence {
    boolean test(Call call, int index);
  }

  /** What is at an address in the guest. */
  @FunctionalInterface
  interface Struct {
    void print(Call call, Out out, Bytes bytes);
  }

  /** A structure of {@code size} bytes by its pointer; a pointer that can't be read is printed. */
  static Format struct(int size, Struct struct) {
    return (call, out, index) -> at(call, out, call.arg(index), size, struct);
  }

  /** Prints what is at {@code address}, or the address when that can't be read. */
  static void at(Call call, Out out, int address, int size, Struct struct) {
    Bytes bytes = address == 0 || !call.verbose() ? null : call.read(address, size);
    if (bytes == null) {
      out.address(address);
    } else {
      struct.print(call, out, bytes);
    }
  }

  /** How a word of guest memory is printed. */
  @FunctionalInterface
  interface Word {
    void print(Out out, Bytes word);
  }

  /** Prints, in brackets, the word that is at {@code address}: what a pointer to a number is. */
  static void word(Call call, Out out, int address, Word word) {
    at(
        call,
        out,
        address,
        4,
        (c, o, b) -> {
          o.beginArray();
          o.element();
          word.print(o, b);
          o.endArray();
        });
  }
}
