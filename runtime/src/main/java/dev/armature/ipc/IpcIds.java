package dev.armature.ipc;

import dev.armature.abi.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The objects of one kind by id and key ({@code struct ipc_ids}). An id is a slot and a sequence
 * number, so that the id of a removed object is not soon another's. Guarded by the lock of its
 * {@link IpcNamespace}, which the public methods take.
 */
public final class IpcIds<T extends IpcObject> {
  /** IPCMNI: slots. */
  static final int MAX = 32_768;

  private static final int SEQUENCE_MAX = 0xffff;

  private static final int READ = 0444;

  private final IpcNamespace lock;
  private final List<T> slots = new ArrayList<>();
  private final int limit;
  private int inUse;
  private int sequence;
  private int lastIndex = -1;

  /**
   * @param limit how many objects there may be
   */
  IpcIds(IpcNamespace lock, int limit) {
    this.lock = lock;
    this.limit = limit;
  }

  /** Gives an object an id: the id or -ENOSPC. */
  int add(T object) {
    if (inUse >= limit) {
      return -Errno.ENOSPC;
    }
    int index = slots.indexOf(null);
    if (index < 0) {
      index = slots.size();
      slots.add(null);
    }
    if (index <= lastIndex) {
      sequence = sequence >= SEQUENCE_MAX ? 0 : sequence + 1;
    }
    lastIndex = index;
    slots.set(index, object);
    inUse++;
    object.perm().setId(sequence * MAX + index);
    return object.perm().id();
  }

  /** The object with an id: null for -EINVAL. */
  T get(int id) {
    T object = id < 0 ? null : at(id % MAX);
    return object != null && object.perm().id() == id ? object : null;
  }

  /** The object in a slot, or null. */
  T at(int index) {
    return index >= 0 && index < slots.size() ? slots.get(index) : null;
  }

  /** The object with a key, or null. */
  T find(int key) {
    for (T object : slots) {
      if (object != null && object.perm().key() == key) {
        return object;
      }
    }
    return null;
  }

  void remove(T object) {
    slots.set(object.perm().id() % MAX, null);
    object.perm().markRemoved();
    inUse--;
  }

  /** All objects by slot. */
  List<T> all() {
    return slots.stream().filter(object -> object != null).toList();
  }

  /** How many objects there are. */
  public int inUse() {
    synchronized (lock) {
      return inUse;
    }
  }

  /** The highest slot in use, as the INFO commands return it; 0 when there is none. */
  public int highest() {
    synchronized (lock) {
      for (int index = slots.size() - 1; index > 0; index--) {
        if (slots.get(index) != null) {
          return index;
        }
      }
      return 0;
    }
  }

  /**
   * Shows an object to {@code reader} under the lock: IPC_STAT by id; SEM_STAT, MSG_STAT, SHM_STAT
   * and their ANY forms by slot.
   *
   * @param anybody whether no permission is needed
   * @return 0, with {@code bySlot} the id, or the error
   */
  public int stat(IpcCaller who, int id, boolean bySlot, boolean anybody, Consumer<T> reader) {
    synchronized (lock) {
      T object = bySlot ? at(id) : get(id);
      int error = object == null ? -Errno.EINVAL : anybody ? 0 : object.perm().check(who, READ);
      if (error != 0) {
        return error;
      }
      reader.accept(object);
      return bySlot ? object.perm().id() : 0;
    }
  }

  /**
   * Does under the lock what wants a permission.
   *
   * @param wanted mode bits in any of the three places
   * @param use what to do with the object: its result
   * @return -EINVAL without such an object, -EACCES, or what {@code use} says
   */
  int use(IpcCaller who, int id, int wanted, ToIntFunction<T> use) {
    synchronized (lock) {
      T object = get(id);
      int error = object == null ? -Errno.EINVAL : object.perm().check(who, wanted);
      return error != 0 ? error : use.applyAsInt(object);
    }
  }

  /**
   * Does under the lock what only the owner of an object may do ({@code ipcctl_obtain_check}).
   *
   * @param change what to do with it: 0 or the error
   * @return -EINVAL without such an object, -EPERM for somebody else, or what {@code change} says
   */
  int change(IpcCaller who, int id, ToIntFunction<T> change) {
    synchronized (lock) {
      T object = get(id);
      int error = object == null ? -Errno.EINVAL : object.perm().checkOwner(who);
      return error != 0 ? error : change.applyAsInt(object);
    }
  }

  /**
   * {@code ipcget}: finds or makes the object of a key.
   *
   * @param flags IPC_CREAT, IPC_EXCL and the mode
   * @return its id or the error
   */
  int get(int key, int flags, IpcCaller who, Kind<T> kind) {
    if (key == IpcPerm.IPC_PRIVATE) {
      return create(kind);
    }
    T found = find(key);
    if (found == null) {
      return (flags & IpcPerm.IPC_CREAT) == 0 ? -Errno.ENOENT : create(kind);
    }
    if ((flags & IpcPerm.IPC_CREAT) != 0 && (flags & IpcPerm.IPC_EXCL) != 0) {
      return -Errno.EEXIST;
    }
    int error = kind.mismatch(found);
    if (error == 0) {
      error = found.perm().check(who, flags);
    }
    return error != 0 ? error : found.perm().id();
  }

  private int create(Kind<T> kind) {
    if (inUse >= limit) {
      return -Errno.ENOSPC;
    }
    int error = kind.invalid();
    if (error != 0) {
      return error;
    }
    T made = kind.create();
    return made == null ? -Errno.ENOMEM : add(made);
  }

  /** What {@link #get} must know of the kind of object ({@code struct ipc_ops}). */
  interface Kind<T> {
    /** Whether a new one can't be as wanted: 0 or the error. */
    int invalid();

    /** A new one, null when there is no memory. */
    T create();

    /** Whether one that is there is not what is wanted: 0 or the error. */
    int mismatch(T found);
  }
}
