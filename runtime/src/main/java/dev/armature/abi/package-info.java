/** Linux and ARM constants, errno, flag sets, structure layouts. */
package dev.armature.abi;
