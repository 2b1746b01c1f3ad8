package dev.armature.syscalls.strace;

import dev.armature.abi.Errno;
import java.util.Map;

/**
 * add_key(2), request_key(2) and keyctl(2), whose first argument decides how many others there are
 * and what they are.
 */
final class KeyFormats {
  private static final Xlat KEYRING =
      Xlat.of(
          "KEY_SPEC_???",
          """
          KEY_SPEC_THREAD_KEYRING -1 KEY_SPEC_PROCESS_KEYRING -2 KEY_SPEC_SESSION_KEYRING -3
          KEY_SPEC_USER_KEYRING -4 KEY_SPEC_USER_SESSION_KEYRING -5 KEY_SPEC_GROUP_KEYRING -6
          KEY_SPEC_REQKEY_AUTH_KEY -7 KEY_SPEC_REQUESTOR_KEYRING -8
          """);

  private static final Xlat COMMAND =
      Xlat.sequence(
          "KEYCTL_???",
          0,
          """
          KEYCTL_GET_KEYRING_ID KEYCTL_JOIN_SESSION_KEYRING KEYCTL_UPDATE KEYCTL_REVOKE
          KEYCTL_CHOWN KEYCTL_SETPERM KEYCTL_DESCRIBE KEYCTL_CLEAR KEYCTL_LINK KEYCTL_UNLINK
          KEYCTL_SEARCH KEYCTL_READ KEYCTL_INSTANTIATE KEYCTL_NEGATE KEYCTL_SET_REQKEY_KEYRING
          KEYCTL_SET_TIMEOUT KEYCTL_ASSUME_AUTHORITY KEYCTL_GET_SECURITY KEYCTL_SESSION_TO_PARENT
          KEYCTL_REJECT KEYCTL_INSTANTIATE_IOV KEYCTL_INVALIDATE KEYCTL_GET_PERSISTENT
          KEYCTL_DH_COMPUTE KEYCTL_PKEY_QUERY KEYCTL_PKEY_ENCRYPT KEYCTL_PKEY_DECRYPT
          KEYCTL_PKEY_SIGN KEYCTL_PKEY_VERIFY KEYCTL_RESTRICT_KEYRING KEYCTL_MOVE
          KEYCTL_CAPABILITIES KEYCTL_WATCH_KEY
          """);

  private static final Xlat DEFAULT_KEYRING =
      Xlat.of(
          "KEY_REQKEY_DEFL_???",
          """
          KEY_REQKEY_DEFL_NO_CHANGE -1 KEY_REQKEY_DEFL_DEFAULT 0 KEY_REQKEY_DEFL_THREAD_KEYRING 1
          KEY_REQKEY_DEFL_PROCESS_KEYRING 2 KEY_REQKEY_DEFL_SESSION_KEYRING 3
          KEY_REQKEY_DEFL_USER_KEYRING 4 KEY_REQKEY_DEFL_USER_SESSION_KEYRING 5
          KEY_REQKEY_DEFL_GROUP_KEYRING 6 KEY_REQKEY_DEFL_REQUESTOR_KEYRING 7
          """);

  private static final Xlat PERMISSION =
      Xlat.of(
          "KEY_???",
          """
          KEY_POS_VIEW 0x1000000 KEY_POS_READ 0x2000000 KEY_POS_WRITE 0x4000000
          KEY_POS_SEARCH 0x8000000 KEY_POS_LINK 0x10000000 KEY_POS_SETATTR 0x20000000
          KEY_USR_VIEW 0x10000 KEY_USR_READ 0x20000 KEY_USR_WRITE 0x40000 KEY_USR_SEARCH 0x80000
          KEY_USR_LINK 0x100000 KEY_USR_SETATTR 0x200000 KEY_GRP_VIEW 0x100 KEY_GRP_READ 0x200
          KEY_GRP_WRITE 0x400 KEY_GRP_SEARCH 0x800 KEY_GRP_LINK 0x1000 KEY_GRP_SETATTR 0x2000
          KEY_OTH_VIEW 1 KEY_OTH_READ 2 KEY_OTH_WRITE 4 KEY_OTH_SEARCH 8 KEY_OTH_LINK 0x10
          KEY_OTH_SETATTR 0x20
          """);

  private static final Xlat MOVE = Xlat.of("KEYCTL_MOVE_???", "KEYCTL_MOVE_EXCL 1");

  /** By command, the kinds of the arguments behind it, see {@link #print}. */
  private static final String[] ARGUMENTS = {
    "key int", // GET_KEYRING_ID
    "string",
    "key bytes uint", // UPDATE
    "key",
    "key uid uid", // CHOWN
    "key perm",
    "key out uint", // DESCRIBE
    "key",
    "key key", // LINK
    "key key",
    "key string string key", // SEARCH
    "key out uint",
    "key bytes uint key", // INSTANTIATE
    "key uint key",
    "default", // SET_REQKEY_KEYRING
    "key uint",
    "key", // ASSUME_AUTHORITY
    "key out uint",
    "", // SESSION_TO_PARENT
    "key uint error key",
    "key iovec uint key", // INSTANTIATE_IOV
    "key",
    "uid key", // GET_PERSISTENT
    "dh ptr uint kdf",
    "key hex string ptr", // PKEY_QUERY
    "pkey string in ptr",
    "pkey string in ptr", // PKEY_DECRYPT
    "pkey string in ptr",
    "pkey2 string in in2", // PKEY_VERIFY
    "key string string",
    "key key key move", // MOVE
    "out uint",
  };

