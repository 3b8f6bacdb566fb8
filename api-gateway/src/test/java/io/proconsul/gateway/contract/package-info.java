/** What we serve against what is written of it: our own description, and that of the service we take the place of. */
@NullMarked
package io.proconsul.gateway.contract;

import org.jspecify.annotations.NullMarked;
