/** Tests of the package of the same name. */
@NullMarked
package io.proconsul.worker.infra.federation;

import org.jspecify.annotations.NullMarked;
