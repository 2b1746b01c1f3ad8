/** What generated code links to: processor state, guest memory, faults, operation helpers. */
package dev.armature.machine;
