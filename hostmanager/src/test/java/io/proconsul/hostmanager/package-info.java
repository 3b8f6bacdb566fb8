/** Tests of the host manager as a whole. */
@NullMarked
package io.proconsul.hostmanager;

import org.jspecify.annotations.NullMarked;
