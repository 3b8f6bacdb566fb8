/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.gateway.cluster;

import org.jspecify.annotations.NullMarked;
