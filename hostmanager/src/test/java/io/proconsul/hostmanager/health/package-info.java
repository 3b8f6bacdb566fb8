/** Tests of the verdict on this host. */
@NullMarked
package io.proconsul.hostmanager.health;

import org.jspecify.annotations.NullMarked;
