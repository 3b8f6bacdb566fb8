/** Tests of what a stack consists of. */
@NullMarked
package io.proconsul.local.deployment;

import org.jspecify.annotations.NullMarked;
