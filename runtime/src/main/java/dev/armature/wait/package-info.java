/** Wait queues, futexes, timers. */
package dev.armature.wait;