  private static final String[][] KINDS = new String[ARGUMENTS.length][];

  static {
    for (int i = 0; i < KINDS.length; i++) {
      KINDS[i] = ARGUMENTS[i].isEmpty() ? new String[0] : ARGUMENTS[i].split(" ", -1);
    }
  }

  private static final String[] UNKNOWN = {"hex", "hex", "hex", "hex"};

  private KeyFormats() {}

  static void add(Map<String, Format> to) {
    to.put("key_serial", (call, out, i) -> key(out, call.arg(i)));
    to.put("keyctl_cmd", FlagFormats.named(COMMAND));
    to.put("keyctl_arg", argument());
  }

  private static String[] kinds(Call call) {
    int command = call.arg(0);
    return command >= 0 && command < KINDS.length ? KINDS[command] : UNKNOWN;
  }

  private static Format argument() {
    return new Format() {
      @Override
      public boolean present(Call call, int index) {
        String[] kinds = kinds(call);
        return index <= kinds.length
            // The last key of this one is only read for one kind of keyring.
            && !(call.arg(0) == 0 && index > 2);
      }

      @Override
      public boolean late(Call call, int index) {
        return kinds(call)[index - 1].equals("out");
      }

      @Override
      public void print(Call call, Out out, int index) {
        KeyFormats.print(call, out, index, kinds(call)[index - 1]);
      }
    };
  }

  private static void key(Out out, int serial) {
    String name = KEYRING.name(serial);
    if (name == null) {
      out.decimal(serial);
    } else {
      out.numbered(name, serial);
    }
  }

  private static void print(Call call, Out out, int i, String kind) {
    int value = call.arg(i);
    switch (kind) {
      case "key" -> key(out, value);
      case "int" -> out.decimal(value);
      case "uint" -> out.decimal(call.unsigned(i));
      case "hex" -> out.hex(call.unsigned(i));
      case "uid" -> ValueFormats.id(out, value, -1);
      case "perm" -> out.flags(PERMISSION, call.unsigned(i));
      case "string" -> StringFormats.string(call, out, value);
      case "bytes" -> StringFormats.buffer(call, out, value, call.arg(i + 1));
      case "iovec" -> StringFormats.vector(call, out, value, call.unsigned(i + 1), -1);
      case "error" -> {
        String name = Errno.name(value);
        if (name == null) {
          out.decimal(call.unsigned(i));
        } else {
          out.numbered(name, value);
        }
      }
      case "default" -> {
        String name = DEFAULT_KEYRING.name(value);
        if (name == null) {
          out.decimal(value);
          if (out.style.constants() != Style.Constants.RAW) {
            out.comment(DEFAULT_KEYRING.unknown());
          }
        } else {
          out.numbered(name, value);
        }
      }
      case "move" -> out.flags(MOVE, call.unsigned(i));
      case "out" -> {
        if (call.failed()) {
          out.address(value);
        } else {
          int filled = (int) Math.min(call.result() & 0xffff_ffffL, call.unsigned(i + 1));
          StringFormats.buffer(call, out, value, filled);
        }
      }
      case "dh" -> Format.at(call, out, value, 12, KeyFormats::parameters);
      case "kdf" -> Format.at(call, out, value, 12, KeyFormats::derivation);
      case "pkey" -> Format.at(call, out, value, 12, (c, o, b) -> pair(o, b, "out_len"));
      case "pkey2" -> Format.at(call, out, value, 12, (c, o, b) -> pair(o, b, "in2_len"));
      case "in" -> sized(call, out, value, 4);
      case "in2" -> sized(call, out, value, 8);
      default -> out.address(value);
    }
  }

  /** A buffer whose length stands in the first argument's structure. */
  private static void sized(Call call, Out out, int address, int where) {
    Bytes lengths = call.arg(1) == 0 ? null : call.read(call.arg(1), 12);
    if (lengths == null) {
      out.address(address);
    } else {
      StringFormats.buffer(call, out, address, lengths.i32(where));
    }
  }

  private static void parameters(Call call, Out out, Bytes b) {
    out.beginStruct();
    String[] names = {"private", "prime", "base"};
    for (int n = 0; n < names.length; n++) {
      out.field(names[n]);
      key(out, b.i32(4 * n));
    }
    out.endStruct();
  }

  private static void derivation(Call call, Out out, Bytes b) {
    out.beginStruct();
    out.field("hashname");
    StringFormats.string(call, out, b.i32(0));
    out.field("otherinfo");
    StringFormats.buffer(call, out, b.i32(4), b.i32(8));
    out.field("otherinfolen", b.u32(8));
    out.endStruct();
  }

  private static void pair(Out out, Bytes b, String second) {
    out.beginStruct();
    out.field("key_id");
    key(out, b.i32(0));
    out.field("in_len", b.u32(4));
    out.field(second, b.u32(8));
    out.endStruct();
  }
}
