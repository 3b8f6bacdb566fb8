/** What the host says about itself. */
@NullMarked
package io.proconsul.hostmanager.health;

import org.jspecify.annotations.NullMarked;
