/** Tasks, thread groups, pids; clone, exec, exit, wait. */
package dev.armature.task;
