package dev.armature.syscalls.strace;

import dev.armature.task.Task;

/** What strace knows of a task that it watches. Belongs to the task's thread. */
final class Tracee {
  final Task task;
  final Call call;

  /** What is to be printed next; reused. */
  final Text text = new Text();

  /** The result and what follows it. */
  final Text tail = new Text();

  final TextOut out;
  final JsonOut json;

  /** Where its lines go. */
  final Log log;

  /** A call is in progress and will be printed. */
  boolean inCall;

  /** The call's beginning is on the log. */
  boolean begun;

  /** The argument to go on with after the call. */
  int next;

  /** All arguments were printed at the start. */
  boolean decoded;

  /** When the call began, in nanoseconds; of the processor time of the task, likewise. */
  long start;

  long startCpu;

  /** Number of the call in progress, and of the last one that can be resumed. */
  int number;

  String name = "";
  String interrupted = "";

  /** The tampering with the call in progress, or null. */
  Injection injection;

  /** Its result is ours; something its arguments point to is. */
  boolean tampered;

  boolean poked;

  /** How often each call was seen, for injections; null while there are none. */
  int[] seen;

  /** The line "attached" is still to be printed. */
  boolean unannounced;

  /** Lines are no longer printed. Changed by its log only. */
  volatile boolean detached;

  Tracee(Task task, StraceOptions options, Log log) {
    this.task = task;
    this.log = log;
    call = new Call(task, options);
    Style style = options.style();
    out = new TextOut(text, style);
    json = new JsonOut(text, style);
  }
}
