/** Long-running operations as clients poll them. */
@NullMarked
package io.proconsul.gateway.operation;

import org.jspecify.annotations.NullMarked;
