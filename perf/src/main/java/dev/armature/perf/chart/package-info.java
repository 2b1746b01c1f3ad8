/** Pictures of what JMH has measured. */
package dev.armature.perf.chart;
