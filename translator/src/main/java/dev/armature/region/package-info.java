/** Forms the unit of translation: the control-flow graph of one guest function. */
package dev.armature.region;
